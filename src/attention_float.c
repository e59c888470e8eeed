/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_attention_float.h"

#include "finite_float.h"
#include "sp_attention.h"
#include "sp_convert.h"

#ifdef __FRAMAC__
#include "../specs/attention32_facts.acsl"
#include "../specs/binary32_facts.acsl"
#endif

/* x and W are s and V in double; then x is the softmax, y = x W. */
/*@ requires size:      Sizes(n, d);
    requires s:         \valid_read(s + (0 .. n - 1)) && Accepted32(s, n);
    requires V:         \valid_read(V + (0 .. n * d - 1)) && Rows32(V, n, d);
    requires x:         \valid(x + (0 .. n - 1));
    requires W:         \valid(W + (0 .. n * d - 1));
    requires y:         \valid(y + (0 .. d - 1));
    requires separated: \separated(x + (0 .. n - 1), s + (0 .. n - 1));
    requires separated: \separated(W + (0 .. n * d - 1), V + (0 .. n * d - 1));
    requires separated: \separated(x + (0 .. n - 1), W + (0 .. n * d - 1));
    requires separated: \separated(x + (0 .. n - 1), y + (0 .. d - 1));
    requires separated: \separated(W + (0 .. n * d - 1), y + (0 .. d - 1));
    terminates          \true;
    assigns             x[0 .. n - 1], W[0 .. n * d - 1], y[0 .. d - 1];
    ensures  range:     Probabilities(x, n);
    ensures  accurate:  \forall integer i; 0 <= i < n ==>
               Accurate(x[i], Softmax32(s, n, i));
    ensures  masked:    \forall integer i; 0 <= i < n &&
               \is_minus_infinity(s[i]) ==> x[i] == 0;
    ensures  finite:    \forall integer c; 0 <= c < d ==> \is_finite(y[c]);
    ensures  error:     \forall integer c; 0 <= c < d ==>
               \abs(y[c] - Attention32(s, V, n, d, c)) <=
                 AttendError(n, Magnitude32(s, V, n, d, c)) + 0x1p-900;
    ensures  hull:      \forall integer c, real lo, hi, M;
               0 <= c < d && ColumnIn32(s, V, n, d, c, lo, hi) &&
               -M <= lo && hi <= M ==>
               lo - HullError(n, M) <= y[c] <= hi + HullError(n, M);
*/
static void attend_doubles(const float *s, const float *V, size_t n, size_t d,
                           double *x, double *W, double *y)
{
  /*@ assert size: 0 < n * d <= 0x10000000000000 &&
        (size_t)(n * d) == n * d; */
  sp_widen(s, x, n);
  //@ assert scores: Widened(s, x, n) && Accepted(x, n);
  sp_widen(V, W, n * d);
  //@ assert wide: Widened(s, x, n) && Widened(V, W, n * d);
  //@ assert accepted: Accepted(x, n) && Rows(W, n, d, 0x1p990);
  /*@ assert softmax: \forall integer i; 0 <= i < n ==>
        Softmax(x, n, i) == Softmax32(s, n, i); */
  /*@ assert same: \forall integer c; 0 <= c < d ==>
        Attention(x, W, n, d, c) == Attention32(s, V, n, d, c) &&
        Magnitude(x, W, n, d, c) == Magnitude32(s, V, n, d, c); */
  /*@ assert column: \forall integer c, real lo, hi;
        0 <= c < d && ColumnIn32(s, V, n, d, c, lo, hi) ==>
        ColumnIn(x, W, n, d, c, lo, hi); */
  /*@ assert largest: \forall integer c; 0 <= c < d ==>
        ColumnIn(x, W, n, d, c, -MAX_FLOAT, MAX_FLOAT); */
  sp_attend(x, W, n, d, x, y);
  /*@ assert error: \forall integer c; 0 <= c < d ==>
        \abs(y[c] - Attention32(s, V, n, d, c)) <=
          ((n + 4.5) * U * Magnitude32(s, V, n, d, c) +
           n * (1 + MAX_FLOAT) * ETA) * (1 + 0x1p-16); */
}

/* p and out are x and y, rounded. */
/*@ requires x:         \valid_read(x + (0 .. n - 1)) && Probabilities(x, n);
    requires y:         \valid_read(y + (0 .. d - 1));
    requires finite:    \forall integer c; 0 <= c < d ==> \is_finite(y[c]);
    requires p:         \valid(p + (0 .. n - 1));
    requires out:       \valid(out + (0 .. d - 1));
    requires separated: \separated(p + (0 .. n - 1), out + (0 .. d - 1));
    requires separated: \separated(x + (0 .. n - 1), p + (0 .. n - 1));
    requires separated: \separated(y + (0 .. d - 1), out + (0 .. d - 1));
    terminates          \true;
    assigns             p[0 .. n - 1], out[0 .. d - 1];
    ensures  p:         \forall integer i; 0 <= i < n ==> Rounded(x[i], p[i]);
    ensures  out:       \forall integer c; 0 <= c < d ==> Rounded(y[c], out[c]);
*/
static void narrow_both(const double *x, float *p, size_t n, const double *y,
                        float *out, size_t d)
{
  sp_narrow(x, p, n);
  sp_narrow(y, out, d);
}

