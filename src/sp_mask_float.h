/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Masks of attention, of floats: as sp_mask.h has them of doubles. */
#ifndef SP_MASK_FLOAT_H
#define SP_MASK_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/mask32_model.acsl"
#include "../specs/status.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* s[i] = s[i] + mask[i], rounded once, for n scores; -inf in one of them hides
 * the key. The scores are at most 2^102 in size or -inf, the mask finite or
 * -inf. */
/*@ requires scores:       n <= 0x4000000 ==> \valid(s + (0 .. n - 1));
    requires mask:         n <= 0x4000000 ==>
               \valid_read(mask + (0 .. n - 1));
    requires separated:    \separated(s + (0 .. n - 1), mask + (0 .. n - 1));
    terminates             \true;
    assigns                s[0 .. n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_value:    \result == SP_BAD_VALUE <==>
               0 < n <= 0x4000000 && !MaskableScores32{Pre}(s, n);
    ensures  P22_mask:     \result == SP_BAD_MASK <==>
               0 < n <= 0x4000000 && MaskableScores32{Pre}(s, n) &&
               !Logits32{Pre}(mask, n);
    behavior refused:
      assumes              !(0 < n <= 0x4000000 && MaskableScores32(s, n) &&
                             Logits32(mask, n));
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              0 < n <= 0x4000000 && MaskableScores32(s, n) &&
                           Logits32(mask, n);
      assigns              s[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_sum:     MaskedScores32{Pre,Post}(s, mask, n);
      ensures P22_accuracy: \forall integer i; 0 <= i < n &&
          \is_finite(s[i]) ==>
          \abs(s[i] - (\at(s[i], Pre) + \at(mask[i], Pre))) <=
            U32 * \abs(\at(s[i], Pre) + \at(mask[i], Pre));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_mask_addf(float *s, const float *mask, size_t n);

/* s[i] = -inf where keep[i] is 0; the others stay as they are */
/*@ requires scores:       n <= 0x4000000 ==> \valid(s + (0 .. n - 1));
    requires mask:         n <= 0x4000000 ==>
               \valid_read(keep + (0 .. n - 1));
    requires separated:    \separated(s + (0 .. n - 1), keep + (0 .. n - 1));
    terminates             \true;
    assigns                s[0 .. n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    behavior refused:
      assumes              n == 0 || n > 0x4000000;
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              0 < n <= 0x4000000;
      assigns              s[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_keep_hidden: \forall integer i; 0 <= i < n &&
          \at(keep[i], Pre) == 0 ==> \is_minus_infinity(s[i]);
      ensures P22_keep_kept: \forall integer i; 0 <= i < n &&
          \at(keep[i], Pre) != 0 ==> SameEntry32{Pre,Post}(s, i);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_mask_keepf(float *s, const unsigned char *keep, size_t n);

/* s[i] = -inf for i >= visible: a causal mask, with sp_visible_keys */
/*@ requires scores:       n <= 0x4000000 ==> \valid(s + (0 .. n - 1));
    terminates             \true;
    assigns                s[0 .. n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    behavior refused:
      assumes              n == 0 || n > 0x4000000;
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              0 < n <= 0x4000000;
      assigns              s[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_after_hidden: \forall integer i; visible <= i < n ==>
          \is_minus_infinity(s[i]);
      ensures P22_after_kept: \forall integer i; 0 <= i < n && i < visible ==>
          SameEntry32{Pre,Post}(s, i);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_mask_afterf(float *s, size_t n, size_t visible);

#ifdef __cplusplus
}
#endif
#endif
