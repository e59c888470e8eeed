/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P20, sampling and the filters: cases known by hand, and every k and many
 * thresholds against a selection by sorting. */
#include "sampling.h"

#include "../../src/softproof.h"

#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define BELOW_1 (1.0 - 0x1p-53)

static void test_sample(void)
{
  static const struct {
    double p[4], x;
    size_t expected;
  } cases[] = {
      {{0.25, 0.25, 0.25, 0.25}, 0.0, 0},
      {{0.25, 0.25, 0.25, 0.25}, 0.25, 1}, /* the step's left end is in it */
      {{0.25, 0.25, 0.25, 0.25}, 0.25 - 0x1p-54, 0},
      {{0.25, 0.25, 0.25, 0.25}, BELOW_1, 3},
      {{0.0, 0.5, 0.0, 0.5}, 0.0, 1}, /* no zero is drawn */
      {{0.0, 0.5, 0.0, 0.5}, 0.5, 3},
      {{0.5, 0.25, 0.0, 0.0}, 0.75, 1}, /* above the whole sum */
      {{0.0, 0.0, 0x1p-1074, 0.0}, 0.5, 2},
      {{0.0, 0.0, 0x1p-1074, -0.0}, 0.0, 2},
      {{1.0, 1.0, 1.0, 1.0}, BELOW_1, 0},
      {{1.0 / 3, 1.0 / 3, 1.0 / 3 - 0x1p-53, 0.0}, BELOW_1, 2},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    size_t index = 99;
    sp_status status = sp_sample(cases[k].p, 4, cases[k].x, &index);
    gsl_test(status != SP_OK || index != cases[k].expected, "sample, case %zu",
             k);
  }
}

static void test_filters_by_hand(void)
{
  double out[4];
  const double p[] = {0.125, 0.5, 0.25, 0.125};
  const double top2[] = {0.0, 0.5 / 0.75, 0.25 / 0.75, 0.0};
  gsl_test(sp_top_k(p, out, 4, 2) != SP_OK || DIFFER(top2, out), "top 2");
  const double top3[] = {0.125 / 0.875, 0.5 / 0.875, 0.25 / 0.875, 0.0};
  gsl_test(sp_top_k(p, out, 4, 3) != SP_OK || DIFFER(top3, out),
           "top 3: of equal ones the first");
  gsl_test(sp_top_k(p, out, 4, 4) != SP_OK || DIFFER(p, out), "top 4: all");
  gsl_test(sp_top_k(p, out, 4, (size_t)-1) != SP_OK || DIFFER(p, out),
           "k above n: all");
  gsl_test(sp_top_p(p, out, 4, 0.75) != SP_OK || DIFFER(top2, out),
           "nucleus of 0.75: the threshold is reached");
  gsl_test(sp_top_p(p, out, 4, 0.75 + 0x1p-53) != SP_OK || DIFFER(top3, out),
           "nucleus of a little more");
  gsl_test(sp_top_p(p, out, 4, 1.0) != SP_OK || DIFFER(p, out), "nucleus of 1");
  const double one_hot[] = {0.0, 1.0, 0.0, 0.0};
  gsl_test(sp_top_p(p, out, 4, 0x1p-1074) != SP_OK || DIFFER(one_hot, out),
           "nucleus of almost nothing: the most probable");
  const double small[] = {0.125, 0.0, 0.125, 0.0};
  const double halves[] = {0.5, 0.0, 0.5, 0.0};
  gsl_test(sp_top_p(small, out, 4, 1.0) != SP_OK || DIFFER(halves, out),
           "a sum below the threshold: all positive ones");
  gsl_test(sp_top_k(small, out, 4, 3) != SP_OK || DIFFER(halves, out),
           "top 3 of two positive ones");
}

static const double *sorted;

static int by_probability(const void *a, const void *b)
{
  size_t i = *(const size_t *)a, j = *(const size_t *)b;
  if (sorted[i] != sorted[j])
    return sorted[i] > sorted[j] ? -1 : 1;
  return i < j ? -1 : i > j;
}

#define N 12

/* What is left of p when the first `kept` entries of the order are; returns
 * their sum. */
static double expect(const double *p, const size_t *order, size_t kept,
                     double *out)
{
  double sum = 0.0;
  memset(out, 0, N * sizeof *out);
  for (size_t r = 0; r < kept; r++)
    out[order[r]] = p[order[r]];
  for (size_t i = 0; i < N; i++)
    sum += out[i];
  for (size_t i = 0; i < N; i++)
    out[i] /= sum;
  return sum;
}

