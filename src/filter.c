/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "distribution.h"

#ifdef __FRAMAC__
#include "../specs/filter_facts.acsl"
#endif

/* Entry i, of value x, comes before entry j, of value y. */
/*@ requires x:     \is_finite(x);
    requires y:     \is_finite(y);
    terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> Before(x, i, y, j);
*/
static int before(double x, size_t i, double y, size_t j)
{
  return x > y || (x == y && i < j);
}

/*@ requires size:  1 <= n <= SP_MAX_N;
    requires p:     \valid_read(p + (0 .. n - 1)) && Probabilities(p, n);
    terminates      \true;
    assigns         \nothing;
    ensures  first: First(p, n, \result);
*/
static size_t first(const double *p, size_t n)
{
  size_t t = 0;
  /*@ loop invariant range: 1 <= j <= n && 0 <= t < j;
      loop invariant top:   \forall integer i; 0 <= i < j ==> p[i] <= p[t];
      loop invariant first: \forall integer i; 0 <= i < t ==> p[i] < p[t];
      loop assigns j, t;
      loop variant n - j;
  */
  for (size_t j = 1; j < n; j++) {
    //@ assert entries: Probability(p[j]) && Probability(p[t]);
    if (p[j] > p[t]) {
      //@ assert above: \forall integer i; 0 <= i < j ==> p[i] < p[j];
      t = j;
    }
  }
  return t;
}

/* Of the entries s and j > s, the first after t; n stands for no entry. */
/*@ requires size:   0 <= t < n && 0 <= s <= n && 0 <= j < n;
    requires p:      \valid_read(p + (0 .. n - 1)) && Probabilities(p, n);
    terminates       \true;
    assigns          \nothing;
    ensures  range:  0 <= \result <= n;
    ensures  nearer: Nearer(p, n, t, s, j, \result);
*/
static size_t nearer(const double *p, size_t n, size_t t, size_t s, size_t j)
{
  if (!before(p[t], t, p[j], j))
    return s;
  return s == n || p[j] > p[s] ? j : s;
}

/*@ requires size:  0 <= t < n <= SP_MAX_N;
    requires p:     \valid_read(p + (0 .. n - 1)) && Probabilities(p, n);
    requires left:  KeptCount(p, t, n) < n;
    terminates      \true;
    assigns         \nothing;
    ensures  range: 0 <= \result < n;
    ensures  next:  Next(p, n, t, \result);
*/
static size_t next(const double *p, size_t n, size_t t)
{
  size_t s = n;
  /*@ loop invariant range: 0 <= j <= n && 0 <= s <= n;
      loop invariant next:  Selected(p, n, t, s, j);
      loop assigns j, s;
      loop variant n - j;
  */
  for (size_t j = 0; j < n; j++)
    s = nearer(p, n, t, s, j);
  return s;
}

/*@ requires size:   1 <= n <= SP_MAX_N;
    requires p:      \valid_read(p + (0 .. n - 1)) && Probabilities(p, n);
    requires t:      0 <= t < n;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FKeptSum(p, t, n);
*/
static double kept_sum(const double *p, size_t n, size_t t)
{
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum:   \is_finite(sum) && sum == FKeptSum(p, t, i);
      loop assigns i, sum;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    if (!before(p[t], t, p[i], i))
      sum = sp_add_probability(sum, p[i]);
  return sum;
}

/*@ requires x:      Probability(x);
    requires sum:    \is_finite(sum) && 0 < sum && x <= sum;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  0 <= \result <= 1;
    ensures  model:  \result == FDiv(x, sum);
*/
static double share(double x, double sum)
{
  return x / sum;
}

/*@ requires x:      Probability(x);
    requires last:   \is_finite(last);
    requires sum:    \is_finite(sum) && 0 < sum;
    requires part:   !Before(last, t, x, i) ==> x <= sum;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  Filtered(\result, x, i, last, t, sum);
*/
static double filter_entry(double x, size_t i, double last, size_t t,
                           double sum)
{
  return before(last, t, x, i) ? 0.0 : share(x, sum);
}

