/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_mask_float.h"

#include "finite_float.h"
#include "masked_sum.h"
#include "sp_convert.h"

#include <float.h>

#ifdef __FRAMAC__
#include "../specs/floats.acsl"
#include "../specs/mask32_facts.acsl"
#endif

#define LARGEST_SCORE 0x1p102F

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==>
               \is_finite(s) && -0x1p102 <= s <= 0x1p102;
*/
static int is_small(float s)
{
  return -LARGEST_SCORE <= s && s <= LARGEST_SCORE;
}

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> Maskable32(s);
*/
static int is_maskable(float s)
{
  return s < -SP_MAX_FLOAT || is_small(s);
}

/*@ requires score: Maskable32(s);
    requires mask:  \is_finite(a) || \is_minus_infinity(a);
    terminates      \true;
    assigns         \nothing;
    ensures  model: MaskedSum32(s, a, \result);
*/
static float masked_sum(float s, float a)
{
  double v = sp_from_float(s), w = sp_from_float(a);
  //@ assert wide: Wide(s, v) && Wide(a, w);
  //@ assert score: Maskable(v);
  double sum = sp_masked_sum(v, w);
  //@ assert number: !\is_NaN(sum);
  return sp_to_float(sum);
}

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \is_minus_infinity(\result);
*/
static float minus_infinity(void)
{
  return sp_to_float(-DBL_MAX);
}

/*@ requires size:   0 < n <= 0x4000000;
    requires scores: \valid_read(s + (0 .. n - 1));
    requires mask:   \valid_read(mask + (0 .. n - 1));
    terminates       \true;
    assigns          \nothing;
    ensures  ok:     \result == SP_OK || \result == SP_BAD_VALUE ||
               \result == SP_BAD_MASK;
    ensures  value:  \result == SP_BAD_VALUE <==> !MaskableScores32(s, n);
    ensures  mask:   \result == SP_OK <==>
               MaskableScores32(s, n) && Logits32(mask, n);
*/
static sp_status check_mask(const float *s, const float *mask, size_t n)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  MaskableScores32(s, i);
      loop assigns i;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (!is_maskable(s[i]))
      return SP_BAD_VALUE;
    //@ assert entry: Maskable32(s[i]);
    //@ assert done:  MaskableScores32(s, i + 1);
  }
  return sp_all_logits(mask, n) ? SP_OK : SP_BAD_MASK;
}

/* Method: one addition in double, rounded to float. Rounded twice is as rounded
 * once: 53 bits are more than twice 24. The largest float and 2^102 sum to the
 * former.
 * Special cases: -inf in the score or in the mask gives -inf.
 * Accuracy: P22 of the contract.
 * Reference: A. Vaswani et al., Attention is all you need, 2017, 3.2.3. */
sp_status sp_mask_addf(float *s, const float *mask, size_t n)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;
  sp_status status = check_mask(s, mask, n);
  if (status != SP_OK)
    return status;

  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  MaskedScores32{Pre,Here}(s, mask, i);
      loop invariant rest:  \forall integer k; i <= k < n ==>
                              SameEntry32{Pre,Here}(s, k);
      loop invariant mask:  \forall integer k; 0 <= k < n ==>
                              SameEntry32{Pre,Here}(mask, k);
      loop assigns i, s[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    //@ assert score: SameEntry32{Pre,Here}(s, i);
    //@ assert entry: Maskable32(s[i]);
    //@ assert mask:  SameEntry32{Pre,Here}(mask, i);
    s[i] = masked_sum(s[i], mask[i]);
    /*@ assert sum:   MaskedSum32(\at(s[\at(i, Here)], Pre),
                                \at(mask[\at(i, Here)], Pre), s[i]); */
    //@ assert done:  MaskedScores32{Pre,Here}(s, mask, i + 1);
    /*@ assert rest:  \forall integer k; i < k < n ==>
                        SameEntry32{Pre,Here}(s, k); */
    /*@ assert kept:  \forall integer k; 0 <= k < n ==>
                        SameEntry32{Pre,Here}(mask, k); */
  }
  return SP_OK;
}

sp_status sp_mask_keepf(float *s, const unsigned char *keep, size_t n)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;

  float hidden = minus_infinity();
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  \forall integer k; 0 <= k < i &&
                              \at(keep[k], Pre) == 0 ==>
                              \is_minus_infinity(s[k]);
      loop invariant kept:  \forall integer k; 0 <= k < n &&
                              (i <= k || \at(keep[k], Pre) != 0) ==>
                              SameEntry32{Pre,Here}(s, k);
      loop assigns i, s[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    if (keep[i] == 0)
      s[i] = hidden;
  return SP_OK;
}

sp_status sp_mask_afterf(float *s, size_t n, size_t visible)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;
  if (visible >= n)
    return SP_OK;

  float hidden = minus_infinity();
  /*@ loop invariant range: visible <= i <= n;
      loop invariant done:  \forall integer k; visible <= k < i ==>
                              \is_minus_infinity(s[k]);
      loop invariant kept:  \forall integer k; 0 <= k < visible ==>
                              SameEntry32{Pre,Here}(s, k);
      loop assigns i, s[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = visible; i < n; i++)
    s[i] = hidden;
  return SP_OK;
}