/* Rows with many ties and zeros. */
static void test_filters_by_sorting(void)
{
  unsigned state = 1;
  int wrong_k = 0, wrong_p = 0;
  for (int row = 0; row < 500; row++) {
    double p[N], out[N], expected[N];
    size_t order[N], kept;
    for (size_t i = 0; i < N; i++) {
      state = state * 1664525u + 1013904223u;
      p[i] = (state >> 28) / 100.0;
      order[i] = i;
    }
    p[row % N] = 0.07;
    sorted = p;
    qsort(order, N, sizeof *order, by_probability);
    for (size_t k = 1; k <= N; k++) {
      expect(p, order, k, expected);
      wrong_k += sp_top_k(p, out, N, k) != SP_OK || DIFFER(expected, out);
    }
    double top_p = (row + 1) / 500.0;
    for (kept = 1; expect(p, order, kept, expected) < top_p && kept < N;)
      kept++;
    wrong_p += sp_top_p(p, out, N, top_p) != SP_OK || DIFFER(expected, out);
    sp_top_p(p, p, N, top_p);
    wrong_p += DIFFER(expected, p);
  }
  gsl_test(wrong_k, "top k as by sorting, every k");
  gsl_test(wrong_p, "nucleus as by sorting, in place too");
}

static void test_refusals(void)
{
  static const struct {
    sp_status expected;
    double p[3];
    size_t n, k;
    double x, top_p;
  } bad[] = {
      {SP_EMPTY, {0, 0, 0}, 0, 0, 2, 2},
      {SP_TOO_LONG, {0, 0, 0}, SP_MAX_N + 1, 0, 2, 2},
      {SP_BAD_PROBABILITY, {0, NAN, 0}, 3, 0, 2, 2},
      {SP_BAD_PROBABILITY, {1, 0, -0x1p-1074}, 3, 1, 0.5, 0.5},
      {SP_BAD_PROBABILITY, {1 + 0x1p-52, 0, 0}, 3, 1, 0.5, 0.5},
      {SP_BAD_PROBABILITY, {0, 0, INFINITY}, 3, 1, 0.5, 0.5},
      {SP_ALL_ZERO, {0, -0.0, 0}, 3, 1, 0.5, 0.5},
      {SP_ALL_ZERO, {0, 0, 0}, 3, 0, NAN, NAN},
  };
  for (size_t c = 0; c < COUNT(bad); c++) {
    sp_status expected = bad[c].expected;
    const char *name = sp_status_name(expected);
    const double *p = bad[c].p;
    size_t n = bad[c].n, index = 42;
    double out[] = {42.0, 42.0, 42.0};
    const double before[] = {42.0, 42.0, 42.0};
    int wrong = sp_sample(p, n, bad[c].x, &index) != expected;
    wrong |= sp_top_k(p, out, n, bad[c].k) != expected;
    wrong |= sp_top_p(p, out, n, bad[c].top_p) != expected;
    gsl_test(wrong, "refused, case %zu: %s", c, name);
    gsl_test(index != 42 || DIFFER(before, out), "nothing written: %s", name);
  }
  const double p[] = {0.5, 0.5};
  const double outside[] = {-0x1p-1074, 1.0, NAN, INFINITY, -INFINITY};
  const double no_threshold[] = {0.0, -0.5, 1 + 0x1p-52, NAN, INFINITY};
  double out[2];
  size_t index;
  int wrong = 0;
  for (size_t c = 0; c < COUNT(outside); c++)
    wrong += sp_sample(p, 2, outside[c], &index) != SP_BAD_VARIATE;
  gsl_test(wrong, "variate outside [0, 1): refused");
  wrong = sp_top_k(p, out, 2, 0) != SP_BAD_TOP_K;
  gsl_test(wrong, "top 0: refused");
  for (size_t c = 0; c < COUNT(no_threshold); c++)
    wrong += sp_top_p(p, out, 2, no_threshold[c]) != SP_BAD_TOP_P;
  gsl_test(wrong, "threshold outside (0, 1]: refused");
}

void test_sampling(void)
{
  test_sample();
  test_filters_by_hand();
  test_filters_by_sorting();
  test_refusals();
}
