/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Batches, smoothed labels and reductions: cases known by hand, refusals. */
#include "batch.h"

#include "../../src/softproof.h"

#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)

static void test_smooth_label(void)
{
  double y[4];
  const double one_hot[] = {0.0, 0.0, 1.0, 0.0};
  gsl_test(sp_smooth_label(y, 4, 2, 0.0) != SP_OK || DIFFER(one_hot, y),
           "no smoothing: one-hot, +0 elsewhere");
  gsl_test(sp_smooth_label(y, 4, 2, -0.0) != SP_OK || y[2] != 1.0
               || y[0] != 0.0,
           "smoothing -0 is 0");
  const double uniform[] = {0.25, 0.25, 0.25, 0.25};
  gsl_test(sp_smooth_label(y, 4, 0, 1.0) != SP_OK || DIFFER(uniform, y),
           "smoothing 1: uniform");
  const double half[] = {0.125, 0.625, 0.125, 0.125};
  gsl_test(sp_smooth_label(y, 4, 1, 0.5) != SP_OK || DIFFER(half, y),
           "smoothing 1/2 of 4");
  const double tenth[] = {0.925, 0.025, 0.025, 0.025};
  int wrong = sp_smooth_label(y, 4, 0, 0.1) != SP_OK;
  for (size_t k = 0; k < 4; k++)
    wrong |= fabs(y[k] - tenth[k]) > 0x1p-52 * tenth[k];
  gsl_test(wrong, "smoothing 0.1 of 4");
  gsl_test(sp_smooth_label(y, 1, 0, 0x1p-60) != SP_OK || y[0] != 1.0,
           "one entry: 1, not above");
  gsl_test(sp_smooth_label(y, 4, 1, 0x1p-1074) != SP_OK || y[0] != 0.0
               || y[1] != 1.0,
           "the smallest smoothing");

  /* the mean over all labels: log 2 for two equal logits, whatever the part */
  const double z[] = {3.0, 3.0};
  double loss = NAN;
  wrong = sp_smooth_label(y, 2, 0, 0.2) != SP_OK
          || sp_cross_entropy_target(z, y, 2, &loss) != SP_OK;
  gsl_test(wrong || fabs(loss - log(2.0)) > 4e-16, "a target for the loss");
}

static void test_smooth_label_refused(void)
{
  static const struct {
    sp_status expected;
    size_t n, label;
    double smoothing;
  } bad[] = {
      {SP_EMPTY, 0, 0, NAN},
      {SP_TOO_LONG, SP_MAX_N + 1, 0, NAN},
      {SP_BAD_LABEL, 3, 3, NAN},
      {SP_BAD_LABEL, 3, (size_t)-1, 0.1},
      {SP_BAD_SMOOTHING, 3, 0, NAN},
      {SP_BAD_SMOOTHING, 3, 0, INF},
      {SP_BAD_SMOOTHING, 3, 2, -0x1p-1074},
      {SP_BAD_SMOOTHING, 3, 2, 1.0 + 0x1p-52},
  };
  for (size_t k = 0; k < COUNT(bad); k++) {
    double y[] = {42.0, 42.0, 42.0};
    const double before[] = {42.0, 42.0, 42.0};
    gsl_test(sp_smooth_label(y, bad[k].n, bad[k].label, bad[k].smoothing)
                     != bad[k].expected
                 || DIFFER(before, y),
             "smoothing refused, case %zu: %s", k,
             sp_status_name(bad[k].expected));
  }
}

static void test_reductions(void)
{
  static const struct {
    const char *name;
    double loss[3], weight[3], sum, mean;
  } cases[] = {
      {"equal weights", {1, 2, 6}, {1, 1, 1}, 9, 3},
      {"class weights", {1, 2, 6}, {0.5, 0.25, 0.25}, 2.5, 2.5},
      {"weights need not sum to 1", {1, 2, 6}, {2, 4, 2}, 22, 2.75},
      {"one row left out", {1, 5, 3}, {1, 0, 1}, 4, 2},
      {"a NaN left out", {1, NAN, 3}, {1, 0, 1}, 4, 2},
      {"an infinity left out", {INF, 2, 4}, {-0.0, 1, 1}, 6, 3},
      {"a negative loss left out", {1, 3, -7}, {1, 1, 0}, 4, 2},
      {"an infinity that counts", {1, INF, 3}, {1, 1, 1}, INF, INF},
      {"no loss", {0, 0, 0}, {1, 1, 1}, 0, 0},
      {"smallest weight", {0, 8, 0}, {0, 0x1p-500, 0}, 0x1p-497, 8},
      {"largest weight", {0, 8, 0}, {0, 0x1p500, 0}, 0x1p503, 8},
      {"above every double", {1, 0x1p1000, 1}, {0, 0x1p500, 0}, INF, INF},
      {"moderate", {0x1p490, 0, 0}, {0x1p500, 0, 0}, 0x1p990, 0x1p490},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    double sum = NAN, mean = NAN;
    const double *x = cases[k].loss, *w = cases[k].weight;
    gsl_test(sp_sum_loss(x, w, 3, &sum) != SP_OK || sum != cases[k].sum,
             "sum: %s", cases[k].name);
    gsl_test(sp_mean_loss(x, w, 3, &mean) != SP_OK || mean != cases[k].mean,
             "mean: %s", cases[k].name);
  }
}

