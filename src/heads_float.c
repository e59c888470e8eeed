/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_heads_float.h"

#include "attention_input.h"
#include "attention_input_float.h"
#include "sp_scaled_attention_float.h"

/*@ requires sizes:     AttentionSizes(m, n, d, dv);
    requires values:    AttentionValues32(Q, K, V, m, n, d, dv, scale) &&
                        Mask32(mask, m * n);
    requires queries:   \valid_read(Q + (0 .. m * d - 1));
    requires keys:      \valid_read(K + (0 .. n * d - 1));
    requires values:    \valid_read(V + (0 .. n * dv - 1));
    requires mask:      mask == \null || \valid_read(mask + (0 .. m * n - 1));
    requires work:
               \valid(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1));
    requires out:       \valid(out + (0 .. m * dv - 1));
    requires separated:
               \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                          Q + (0 .. m * d - 1));
    requires separated:
               \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                          K + (0 .. n * d - 1));
    requires separated:
               \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                          V + (0 .. n * dv - 1));
    requires separated:
               \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                          out + (0 .. m * dv - 1));
    requires separated: \separated(out + (0 .. m * dv - 1), Q + (0 .. m * d - 1));
    requires separated: \separated(out + (0 .. m * dv - 1), K + (0 .. n * d - 1));
    requires separated: \separated(out + (0 .. m * dv - 1), V + (0 .. n * dv - 1));
    requires apart:     mask == \null ||
               (\separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 mask + (0 .. m * n - 1)) &&
                \separated(out + (0 .. m * dv - 1), mask + (0 .. m * n - 1)));
    terminates          \true;
    assigns             work[0 .. n * d + n * dv + dv + d + 2 * n - 1],
                        out[0 .. m * dv - 1];
    ensures  rows:      AttentionRows32{Pre,Post}(Q, K, mask, V, m, n, d, dv,
                                                scale, causal, out, m);
    ensures  kept:      \forall float *x;
               \separated(x, out + (0 .. m * dv - 1)) ==>
               SameEntry32{Pre,Post}(x, 0);
*/
static void block(const float *Q, const float *K, const float *V,
                  const float *mask, size_t m, size_t n, size_t d, size_t dv,
                  double scale, sp_causal causal, double *work, float *out)
{
  sp_attentionf(Q, K, V, mask, m, n, d, dv, scale, causal, work, out);
}

