/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of sp_attention_headsf: each block as sp_attentionf has it, bit for bit,
 * sizes, and one bad entry anywhere. */
#include "float_heads.h"

#include "../../src/softproof.h"

#include <gsl/gsl_rng.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define INF INFINITY
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)

static void test_sizes(void)
{
  static const struct {
    sp_status expected;
    size_t B, m, n, d, dv;
  } sizes[] = {
      {SP_EMPTY, 0, 1, 1, 1, 1},
      {SP_EMPTY, 1, 0, 1, 1, 1},
      {SP_EMPTY, SP_MAX_N + 1, 1, 0, 1, 1},
      {SP_EMPTY, 1, 1, 1, 0, 1},
      {SP_EMPTY, 1, 1, 1, 1, 0},
      {SP_TOO_LONG, SP_MAX_N + 1, 1, 1, 1, 1},
      {SP_TOO_LONG, SP_MAX_N / 2 + 1, 2, 1, 1, 1},
      {SP_TOO_LONG, SP_MAX_N / 2 + 1, 1, 2, 1, 1},
      {SP_TOO_LONG, SIZE_MAX / 2 + 1, 2, 2, 1, 1}, /* B m wraps to 0 */
      {SP_TOO_LONG, 1, 1, 1, SP_MAX_N + 1, 1},
      {SP_TOO_LONG, 1, 1, 1, 1, SP_MAX_N + 1},
      {SP_OK, 1, 1, 1, 1, 1},
  };
  const float x[] = {0.0F};
  float out[1];
  double work[6];
  for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
    gsl_test(sp_attention_headsf(x, x, x, NULL, sizes[k].B, sizes[k].m,
                                 sizes[k].n, sizes[k].d, sizes[k].dv, 1.0,
                                 SP_ALL_KEYS, work, out)
                 != sizes[k].expected,
             "float heads, sizes %zu", k);
}

#define B 6
#define M 5
#define N 7
#define D 4
#define DV 3
#define ROOM (N * D + N * DV + DV + D + 2 * N)

static void fill(gsl_rng *r, float *a, size_t count, double size)
{
  for (size_t i = 0; i < count; i++)
    a[i] = (float)((gsl_rng_uniform(r) * 2 - 1) * size);
}

static void test_blocks(void)
{
  gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
  float Q[B * M * D], K[B * N * D], V[B * N * DV], mask[B * M * N];
  float out[B * M * DV], one[M * DV];
  double work[ROOM + 1] = {0};
  work[ROOM] = 42.0;
  fill(r, Q, B * M * D, 3);
  fill(r, K, B * N * D, 3);
  fill(r, V, B * N * DV, 1e38);
  fill(r, mask, B * M * N, 2);
  for (size_t i = 0; i < B * M * N; i++)
    if (gsl_rng_uniform(r) < 0.4)
      mask[i] = -INF;
  int bad = 0;
  for (int causal = 0; causal <= 2; causal++)
    for (int masked = 0; masked <= 1; masked++) {
      bad |= sp_attention_headsf(Q, K, V, masked ? mask : NULL, B, M, N, D, DV,
                                 0.5, (sp_causal)causal, work, out)
             != SP_OK;
      for (size_t b = 0; b < B; b++) {
        sp_attentionf(Q + b * M * D, K + b * N * D, V + b * N * DV,
                      masked ? mask + b * M * N : NULL, M, N, D, DV, 0.5,
                      (sp_causal)causal, work, one);
        bad |= memcmp(one, out + b * M * DV, sizeof one);
      }
    }
  gsl_test(bad || work[ROOM] != 42.0,
           "float heads: each block as sp_attentionf");
  gsl_rng_free(r);
}

/* Two blocks of 2 queries, 2 keys and 1 column. Place `at' of Q, K, V, mask and
 * the scale, in this order */
static void test_bad_entries(void)
{
  const float bad[] = {NAN, INF, -INF};
  for (size_t at = 0; at < 21; at++)
    for (size_t k = 0; k < 3; k++) {
      float all[20] = {0};
      double scale = at == 20 ? (double)bad[k] : 1.0;
      if (at < 20)
        all[at] = bad[k];
      const float before[] = {42, 42, 42, 42};
      float out[] = {42, 42, 42, 42};
      double work[10] = {42.0};
      sp_status expected = at < 12 || at == 20 ? SP_BAD_VALUE
                           : k < 2             ? SP_BAD_MASK
                                               : SP_OK;
      sp_status got =
          sp_attention_headsf(all, all + 4, all + 8, all + 12, 2, 2, 2, 1, 1,
                              scale, SP_ALL_KEYS, work, out);
      gsl_test(got != expected, "float heads, bad entry %zu, kind %zu", at, k);
      gsl_test(got != SP_OK && (DIFFER(before, out) || work[0] != 42.0),
               "float heads, nothing written for entry %zu, kind %zu", at, k);
    }
}

void test_float_heads(void)
{
  test_blocks();
  test_sizes();
  test_bad_entries();
}
