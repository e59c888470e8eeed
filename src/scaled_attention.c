/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_scaled_attention.h"

#include "query.h"

#include <float.h>

#ifdef __FRAMAC__
#include "../specs/doubles.acsl"
#include "../specs/rows_facts.acsl"
#endif

#define LARGEST_VALUE 0x1p990
#define LARGEST_KEY 0x1p400
#define LARGEST_SCALE 0x1p100

/*@ requires largest: \is_finite(largest);
    terminates        \true;
    assigns           \nothing;
    ensures  model:   \result != 0 <==>
               \is_finite(x) && -largest <= x <= largest;
*/
static int is_within(double x, double largest)
{
  return -largest <= x && x <= largest;
}

/*@ requires size:    0 <= count <= 0x10000000000000;
    requires a:       \valid_read(a + (0 .. count - 1));
    requires largest: \is_finite(largest);
    terminates        \true;
    assigns           \nothing;
    ensures  model:   \result != 0 <==> Within(a, count, largest);
*/
static int all_within(const double *a, size_t count, double largest)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant done:  Within(a, i, largest);
      loop assigns i;
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++)
    if (!is_within(a[i], largest))
      return 0;
  return 1;
}

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> \is_finite(a) || \is_minus_infinity(a);
*/
static int is_mask_entry(double a)
{
  return a <= DBL_MAX;
}

/*@ requires size:    0 <= count <= 0x10000000000000;
    requires mask:    mask == \null || \valid_read(mask + (0 .. count - 1));
    terminates        \true;
    assigns           \nothing;
    ensures  model:   \result != 0 <==> Mask(mask, count);
*/
static int is_mask(const double *mask, size_t count)
{
  if (!mask)
    return 1;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant done:  Logits(mask, i);
      loop assigns i;
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++) {
    if (!is_mask_entry(mask[i])) {
      //@ assert bad: !Logits(mask, count);
      return 0;
    }
    //@ assert done: Logits(mask, i + 1);
  }
  return 1;
}

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
               Kept{Pre,Post}(x, 0);
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

/*@ requires queries:    m <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(Q + (0 .. m * d - 1));
    requires keys:       n <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(K + (0 .. n * d - 1));
    requires values:     n <= 0x4000000 && dv <= 0x4000000 ==>
               \valid_read(V + (0 .. n * dv - 1));
    requires mask:       m <= 0x4000000 && n <= 0x4000000 ==>
               mask == \null || \valid_read(mask + (0 .. m * n - 1));
    terminates           \true;
    assigns              \nothing;
    ensures  P09_empty:  \result == SP_EMPTY <==>
               m == 0 || n == 0 || d == 0 || dv == 0;
    ensures  P09_long:   \result == SP_TOO_LONG <==>
               m != 0 && n != 0 && d != 0 && dv != 0 &&
               !AttentionSizes(m, n, d, dv);
    ensures  P09_value:  \result == SP_BAD_VALUE <==>
               AttentionSizes(m, n, d, dv) &&
               !AttentionValues(Q, K, V, m, n, d, dv, scale);
    ensures  P09_mask:   \result == SP_BAD_MASK <==>
               AttentionSizes(m, n, d, dv) &&
               AttentionValues(Q, K, V, m, n, d, dv, scale) &&
               !Mask(mask, m * n);
    ensures  P09_ok:     \result == SP_OK <==>
               AttentionSizes(m, n, d, dv) &&
               AttentionValues(Q, K, V, m, n, d, dv, scale) &&
               Mask(mask, m * n);
*/
static sp_status check(const double *Q, const double *K, const double *V,
                       const double *mask, size_t m, size_t n, size_t d,
                       size_t dv, double scale)
{
  if (m == 0 || n == 0 || d == 0 || dv == 0)
    return SP_EMPTY;
  if (m > SP_MAX_N || n > SP_MAX_N || d > SP_MAX_N || dv > SP_MAX_N)
    return SP_TOO_LONG;
  /*@ assert sizes: AttentionSizes(m, n, d, dv) &&
        0 < m * d <= 0x10000000000000 && 0 < n * d <= 0x10000000000000 &&
        0 < n * dv <= 0x10000000000000 && 0 < m * n <= 0x10000000000000; */
  /*@ assert size: (size_t)(m * d) == m * d && (size_t)(n * d) == n * d &&
        (size_t)(n * dv) == n * dv && (size_t)(m * n) == m * n; */
  if (!all_within(Q, m * d, LARGEST_KEY) || !all_within(K, n * d, LARGEST_KEY)
      || !all_within(V, n * dv, LARGEST_VALUE)
      || !is_within(scale, LARGEST_SCALE))
    return SP_BAD_VALUE;
  if (!is_mask(mask, m * n))
    return SP_BAD_MASK;
  return SP_OK;
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
  sp_status status = check(Q, K, V, mask, m, n, d, dv, scale);
  if (status == SP_OK)
    rows(Q, K, V, mask, m, n, d, dv, scale, causal, work, out);
  return status;
}
