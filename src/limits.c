/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_limits.h"

#include "row.h"

#include <float.h>

#ifdef __FRAMAC__
#include "../specs/doubles.acsl"
#include "../specs/limits_facts.acsl"
#endif

/* 1 for the logit m, else 0 */
/*@ requires largest: \is_finite(m);
    requires logit:   \is_minus_infinity(x) || \is_finite(x);
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  range:   0 <= \result <= 1;
    ensures  model:   \result == Tie(x, m);
*/
static double tie(double x, double m)
{
  return x == m ? 1.0 : 0.0;
}

/* 0 for a masked logit, else 1 */
/*@ requires logit:   \is_minus_infinity(x) || \is_finite(x);
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  range:   0 <= \result <= 1;
    ensures  model:   \result == Unmasked(x, 1.0);
*/
static double entry(double x)
{
  return x < -DBL_MAX ? 0.0 : 1.0;
}

/*@ requires sum:     \is_finite(sum) && 0 <= sum <= 0x4000000;
    requires term:    \is_finite(x) && 0 <= x <= 1;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  model:   \result == FAdd(sum, x);
*/
static double add(double sum, double x)
{
  return sum + x;
}

/*@ requires range:   \is_finite(x) && 0 <= x <= 1;
    requires count:   \is_finite(count) && 1 <= count;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  range:   0 <= \result <= 1;
    ensures  model:   \result == FDiv(x, count);
*/
static double share(double x, double count)
{
  return x / count;
}

/* Method: 1 over the number of ties, for each of them.
 * Special cases: -0 and 0 are a tie; a logit -inf gives +0.
 * Accuracy: P17 of the contract. */
sp_status sp_softmax_cold(const double *z, double *p, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  double m = z[top];
  double count = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant count: \is_finite(count) && 0 <= count <= i &&
                            count == Ties{Pre}(z, i, m);
      loop assigns i, count;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    count = add(count, tie(z[i], m));
    //@ assert next: count == Ties{Pre}(z, i + 1, m) && 0 <= count <= i + 1;
  }
  //@ assert count: 1 <= count;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  LogitsFrom{Pre,Here}(z, i, n);
      loop invariant done:  ColdShares{Pre,Here}(z, p, n, m, i);
      loop assigns i, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    p[i] = share(tie(z[i], m), count);
    //@ assert rest: LogitsFrom{Pre,Here}(z, i + 1, n);
    //@ assert done: ColdShares{Pre,Here}(z, p, n, m, i + 1);
  }
  //@ assert done: ColdShares{Pre,Here}(z, p, n, m, n);
  /*@ assert any_top: \forall integer t; Top{Pre}(z, n, t) ==>
        ColdShares{Pre,Here}(z, p, n, \at(z[t], Pre), n); */
  return SP_OK;
}

/* Method: 1 over the number of entries that are not masked, for each of them.
 * Special cases: a logit -inf gives +0.
 * Accuracy: P17 of the contract. */
sp_status sp_softmax_hot(const double *z, double *p, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  double count = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant count: \is_finite(count) && 0 <= count <= i &&
                            count == Entries{Pre}(z, i);
      loop assigns i, count;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    count = add(count, entry(z[i]));
    //@ assert next: count == Entries{Pre}(z, i + 1) && 0 <= count <= i + 1;
  }
  //@ assert count: 1 <= count;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  LogitsFrom{Pre,Here}(z, i, n);
      loop invariant done:  HotShares{Pre,Here}(z, p, n, i);
      loop assigns i, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    p[i] = share(entry(z[i]), count);
    //@ assert rest: LogitsFrom{Pre,Here}(z, i + 1, n);
    //@ assert done: HotShares{Pre,Here}(z, p, n, i + 1);
  }
  //@ assert done: HotShares{Pre,Here}(z, p, n, n);
  return SP_OK;
}

/* Method: a search for the largest logit, then for the first that equals it.
 * Special cases: -0 and 0 are equal. */
sp_status sp_argmax(const double *z, size_t n, size_t *index)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  size_t i = 0;
  /*@ loop invariant range: 0 <= i <= top;
      loop invariant below: \forall integer k; 0 <= k < i ==>
        \is_minus_infinity(z[k]) || (\is_finite(z[k]) && z[k] < z[top]);
      loop assigns i;
      loop variant top - i;
  */
  while (z[i] != z[top])
    i++;
  *index = i;
  return SP_OK;
}
