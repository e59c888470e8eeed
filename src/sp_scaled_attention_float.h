/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Scaled dot-product attention of floats: computed in double, rounded once. */
#ifndef SP_SCALED_ATTENTION_FLOAT_H
#define SP_SCALED_ATTENTION_FLOAT_H

#include "sp_mask.h"

#ifdef __FRAMAC__
#include "../specs/queries32_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Row j of out, m x dv, is the mean of the rows of V, n x dv, under the softmax
 * of the scores of query j: scale (Q_j . K_k) + mask[j n + k], for the keys that
 * it sees. Q is m x d, K is n x d; mask, m x n, may be null. A query that sees
 * no key, for the mask and `causal' hide all of them, gets a row of zeros. No
 * finite input overflows. work has room for n d + n dv + dv + d + 2 n doubles.
 * On any status but SP_OK nothing is written.
 *
 * Hide a key by -inf in the mask: P22_true, the bound against the exact scores,
 * says nothing where a key has a finite mask such as -1e30 or -FLT_MAX instead,
 * as sp_attention explains of P19_true. */
/*@ requires queries:      m <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(Q + (0 .. m * d - 1));
    requires keys:         n <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(K + (0 .. n * d - 1));
    requires values:       n <= 0x4000000 && dv <= 0x4000000 ==>
               \valid_read(V + (0 .. n * dv - 1));
    requires mask:         m <= 0x4000000 && n <= 0x4000000 ==>
               mask == \null || \valid_read(mask + (0 .. m * n - 1));
    requires work:         n <= 0x4000000 && d <= 0x4000000 &&
               dv <= 0x4000000 ==>
               \valid(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1));
    requires writable:     m <= 0x4000000 && dv <= 0x4000000 ==>
               \valid(out + (0 .. m * dv - 1));
    requires separated:
      \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 Q + (0 .. m * d - 1)) &&
      \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 K + (0 .. n * d - 1)) &&
      \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 V + (0 .. n * dv - 1)) &&
      \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 out + (0 .. m * dv - 1)) &&
      \separated(out + (0 .. m * dv - 1), Q + (0 .. m * d - 1)) &&
      \separated(out + (0 .. m * dv - 1), K + (0 .. n * d - 1)) &&
      \separated(out + (0 .. m * dv - 1), V + (0 .. n * dv - 1));
    requires apart:        mask == \null ||
      (\separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                  mask + (0 .. m * n - 1)) &&
       \separated(out + (0 .. m * dv - 1), mask + (0 .. m * n - 1)));
    terminates             \true;
    assigns                work[0 .. n * d + n * dv + dv + d + 2 * n - 1],
               out[0 .. m * dv - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==>
               m == 0 || n == 0 || d == 0 || dv == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==>
               m != 0 && n != 0 && d != 0 && dv != 0 &&
               !AttentionSizes(m, n, d, dv);
    ensures  P22_value:    \result == SP_BAD_VALUE <==>
               AttentionSizes(m, n, d, dv) &&
               !AttentionValues32{Pre}(Q, K, V, m, n, d, dv, scale);
    ensures  P22_mask:     \result == SP_BAD_MASK <==>
               AttentionSizes(m, n, d, dv) &&
               AttentionValues32{Pre}(Q, K, V, m, n, d, dv, scale) &&
               !Mask32{Pre}(mask, m * n);
    behavior refused:
      assumes              !(AttentionSizes(m, n, d, dv) &&
                             AttentionValues32(Q, K, V, m, n, d, dv, scale) &&
                             Mask32(mask, m * n));
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              AttentionSizes(m, n, d, dv) &&
                           AttentionValues32(Q, K, V, m, n, d, dv, scale) &&
                           Mask32(mask, m * n);
      assigns              work[0 .. n * d + n * dv + dv + d + 2 * n - 1],
               out[0 .. m * dv - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_rows:    AttentionRows32{Pre,Post}(Q, K, mask, V, m, n, d, dv,
                                                     scale, causal, out, m);
      ensures P22_finite:  \forall integer j, c; 0 <= j < m && 0 <= c < dv ==>
          \is_finite(out[j * dv + c]);
      ensures P22_hidden:  \forall integer j, c; 0 <= j < m && 0 <= c < dv &&
          Hidden32{Pre}(MaskRow32(mask, n, j), Visible(m, n, causal, j)) ==>
          out[j * dv + c] == 0;
      ensures P22_ulp:     \forall integer j, c, h;
          0 <= j < m && 0 <= c < dv && h == Visible(m, n, causal, j) &&
          !Hidden32{Pre}(MaskRow32(mask, n, j), h) ==>
          \abs(out[j * dv + c] -
               QueryMean32{Pre}(0, Q + j * d, K, MaskRow32(mask, n, j), V, h, d,
                                dv, scale, c, h)) <=
            (0.5 + 0x1p-24) *
              Ulp32(QueryMean32{Pre}(0, Q + j * d, K, MaskRow32(mask, n, j), V,
                                     h, d, dv, scale, c, h)) +
            2 * AttendError(h,
              QuerySize32{Pre}(0, Q + j * d, K, MaskRow32(mask, n, j), V, h, d,
                               dv, scale, c, h));
      ensures P22_true:    \forall integer j, c, h, real e;
          0 <= j < m && 0 <= c < dv && h == Visible(m, n, causal, j) &&
          !Hidden32{Pre}(MaskRow32(mask, n, j), h) &&
          ScoresWithin32{Pre}(Q + j * d, K, MaskRow32(mask, n, j), h, d, scale,
                              e) ==>
          \abs(out[j * dv + c] -
               QueryMean32{Pre}(1, Q + j * d, K, MaskRow32(mask, n, j), V, h, d,
                                dv, scale, c, h)) <=
            (0.5 + 0x1p-24) *
              Ulp32(QueryMean32{Pre}(1, Q + j * d, K, MaskRow32(mask, n, j), V,
                                     h, d, dv, scale, c, h)) +
            2 * TrueError(h, e,
              QuerySize32{Pre}(1, Q + j * d, K, MaskRow32(mask, n, j), V, h, d,
                               dv, scale, c, h));
      ensures P22_hull:    \forall integer j, c, h, real lo, hi, M;
          0 <= j < m && 0 <= c < dv && h == Visible(m, n, causal, j) &&
          !Hidden32{Pre}(MaskRow32(mask, n, j), h) &&
          OpenColumnIn32{Pre}(MaskRow32(mask, n, j), V, h, dv, c, lo, hi) &&
          -M <= lo && hi <= M ==>
          RN32(lo - HullError(h, M)) <= out[j * dv + c] <=
            RN32(hi + HullError(h, M));
      ensures P22_largest: \forall integer j, c, h, float M;
          0 <= j < m && 0 <= c < dv && h == Visible(m, n, causal, j) &&
          !Hidden32{Pre}(MaskRow32(mask, n, j), h) &&
          \is_finite(M) && 0 <= M &&
          OpenColumnIn32{Pre}(MaskRow32(mask, n, j), V, h, dv, c, -M, M) ==>
          -M <= out[j * dv + c] <= M;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_attentionf(const float *Q, const float *K, const float *V,
                        const float *mask, size_t m, size_t n, size_t d,
                        size_t dv, double scale, sp_causal causal, double *work,
                        float *out);

#ifdef __cplusplus
}
#endif
#endif
