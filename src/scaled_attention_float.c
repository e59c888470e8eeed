/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

#include "sp_scaled_attention_float.h"

#include "attention_input_float.h"
#include "query_float.h"
#include "sp_convert.h"

/* K and V in double */
/*@ requires sizes:     0 <= k <= 0x10000000000000 &&
                        0 <= v <= 0x10000000000000;
    requires keys:      \valid_read(K + (0 .. k - 1)) &&
                        Within32(K, k, MAX_FLOAT);
    requires values:    \valid_read(V + (0 .. v - 1)) &&
                        Within32(V, v, MAX_FLOAT);
    requires room:      \valid(W + (0 .. k - 1)) && \valid(Y + (0 .. v - 1));
    requires separated: \separated(W + (0 .. k - 1), K + (0 .. k - 1));
    requires separated: \separated(Y + (0 .. v - 1), V + (0 .. v - 1));
    requires separated: \separated(W + (0 .. k - 1), Y + (0 .. v - 1));
    terminates          \true;
    assigns             W[0 .. k - 1], Y[0 .. v - 1];
    ensures  keys:      Widened(K, W, k);
    ensures  values:    Widened(V, Y, v);
*/
static void widen_both(const float *K, const float *V, size_t k, size_t v,
                       double *W, double *Y)
{
  sp_widen(K, W, k);
  sp_widen(V, Y, v);
  //@ assert keys: Widened(K, W, k);
}

/* Query j; W and Y are K and V in double, room is for the doubles of the row */
/*@ requires sizes:     AttentionSizes(m, n, d, dv) && 0 <= j < m;
    requires values:    AttentionValues32(Q, K, V, m, n, d, dv, scale) &&
                        Mask32(mask, m * n);
    requires wide:      Widened(K, W, n * d) && Widened(V, Y, n * dv);
    requires queries:   \valid_read(Q + (0 .. m * d - 1));
    requires mask:      mask == \null || \valid_read(mask + (0 .. m * n - 1));
    requires W:         \valid_read(W + (0 .. n * d - 1));
    requires Y:         \valid_read(Y + (0 .. n * dv - 1));
    requires room:      \valid(room + (0 .. dv + d + 2 * n - 1));
    requires out:       \valid(out + (0 .. m * dv - 1));
    requires separated: \separated(room + (0 .. dv + d + 2 * n - 1),
                                   Q + (0 .. m * d - 1));
    requires separated: \separated(room + (0 .. dv + d + 2 * n - 1),
                                   W + (0 .. n * d - 1));
    requires separated: \separated(room + (0 .. dv + d + 2 * n - 1),
                                   Y + (0 .. n * dv - 1));
    requires separated: \separated(room + (0 .. dv + d + 2 * n - 1),
                                   out + (0 .. m * dv - 1));
    requires apart:     mask == \null ||
                        \separated(room + (0 .. dv + d + 2 * n - 1),
                                   mask + (0 .. m * n - 1));
    terminates          \true;
    assigns             room[0 .. dv + d + 2 * n - 1],
                        out[j * dv .. j * dv + dv - 1];
    ensures  result:    QueryResult32{Pre,Post}(Q + j * d, K,
               MaskRow32(mask, n, j), V, Visible(m, n, causal, j), d, dv, scale,
               out + j * dv);
    ensures  kept:      \forall float *x;
               \separated(x, out + (j * dv .. j * dv + dv - 1)) ==>
               SameEntry32{Pre,Post}(x, 0);
    ensures  kept_wide: \forall double *x;
               \separated(x, room + (0 .. dv + d + 2 * n - 1)) ==>
               SameEntry{Pre,Post}(x, 0);
*/
static void row(const float *Q, const float *mask, const double *W,
                const double *Y, size_t m, size_t n, size_t d, size_t dv,
                double scale, sp_causal causal, size_t j, double *room,
                float *out) /*@ ghost (const float *K, const float *V) */
{
  size_t keys = sp_visible_keys(m, n, causal, j);
  /*@ assert rows: 0 <= j * d && j * d + d <= m * d <= 0x10000000000000 &&
        0 <= j * n && j * n + keys <= j * n + n <= m * n <= 0x10000000000000 &&
        0 <= j * dv && j * dv + dv <= m * dv <= 0x10000000000000 &&
        0 <= keys * d <= n * d && 0 <= keys * dv <= n * dv; */
  /*@ assert size: (size_t)(j * d) == j * d && (size_t)(j * n) == j * n &&
        (size_t)(j * dv) == j * dv; */
  /*@ assert values: Within32(Q + j * d, d, MAX_FLOAT) &&
        Rows32(K, keys, d) && Rows32(V, keys, dv); */
  /*@ assert wide: Widened(K, W, keys * d) && Widened(V, Y, keys * dv); */
  /*@ assert mask: mask == \null ||
        (Logits32(mask + j * n, keys) &&
         \valid_read((mask + j * n) + (0 .. keys - 1)) &&
         \separated(room + (0 .. dv + d + 2 * n - 1),
                    (mask + j * n) + (0 .. keys - 1))); */
  //@ assert place: room + dv + d != \null;
  sp_query_float(Q + j * d, mask ? mask + j * n : mask, W, Y, keys, d, dv,
                 scale, room + dv, room + dv + d, room + dv + d + n, room,
                 out + j * dv) /*@ ghost (K, V) */;
}

