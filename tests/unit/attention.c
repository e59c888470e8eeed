/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Attention of one query: cases whose arithmetic is exact, statuses, and the
 * error bounds of the contracts against long double. */
#include "attention.h"

#include "../../src/softproof.h"

#include <gsl/gsl_rng.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define U 0x1p-53L
#define LARGEST 0x1p990

static void test_mean_by_hand(void)
{
  const double V[] = {1.0, -2.0, 8.0, 3.0, 6.0, LARGEST}; /* 2 rows of 3 */
  double p[2], out[3];

  const double even[] = {5.0, 5.0}, halves[] = {0.5, 0.5};
  const double mean[] = {2.0, 2.0, 0.5 * LARGEST};
  gsl_test(sp_attend(even, V, 2, 3, p, out) != SP_OK || DIFFER(halves, p)
               || DIFFER(mean, out),
           "equal scores: the mean of the rows");

  const double masked[] = {-7.0, -INF}, first[] = {1.0, 0.0};
  gsl_test(sp_attend(masked, V, 2, 3, p, out) != SP_OK || DIFFER(first, p)
               || memcmp(V, out, 3 * sizeof *V),
           "the second row masked: the first row");

  const double far[] = {0.0, 1e308};
  gsl_test(sp_attend(far, V, 2, 3, p, out) != SP_OK
               || memcmp(V + 3, out, 3 * sizeof *V),
           "the second score far ahead: the second row");

  gsl_test(sp_attend(masked, V + 5, 1, 1, p, out) != SP_OK || p[0] != 1.0
               || out[0] != LARGEST,
           "one row of one column");

  double s[] = {5.0, 5.0};
  gsl_test(sp_attend(s, V, 2, 3, s, out) != SP_OK || DIFFER(halves, s)
               || DIFFER(mean, out),
           "weights in the place of the scores");
}

static void test_scores_by_hand(void)
{
  const double q[] = {1.0, -2.0, 4.0};
  const double K[] = {1.0, 1.0, 1.0, 0.0, 0.5, 2.0, -3.0, 7.0, 0.0};
  const double expected[] = {1.5, 3.5, -8.5}, negative[] = {-3, -7, 17};
  double s[3];
  gsl_test(sp_attention_scores(q, K, 3, 3, 0.5, s) != SP_OK
               || DIFFER(expected, s),
           "three scores, scale 1/2");
  gsl_test(sp_attention_scores(q, K, 3, 3, -1.0, s) != SP_OK
               || DIFFER(negative, s),
           "three scores, scale -1");
  const double big[] = {0x1p400, -0x1p400};
  gsl_test(sp_attention_scores(big, big, 1, 2, 0x1p100, s) != SP_OK
               || s[0] != 0x1p901,
           "the largest score of two columns");
}

static void test_statuses(void)
{
  static const struct {
    sp_status expected;
    double s[2], v;
    size_t n, d;
  } cases[] = {
      {SP_EMPTY, {0, 0}, 0, 0, 2},
      {SP_EMPTY, {0, 0}, 0, 2, 0},
      {SP_EMPTY, {0, 0}, 0, SP_MAX_N + 1, 0},
      {SP_TOO_LONG, {0, 0}, 0, SP_MAX_N + 1, 2},
      {SP_TOO_LONG, {0, 0}, 0, 2, SP_MAX_N + 1},
      {SP_NAN_LOGIT, {0, NAN}, NAN, 2, 2},
      {SP_POS_INF_LOGIT, {INF, 0}, NAN, 2, 2},
      {SP_ALL_MASKED, {-INF, -INF}, NAN, 2, 2},
      {SP_BAD_VALUE, {0, 0}, NAN, 2, 2},
      {SP_BAD_VALUE, {0, -INF}, INF, 2, 2}, /* in a masked row */
      {SP_BAD_VALUE, {0, 0}, -INF, 2, 2},
      {SP_BAD_VALUE, {0, 0}, 0x1.0000000000001p990, 2, 2},
      {SP_BAD_VALUE, {0, 0}, -0x1.0000000000001p990, 2, 2},
      {SP_OK, {0, 0}, -0x1p990, 2, 2},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    const double before[] = {42.0, 42.0};
    double V[] = {0, 0, 0, 0}, p[] = {42.0, 42.0}, out[] = {42.0, 42.0};
    V[3] = cases[k].v;
    sp_status got = sp_attend(cases[k].s, V, cases[k].n, cases[k].d, p, out);
    gsl_test(got != cases[k].expected, "attention, status of case %zu", k);
    gsl_test(got != SP_OK && (DIFFER(before, p) || DIFFER(before, out)),
             "attention, nothing written in case %zu", k);
  }
}

