/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Attention of many queries and heads: cases known by hand, statuses, queries
 * that see no key, and the error bounds of the contract. */
#include "scaled_attention.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define U 0x1p-53L

/* Queries and keys are all zero: every weight is 1 / (the keys that are seen).
 * 3 queries, 3 keys of 2 columns, values of 2 columns. */
static const double zero[6];
static const double V[] = {1.0, 10.0, 3.0, 20.0, 8.0, 60.0};

static void test_by_hand(void)
{
  double work[3], out[6];
  const double mean[] = {4.0, 30.0, 4.0, 30.0, 4.0, 30.0};
  gsl_test(
      sp_attention(zero, zero, V, NULL, 3, 3, 2, 2, 0.5, SP_ALL_KEYS, work, out)
              != SP_OK
          || fabs(out[0] - mean[0]) > 1e-14 || fabs(out[5] - 30) > 1e-13,
      "equal scores: the mean of the values");

  const double causal[] = {1.0, 10.0, 2.0, 15.0};
  gsl_test(sp_attention(zero, zero, V, NULL, 2, 3, 2, 2, 0.5, SP_CAUSAL_START,
                        work, out)
                   != SP_OK
               || memcmp(causal, out, sizeof causal),
           "causal from the start: the values so far");
  gsl_test(sp_attention(zero, zero, V, NULL, 3, 2, 2, 2, 0.5, SP_CAUSAL_END,
                        work, out)
                   != SP_OK
               || out[0] != 0 || out[1] != 0
               || memcmp(causal, out + 2, sizeof causal),
           "causal to the end, more queries than keys: a row of zeros first");

  const double mask[] = {0.0,  -INF, -INF, -INF, -INF,
                         -INF, -INF, 7.0,  7.0 /* adds the same to both */};
  const double masked[] = {1.0, 10.0, 0.0, 0.0, 5.5, 40.0};
  gsl_test(
      sp_attention(zero, zero, V, mask, 3, 3, 2, 2, 0.5, SP_ALL_KEYS, work, out)
              != SP_OK
          || DIFFER(masked, out),
      "mask: one key, no key, two keys");
  gsl_test(signbit(out[2]) != 0, "a query that sees no key: +0");

  /* The mask hides what `causal' does not. */
  const double both[] = {1.0, 10.0, 0.0, 0.0, 5.5, 40.0};
  gsl_test(sp_attention(zero, zero, V, mask, 3, 3, 2, 2, 0.5, SP_CAUSAL_START,
                        work, out)
                   != SP_OK
               || DIFFER(both, out),
           "mask and causal together");

  const double huge[] = {-DBL_MAX, 0.0, -DBL_MAX};
  gsl_test(
      sp_attention(zero, zero, V, huge, 1, 3, 2, 2, 1, SP_ALL_KEYS, work, out)
              != SP_OK
          || out[0] != 3.0 || out[1] != 20.0,
      "the smallest double as a mask");
  const double least[] = {-DBL_MAX, -DBL_MAX, -INF};
  gsl_test(
      sp_attention(zero, zero, V, least, 1, 3, 2, 2, 1, SP_ALL_KEYS, work, out)
              != SP_OK
          || out[0] != 2.0 || out[1] != 15.0,
      "the smallest double does not hide a key");
}

