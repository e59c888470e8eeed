/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Scaled dot-product attention: softmax(scale Q K^T + mask) V. */
#ifndef SP_SCALED_ATTENTION_H
#define SP_SCALED_ATTENTION_H

#include "sp_mask.h"

#ifdef __FRAMAC__
#include "../specs/rows_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Row j of out, m x dv, is the mean of the rows of V, n x dv, under the softmax
 * of the scores of query j: scale (Q_j . K_k) + mask[j n + k], for the keys that
 * it sees. Q is m x d, K is n x d; mask, m x n, may be null. A query that sees
 * no key, for the mask and `causal' hide all of them, gets a row of zeros. work
 * holds n doubles. On any status but SP_OK nothing is written.
 *
 * Hide a key by -inf in the mask. P19_true, the bound against the exact scores,
 * has e above u times the largest score, its mask included, of every key that is
 * not hidden so. With a finite mask such as -1e30 or -DBL_MAX e^(2e) is beyond
 * all doubles and P19_true says nothing, though such a key has no weight; of a
 * key at -inf nothing is asked, and the bound is that of the others alone. The
 * other clauses do not depend on the size of the scores. */
/*@ requires queries:      m <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(Q + (0 .. m * d - 1));
    requires keys:         n <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(K + (0 .. n * d - 1));
    requires values:       n <= 0x4000000 && dv <= 0x4000000 ==>
               \valid_read(V + (0 .. n * dv - 1));
    requires mask:         m <= 0x4000000 && n <= 0x4000000 ==>
               mask == \null || \valid_read(mask + (0 .. m * n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. n - 1));
    requires writable:     m <= 0x4000000 && dv <= 0x4000000 ==>
               \valid(out + (0 .. m * dv - 1));
    requires separated:    \separated(work + (0 .. n - 1), Q + (0 .. m * d - 1)) &&
               \separated(work + (0 .. n - 1), K + (0 .. n * d - 1)) &&
               \separated(work + (0 .. n - 1), V + (0 .. n * dv - 1)) &&
               \separated(work + (0 .. n - 1), out + (0 .. m * dv - 1)) &&
               \separated(out + (0 .. m * dv - 1), Q + (0 .. m * d - 1)) &&
               \separated(out + (0 .. m * dv - 1), K + (0 .. n * d - 1)) &&
               \separated(out + (0 .. m * dv - 1), V + (0 .. n * dv - 1));
    requires apart:        mask == \null ||
               (\separated(work + (0 .. n - 1), mask + (0 .. m * n - 1)) &&
                \separated(out + (0 .. m * dv - 1), mask + (0 .. m * n - 1)));
    terminates             \true;
    assigns                work[0 .. n - 1], out[0 .. m * dv - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==>
               m == 0 || n == 0 || d == 0 || dv == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==>
               m != 0 && n != 0 && d != 0 && dv != 0 &&
               !AttentionSizes(m, n, d, dv);
    ensures  P09_value:    \result == SP_BAD_VALUE <==>
               AttentionSizes(m, n, d, dv) &&
               !AttentionValues{Pre}(Q, K, V, m, n, d, dv, scale);
    ensures  P09_mask:     \result == SP_BAD_MASK <==>
               AttentionSizes(m, n, d, dv) &&
               AttentionValues{Pre}(Q, K, V, m, n, d, dv, scale) &&
               !Mask{Pre}(mask, m * n);
    behavior refused:
      assumes              !(AttentionSizes(m, n, d, dv) &&
                             AttentionValues(Q, K, V, m, n, d, dv, scale) &&
                             Mask(mask, m * n));
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              AttentionSizes(m, n, d, dv) &&
                           AttentionValues(Q, K, V, m, n, d, dv, scale) &&
                           Mask(mask, m * n);
      assigns              work[0 .. n - 1], out[0 .. m * dv - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P19_model:   AttentionRows{Pre,Post}(Q, K, mask, V, m, n, d, dv,
                                                   scale, causal, out, m);
      ensures P19_finite:  \forall integer j, c; 0 <= j < m && 0 <= c < dv ==>
          \is_finite(out[j * dv + c]);
      ensures P19_hidden:  \forall integer j, c; 0 <= j < m && 0 <= c < dv &&
          Hidden{Pre}(MaskRow(mask, n, j), Visible(m, n, causal, j)) ==>
          out[j * dv + c] == 0;
      ensures P19_hull:    \forall integer j, c, h, real lo, hi, M;
          0 <= j < m && 0 <= c < dv && h == Visible(m, n, causal, j) &&
          !Hidden{Pre}(MaskRow(mask, n, j), h) &&
          OpenColumnIn{Pre}(MaskRow(mask, n, j), V, h, dv, c, lo, hi) &&
          -M <= lo && hi <= M ==>
          lo - ((h + 4.5) * U * M + h * ETA) * (1 + 0x1p-15) <=
            out[j * dv + c] <=
          hi + ((h + 4.5) * U * M + h * ETA) * (1 + 0x1p-15);
      ensures P19_accuracy: \forall integer j, c, h, real M;
          0 <= j < m && 0 <= c < dv && h == Visible(m, n, causal, j) &&
          !Hidden{Pre}(MaskRow(mask, n, j), h) &&
          OpenColumnIn{Pre}(MaskRow(mask, n, j), V, h, dv, c, -M, M) ==>
          \abs(out[j * dv + c] -
               QueryMean{Pre}(0, Q + j * d, K, MaskRow(mask, n, j), V, h, d,
                              dv, scale, c, h)) <=
            ((h + 4.5) * U *
               QuerySize{Pre}(0, Q + j * d, K, MaskRow(mask, n, j), V, h, d,
                              dv, scale, c, h) +
             h * (1 + M) * ETA) * (1 + 0x1p-16);
      ensures P19_true:    \forall integer j, c, h, real M, e;
          0 <= j < m && 0 <= c < dv && h == Visible(m, n, causal, j) &&
          !Hidden{Pre}(MaskRow(mask, n, j), h) &&
          OpenColumnIn{Pre}(MaskRow(mask, n, j), V, h, dv, c, -M, M) &&
          (\forall integer k; 0 <= k < h &&
             Open{Pre}(MaskRow(mask, n, j), k) ==>
             ScoreBound{Pre}(Q + j * d, K, MaskRow(mask, n, j), d, scale, k)
               <= e) ==>
          \abs(out[j * dv + c] -
               QueryMean{Pre}(1, Q + j * d, K, MaskRow(mask, n, j), V, h, d,
                              dv, scale, c, h)) <=
            (\exp(2 * e) - 1) *
              QuerySize{Pre}(1, Q + j * d, K, MaskRow(mask, n, j), V, h, d,
                             dv, scale, c, h) +
            ((h + 4.5) * U * (\exp(2 * e) *
               QuerySize{Pre}(1, Q + j * d, K, MaskRow(mask, n, j), V, h, d,
                              dv, scale, c, h)) +
             h * (1 + M) * ETA) * (1 + 0x1p-16);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_attention(const double *Q, const double *K, const double *V,
                       const double *mask, size_t m, size_t n, size_t d,
                       size_t dv, double scale, sp_causal causal, double *work,
                       double *out);

#ifdef __cplusplus
}
#endif
#endif