/*@ requires sizes:     AttentionSizes(m, n, d, dv);
    requires values:    AttentionValues32(Q, K, V, m, n, d, dv, scale) &&
                        Mask32(mask, m * n);
    requires queries:   \valid_read(Q + (0 .. m * d - 1));
    requires keys:      \valid_read(K + (0 .. n * d - 1));
    requires values:    \valid_read(V + (0 .. n * dv - 1));
    requires mask:      mask == \null || \valid_read(mask + (0 .. m * n - 1));
    requires W:         \valid(W + (0 .. n * d - 1));
    requires Y:         \valid(Y + (0 .. n * dv - 1));
    requires room:      \valid(room + (0 .. dv + d + 2 * n - 1));
    requires out:       \valid(out + (0 .. m * dv - 1));
    requires separated: \separated(W + (0 .. n * d - 1), K + (0 .. n * d - 1));
    requires separated: \separated(Y + (0 .. n * dv - 1),
                                   V + (0 .. n * dv - 1));
    requires separated: \separated(W + (0 .. n * d - 1), Y + (0 .. n * dv - 1));
    requires separated: \separated(room + (0 .. dv + d + 2 * n - 1),
                                   Q + (0 .. m * d - 1));
    requires separated: \separated(room + (0 .. dv + d + 2 * n - 1),
                                   W + (0 .. n * d - 1));
    requires separated: \separated(room + (0 .. dv + d + 2 * n - 1),
                                   Y + (0 .. n * dv - 1));
    requires separated: \separated(room + (0 .. dv + d + 2 * n - 1),
                                   out + (0 .. m * dv - 1));
    requires separated: \separated(out + (0 .. m * dv - 1), Q + (0 .. m * d - 1));
    requires separated: \separated(out + (0 .. m * dv - 1), K + (0 .. n * d - 1));
    requires separated: \separated(out + (0 .. m * dv - 1), V + (0 .. n * dv - 1));
    requires apart:     mask == \null ||
               (\separated(room + (0 .. dv + d + 2 * n - 1),
                           mask + (0 .. m * n - 1)) &&
                \separated(out + (0 .. m * dv - 1), mask + (0 .. m * n - 1)));
    terminates          \true;
    assigns             W[0 .. n * d - 1], Y[0 .. n * dv - 1],
                        room[0 .. dv + d + 2 * n - 1], out[0 .. m * dv - 1];
    ensures  rows:      AttentionRows32{Pre,Post}(Q, K, mask, V, m, n, d, dv,
                                                  scale, causal, out, m);
*/
static void rows(const float *Q, const float *K, const float *V,
                 const float *mask, size_t m, size_t n, size_t d, size_t dv,
                 double scale, sp_causal causal, double *W, double *Y,
                 double *room, float *out)
{
  /*@ assert sizes: 0 < n * d <= 0x10000000000000 &&
        0 < n * dv <= 0x10000000000000; */
  /*@ assert size: (size_t)(n * d) == n * d && (size_t)(n * dv) == n * dv; */
  widen_both(K, V, n * d, n * dv, W, Y);
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant input: AttentionInput32{Pre,Here}(Q, K, mask, V, m, n, d,
                                                       dv);
      loop invariant wide:  Widened(K, W, n * d) && Widened(V, Y, n * dv);
      loop invariant done:  AttentionRows32{Pre,Here}(Q, K, mask, V, m, n, d,
                                                      dv, scale, causal, out,
                                                      j);
      loop assigns j, room[0 .. dv + d + 2 * n - 1], out[0 .. m * dv - 1];
      loop variant m - j;
  */
  for (size_t j = 0; j < m; j++) {
    /*@ assert values: AttentionValues32(Q, K, V, m, n, d, dv, scale) &&
          Mask32(mask, m * n); */
    //@ assert inside: 0 <= j * dv && j * dv + dv <= m * dv;
    row(Q, mask, W, Y, m, n, d, dv, scale, causal, j, room,
        out) /*@ ghost (K, V) */;
    /*@ assert input: AttentionInput32{Pre,Here}(Q, K, mask, V, m, n, d, dv); */
    /*@ assert wide: Widened(K, W, n * d) && Widened(V, Y, n * dv); */
    /*@ assert done: AttentionRows32{Pre,Here}(Q, K, mask, V, m, n, d, dv,
                                               scale, causal, out, j + 1); */
  }
}

/* Method: for each query its scores, the mask, softmax and the mean of V, all in
 * double; the mean is rounded to float.
 * Special cases: a query that sees no key gets zeros.
 * Accuracy: P22 of the contract.
 * Reference: A. Vaswani et al., Attention is all you need, 2017, 3.2.1. */
sp_status sp_attentionf(const float *Q, const float *K, const float *V,
                        const float *mask, size_t m, size_t n, size_t d,
                        size_t dv, double scale, sp_causal causal, double *work,
                        float *out)
{
  if (m == 0 || n == 0 || d == 0 || dv == 0)
    return SP_EMPTY;
  if (m > SP_MAX_N || n > SP_MAX_N || d > SP_MAX_N || dv > SP_MAX_N)
    return SP_TOO_LONG;
  /*@ assert sizes: AttentionSizes(m, n, d, dv) &&
        0 < m * n <= 0x10000000000000; */
  //@ assert entries: (size_t)(m * n) == m * n;
  sp_status status =
      sp_check_attention_float(Q, K, V, mask, m, n, d, dv, scale, m * n);
  if (status != SP_OK)
    return status;
  /*@ assert sizes: 0 < n * d <= 0x10000000000000 &&
        0 < n * dv <= 0x10000000000000; */
  /*@ assert size: (size_t)(n * d) == n * d && (size_t)(n * dv) == n * dv; */
  //@ assert both: (size_t)(n * d + n * dv) == n * d + n * dv;
  rows(Q, K, V, mask, m, n, d, dv, scale, causal, work, work + n * d,
       work + (n * d + n * dv), out);
  return SP_OK;
}
