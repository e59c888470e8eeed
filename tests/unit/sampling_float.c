/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Sampling and the filters of floats: cases known by hand, and against the
 * functions on doubles. */
#include "target_float.h"

#include "../../src/softproof.h"

#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define BELOW_1 0x1.fffffep-1F
#define N 4

static void test_sample(void)
{
  static const struct {
    float p[N], x;
    size_t expected;
  } cases[] = {
      {{0.25F, 0.25F, 0.25F, 0.25F}, 0.0F, 0},
      {{0.25F, 0.25F, 0.25F, 0.25F}, 0.25F, 1}, /* the left end is in it */
      {{0.25F, 0.25F, 0.25F, 0.25F}, 0x1.fffffep-3F, 0},
      {{0.25F, 0.25F, 0.25F, 0.25F}, BELOW_1, 3},
      {{0.0F, 0.5F, 0.0F, 0.5F}, 0.0F, 1}, /* no zero is drawn */
      {{0.0F, 0.5F, -0.0F, 0.5F}, 0.5F, 3},
      {{0.5F, 0.25F, 0.0F, 0.0F}, 0.75F, 1}, /* above the whole sum */
      {{0.0F, 0.0F, 0x1p-149F, 0.0F}, 0.5F, 2},
      {{1.0F, 1.0F, 1.0F, 1.0F}, BELOW_1, 0},
      /* a float would lose the small ones */
      {{0.5F, 0x1p-26F, 0x1p-26F, 0.5F}, 0x1.000002p-1F, 3},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    size_t index = 99;
    double work[N + 1], p[N];
    work[N] = 7.0;
    for (size_t i = 0; i < N; i++)
      p[i] = (double)cases[k].p[i];
    sp_status status = sp_samplef(cases[k].p, N, cases[k].x, &index, work);
    gsl_test(status != SP_OK || index != cases[k].expected || work[N] != 7.0,
             "float sample, case %zu", k);
    gsl_test(memcmp(p, work, sizeof p) != 0,
             "float sample: the doubles, case %zu", k);
  }
}

static void test_filters_by_hand(void)
{
  float out[N];
  double work[2 * N];
  const float p[] = {0.125F, 0.5F, 0.25F, 0.125F};
  const float top2[] = {0.0F, 2.0F / 3, 1.0F / 3, 0.0F};
  gsl_test(sp_top_kf(p, out, N, 2, work) != SP_OK || DIFFER(top2, out),
           "float top 2");
  gsl_test(work[N + 1] != 0.5 / 0.75 || work[0] != 0.125,
           "float top 2: the doubles");
  const float top3[] = {1.0F / 7, 4.0F / 7, 2.0F / 7, 0.0F};
  gsl_test(sp_top_kf(p, out, N, 3, work) != SP_OK || DIFFER(top3, out),
           "float top 3: of equal ones the first");
  gsl_test(sp_top_kf(p, out, N, (size_t)-1, work) != SP_OK || DIFFER(p, out),
           "float k above n: all");
  gsl_test(sp_top_pf(p, out, N, 0.75F, work) != SP_OK || DIFFER(top2, out),
           "float nucleus of 0.75: the threshold is reached");
  gsl_test(sp_top_pf(p, out, N, 0x1.800002p-1F, work) != SP_OK
               || DIFFER(top3, out),
           "float nucleus of a little more");
  gsl_test(sp_top_pf(p, out, N, 1.0F, work) != SP_OK || DIFFER(p, out),
           "float nucleus of 1");
  const float one_hot[] = {0.0F, 1.0F, 0.0F, 0.0F};
  gsl_test(sp_top_pf(p, out, N, 0x1p-149F, work) != SP_OK
               || DIFFER(one_hot, out),
           "float nucleus of almost nothing");
  const float small[] = {0.125F, -0.0F, 0.125F, 0.0F};
  const float halves[] = {0.5F, 0.0F, 0.5F, 0.0F};
  gsl_test(sp_top_pf(small, out, N, 1.0F, work) != SP_OK || DIFFER(halves, out),
           "a float sum below the threshold: all positive ones");
  gsl_test(sp_top_kf(small, out, N, 3, work) != SP_OK || DIFFER(halves, out),
           "float top 3 of two positive ones: -0 becomes +0");
  /* a share of 2^-150 is lost, one of 3/2 2^-150 is not */
  const float large[] = {1.0F, 1.0F, 0x1p-149F, 0x1.8p-148F};
  const float lost[] = {0.5F, 0.5F, 0.0F, 0x1p-148F};
  gsl_test(sp_top_kf(large, out, N, 4, work) != SP_OK || DIFFER(lost, out)
               || !(work[N + 2] > 0.0),
           "a share that no float holds");
  const float whole[] = {0.5F, 0.5F, 0x1p-149F, 0.0F};
  gsl_test(sp_top_kf(whole, out, N, 4, work) != SP_OK || DIFFER(whole, out),
           "a sum of 1 loses no share");
}

