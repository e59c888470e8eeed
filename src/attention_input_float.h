/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What attention of many queries, of floats, begins with. */
#ifndef SP_ATTENTION_INPUT_FLOAT_H
#define SP_ATTENTION_INPUT_FLOAT_H

#include "sp_mask.h"

#ifdef __FRAMAC__
#include "../specs/queries32_model.acsl"
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
    ensures  P22_ok:    \result == SP_OK <==>
               AttentionValues32(Q, K, V, m, n, d, dv, scale) &&
               Mask32(mask, entries);
    ensures  P22_value: \result == SP_BAD_VALUE <==>
               !AttentionValues32(Q, K, V, m, n, d, dv, scale);
    ensures  P22_mask:  \result == SP_BAD_MASK <==>
               AttentionValues32(Q, K, V, m, n, d, dv, scale) &&
               !Mask32(mask, entries);
*/
sp_status sp_check_attention_float(const float *Q, const float *K,
                                   const float *V, const float *mask, size_t m,
                                   size_t n, size_t d, size_t dv, double scale,
                                   size_t entries);

#endif
