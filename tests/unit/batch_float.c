/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Batches, smoothed labels and reductions of floats: cases known by hand,
 * refusals. */
#include "batch.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define IGNORE ((size_t)-100) /* PyTorch's default */
#define LN2 0x1.62e43p-1F     /* log 2, rounded to float */

static void test_rows(void)
{
  /* log 2, nothing to read, 0 (one entry that counts), +inf (a masked label),
   * +inf (above FLT_MAX), exactly FLT_MAX */
  const float z[] = {3,    3, NAN,     INF,      -INF,    7,
                     -INF, 7, FLT_MAX, -FLT_MAX, FLT_MAX, 0};
  const size_t label[] = {0, IGNORE, 1, 0, 1, 1};
  const float expected[] = {LN2, 0, 0, INF, INF, FLT_MAX};
  float loss[] = {NAN, NAN, NAN, NAN, NAN, NAN};
  double work[3] = {7.0, 7.0, 7.0};
  size_t bad_row = 99;
  gsl_test(sp_cross_entropy_rowsf(z, 6, 2, label, IGNORE, loss, work, &bad_row)
                   != SP_OK
               || bad_row != 99 || work[2] != 7.0,
           "rows of floats: accepted");
  gsl_test(DIFFER(expected, loss), "rows of floats: by hand");

  /* row by row, bit for bit the function for one row */
  float many[7 * 5], one = NAN, losses[7];
  double room[5];
  size_t labels[7];
  for (size_t k = 0; k < COUNT(many); k++)
    many[k] = (float)sin((double)(k * k + 1)) * 40.0F;
  for (size_t r = 0; r < 7; r++)
    labels[r] = r * 3 % 5;
  int wrong =
      sp_cross_entropy_rowsf(many, 7, 5, labels, 5, losses, room, &bad_row)
      != SP_OK;
  for (size_t r = 0; r < 7; r++) {
    wrong |= sp_cross_entropyf(many + 5 * r, 5, labels[r], &one, room) != SP_OK;
    wrong |= memcmp(&one, losses + r, sizeof one) != 0;
  }
  gsl_test(wrong, "rows of floats: each as on its own");
}

static void test_rows_refused(void)
{
  static const struct {
    sp_status expected;
    size_t rows, n, bad_row;
    float z[6];
    size_t label[3];
  } bad[] = {
      {SP_EMPTY, 0, 2, 99, {0}, {0}},
      {SP_EMPTY, 3, 0, 99, {0}, {0}},
      {SP_EMPTY, 0, SP_MAX_N + 1, 99, {0}, {0}},
      {SP_TOO_LONG, SP_MAX_N + 1, 2, 99, {0}, {0}},
      {SP_TOO_LONG, 3, SP_MAX_N + 1, 99, {0}, {0}},
      {SP_TOO_LONG, (size_t)-1, (size_t)-1, 99, {0}, {0}},
      {SP_NAN_LOGIT, 3, 2, 1, {0, 0, 0, NAN, INF, 0}, {0, 1, 0}},
      {SP_POS_INF_LOGIT, 3, 2, 2, {0, 0, 0, NAN, INF, 0}, {0, IGNORE, 0}},
      {SP_ALL_MASKED, 3, 2, 0, {-INF, -INF, 0, 0, 0, 0}, {7, 0, 0}},
      {SP_BAD_LABEL, 3, 2, 2, {0, 0, 0, 0, 0, 0}, {1, 0, 2}},
      {SP_BAD_LABEL, 3, 2, 1, {0, 0, 0, 0, NAN, 0}, {1, (size_t)-1, 2}},
  };
  for (size_t k = 0; k < COUNT(bad); k++) {
    float loss[] = {42, 42, 42};
    const float before[] = {42, 42, 42};
    double work[] = {7.0, 7.0};
    size_t bad_row = 99;
    sp_status status =
        sp_cross_entropy_rowsf(bad[k].z, bad[k].rows, bad[k].n, bad[k].label,
                               IGNORE, loss, work, &bad_row);
    gsl_test(status != bad[k].expected || bad_row != bad[k].bad_row
                 || DIFFER(before, loss) || work[0] != 7.0 || work[1] != 7.0,
             "rows of floats refused, case %zu: %s", k,
             sp_status_name(bad[k].expected));
  }
}

static void test_smooth_label(void)
{
  static const struct {
    const char *name;
    size_t n, label;
    float smoothing, top, other;
  } cases[] = {
      {"none", 4, 2, 0, 1, 0},
      {"-0 is none", 4, 2, -0.0F, 1, 0},
      {"1: uniform", 4, 0, 1, 0.25F, 0.25F},
      {"1/2 of 4", 4, 1, 0.5F, 0.625F, 0.125F},
      {"of one entry", 1, 0, 0x1p-60F, 1, 0},
      /* 0x1.99999ap-4 / 4, and 3/4 of it less than 1 */
      {"0.1 of 4", 4, 3, 0.1F, 0x1.d9999ap-1F, 0x1.99999ap-6F},
      {"smallest: a quarter of a unit is 0", 4, 1, 0x1p-149F, 1, 0},
      {"below half a unit in double, above in float", 3, 1, 0x1p-148F, 1,
       0x1p-149F},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float y[5] = {42, 42, 42, 42, 42};
    size_t n = cases[k].n;
    int wrong =
        sp_smooth_labelf(y, n, cases[k].label, cases[k].smoothing) != SP_OK
        || y[n] != 42;
    for (size_t i = 0; i < n; i++)
      wrong |= y[i] != (i == cases[k].label ? cases[k].top : cases[k].other)
               || signbit(y[i]);
    gsl_test(wrong, "smoothing in floats: %s", cases[k].name);
  }
}