static void test_score_statuses(void)
{
  static const struct {
    sp_status expected;
    double q, k, scale;
    size_t n, d;
  } cases[] = {
      {SP_EMPTY, 0, 0, 1, 0, 2},
      {SP_EMPTY, 0, 0, 1, 2, 0},
      {SP_TOO_LONG, 0, 0, 1, 2, SP_MAX_N + 1},
      {SP_TOO_LONG, 0, 0, 1, SP_MAX_N + 1, 2},
      {SP_BAD_VALUE, NAN, 0, 1, 2, 2},
      {SP_BAD_VALUE, 0, -INF, 1, 2, 2},
      {SP_BAD_VALUE, 0, 0, NAN, 2, 2},
      {SP_BAD_VALUE, 0, 0, 0x1.0000000000001p100, 2, 2},
      {SP_BAD_VALUE, 0x1.0000000000001p400, 0, 1, 2, 2},
      {SP_BAD_VALUE, 0, -0x1.0000000000001p400, 1, 2, 2},
      {SP_OK, 0x1p400, -0x1p400, -0x1p100, 2, 2},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    const double before[] = {42.0, 42.0};
    double q[] = {0, 0}, K[] = {0, 0, 0, 0}, s[] = {42.0, 42.0};
    q[1] = cases[k].q;
    K[3] = cases[k].k;
    sp_status got =
        sp_attention_scores(q, K, cases[k].n, cases[k].d, cases[k].scale, s);
    gsl_test(got != cases[k].expected, "scores, status of case %zu", k);
    gsl_test(got != SP_OK && DIFFER(before, s),
             "scores, nothing written in case %zu", k);
  }
}

#define N 40
#define D 6

/* Scores and mean of random rows, some masked, in long double; its own error
 * is below the 2^-16 of slack in the bounds times a few hundred. */
static void test_bounds(void)
{
  gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
  int bad = 0;
  for (int round = 0; round < 500; round++) {
    double q[D], K[N * D], V[N * D], s[N], p[N], out[D];
    for (size_t i = 0; i < D; i++)
      q[i] = gsl_rng_uniform(r) * 8 - 4;
    for (size_t i = 0; i < N * D; i++) {
      K[i] = gsl_rng_uniform(r) * 8 - 4;
      V[i] = ldexp(gsl_rng_uniform(r) - 0.5, (int)gsl_rng_get(r) % 60);
    }
    double scale = 1.0 / sqrt(D);
    bad |= sp_attention_scores(q, K, N, D, scale, s) != SP_OK;
    for (size_t i = 0; i < N; i++) {
      long double exact = 0, size = 0;
      for (size_t l = 0; l < D; l++) {
        exact += (long double)q[l] * K[i * D + l];
        size += fabsl((long double)q[l] * K[i * D + l]);
      }
      bad |= fabsl(s[i] - scale * exact) > (D + 2) * U * scale * size;
      if (i % 7 == 3)
        s[i] = -INF;
    }
    bad |= sp_attend(s, V, N, D, p, out) != SP_OK;
    long double sum = 0;
    for (size_t k = 0; k < N; k++)
      sum += expl((long double)s[k]);
    for (size_t c = 0; c < D; c++) {
      long double exact = 0, size = 0;
      for (size_t k = 0; k < N; k++) {
        long double term = expl((long double)s[k]) / sum * V[k * D + c];
        exact += term;
        size += fabsl(term);
      }
      bad |= fabsl(out[c] - exact) > (N + 5) * U * size;
    }
  }
  gsl_test(bad, "attention and its scores, error bounds");
  gsl_rng_free(r);
}

void test_attention(void)
{
  test_mean_by_hand();
  test_scores_by_hand();
  test_statuses();
  test_score_statuses();
  test_bounds();
}