static void test_statuses(void)
{
  static const struct {
    sp_status expected;
    double q, k, v, mask, scale;
    size_t m, n, d, dv;
  } cases[] = {
      {SP_EMPTY, 0, 0, 0, 0, 1, 0, 2, 2, 2},
      {SP_EMPTY, 0, 0, 0, 0, 1, 2, 0, 2, 2},
      {SP_EMPTY, 0, 0, 0, 0, 1, 2, 2, 0, 2},
      {SP_EMPTY, 0, 0, 0, 0, 1, 2, 2, SP_MAX_N + 1, 0},
      {SP_TOO_LONG, 0, 0, 0, 0, 1, SP_MAX_N + 1, 2, 2, 2},
      {SP_TOO_LONG, 0, 0, 0, 0, 1, 2, SP_MAX_N + 1, 2, 2},
      {SP_TOO_LONG, 0, 0, 0, 0, 1, 2, 2, SIZE_MAX, 2},
      {SP_TOO_LONG, 0, 0, 0, 0, 1, 2, 2, 2, SP_MAX_N + 1},
      {SP_BAD_VALUE, NAN, 0, 0, NAN, 1, 2, 2, 2, 2},
      {SP_BAD_VALUE, 0x1.0000000000001p400, 0, 0, 0, 1, 2, 2, 2, 2},
      {SP_BAD_VALUE, 0, -INF, 0, 0, 1, 2, 2, 2, 2},
      {SP_BAD_VALUE, 0, 0, 0x1.0000000000001p990, 0, 1, 2, 2, 2, 2},
      {SP_BAD_VALUE, 0, 0, NAN, -INF, 1, 2, 2, 2, 2},
      {SP_BAD_VALUE, 0, 0, 0, 0, NAN, 2, 2, 2, 2},
      {SP_BAD_VALUE, 0, 0, 0, 0, -0x1.0000000000001p100, 2, 2, 2, 2},
      {SP_BAD_MASK, 0, 0, 0, NAN, 1, 2, 2, 2, 2},
      {SP_BAD_MASK, 0, 0, 0, INF, 1, 2, 2, 2, 2},
      {SP_OK, 0x1p400, -0x1p400, -0x1p990, DBL_MAX, -0x1p100, 2, 2, 2, 2},
      {SP_OK, 0, 0, 0, -INF, 1, 2, 2, 2, 2},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    const double before[] = {42.0, 42.0, 42.0, 42.0};
    double Q[] = {0, 0, 0, 0}, K[] = {0, 0, 0, 0}, W[] = {0, 0, 0, 0};
    double mask[] = {0, 0, 0, 0}, work[] = {42.0, 42.0};
    double out[] = {42.0, 42.0, 42.0, 42.0};
    Q[3] = cases[k].q; /* the last query: the first could be written */
    K[3] = cases[k].k;
    W[3] = cases[k].v;
    mask[3] = cases[k].mask;
    sp_status got =
        sp_attention(Q, K, W, mask, cases[k].m, cases[k].n, cases[k].d,
                     cases[k].dv, cases[k].scale, SP_ALL_KEYS, work, out);
    gsl_test(got != cases[k].expected, "many queries, status of case %zu", k);
    gsl_test(got != SP_OK && (DIFFER(before, out) || memcmp(before, work, 16)),
             "many queries, nothing written in case %zu", k);
    sp_status one =
        sp_attention_heads(Q, K, W, mask, 1, cases[k].m, cases[k].n, cases[k].d,
                           cases[k].dv, cases[k].scale, SP_ALL_KEYS, work, out);
    gsl_test(one != cases[k].expected, "one head, status of case %zu", k);
  }
  double work[2], out[2];
  const double x[] = {0.0, 0.0};
  static const struct {
    sp_status expected;
    size_t B, m, n;
  } heads[] = {
      {SP_EMPTY, 0, 1, 1},
      {SP_TOO_LONG, SP_MAX_N + 1, 1, 1},
      {SP_TOO_LONG, SP_MAX_N / 2 + 1, 2, 1},
      {SP_TOO_LONG, SP_MAX_N / 2 + 1, 1, 2},
      {SP_TOO_LONG, SIZE_MAX / 2 + 1, 2, 2}, /* B m wraps to 0 */
      {SP_OK, 1, 1, 1},
  };
  for (size_t k = 0; k < COUNT(heads); k++)
    gsl_test(sp_attention_heads(x, x, x, NULL, heads[k].B, heads[k].m,
                                heads[k].n, 1, 1, 1.0, SP_ALL_KEYS, work, out)
                 != heads[k].expected,
             "heads, status of case %zu", k);
}

#define M 5
#define N 7
#define D 4
#define DV 3
#define B 6

