/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_sampling_float.h"

#include "probability_float.h"
#include "sp_convert.h"
#include "sp_sampling.h"

#ifdef __FRAMAC__
#include "../specs/binary_float_facts.acsl"
#include "../specs/sampling32_facts.acsl"
#endif

/*@ requires number: \is_finite(x) && 0 <= x;
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \result != 0 <==> 0 < x;
    ensures  zero:   \result == 0 <==> x == 0;
*/
static int is_positive(float x)
{
  return x > 0.0F;
}

/* Checks the probabilities; they need not sum to 1. */
/*@ requires readable:  n <= 0x4000000 ==> \valid_read(p + (0 .. n - 1));
    terminates          \true;
    assigns             \nothing;
    ensures  ok:        \result == SP_OK <==> Distribution32(p, n);
    ensures  empty:     \result == SP_EMPTY <==> n == 0;
    ensures  long:      \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  bad:       \result == SP_BAD_PROBABILITY <==>
               0 < n <= 0x4000000 && !Probabilities32(p, n);
    ensures  zero:      \result == SP_ALL_ZERO <==>
               0 < n <= 0x4000000 && AllZero32(p, n) && Probabilities32(p, n);
*/
static sp_status check(const float *p, size_t n)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;
  if (!sp_are_probabilities(p, n))
    return SP_BAD_PROBABILITY;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant zero:  AllZero32(p, i);
      loop assigns i;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    if (is_positive(p[i])) {
      //@ assert positive: !AllZero32(p, n);
      return SP_OK;
    }
  return SP_ALL_ZERO;
}

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> UnitVariate32(x);
*/
static int is_variate(float x)
{
  return 0.0F <= x && x < 1.0F;
}

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> Threshold32(x);
*/
static int is_threshold(float x)
{
  return 0.0F < x && x <= 1.0F;
}

/* x = p, which is exact */
/*@ requires readable:  \valid_read(p + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1));
    requires accepted:  Distribution32(p, n);
    requires separated: \separated(x + (0 .. n - 1), p + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1];
    ensures  exact:     Doubles{Post,Post}(p, x, n);
    ensures  accepted:  Distribution(x, n);
*/
static void widen(const float *p, double *x, size_t n)
{
  sp_widen(p, x, n);
  //@ assert wide: Widened(p, x, n);
}

/* Method: sp_sample of the probabilities and the variate as doubles.
 * Special cases: x at or above the whole sum gives the last p[k] > 0.
 * Accuracy: P22 of the contract. */
sp_status sp_samplef(const float *p, size_t n, float x, size_t *index,
                     double *work)
{
  sp_status status = check(p, n);
  if (status != SP_OK)
    return status;
  if (!is_variate(x))
    return SP_BAD_VARIATE;
  widen(p, work, n);
  double variate = sp_from_float(x);
  //@ assert variate: UnitVariate(variate) && variate == x;
  sp_sample(work, n, variate, index);
  return SP_OK;
}

/* sp_top_k, of which x is as it was */
/*@ requires readable:  \valid_read(x + (0 .. n - 1));
    requires writable:  \valid(y + (0 .. n - 1));
    requires accepted:  Distribution(x, n) && 0 < k;
    requires separated: \separated(x + (0 .. n - 1), y + (0 .. n - 1));
    terminates          \true;
    assigns             y[0 .. n - 1];
    ensures  same:      Same{Pre,Post}(x, x, n);
    ensures  range:     Probabilities(y, n);
    ensures  kept:      \exists integer t; 0 <= t < n &&
      KeptCount(x, t, n) == \min(k, n) && Renormalised{Post,Post}(x, y, n, t);
*/
static void keep_k(const double *x, double *y, size_t n, size_t k)
{
  sp_top_k(x, y, n, k);
  //@ assert same: Same{Pre,Here}(x, x, n);
  /*@ assert kept: \exists integer t; 0 <= t < n &&
        KeptCount{Pre}(x, t, n) == \min(k, n) &&
        Renormalised{Pre,Here}(x, y, n, t); */
}

/* sp_top_p, of which x is as it was */
/*@ requires readable:  \valid_read(x + (0 .. n - 1));
    requires writable:  \valid(y + (0 .. n - 1));
    requires accepted:  Distribution(x, n) && Threshold(top_p);
    requires separated: \separated(x + (0 .. n - 1), y + (0 .. n - 1));
    terminates          \true;
    assigns             y[0 .. n - 1];
    ensures  same:      Same{Pre,Post}(x, x, n);
    ensures  range:     Probabilities(y, n);
    ensures  kept:      \exists integer t; 0 <= t < n &&
      Nucleus(x, n, top_p, t) && Renormalised{Post,Post}(x, y, n, t);
*/
static void keep_p(const double *x, double *y, size_t n, double top_p)
{
  sp_top_p(x, y, n, top_p);
  //@ assert same: Same{Pre,Here}(x, x, n);
  /*@ assert kept: \exists integer t; 0 <= t < n &&
        Nucleus{Pre}(x, n, top_p, t) && Renormalised{Pre,Here}(x, y, n, t); */
}

