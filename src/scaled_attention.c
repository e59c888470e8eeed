/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_scaled_attention.h"

#include "attention_input.h"
#include "query.h"

#ifdef __FRAMAC__
#include "../specs/rows_facts.acsl"
#endif

/*@ requires sizes:     AttentionSizes(m, n, d, dv) && 0 <= j < m;
    requires values:    AttentionValues(Q, K, V, m, n, d, dv, scale) &&
                        Mask(mask, m * n);
    requires queries:   \valid_read(Q + (0 .. m * d - 1));
    requires keys:      \valid_read(K + (0 .. n * d - 1));
    requires values:    \valid_read(V + (0 .. n * dv - 1));
    requires mask:      mask == \null || \valid_read(mask + (0 .. m * n - 1));
    requires work:      \valid(work + (0 .. n - 1));
    requires out:       \valid(out + (0 .. m * dv - 1));
    requires separated: \separated(work + (0 .. n - 1), Q + (0 .. m * d - 1));
    requires separated: \separated(work + (0 .. n - 1), K + (0 .. n * d - 1));
    requires separated: \separated(work + (0 .. n - 1), V + (0 .. n * dv - 1));
    requires separated: \separated(work + (0 .. n - 1), out + (0 .. m * dv - 1));
    requires separated: \separated(out + (0 .. m * dv - 1), V + (0 .. n * dv - 1));
    requires apart:     mask == \null ||
                        \separated(work + (0 .. n - 1), mask + (0 .. m * n - 1));
    terminates          \true;
    assigns             work[0 .. n - 1], out[j * dv .. j * dv + dv - 1];
    ensures  result:    QueryResult{Pre,Post}(Q + j * d, K,
               MaskRow(mask, n, j), V, Visible(m, n, causal, j), d, dv, scale,
               out + j * dv);
    ensures  kept:      \forall double *x;
               \separated(x, work + (0 .. n - 1)) &&
               \separated(x, out + (j * dv .. j * dv + dv - 1)) ==>
               SameEntry{Pre,Post}(x, 0);
*/
static void row(const double *Q, const double *K, const double *V,
                const double *mask, size_t m, size_t n, size_t d, size_t dv,
                double scale, sp_causal causal, size_t j, double *work,
                double *out)
{
  size_t keys = sp_visible_keys(m, n, causal, j);
  /*@ assert rows: 0 <= j * d && j * d + d <= m * d <= 0x10000000000000 &&
        0 <= j * n && j * n + keys <= j * n + n <= m * n <= 0x10000000000000 &&
        0 <= j * dv && j * dv + dv <= m * dv <= 0x10000000000000 &&
        0 <= keys * d <= n * d && 0 <= keys * dv <= n * dv; */
  /*@ assert size: (size_t)(j * d) == j * d && (size_t)(j * n) == j * n &&
        (size_t)(j * dv) == j * dv; */
  /*@ assert values: Within(Q + j * d, d, 0x1p400) &&
        Rows(K, keys, d, 0x1p400) && Rows(V, keys, dv, 0x1p990); */
  /*@ assert mask: mask == \null ||
        (Logits(mask + j * n, keys) &&
         \valid_read((mask + j * n) + (0 .. keys - 1)) &&
         \separated(work + (0 .. keys - 1), (mask + j * n) + (0 .. keys - 1))); */
  sp_query(Q + j * d, K, mask ? mask + j * n : mask, V, keys, d, dv, scale,
           work, out + j * dv);
}

/*@ requires sizes:     AttentionSizes(m, n, d, dv);
    requires values:    AttentionValues(Q, K, V, m, n, d, dv, scale) &&
                        Mask(mask, m * n);
    requires queries:   \valid_read(Q + (0 .. m * d - 1));
    requires keys:      \valid_read(K + (0 .. n * d - 1));
    requires values:    \valid_read(V + (0 .. n * dv - 1));
    requires mask:      mask == \null || \valid_read(mask + (0 .. m * n - 1));
    requires work:      \valid(work + (0 .. n - 1));
    requires out:       \valid(out + (0 .. m * dv - 1));
    requires separated: \separated(work + (0 .. n - 1), Q + (0 .. m * d - 1));
    requires separated: \separated(work + (0 .. n - 1), K + (0 .. n * d - 1));
    requires separated: \separated(work + (0 .. n - 1), V + (0 .. n * dv - 1));
    requires separated: \separated(work + (0 .. n - 1), out + (0 .. m * dv - 1));
    requires separated: \separated(out + (0 .. m * dv - 1), Q + (0 .. m * d - 1));
    requires separated: \separated(out + (0 .. m * dv - 1), K + (0 .. n * d - 1));
    requires separated: \separated(out + (0 .. m * dv - 1), V + (0 .. n * dv - 1));
    requires apart:     mask == \null ||
               (\separated(work + (0 .. n - 1), mask + (0 .. m * n - 1)) &&
                \separated(out + (0 .. m * dv - 1), mask + (0 .. m * n - 1)));
    terminates          \true;
    assigns             work[0 .. n - 1], out[0 .. m * dv - 1];
    ensures  rows:      AttentionRows{Pre,Post}(Q, K, mask, V, m, n, d, dv,
                                                scale, causal, out, m);
*/
static void rows(const double *Q, const double *K, const double *V,
                 const double *mask, size_t m, size_t n, size_t d, size_t dv,
                 double scale, sp_causal causal, double *work, double *out)
{
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant input: AttentionInput{Pre,Here}(Q, K, mask, V, m, n, d,
                                                     dv);
      loop invariant done:  AttentionRows{Pre,Here}(Q, K, mask, V, m, n, d, dv,
                                                    scale, causal, out, j);
      loop assigns j, work[0 .. n - 1], out[0 .. m * dv - 1];
      loop variant m - j;
  */
  for (size_t j = 0; j < m; j++) {
    /*@ assert values: AttentionValues(Q, K, V, m, n, d, dv, scale) &&
          Mask(mask, m * n); */
    //@ assert inside: 0 <= j * dv && j * dv + dv <= m * dv;
    row(Q, K, V, mask, m, n, d, dv, scale, causal, j, work, out);
    /*@ assert input: AttentionInput{Pre,Here}(Q, K, mask, V, m, n, d, dv); */
    /*@ assert done: AttentionRows{Pre,Here}(Q, K, mask, V, m, n, d, dv, scale,
                                             causal, out, j + 1); */
  }
}

/* Method: for each query its scores, the mask, softmax, the mean of V. All of
 * the input is checked before the first output is written.
 * Special cases: a query that sees no key gets zeros.
 * Accuracy: P19 of the contract.
 * Reference: A. Vaswani et al., Attention is all you need, 2017, 3.2.1. */
sp_status sp_attention(const double *Q, const double *K, const double *V,
                       const double *mask, size_t m, size_t n, size_t d,
                       size_t dv, double scale, sp_causal causal, double *work,
                       double *out)
{
  if (m == 0 || n == 0 || d == 0 || dv == 0)
    return SP_EMPTY;
  if (m > SP_MAX_N || n > SP_MAX_N || d > SP_MAX_N || dv > SP_MAX_N)
    return SP_TOO_LONG;
  /*@ assert sizes: AttentionSizes(m, n, d, dv) &&
        0 < m * n <= 0x10000000000000; */
  //@ assert size: (size_t)(m * n) == m * n;
  sp_status status =
      sp_check_attention(Q, K, V, mask, m, n, d, dv, scale, m * n);
  if (status == SP_OK)
    rows(Q, K, V, mask, m, n, d, dv, scale, causal, work, out);
  return status;
}
