/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What attention of many queries or heads begins with. */
#ifndef SP_ATTENTION_INPUT_H
#define SP_ATTENTION_INPUT_H

#include "sp_mask.h"

#ifdef __FRAMAC__
#include "../specs/heads_model.acsl"
#endif

/* Checks m rows of Q, n rows of K and V, the scale, and a mask of so many
 * entries, which may be null. */
/*@ requires sizes:     AttentionSizes(m, n, d, dv) &&
                        0 <= entries <= 0x10000000000000;
    requires queries:   \valid_read(Q + (0 .. m * d - 1));
    requires keys:      \valid_read(K + (0 .. n * d - 1));
    requires values:    \valid_read(V + (0 .. n * dv - 1));
    requires mask:      mask == \null || \valid_read(mask + (0 .. entries - 1));
    terminates          \true;
    assigns             \nothing;
    ensures  P09_ok:    \result == SP_OK <==>
               AttentionValues(Q, K, V, m, n, d, dv, scale) &&
               Mask(mask, entries);
    ensures  P09_value: \result == SP_BAD_VALUE <==>
               !AttentionValues(Q, K, V, m, n, d, dv, scale);
    ensures  P09_mask:  \result == SP_BAD_MASK <==>
               AttentionValues(Q, K, V, m, n, d, dv, scale) &&
               !Mask(mask, entries);
*/
sp_status sp_check_attention(const double *Q, const double *K, const double *V,
                             const double *mask, size_t m, size_t n, size_t d,
                             size_t dv, double scale, size_t entries);

/* Checks the sizes of B blocks. */
/*@ terminates         \true;
    assigns            \nothing;
    ensures  P09_empty: \result == SP_EMPTY <==>
               B == 0 || m == 0 || n == 0 || d == 0 || dv == 0;
    ensures  P09_long: \result == SP_TOO_LONG <==>
               B != 0 && m != 0 && n != 0 && d != 0 && dv != 0 &&
               !HeadSizes(B, m, n, d, dv);
    ensures  P09_ok:   \result == SP_OK <==> HeadSizes(B, m, n, d, dv);
*/
sp_status sp_check_heads(size_t B, size_t m, size_t n, size_t d, size_t dv);

#endif
