/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_temperature.h"

#include "row.h"
#include "sum_error.h"
#include "temperature.h"

#ifdef __FRAMAC__
#include "../specs/temperature_facts.acsl"
#endif

#define ZERO_BELOW (-745.0)
#define TO_STEPS 0x1.8p36
#define SPLIT 0x1.0000002p27 /* 2^27 + 1 */

int sp_is_temperature(double T)
{
  return 0x1p-900 <= T && T <= 0x1p900;
}

/* T to 26 bits. Reference: T. J. Dekker, A floating-point technique for
 * extending the available precision, Numer. Math. 18, 1971. */
/*@ requires range:  Temperature(T);
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FHigh(T);
*/
static double high_part(double T)
{
  double c = T * SPLIT;
  return (T - c) + c;
}

/* q to a multiple of 2^-16, so that 26 bits are enough. */
/*@ requires range:  \is_finite(q) && ZERO_BELOW <= q <= 0;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FSteps(q);
*/
static double to_steps(double q)
{
  return (q + TO_STEPS) - TO_STEPS;
}

/* (d + e - h T) / T; h high is exact */
/*@ requires T:      Temperature(T);
    requires high:   \is_finite(high) && high == FHigh(T);
    requires h:      \is_finite(h) && ZERO_BELOW <= h <= 0;
    requires d:      \is_finite(d) && -746 * T <= d <= 0;
    requires e:      \is_finite(e) && -T <= e <= T;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FRest(d, e, h, T);
*/
static double rest(double d, double e, double h, double T, double high)
{
  double left = (d - h * high) - h * (T - high);
  return (left + e) / T;
}

/* e^((x - m) / T), where (x - m) / T is a sum of two doubles, h and y */
/*@ requires largest: \is_finite(m);
    requires logit:   \is_minus_infinity(x) || (\is_finite(x) && x <= m);
    requires T:       Temperature(T);
    requires high:    \is_finite(high) && high == FHigh(T);
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  range:   0 <= \result <= 1;
    ensures  model:   \result == FExpT(x, m, T);
*/
static double weight(double x, double m, double T, double high)
{
  double d = x - m; /* -inf if it overflows */
  double q = d / T; /* the same */
  if (q < ZERO_BELOW)
    return 0.0;
  /*@ assert near: \is_finite(x) && \is_finite(d) && \is_finite(q) &&
        d == FSub(x, m) && q == FDiv(FSub(x, m), T); */
  double e = sp_sum_error(x, -m);
  double h = to_steps(q);
  double y = rest(d, e, h, T, high);
  //@ assert nonpositive: h <= -y;
  return sp_weight(h, -y);
}

/* Method: as sp_softmax, with the difference of a logit to the largest divided
 * by T: the quotient too is kept as two doubles.
 * Special cases: a logit -inf gives +0; differences and quotients may overflow
 * to -inf.
 * Accuracy: P17 of the contract. */
sp_status sp_softmax_temperature(const double *z, double *p, size_t n, double T)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  //@ assert scan: status != SP_BAD_TEMPERATURE;
  if (status != SP_OK)
    return status;
  if (!sp_is_temperature(T)) {
    //@ assert bad: Accepted{Pre}(z, n) && !Temperature(T);
    return SP_BAD_TEMPERATURE;
  }
  //@ assert good: Accepted{Pre}(z, n) && Temperature(T);

  double m = z[top];
  double high = high_part(T);
  double sum = 0.0, low = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  LogitsFrom{Pre,Here}(z, i, n);
      loop invariant done:  WeightsT{Pre,Here}(z, p, m, T, 0, i);
      loop invariant sum:   \is_finite(sum) && 0 <= sum <= i &&
                            sum == FSumExpT{Pre}(z, m, T, i);
      loop invariant low:   \is_finite(low) && -i <= low <= i &&
                            low == FLowT{Pre}(z, m, T, i);
      loop assigns i, sum, low, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    double w = weight(z[i], m, T, high);
    low = sp_add_error(low, sum, w);
    //@ assert low: low == FLowT{Pre}(z, m, T, i + 1);
    //@ assert low: -(i + 1) <= low <= i + 1;
    sum = sum + w;
    /*@ assert sum: \is_finite(sum) && 0 <= sum <= i + 1 &&
          sum == FSumExpT{Pre}(z, m, T, i + 1); */
    p[i] = w;
    //@ assert rest: LogitsFrom{Pre,Here}(z, i + 1, n);
    //@ assert done: WeightsT{Pre,Here}(z, p, m, T, 0, i + 1);
  }
  double total = sum + low;
  //@ assert total: total == FTotalT{Pre}(z, m, T, n) && \is_finite(total);
  //@ assert total: 1 <= total;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  WeightsT{Pre,Here}(z, p, m, T, i, n);
      loop invariant done:  SharesT{Pre,Here}(z, p, n, T, top, i);
      loop assigns i, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    p[i] = p[i] / total;
    //@ assert rest: WeightsT{Pre,Here}(z, p, m, T, i + 1, n);
    //@ assert done: SharesT{Pre,Here}(z, p, n, T, top, i + 1);
  }
  //@ assert done: SharesT{Pre,Here}(z, p, n, T, top, n);
  /*@ assert any_top: \forall integer t; Top{Pre}(z, n, t) ==>
        SharesT{Pre,Here}(z, p, n, T, t, n); */
  return SP_OK;
}
