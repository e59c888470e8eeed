/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_online.h"

#include <float.h>

#include "online_step.h"
#include "row.h"
#include "within.h"

#ifdef __FRAMAC__
#include "../specs/doubles.acsl"
#include "../specs/online_facts.acsl"
#include "../specs/online_sum_facts.acsl"
#endif

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> \is_NaN(x);
*/
static int is_nan(double x)
{
  return x != x;
}

/* What is wrong with a row in which something is. */
/*@ requires size:    0 < n <= 0x4000000;
    requires z:       \valid_read(z + (0 .. n - 1));
    requires refused: !Logits(z, n);
    terminates        \true;
    assigns           \nothing;
    ensures  nan:     \result == SP_NAN_LOGIT <==> HasNaN(z, n);
    ensures  inf:     \result == SP_POS_INF_LOGIT <==> !HasNaN(z, n);
    ensures  why:     HasNaN(z, n) || HasPlusInfinity(z, n);
    ensures  refused: !AllMasked(z, n) && !Accepted(z, n);
*/
static sp_status refusal(const double *z, size_t n)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  !HasNaN(z, i);
      loop assigns i;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    if (is_nan(z[i]))
      return SP_NAN_LOGIT;
  return SP_POS_INF_LOGIT;
}

/*@ requires largest: \is_finite(m);
    requires logit:   \is_minus_infinity(x) || (\is_finite(x) && x <= m);
    requires sum:     \is_finite(sum) && 1 <= sum <= 0x4000000;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  range:   0 <= \result <= 1;
    ensures  model:   \result == FDiv(FExp(x, m), sum);
*/
static double share(double x, double m, double sum)
{
  return sp_weight(x, m) / sum;
}

/*@ requires size:      0 < n <= 0x4000000;
    requires z:         \valid_read(z + (0 .. n - 1));
    requires p:         \valid(p + (0 .. n - 1));
    requires alias:     p == z || \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    requires state:     \is_finite(m) && \is_finite(sum) && Below(z, n, m) &&
                        OnlineNear(z, n, m, sum) && sum == FOnlineSum(z, n);
    terminates          \true;
    assigns             p[0 .. n - 1];
    ensures  range:     \forall integer i; 0 <= i < n ==>
               \is_finite(p[i]) && 0 <= p[i] <= 1;
    ensures  sum:       \abs(Sum(p, n) - 1) <=
               (n + 2.125 * Records{Pre}(z, n) + 0.125) * U * (1 + 0x1p-19) +
                 n * ETA;
    ensures  accuracy:  \forall integer i; 0 <= i < n ==>
               \abs(p[i] - Softmax{Pre}(z, n, i)) <=
                 (n + 2.125 * Records{Pre}(z, n) + 0.125) * U * (1 + 0x1p-19) *
                   Softmax{Pre}(z, n, i) + ETA;
    ensures  equal:     \forall integer i, j; 0 <= i < n && 0 <= j < n &&
               \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
               \at(z[i], Pre) == \at(z[j], Pre) ==> p[i] == p[j];
    ensures  order:     \forall integer i, j; 0 <= i < n && 0 <= j < n &&
               \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
               \at(z[i], Pre) <= \at(z[j], Pre) && 0x1p-900 <= p[j] ==>
               p[i] <= p[j] * (1 + 4 * U);
    ensures  order_any: \forall integer i, j; 0 <= i < n && 0 <= j < n &&
               \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
               \at(z[i], Pre) <= \at(z[j], Pre) ==>
               p[i] <= p[j] * (1 + 5 * U) + 3 * ETA;
    ensures  peak:      \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
               p[i] <= p[t] && (1 - U) / n <= p[t];
    ensures  model:     \forall integer i; 0 <= i < n ==>
               p[i] == FOnline{Pre}(z, n, i);
    ensures  masked:    \forall integer i; 0 <= i < n &&
               \is_minus_infinity(\at(z[i], Pre)) ==> p[i] == 0;
*/
static void divide(const double *z, double *p, size_t n, double m, double sum)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  LogitsFrom{Pre,Here}(z, i, n);
      loop invariant done:  OnlineShares{Pre,Here}(z, p, m, sum, i);
      loop assigns i, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    /*@ assert logit: \is_minus_infinity(z[i]) ||
          (\is_finite(z[i]) && z[i] <= m); */
    p[i] = share(z[i], m, sum);
    //@ assert rest: LogitsFrom{Pre,Here}(z, i + 1, n);
    //@ assert done: OnlineShares{Pre,Here}(z, p, m, sum, i + 1);
  }
  //@ assert done: OnlineShares{Pre,Here}(z, p, m, sum, n);
}

/* Method: one pass keeps the largest logit so far, m, and the sum of the
 * e^(z[i] - m); a new largest rescales the sum. A second pass divides. All is
 * as if m, first the least double, had been known from the start.
 * Special cases: a logit -inf gives +0; differences may overflow to -inf.
 * Accuracy: P02, P03 of the contract.
 * Reference: M. Milakov, N. Gimelshein, Online normalizer calculation for
 * softmax, 2018. */
sp_status sp_softmax_online(const double *z, double *p, size_t n)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;

  double m = -DBL_MAX, sum = 0.0; /* of no logits */
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant state: OnlineState(z, i, m, sum);
      loop invariant model: sum == FOnlineSum(z, i);
      loop assigns i, m, sum;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (!sp_is_logit(z[i])) {
      //@ assert refused: !Logits(z, n);
      return refusal(z, n);
    }
    //@ assert range: \is_finite(sum) && 0 <= sum <= 0x4000000;
    if (z[i] > m) {
      //@ assert larger: \is_finite(z[i]) && m < z[i];
      double f = sp_weight(m, z[i]);
      sum = sp_online_rescale(sum, f);
      m = z[i];
      //@ assert state: OnlineState(z, i + 1, m, sum);
      //@ assert model: sum == FOnlineSum(z, i + 1);
    } else {
      /*@ assert smaller: \is_minus_infinity(z[i]) ||
            (\is_finite(z[i]) && z[i] <= m); */
      double w = sp_weight(z[i], m);
      sum = sp_online_add(sum, w);
      //@ assert state: OnlineState(z, i + 1, m, sum);
      //@ assert model: sum == FOnlineSum(z, i + 1);
    }
  }
  /*@ assert logits: Logits(z, n) && !HasNaN(z, n) &&
        !HasPlusInfinity(z, n); */
  if (sum < 1.0) {
    //@ assert masked: AllMasked(z, n) && !Accepted(z, n);
    return SP_ALL_MASKED;
  }
  //@ assert near: OnlineNear(z, n, m, sum) && Below(z, n, m);
  //@ assert accepted: Accepted(z, n);
  divide(z, p, n, m, sum);
  return SP_OK;
}