static void test_smooth_label_refused(void)
{
  static const struct {
    sp_status expected;
    size_t n, label;
    float smoothing;
  } bad[] = {
      {SP_EMPTY, 0, 0, NAN},
      {SP_TOO_LONG, SP_MAX_N + 1, 0, NAN},
      {SP_BAD_LABEL, 3, 3, NAN},
      {SP_BAD_LABEL, 3, (size_t)-1, 0.1F},
      {SP_BAD_SMOOTHING, 3, 0, NAN},
      {SP_BAD_SMOOTHING, 3, 0, INF},
      {SP_BAD_SMOOTHING, 3, 2, -0x1p-149F},
      {SP_BAD_SMOOTHING, 3, 2, 0x1.000002p0F},
  };
  for (size_t k = 0; k < COUNT(bad); k++) {
    float y[] = {42, 42, 42};
    const float before[] = {42, 42, 42};
    gsl_test(sp_smooth_labelf(y, bad[k].n, bad[k].label, bad[k].smoothing)
                     != bad[k].expected
                 || DIFFER(before, y),
             "smoothing in floats refused, case %zu: %s", k,
             sp_status_name(bad[k].expected));
  }
}

static void test_reductions(void)
{
  static const struct {
    const char *name;
    float loss[3], weight[3], sum, mean;
  } cases[] = {
      {"equal weights", {1, 2, 6}, {1, 1, 1}, 9, 3},
      {"class weights", {1, 2, 6}, {0.5F, 0.25F, 0.25F}, 2.5F, 2.5F},
      {"weights need not sum to 1", {1, 2, 6}, {2, 4, 2}, 22, 2.75F},
      {"one row left out", {1, 5, 3}, {1, 0, 1}, 4, 2},
      {"a NaN left out", {1, NAN, 3}, {1, 0, 1}, 4, 2},
      {"an infinity left out", {INF, 2, 4}, {-0.0F, 1, 1}, 6, 3},
      {"a negative loss left out", {1, 3, -7}, {1, 1, 0}, 4, 2},
      {"an infinity that counts", {1, INF, 3}, {1, 1, 1}, INF, INF},
      {"no loss", {0, 0, 0}, {1, 1, 1}, 0, 0},
      {"smallest weight", {0, 8, 0}, {0, 0x1p-149F, 0}, 0x1p-146F, 8},
      {"largest weight", {0, 8, 0}, {0, FLT_MAX, 0}, INF, 8},
      {"smallest loss", {0x1p-149F, 0, 0}, {1, 1, 0}, 0x1p-149F, 0},
      {"a sum above FLT_MAX", {FLT_MAX, FLT_MAX, 0}, {1, 1, 0}, INF, FLT_MAX},
      {"in double, rounded once",
       {1, 0x1p-24F, 0x1p-40F},
       {1, 1, 1},
       0x1.000002p0F,
       0x1.555556p-2F},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float sum = NAN, mean = NAN;
    double work[7];
    work[6] = 7.0;
    const float *x = cases[k].loss, *w = cases[k].weight;
    gsl_test(sp_sum_lossf(x, w, 3, &sum, work) != SP_OK || sum != cases[k].sum
                 || work[6] != 7.0,
             "sum of floats: %s", cases[k].name);
    gsl_test(sp_mean_lossf(x, w, 3, &mean, work) != SP_OK
                 || mean != cases[k].mean || work[6] != 7.0,
             "mean of floats: %s", cases[k].name);
  }
}

static void test_reductions_refused(void)
{
  static const struct {
    sp_status expected;
    size_t rows;
    float loss[2], weight[2];
  } bad[] = {
      {SP_EMPTY, 0, {0, 0}, {0, 0}},
      {SP_TOO_LONG, SP_MAX_N + 1, {0, 0}, {0, 0}},
      {SP_BAD_WEIGHT, 2, {0, 0}, {1, NAN}},
      {SP_BAD_WEIGHT, 2, {0, 0}, {1, -0x1p-149F}},
      {SP_BAD_WEIGHT, 2, {NAN, 0}, {INF, 1}},
      {SP_BAD_WEIGHT, 2, {0, 0}, {-INF, 1}},
      {SP_ALL_IGNORED, 2, {NAN, 0}, {0, -0.0F}},
      {SP_ALL_IGNORED, 1, {1, 1}, {0, 1}},
      {SP_BAD_LOSS, 2, {NAN, 1}, {1, 0}},
      {SP_BAD_LOSS, 2, {1, -0x1p-149F}, {1, 1}},
      {SP_BAD_LOSS, 2, {INF, -INF}, {1, 1}},
  };
  for (size_t k = 0; k < COUNT(bad); k++) {
    float out = 42;
    double work[4] = {7.0, 7.0, 7.0, 7.0};
    const double before[4] = {7.0, 7.0, 7.0, 7.0};
    const float *x = bad[k].loss, *w = bad[k].weight;
    sp_status expected = bad[k].expected;
    int wrong = sp_sum_lossf(x, w, bad[k].rows, &out, work) != expected
                || sp_mean_lossf(x, w, bad[k].rows, &out, work) != expected;
    gsl_test(wrong || out != 42 || DIFFER(before, work),
             "reduction of floats refused, case %zu: %s", k,
             sp_status_name(expected));
  }
}

void test_batch_float(void)
{
  test_smooth_label();
  test_smooth_label_refused();
  test_reductions();
  test_reductions_refused();
  test_rows();
  test_rows_refused();
}
