/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Masks of attention: they turn the scores of hidden keys to -inf. */
#ifndef SP_MASK_H
#define SP_MASK_H

#include "sp_status.h"

/* Which keys a query sees, of n keys and m queries */
typedef enum sp_causal {
  SP_ALL_KEYS = 0,     /* all of them; so for any value that is not listed */
  SP_CAUSAL_START = 1, /* query j sees the keys 0 .. j: the first ones match */
  SP_CAUSAL_END = 2 /* query j sees the keys 0 .. j + n - m: the last ones do */
} sp_causal;

#ifdef __FRAMAC__
#include "../specs/causal_model.acsl"
#include "../specs/mask_model.acsl"
#include "../specs/status.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* s[i] = s[i] + mask[i], for n scores; -inf in one of them hides the key. The
 * scores are at most 2^969 in size or -inf, the mask finite or -inf. */
/*@ requires scores:       n <= 0x4000000 ==> \valid(s + (0 .. n - 1));
    requires mask:         n <= 0x4000000 ==>
               \valid_read(mask + (0 .. n - 1));
    requires separated:    \separated(s + (0 .. n - 1), mask + (0 .. n - 1));
    terminates             \true;
    assigns                s[0 .. n - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_value:    \result == SP_BAD_VALUE <==>
               0 < n <= 0x4000000 && !MaskableScores{Pre}(s, n);
    ensures  P09_mask:     \result == SP_BAD_MASK <==>
               0 < n <= 0x4000000 && MaskableScores{Pre}(s, n) &&
               !Logits{Pre}(mask, n);
    behavior refused:
      assumes              !(0 < n <= 0x4000000 && MaskableScores(s, n) &&
                             Logits(mask, n));
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              0 < n <= 0x4000000 && MaskableScores(s, n) &&
                           Logits(mask, n);
      assigns              s[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P19_mask:    MaskedScores{Pre,Post}(s, mask, n);
      ensures P19_mask_accuracy: \forall integer i; 0 <= i < n &&
          \is_finite(s[i]) ==>
          \abs(s[i] - (\at(s[i], Pre) + \at(mask[i], Pre))) <=
            U * \abs(\at(s[i], Pre) + \at(mask[i], Pre));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_mask_add(double *s, const double *mask, size_t n);

/* s[i] = -inf where keep[i] is 0; the others stay as they are */
/*@ requires scores:       n <= 0x4000000 ==> \valid(s + (0 .. n - 1));
    requires mask:         n <= 0x4000000 ==>
               \valid_read(keep + (0 .. n - 1));
    requires separated:    \separated(s + (0 .. n - 1), keep + (0 .. n - 1));
    terminates             \true;
    assigns                s[0 .. n - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    behavior refused:
      assumes              n == 0 || n > 0x4000000;
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              0 < n <= 0x4000000;
      assigns              s[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P19_keep_hidden: \forall integer i; 0 <= i < n &&
          \at(keep[i], Pre) == 0 ==> \is_minus_infinity(s[i]);
      ensures P19_keep_kept: \forall integer i; 0 <= i < n &&
          \at(keep[i], Pre) != 0 ==> SameEntry{Pre,Post}(s, i);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_mask_keep(double *s, const unsigned char *keep, size_t n);

/* s[i] = -inf for i >= visible: a causal mask, with sp_visible_keys */
/*@ requires scores:       n <= 0x4000000 ==> \valid(s + (0 .. n - 1));
    terminates             \true;
    assigns                s[0 .. n - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    behavior refused:
      assumes              n == 0 || n > 0x4000000;
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              0 < n <= 0x4000000;
      assigns              s[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P19_after_hidden: \forall integer i; visible <= i < n ==>
          \is_minus_infinity(s[i]);
      ensures P19_after_kept: \forall integer i; 0 <= i < n && i < visible ==>
          SameEntry{Pre,Post}(s, i);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_mask_after(double *s, size_t n, size_t visible);

/* How many keys query j of m sees: the first ones */
/*@ requires sizes:         j < m <= 0x4000000 && n <= 0x4000000;
    terminates              \true;
    assigns                 \nothing;
    ensures  P19_visible:   \result == Visible(m, n, causal, j);
    ensures  P19_range:     0 <= \result <= n;
*/
size_t sp_visible_keys(size_t m, size_t n, sp_causal causal, size_t j);

#ifdef __cplusplus
}
#endif
#endif