static void fill(gsl_rng *r, double *a, size_t count, double size)
{
  for (size_t i = 0; i < count; i++)
    a[i] = (gsl_rng_uniform(r) * 2 - 1) * size;
}

static void fill_mask(gsl_rng *r, double *a, size_t count)
{
  for (size_t i = 0; i < count; i++)
    a[i] = gsl_rng_uniform(r) < 0.4 ? -INF : gsl_rng_uniform(r) * 4 - 2;
}

/* Every block as sp_attention has it, bit for bit. */
static void test_heads(void)
{
  gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
  double Q[B * M * D], K[B * N * D], W[B * N * DV], mask[B * M * N];
  double work[N], out[B * M * DV], one[M * DV];
  fill(r, Q, B * M * D, 3);
  fill(r, K, B * N * D, 3);
  fill(r, W, B * N * DV, 100);
  fill_mask(r, mask, B * M * N);
  int bad = 0;
  for (int causal = 0; causal <= 2; causal++)
    for (int masked = 0; masked <= 1; masked++) {
      bad |= sp_attention_heads(Q, K, W, masked ? mask : NULL, B, M, N, D, DV,
                                0.5, (sp_causal)causal, work, out)
             != SP_OK;
      for (size_t b = 0; b < B; b++) {
        sp_attention(Q + b * M * D, K + b * N * D, W + b * N * DV,
                     masked ? mask + b * M * N : NULL, M, N, D, DV, 0.5,
                     (sp_causal)causal, work, one);
        bad |= memcmp(one, out + b * M * DV, sizeof one);
      }
    }
  gsl_test(bad, "heads: each block as sp_attention");
  gsl_rng_free(r);
}

/* One output in long double: the exact scores, and P19_true. */
static int out_of_bound(const double *q, const double *K, const double *W,
                        const double *a, size_t seen, size_t c, double got)
{
  long double s[N], e = 0, top = -HUGE_VALL, sum = 0, mean = 0, size = 0;
  int any = 0;
  for (size_t k = 0; k < seen; k++) {
    if (isinf(a[k]))
      continue;
    long double dot = 0, most = 0;
    for (size_t l = 0; l < D; l++) {
      dot += (long double)q[l] * K[k * D + l];
      most += fabsl((long double)q[l] * K[k * D + l]);
    }
    s[k] = 0.5L * dot + a[k];
    e = fmaxl(e, (D + 1) * U * 0.5L * most + U * fabsl(s[k]));
    top = fmaxl(top, s[k]);
    any = 1;
  }
  if (!any)
    return got != 0.0;
  for (size_t k = 0; k < seen; k++)
    if (!isinf(a[k]))
      sum += expl(s[k] - top);
  for (size_t k = 0; k < seen; k++)
    if (!isinf(a[k])) {
      long double term = expl(s[k] - top) / sum * W[k * DV + c];
      mean += term;
      size += fabsl(term);
    }
  long double bound = (2.01L * e + ((long double)seen + 4.6L) * U) * size;
  return fabsl(got - mean) > bound;
}

static void test_bounds(void)
{
  gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
  int bad = 0;
  for (int round = 0; round < 2000; round++) {
    double Q[M * D], K[N * D], W[N * DV], mask[M * N], work[N], out[M * DV];
    fill(r, Q, M * D, 4);
    fill(r, K, N * D, 4);
    fill(r, W, N * DV, 1000);
    fill_mask(r, mask, M * N);
    sp_causal causal = (sp_causal)(round % 3);
    bad |= sp_attention(Q, K, W, mask, M, N, D, DV, 0.5, causal, work, out)
           != SP_OK;
    for (size_t j = 0; j < M; j++)
      for (size_t c = 0; c < DV; c++)
        bad |=
            out_of_bound(Q + j * D, K, W, mask + j * N,
                         sp_visible_keys(M, N, causal, j), c, out[j * DV + c]);
  }
  gsl_test(bad, "many queries, error bound against the exact scores");
  gsl_rng_free(r);
}

void test_scaled_attention(void)
{
  test_by_hand();
  test_statuses();
  test_heads();
  test_bounds();
}