/* Rows with many ties and zeros */
static void test_against_doubles(void)
{
  unsigned state = 1;
  int wrong_k = 0, wrong_p = 0, wrong_sample = 0;
  for (int row = 0; row < 500; row++) {
    float p[N], out[N];
    double x[N], y[N], work[2 * N];
    for (size_t i = 0; i < N; i++) {
      state = state * 1664525u + 1013904223u;
      p[i] = (float)(state >> 28) / 100.0F;
    }
    p[row % N] = 0.07F;
    for (size_t i = 0; i < N; i++)
      x[i] = (double)p[i];
    for (size_t k = 1; k <= N; k++) {
      wrong_k += sp_top_kf(p, out, N, k, work) != SP_OK;
      sp_top_k(x, y, N, k);
      for (size_t i = 0; i < N; i++)
        wrong_k += out[i] != (float)y[i];
    }
    float c = (float)(row + 1) / 500.0F;
    size_t i, j;
    wrong_sample += sp_samplef(p, N, c / 2, &i, work) != SP_OK;
    sp_sample(x, N, (double)(c / 2), &j);
    wrong_sample += i != j;
    sp_top_p(x, y, N, (double)c);
    wrong_p += sp_top_pf(p, p, N, c, work) != SP_OK; /* in place */
    for (i = 0; i < N; i++)
      wrong_p += p[i] != (float)y[i];
  }
  gsl_test(wrong_k, "float top k as of doubles, every k");
  gsl_test(wrong_p, "float nucleus as of doubles, in place");
  gsl_test(wrong_sample, "float sample as of doubles");
}

static void test_refusals(void)
{
  static const struct {
    sp_status expected;
    float p[3];
    size_t n, k;
    float x;
  } bad[] = {
      {SP_EMPTY, {0, 0, 0}, 0, 0, 2},
      {SP_TOO_LONG, {0, 0, 0}, SP_MAX_N + 1, 0, 2},
      {SP_BAD_PROBABILITY, {0, NAN, 0}, 3, 0, 2},
      {SP_BAD_PROBABILITY, {1, 0, -0x1p-149F}, 3, 1, 0.5F},
      {SP_BAD_PROBABILITY, {0x1.000002p0F, 0, 0}, 3, 1, 0.5F},
      {SP_BAD_PROBABILITY, {0, 0, INFINITY}, 3, 1, 0.5F},
      {SP_ALL_ZERO, {0, -0.0F, 0}, 3, 1, 0.5F},
      {SP_ALL_ZERO, {0, 0, 0}, 3, 0, NAN},
  };
  const float before[] = {42, 42, 42};
  const double room[] = {42, 42, 42, 42, 42, 42};
  for (size_t c = 0; c < COUNT(bad); c++) {
    sp_status expected = bad[c].expected;
    const float *p = bad[c].p;
    size_t n = bad[c].n, index = 42;
    float out[] = {42, 42, 42};
    double work[] = {42, 42, 42, 42, 42, 42};
    int wrong = sp_samplef(p, n, bad[c].x, &index, work) != expected;
    wrong |= sp_top_kf(p, out, n, bad[c].k, work) != expected;
    wrong |= sp_top_pf(p, out, n, bad[c].x, work) != expected;
    gsl_test(wrong, "floats refused, case %zu: %s", c,
             sp_status_name(expected));
    gsl_test(index != 42 || DIFFER(before, out) || DIFFER(room, work),
             "nothing written, floats, case %zu", c);
  }
  const float p[] = {0.5F, 0.5F};
  const float outside[] = {-0x1p-149F, 1, NAN, INFINITY, -INFINITY};
  const float no_threshold[] = {0, -0.5F, 0x1.000002p0F, NAN, INFINITY};
  float out[3] = {42, 42, 42};
  double work[6] = {42, 42, 42, 42, 42, 42};
  size_t index = 42;
  int wrong = sp_top_kf(p, out, 2, 0, work) != SP_BAD_TOP_K;
  for (size_t c = 0; c < COUNT(outside); c++)
    wrong += sp_samplef(p, 2, outside[c], &index, work) != SP_BAD_VARIATE;
  for (size_t c = 0; c < COUNT(no_threshold); c++)
    wrong += sp_top_pf(p, out, 2, no_threshold[c], work) != SP_BAD_TOP_P;
  gsl_test(wrong, "float variate, k and threshold refused");
  gsl_test(index != 42 || DIFFER(before, out) || DIFFER(room, work),
           "nothing written for them");
}

void test_sampling_float(void)
{
  test_sample();
  test_filters_by_hand();
  test_against_doubles();
  test_refusals();
}