/* y is what sp_top_k makes of p; x is room for the doubles p. */
/*@ requires readable:  \valid_read(p + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1)) && \valid(y + (0 .. n - 1));
    requires accepted:  Distribution32(p, n) && 0 < k;
    requires separated: \separated(x + (0 .. n - 1), p + (0 .. n - 1)) &&
                        \separated(y + (0 .. n - 1), p + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), y + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1], y[0 .. n - 1];
    ensures  exact:     Doubles{Post,Post}(p, x, n);
    ensures  range:     Probabilities(x, n) && Probabilities(y, n);
    ensures  kept:      \exists integer t; 0 <= t < n &&
      KeptCount(x, t, n) == \min(k, n) && Renormalised{Post,Post}(x, y, n, t);
*/
static void top_k_doubles(const float *p, size_t n, size_t k, double *x,
                          double *y)
{
  widen(p, x, n);
  keep_k(x, y, n, k);
  //@ assert exact: Doubles{Here,Here}(p, x, n);
}

/* y is what sp_top_p makes of p; x is room for the doubles p. */
/*@ requires readable:  \valid_read(p + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1)) && \valid(y + (0 .. n - 1));
    requires accepted:  Distribution32(p, n) && Threshold32(top_p);
    requires separated: \separated(x + (0 .. n - 1), p + (0 .. n - 1)) &&
                        \separated(y + (0 .. n - 1), p + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), y + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1], y[0 .. n - 1];
    ensures  exact:     Doubles{Post,Post}(p, x, n);
    ensures  range:     Probabilities(x, n) && Probabilities(y, n);
    ensures  kept:      \exists integer t; 0 <= t < n &&
      Nucleus(x, n, top_p, t) && Renormalised{Post,Post}(x, y, n, t);
*/
static void top_p_doubles(const float *p, size_t n, float top_p, double *x,
                          double *y)
{
  widen(p, x, n);
  double threshold = sp_from_float(top_p);
  //@ assert threshold: Threshold(threshold) && threshold == top_p;
  keep_p(x, y, n, threshold);
  //@ assert exact: Doubles{Here,Here}(p, x, n);
}

/* out = y, which was made of the doubles x of p, rounded to float */
/*@ requires writable:  \valid(out + (0 .. n - 1));
    requires readable:  \valid_read(x + (0 .. n - 1)) &&
                        \valid_read(y + (0 .. n - 1)) &&
                        \valid_read(p + (0 .. n - 1));
    requires size:      n <= 0x4000000;
    requires separated: \separated(x + (0 .. n - 1), out + (0 .. n - 1)) &&
                        \separated(y + (0 .. n - 1), out + (0 .. n - 1));
    requires exact:     Doubles{Here,Here}(p, x, n);
    requires range:     Probabilities(x, n) && Probabilities(y, n);
    terminates          \true;
    assigns             out[0 .. n - 1];
    ensures  exact:     Doubles{Pre,Post}(p, x, n);
    ensures  range:     Probabilities32(out, n);
    ensures  filtered:  \forall integer t; 0 <= t < n &&
      Renormalised{Post,Post}(x, y, n, t) ==>
        FilteredFloats(x, y, out, n, t);
    ensures  positive:  \forall integer i, t; 0 <= t < n &&
      Renormalised{Post,Post}(x, y, n, t) && FKeptSum(x, t, n) <= 1 &&
      0 <= i < n && Kept(x, t, i) ==> \at(p[i], Pre) <= out[i];
*/
static void narrow(const float *p, float *out, size_t n, const double *x,
                   const double *y)
{
  (void)p;
  (void)x;
  /*@ assert unit: \forall integer i; 0 <= i < n ==>
        \is_finite(y[i]) && 0 <= y[i] <= 1; */
  /*@ assert part: \forall integer i, t; 0 <= t < n && 0 <= i < n &&
        Renormalised{Here,Here}(x, y, n, t) && FKeptSum(x, t, n) <= 1 &&
        Kept(x, t, i) ==> p[i] <= y[i]; */
  sp_narrow(y, out, n);
  /*@ assert finite: \forall integer i; 0 <= i < n ==> \is_finite(out[i]); */
  /*@ assert range: \forall integer i; 0 <= i < n ==> 0 <= out[i] <= 1; */
  /*@ assert exact: \forall integer i; 0 <= i < n ==>
        \is_finite(\at(p[i], Pre)); */
  /*@ assert above: \forall integer i; 0 <= i < n &&
        \at(p[i], Pre) <= y[i] ==> \at(p[i], Pre) <= out[i]; */
}

/* Method: sp_top_k of the probabilities as doubles, rounded to float.
 * Special cases: k above n keeps all; a share of 2^-150 or less becomes
 * +0.
 * Accuracy: P22 of the contract. */
sp_status sp_top_kf(const float *p, float *out, size_t n, size_t k,
                    double *work)
{
  sp_status status = check(p, n);
  if (status != SP_OK)
    return status;
  if (k == 0)
    return SP_BAD_TOP_K;
  top_k_doubles(p, n, k, work, work + n);
  narrow(p, out, n, work, work + n);
  return SP_OK;
}

/* Method: sp_top_p of the probabilities as doubles, rounded to float.
 * Special cases: all positive entries are kept where their sum does not reach
 * the threshold; a share of 2^-150 or less becomes
 * +0.
 * Accuracy: P22 of the contract. */
sp_status sp_top_pf(const float *p, float *out, size_t n, float top_p,
                    double *work)
{
  sp_status status = check(p, n);
  if (status != SP_OK)
    return status;
  if (!is_threshold(top_p))
    return SP_BAD_TOP_P;
  top_p_doubles(p, n, top_p, work, work + n);
  narrow(p, out, n, work, work + n);
  return SP_OK;
}