/* Keeps the entries up to t, divided by their sum. */
/*@ requires size:   1 <= n <= SP_MAX_N;
    requires p:      \valid_read(p + (0 .. n - 1)) && Probabilities(p, n);
    requires mass:   !AllZero(p, n);
    requires out:    \valid(out + (0 .. n - 1));
    requires alias:  out == p ||
               \separated(out + (0 .. n - 1), p + (0 .. n - 1));
    requires t:      0 <= t < n;
    terminates       \true;
    assigns          out[0 .. n - 1];
    ensures  range:  Probabilities(out, n);
    ensures  model:  Renormalised{Pre,Post}(p, out, n, t);
    ensures  sum:    \abs(Sum(out, n) - 1) <=
               KeptCount{Pre}(p, t, n) * (U * (1 + U) + ETA / 2);
*/
static void keep(const double *p, double *out, size_t n, size_t t)
{
  double last = p[t];
  double sum = kept_sum(p, n, t);
  //@ assert sum: 0 < sum;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  ProbabilitiesFrom{Pre,Here}(p, i, n);
      loop invariant done:  Filter{Pre,Here}(p, out, t, sum, i);
      loop assigns i, out[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    out[i] = filter_entry(p[i], i, last, t, sum);
    //@ assert rest: ProbabilitiesFrom{Pre,Here}(p, i + 1, n);
    //@ assert done: Filter{Pre,Here}(p, out, t, sum, i + 1);
  }
  //@ assert model: Renormalised{Pre,Here}(p, out, n, t);
}

/* Method: the entries are selected one by one, the most probable first.
 * Special cases: k above n keeps all; an entry -0 that is kept stays -0.
 * Accuracy: P20 of the contract; the sum is that of double arithmetic.
 * Reference: A. Fan, M. Lewis, Y. Dauphin, ACL 2018. */
sp_status sp_top_k(const double *p, double *out, size_t n, size_t k)
{
  sp_status status = sp_check_distribution(p, n);
  if (status != SP_OK)
    return status;
  if (k == 0)
    return SP_BAD_TOP_K;

  size_t t = first(p, n);
  /*@ loop invariant range: 1 <= kept && kept <= k && kept <= n;
      loop invariant last:  0 <= t < n;
      loop invariant count: KeptCount(p, t, n) == kept;
      loop assigns kept, t;
      loop variant n - kept;
  */
  for (size_t kept = 1; kept < k && kept < n; kept++)
    t = next(p, n, t);
  keep(p, out, n, t);
  return SP_OK;
}

/* Method: the entries are selected one by one, the most probable first, until
 * their sum reaches the threshold.
 * Special cases: all positive entries are kept where their sum does not.
 * Accuracy: P20 of the contract; the sum is that of double arithmetic.
 * Reference: A. Holtzman et al., ICLR 2020. */
sp_status sp_top_p(const double *p, double *out, size_t n, double top_p)
{
  sp_status status = sp_check_distribution(p, n);
  if (status != SP_OK)
    return status;
  if (!(0.0 < top_p && top_p <= 1.0)) {
    //@ assert threshold: !Threshold(top_p);
    return SP_BAD_TOP_P;
  }
  //@ assert threshold: Threshold(top_p);

  size_t t = first(p, n);
  /*@ loop invariant range: 1 <= kept <= n;
      loop invariant last:  0 <= t < n && p[t] > 0;
      loop invariant count: KeptCount(p, t, n) == kept;
      loop invariant short: Short(p, n, top_p, t);
      loop assigns kept, t;
      loop variant n - kept;
  */
  for (size_t kept = 1; kept < n; kept++) {
    if (kept_sum(p, n, t) >= top_p)
      break;
    size_t s = next(p, n, t);
    if (p[s] == 0.0) {
      //@ assert rest: RestZero(p, n, t);
      break;
    }
    t = s;
  }
  //@ assert nucleus: Nucleus(p, n, top_p, t);
  keep(p, out, n, t);
  return SP_OK;
}
