/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_mask.h"

#include "masked_sum.h"
#include "within.h"

#include <float.h>

#ifdef __FRAMAC__
#include "../specs/doubles.acsl"
#include "../specs/mask_facts.acsl"
#endif

#define LARGEST_SCORE 0x1p969

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> Maskable(s);
*/
static int is_maskable(double s)
{
  return s < -DBL_MAX || (-LARGEST_SCORE <= s && s <= LARGEST_SCORE);
}

double sp_masked_sum(double s, double a)
{
  return s + a;
}

/*@ requires largest: \is_finite(largest) && largest == MAX_DOUBLE;
    terminates        \true;
    assigns           \nothing;
    ensures  model:   \is_minus_infinity(\result);
*/
static double minus_infinity(double largest)
{
  return -largest - largest;
}

/*@ requires size:   0 < n <= 0x4000000;
    requires scores: \valid_read(s + (0 .. n - 1));
    requires mask:   \valid_read(mask + (0 .. n - 1));
    terminates       \true;
    assigns          \nothing;
    ensures  ok:     \result == SP_OK || \result == SP_BAD_VALUE ||
               \result == SP_BAD_MASK;
    ensures  value:  \result == SP_BAD_VALUE <==> !MaskableScores(s, n);
    ensures  mask:   \result == SP_OK <==>
               MaskableScores(s, n) && Logits(mask, n);
*/
static sp_status check_mask(const double *s, const double *mask, size_t n)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  MaskableScores(s, i);
      loop assigns i;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (!is_maskable(s[i]))
      return SP_BAD_VALUE;
    //@ assert entry: Maskable(s[i]);
    //@ assert done:  MaskableScores(s, i + 1);
  }
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  Logits(mask, i);
      loop assigns i;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (!sp_is_logit(mask[i])) {
      //@ assert bad: !Logits(mask, n);
      return SP_BAD_MASK;
    }
    //@ assert done: Logits(mask, i + 1);
  }
  return SP_OK;
}

/* Method: one addition. The largest double and 2^969 sum to the former.
 * Special cases: -inf in the score or in the mask gives -inf.
 * Accuracy: P19 of the contract.
 * Reference: A. Vaswani et al., Attention is all you need, 2017, 3.2.3. */
sp_status sp_mask_add(double *s, const double *mask, size_t n)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;
  sp_status status = check_mask(s, mask, n);
  if (status != SP_OK)
    return status;

  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  MaskedScores{Pre,Here}(s, mask, i);
      loop invariant rest:  \forall integer k; i <= k < n ==>
                              SameEntry{Pre,Here}(s, k);
      loop invariant mask:  \forall integer k; 0 <= k < n ==>
                              SameEntry{Pre,Here}(mask, k);
      loop assigns i, s[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    //@ assert score: SameEntry{Pre,Here}(s, i);
    //@ assert entry: Maskable(s[i]);
    //@ assert mask:  SameEntry{Pre,Here}(mask, i);
    s[i] = sp_masked_sum(s[i], mask[i]);
    /*@ assert sum:   MaskedSum(\at(s[\at(i, Here)], Pre),
                                \at(mask[\at(i, Here)], Pre), s[i]); */
    //@ assert done:  MaskedScores{Pre,Here}(s, mask, i + 1);
    /*@ assert rest:  \forall integer k; i < k < n ==>
                        SameEntry{Pre,Here}(s, k); */
    /*@ assert kept:  \forall integer k; 0 <= k < n ==>
                        SameEntry{Pre,Here}(mask, k); */
  }
  return SP_OK;
}

sp_status sp_mask_keep(double *s, const unsigned char *keep, size_t n)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;

  double hidden = minus_infinity(DBL_MAX);
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  \forall integer k; 0 <= k < i &&
                              \at(keep[k], Pre) == 0 ==>
                              \is_minus_infinity(s[k]);
      loop invariant kept:  \forall integer k; 0 <= k < n &&
                              (i <= k || \at(keep[k], Pre) != 0) ==>
                              SameEntry{Pre,Here}(s, k);
      loop assigns i, s[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    if (keep[i] == 0)
      s[i] = hidden;
  return SP_OK;
}

sp_status sp_mask_after(double *s, size_t n, size_t visible)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;
  if (visible >= n)
    return SP_OK;

  double hidden = minus_infinity(DBL_MAX);
  /*@ loop invariant range: visible <= i <= n;
      loop invariant done:  \forall integer k; visible <= k < i ==>
                              \is_minus_infinity(s[k]);
      loop invariant kept:  \forall integer k; 0 <= k < visible ==>
                              SameEntry{Pre,Here}(s, k);
      loop assigns i, s[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = visible; i < n; i++)
    s[i] = hidden;
  return SP_OK;
}

size_t sp_visible_keys(size_t m, size_t n, sp_causal causal, size_t j)
{
  if (causal == SP_CAUSAL_START)
    return j + 1 < n ? j + 1 : n;
  if (causal == SP_CAUSAL_END)
    return j + 1 + n < m ? 0 : j + 1 + n - m;
  return n;
}
