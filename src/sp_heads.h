/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Attention of many heads: one block for each head of each member of a batch. */
#ifndef SP_HEADS_H
#define SP_HEADS_H

#include "sp_mask.h"

#ifdef __FRAMAC__
#include "../specs/heads_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* sp_attention of B blocks, which are stored one after the other: Q holds
 * B x m x d, K B x n x d, V B x n x dv, out B x m x dv doubles; so does mask, if
 * it is not null: B x m x n. B m and B n are at most 2^26. work holds n
 * doubles. On any status but SP_OK nothing is written. P19_blocks says of each
 * block what P19_model says in sp_attention; that its other clauses follow, say
 * the lemmas AttentionRows_Finite, _Hidden, _Hull, _Accuracy and _True. */
/*@ requires queries:      HeadSizes(B, m, n, d, dv) ==>
               \valid_read(Q + (0 .. B * m * d - 1));
    requires keys:         HeadSizes(B, m, n, d, dv) ==>
               \valid_read(K + (0 .. B * n * d - 1));
    requires values:       HeadSizes(B, m, n, d, dv) ==>
               \valid_read(V + (0 .. B * n * dv - 1));
    requires mask:         HeadSizes(B, m, n, d, dv) ==>
               mask == \null || \valid_read(mask + (0 .. B * m * n - 1));
    requires work:         HeadSizes(B, m, n, d, dv) ==>
               \valid(work + (0 .. n - 1));
    requires writable:     HeadSizes(B, m, n, d, dv) ==>
               \valid(out + (0 .. B * m * dv - 1));
    requires separated:
               \separated(work + (0 .. n - 1), Q + (0 .. B * m * d - 1)) &&
               \separated(work + (0 .. n - 1), K + (0 .. B * n * d - 1)) &&
               \separated(work + (0 .. n - 1), V + (0 .. B * n * dv - 1)) &&
               \separated(work + (0 .. n - 1), out + (0 .. B * m * dv - 1)) &&
               \separated(out + (0 .. B * m * dv - 1),
                          Q + (0 .. B * m * d - 1)) &&
               \separated(out + (0 .. B * m * dv - 1),
                          K + (0 .. B * n * d - 1)) &&
               \separated(out + (0 .. B * m * dv - 1),
                          V + (0 .. B * n * dv - 1));
    requires apart:        mask == \null ||
               (\separated(work + (0 .. n - 1),
                           mask + (0 .. B * m * n - 1)) &&
                \separated(out + (0 .. B * m * dv - 1),
                           mask + (0 .. B * m * n - 1)));
    terminates             \true;
    assigns                work[0 .. n - 1], out[0 .. B * m * dv - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==>
               B == 0 || m == 0 || n == 0 || d == 0 || dv == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==>
               B != 0 && m != 0 && n != 0 && d != 0 && dv != 0 &&
               !HeadSizes(B, m, n, d, dv);
    ensures  P09_value:    \result == SP_BAD_VALUE <==>
               HeadSizes(B, m, n, d, dv) &&
               !AttentionValues{Pre}(Q, K, V, B * m, B * n, d, dv, scale);
    ensures  P09_mask:     \result == SP_BAD_MASK <==>
               HeadSizes(B, m, n, d, dv) &&
               AttentionValues{Pre}(Q, K, V, B * m, B * n, d, dv, scale) &&
               !Mask{Pre}(mask, B * m * n);
    behavior refused:
      assumes              !(HeadSizes(B, m, n, d, dv) &&
                             AttentionValues(Q, K, V, B * m, B * n, d, dv,
                                             scale) &&
                             Mask(mask, B * m * n));
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              HeadSizes(B, m, n, d, dv) &&
                           AttentionValues(Q, K, V, B * m, B * n, d, dv,
                                           scale) &&
                           Mask(mask, B * m * n);
      assigns              work[0 .. n - 1], out[0 .. B * m * dv - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P19_blocks:  AttentionBlocks{Pre,Post}(Q, K, mask, V, m, n, d, dv,
                                                     scale, causal, out, B);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_attention_heads(const double *Q, const double *K, const double *V,
                             const double *mask, size_t B, size_t m, size_t n,
                             size_t d, size_t dv, double scale,
                             sp_causal causal, double *work, double *out);

#ifdef __cplusplus
}
#endif
#endif