/* p is the softmax, out = p V; x, W and y are room for their doubles. */
/*@ requires size:      Sizes(n, d);
    requires s:         \valid_read(s + (0 .. n - 1)) && Accepted32(s, n);
    requires V:         \valid_read(V + (0 .. n * d - 1)) && Rows32(V, n, d);
    requires p:         \valid(p + (0 .. n - 1));
    requires out:       \valid(out + (0 .. d - 1));
    requires x:         \valid(x + (0 .. n - 1));
    requires W:         \valid(W + (0 .. n * d - 1));
    requires y:         \valid(y + (0 .. d - 1));
    requires separated: \separated(p + (0 .. n - 1), out + (0 .. d - 1));
    requires separated: \separated(x + (0 .. n - 1), s + (0 .. n - 1));
    requires separated: \separated(W + (0 .. n * d - 1), V + (0 .. n * d - 1));
    requires separated: \separated(x + (0 .. n - 1), p + (0 .. n - 1));
    requires separated: \separated(y + (0 .. d - 1), out + (0 .. d - 1));
    requires separated: \separated(x + (0 .. n - 1), W + (0 .. n * d - 1));
    requires separated: \separated(x + (0 .. n - 1), y + (0 .. d - 1));
    requires separated: \separated(W + (0 .. n * d - 1), y + (0 .. d - 1));
    terminates          \true;
    assigns             p[0 .. n - 1], out[0 .. d - 1], x[0 .. n - 1],
                        W[0 .. n * d - 1], y[0 .. d - 1];
    ensures  weights:   \forall integer i; 0 <= i < n ==>
               \is_finite(p[i]) && 0 <= p[i] <= 1;
    ensures  weights_ulp: \forall integer i; 0 <= i < n ==>
               \abs(p[i] - Softmax32{Pre}(s, n, i)) <=
                 (0.5 + 0x1p-24) * Ulp32(Softmax32{Pre}(s, n, i));
    ensures  masked:    \forall integer i; 0 <= i < n &&
               \is_minus_infinity(\at(s[i], Pre)) ==> p[i] == 0;
    ensures  finite:    \forall integer c; 0 <= c < d ==>
               \is_finite(out[c]);
    ensures  ulp:       \forall integer c; 0 <= c < d ==>
               \abs(out[c] - Attention32{Pre}(s, V, n, d, c)) <=
                 (0.5 + 0x1p-24) * Ulp32(Attention32{Pre}(s, V, n, d, c)) +
                 2 * AttendError(n, Magnitude32{Pre}(s, V, n, d, c));
    ensures  hull:      \forall integer c, real lo, hi, M;
               0 <= c < d && ColumnIn32{Pre}(s, V, n, d, c, lo, hi) &&
               -M <= lo && hi <= M ==>
               RN32(lo - HullError(n, M)) <= out[c] <=
                 RN32(hi + HullError(n, M));
    ensures  largest:   \forall integer c, float M;
               0 <= c < d && \is_finite(M) && 0 <= M &&
               ColumnIn32{Pre}(s, V, n, d, c, -M, M) ==> -M <= out[c] <= M;
*/
static void attend_floats(const float *s, const float *V, size_t n, size_t d,
                          float *p, float *out, double *x, double *W, double *y)
{
  attend_doubles(s, V, n, d, x, W, y);
  /*@ assert below: \forall integer c; 0 <= c < d ==>
        \is_finite(y[c]) && \abs(y[c]) < OVERFLOW; */
  /*@ assert nonneg: \forall integer c; 0 <= c < d ==>
        0 <= AttendError(n, Magnitude32(s, V, n, d, c)); */
  narrow_both(x, p, n, y, out, d);
  /*@ assert weights: \forall integer i; 0 <= i < n ==>
        \is_finite(p[i]) && Accurate(x[i], Softmax32{Pre}(s, n, i)); */
  /*@ assert finite:  \forall integer c; 0 <= c < d ==> \is_finite(out[c]); */
}

/* Method: sp_attend of the rows as doubles, rounded to float.
 * Special cases: a masked row has the weight +0 and counts for nothing.
 * Accuracy: P22 of the contract.
 * Reference: A. Vaswani et al., Attention is all you need, 2017, 3.2.1. */
sp_status sp_attendf(const float *s, const float *V, size_t n, size_t d,
                     float *p, float *out, double *work)
{
  if (n == 0 || d == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N || d > SP_MAX_N)
    return SP_TOO_LONG;
  sp_status status = sp_check_floats(s, n);
  if (status != SP_OK)
    return status;
  /*@ assert size: 0 < n * d <= 0x10000000000000 &&
        (size_t)(n * d) == n * d; */
  if (!sp_all_finite(V, n * d))
    return SP_BAD_VALUE;

  attend_floats(s, V, n, d, p, out, work, work + n, work + n + n * d);
  return SP_OK;
}