/*@ requires sizes:     HeadSizes(B, m, n, d, dv);
    requires values:    AttentionValues32(Q, K, V, B * m, B * n, d, dv, scale) &&
                        Mask32(mask, B * m * n);
    requires queries:   \valid_read(Q + (0 .. B * m * d - 1));
    requires keys:      \valid_read(K + (0 .. B * n * d - 1));
    requires values:    \valid_read(V + (0 .. B * n * dv - 1));
    requires mask:      mask == \null ||
                        \valid_read(mask + (0 .. B * m * n - 1));
    requires work:
               \valid(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1));
    requires out:       \valid(out + (0 .. B * m * dv - 1));
    requires separated:
      \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 Q + (0 .. B * m * d - 1)) &&
      \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 K + (0 .. B * n * d - 1)) &&
      \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 V + (0 .. B * n * dv - 1)) &&
      \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 out + (0 .. B * m * dv - 1)) &&
      \separated(out + (0 .. B * m * dv - 1), Q + (0 .. B * m * d - 1)) &&
      \separated(out + (0 .. B * m * dv - 1), K + (0 .. B * n * d - 1)) &&
      \separated(out + (0 .. B * m * dv - 1), V + (0 .. B * n * dv - 1));
    requires apart:     mask == \null ||
      (\separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 mask + (0 .. B * m * n - 1)) &&
       \separated(out + (0 .. B * m * dv - 1), mask + (0 .. B * m * n - 1)));
    terminates          \true;
    assigns             work[0 .. n * d + n * dv + dv + d + 2 * n - 1],
                        out[0 .. B * m * dv - 1];
    ensures  blocks:    AttentionBlocks32{Pre,Post}(Q, K, mask, V, m, n, d, dv,
                                                  scale, causal, out, B);
*/
static void blocks(const float *Q, const float *K, const float *V,
                   const float *mask, size_t B, size_t m, size_t n, size_t d,
                   size_t dv, double scale, sp_causal causal, double *work,
                   float *out)
{
  /*@ loop invariant range: 0 <= b <= B;
      loop invariant input: HeadInput32{Pre,Here}(Q, K, mask, V, B, m, n, d, dv);
      loop invariant done:  AttentionBlocks32{Pre,Here}(Q, K, mask, V, m, n, d,
                              dv, scale, causal, out, b);
      loop assigns b, work[0 .. n * d + n * dv + dv + d + 2 * n - 1],
                   out[0 .. B * m * dv - 1];
      loop variant B - b;
  */
  for (size_t b = 0; b < B; b++) {
    /*@ assert values: AttentionValues32(Q, K, V, B * m, B * n, d, dv, scale) &&
          Mask32(mask, B * m * n); */
    //@ assert sizes: AttentionSizes(m, n, d, dv);
    /*@ assert inside:
          0 <= b * (m * d) && b * (m * d) + m * d <= B * m * d &&
          0 <= b * (n * d) && b * (n * d) + n * d <= B * n * d &&
          0 <= b * (n * dv) && b * (n * dv) + n * dv <= B * n * dv &&
          0 <= b * (m * dv) && b * (m * dv) + m * dv <= B * m * dv &&
          0 <= b * (m * n) && b * (m * n) + m * n <= B * m * n &&
          0 < m * d && 0 < n * d && 0 < n * dv && 0 < m * dv && 0 < m * n; */
    /*@ assert below:
          B * m * d <= 0x10000000000000 && B * n * d <= 0x10000000000000 &&
          B * n * dv <= 0x10000000000000 && B * m * dv <= 0x10000000000000 &&
          B * m * n <= 0x10000000000000; */
    /*@ assert size:
          (size_t)(m * d) == m * d && (size_t)(b * (m * d)) == b * (m * d) &&
          (size_t)(n * d) == n * d && (size_t)(b * (n * d)) == b * (n * d) &&
          (size_t)(n * dv) == n * dv &&
          (size_t)(b * (n * dv)) == b * (n * dv) &&
          (size_t)(m * dv) == m * dv &&
          (size_t)(b * (m * dv)) == b * (m * dv) &&
          (size_t)(m * n) == m * n && (size_t)(b * (m * n)) == b * (m * n); */
    const float *own = mask ? mask + b * (m * n) : mask;
    //@ assert own: own == MaskRow32(mask, m * n, b);
    /*@ assert own_values: AttentionValues32(Q + b * (m * d), K + b * (n * d),
          V + b * (n * dv), m, n, d, dv, scale) && Mask32(own, m * n); */
    /*@ assert own_mask: own == \null ||
          (\valid_read(own + (0 .. m * n - 1)) &&
           \separated(work + (0 .. n * d + n * dv + dv + d + 2 * n - 1),
                 own + (0 .. m * n - 1)) &&
           \separated((out + b * (m * dv)) + (0 .. m * dv - 1),
                       own + (0 .. m * n - 1))); */
    block(Q + b * (m * d), K + b * (n * d), V + b * (n * dv), own, m, n, d, dv,
          scale, causal, work, out + b * (m * dv));
    //@ assert input: HeadInput32{Pre,Here}(Q, K, mask, V, B, m, n, d, dv);
    /*@ assert done: AttentionBlocks32{Pre,Here}(Q, K, mask, V, m, n, d, dv,
                       scale, causal, out, b + 1); */
  }
}

/* Method: sp_attentionf, block by block. All of the input is checked before the
 * first output is written. */
sp_status sp_attention_headsf(const float *Q, const float *K, const float *V,
                              const float *mask, size_t B, size_t m, size_t n,
                              size_t d, size_t dv, double scale,
                              sp_causal causal, double *work, float *out)
{
  sp_status status = sp_check_heads(B, m, n, d, dv);
  if (status != SP_OK)
    return status;
  /*@ assert sizes: AttentionSizes(B * m, B * n, d, dv) &&
        0 < B * m * n <= 0x10000000000000; */
  /*@ assert size: (size_t)(B * m) == B * m && (size_t)(B * n) == B * n &&
        (size_t)(B * m * n) == B * m * n; */
  status = sp_check_attention_float(Q, K, V, mask, B * m, B * n, d, dv, scale,
                                    B * m * n);
  if (status == SP_OK)
    blocks(Q, K, V, mask, B, m, n, d, dv, scale, causal, work, out);
  return status;
}