static void test_reductions_refused(void)
{
  static const struct {
    sp_status expected;
    size_t rows;
    double loss[2], weight[2];
  } bad[] = {
      {SP_EMPTY, 0, {0, 0}, {0, 0}},
      {SP_TOO_LONG, SP_MAX_N + 1, {0, 0}, {0, 0}},
      {SP_BAD_WEIGHT, 2, {0, 0}, {1, NAN}},
      {SP_BAD_WEIGHT, 2, {0, 0}, {1, -1}},
      {SP_BAD_WEIGHT, 2, {0, 0}, {INF, 1}},
      {SP_BAD_WEIGHT, 2, {NAN, 0}, {1, 0x0.fffffffffffff8p-500}},
      {SP_BAD_WEIGHT, 2, {0, 0}, {0x1.0000000000001p500, 0}},
      {SP_ALL_IGNORED, 2, {NAN, 0}, {0, -0.0}},
      {SP_ALL_IGNORED, 1, {1, 1}, {0, 1}},
      {SP_BAD_LOSS, 2, {NAN, 1}, {1, 0}},
      {SP_BAD_LOSS, 2, {1, -0x1p-1074}, {1, 1}},
      {SP_BAD_LOSS, 2, {INF, -INF}, {1, 1}},
  };
  for (size_t k = 0; k < COUNT(bad); k++) {
    double out = 42.0;
    const double *x = bad[k].loss, *w = bad[k].weight;
    int wrong = sp_sum_loss(x, w, bad[k].rows, &out) != bad[k].expected
                || sp_mean_loss(x, w, bad[k].rows, &out) != bad[k].expected;
    gsl_test(wrong || out != 42.0, "reduction refused, case %zu: %s", k,
             sp_status_name(bad[k].expected));
  }
}

#define IGNORE ((size_t)-100) /* PyTorch's default */

static void test_rows(void)
{
  /* log 2, nothing to read, 0 (one entry that counts), +inf */
  const double z[] = {3, 3, NAN, INF, -INF, 7, -INF, 7};
  const size_t label[] = {0, IGNORE, 1, 0};
  double loss[4] = {NAN, NAN, NAN, NAN};
  size_t bad_row = 99;
  gsl_test(sp_cross_entropy_rows(z, 4, 2, label, IGNORE, loss, &bad_row)
               != SP_OK,
           "rows: accepted");
  gsl_test(bad_row != 99, "rows: no bad row");
  gsl_test_rel(loss[0], log(2.0), 1e-15, "rows: two equal logits");
  gsl_test(loss[1] != 0.0, "rows: the ignored row");
  gsl_test(loss[2] != 0.0, "rows: the only entry");
  gsl_test(loss[3] != INF, "rows: a masked label");

  /* the mean over the rows that count, as a framework has it */
  const double weight[] = {1, 0, 1, 0};
  double mean = NAN;
  gsl_test(sp_mean_loss(loss, weight, 4, &mean) != SP_OK, "rows: mean");
  gsl_test_rel(mean, log(2.0) / 2, 1e-15, "rows: mean of those that count");

  /* row by row, bit for bit the function for one row */
  double many[7 * 5], one = NAN;
  size_t labels[7];
  double losses[7];
  for (size_t k = 0; k < COUNT(many); k++)
    many[k] = sin((double)(k * k + 1)) * 40.0;
  for (size_t r = 0; r < 7; r++)
    labels[r] = r * 3 % 5;
  int wrong =
      sp_cross_entropy_rows(many, 7, 5, labels, 5, losses, &bad_row) != SP_OK;
  for (size_t r = 0; r < 7; r++) {
    wrong |= sp_cross_entropy(many + 5 * r, 5, labels[r], &one) != SP_OK;
    wrong |= memcmp(&one, losses + r, sizeof one) != 0;
  }
  gsl_test(wrong, "rows: each as on its own");
}

static void test_rows_refused(void)
{
  static const struct {
    sp_status expected;
    size_t rows, n, bad_row;
    double z[6];
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
    double loss[] = {42.0, 42.0, 42.0};
    const double before[] = {42.0, 42.0, 42.0};
    size_t bad_row = 99;
    sp_status status = sp_cross_entropy_rows(
        bad[k].z, bad[k].rows, bad[k].n, bad[k].label, IGNORE, loss, &bad_row);
    gsl_test(status != bad[k].expected || bad_row != bad[k].bad_row
                 || DIFFER(before, loss),
             "rows refused, case %zu: %s", k, sp_status_name(bad[k].expected));
  }
}

static void test_soft_gradient(void)
{
  static const struct {
    const char *name;
    double z[2], y[2], grad[2];
  } cases[] = {
      {"targets that sum to 2", {5, 5}, {1, 1}, {0, 0}},
      {"targets that sum to 3/4", {5, 5}, {0.5, 0.25}, {-0.125, 0.125}},
      {"targets that sum to 1", {5, 5}, {0.25, 0.75}, {0.25, -0.25}},
      {"no target", {5, 6}, {0, 0}, {0, 0}},
      {"a masked entry", {5, -INF}, {0.5, 0.25}, {0.25, -0.25}},
      {"one-hot", {-INF, 5}, {0, 1}, {0, 0}},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    double grad[2] = {NAN, NAN}, at[2];
    memcpy(at, cases[k].z, sizeof at);
    const double *y = cases[k].y, *expected = cases[k].grad;
    int wrong = sp_cross_entropy_soft_gradient(cases[k].z, y, grad, 2) != SP_OK
                || sp_cross_entropy_soft_gradient(at, y, at, 2) != SP_OK;
    gsl_test(wrong || grad[0] != expected[0] || grad[1] != expected[1],
             "soft gradient: %s", cases[k].name);
    gsl_test(DIFFER(at, grad), "soft gradient in place: %s", cases[k].name);
  }
}

void test_batch(void)
{
  test_soft_gradient();
  test_rows();
  test_rows_refused();
  test_smooth_label();
  test_smooth_label_refused();
  test_reductions();
  test_reductions_refused();
}
