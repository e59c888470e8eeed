/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The loss of float targets and its gradient: special values, statuses and
 * results known by hand. */
#include "target_float.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define ROOM 3
#define INF INFINITY
#define LN2 0x1.62e43p-1F /* log 2, rounded to float */

static void test_by_hand(void)
{
  const struct {
    float z[ROOM], y[ROOM], loss, grad[ROOM];
    const char *what;
  } cases[] = {
      {{1, 1, -INF}, {0.5F, 0.5F, 0}, LN2, {0, 0, 0}, "0 times inf is 0"},
      {{1, 1, -INF}, {0, 1, 0}, LN2, {0.5F, -0.5F, 0}, "one target"},
      {{1, 1, -INF}, {0, 0, 0}, 0, {0.5F, 0.5F, 0}, "targets all 0"},
      {{1, 1, -INF}, {0, 0, -0.0F}, 0, {0.5F, 0.5F, 0}, "a target -0"},
      {{1, 1, -INF},
       {1, 0, 0x1p-149F},
       INF,
       {-0.5F, 0.5F, -0x1p-149F},
       "the smallest target on a masked logit"},
      {{-INF, 5, -INF}, {0, 1, 0}, 0, {0, 0, 0}, "one open logit"},
      {{FLT_MAX, 0, -INF}, {0, 1, 0}, FLT_MAX, {1, -1, 0}, "FLT_MAX"},
      {{FLT_MAX, -FLT_MAX, 0},
       {0, 0.5F, 0},
       FLT_MAX,
       {1, -0.5F, 0},
       "half of 2 FLT_MAX"},
      {{FLT_MAX, -FLT_MAX, 0},
       {0, 1, 0},
       INF,
       {1, -1, 0},
       "2 FLT_MAX, which no float holds"},
      /* e^-103.5 is above half the smallest float, e^-104.5 below */
      {{0, -103.5F, -INF},
       {1, 0, 0},
       0x1p-149F,
       {0, 0x1p-149F, 0},
       "subnormal, and p - y that cancels"},
      {{0, -104.5F, -INF}, {1, 0, 0}, 0, {0, 0, 0}, "rounded to 0"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float loss = 7, grad[ROOM], over[ROOM];
    double work[2 * ROOM + 1];
    work[2 * ROOM] = 7.0;
    const float *z = cases[k].z, *y = cases[k].y;
    gsl_test(sp_cross_entropy_targetf(z, y, ROOM, &loss, work) != SP_OK
                 || loss != cases[k].loss || signbit(loss),
             "float target loss: %s", cases[k].what);
    int wrong =
        sp_cross_entropy_target_gradientf(z, y, grad, ROOM, work) != SP_OK;
    for (size_t i = 0; i < ROOM; i++)
      wrong |=
          grad[i] != cases[k].grad[i] || (grad[i] == 0.0F && signbit(grad[i]));
    gsl_test(wrong || work[2 * ROOM] != 7.0, "float target gradient: %s",
             cases[k].what);
    memcpy(over, z, sizeof over);
    wrong =
        sp_cross_entropy_target_gradientf(over, y, over, ROOM, work) != SP_OK;
    wrong |= DIFFER(grad, over);
    memcpy(over, y, sizeof over);
    wrong |=
        sp_cross_entropy_target_gradientf(z, over, over, ROOM, work) != SP_OK;
    gsl_test(wrong || DIFFER(grad, over), "float target gradient in place: %s",
             cases[k].what);
  }
}

static void test_refused(void)
{
  const float good[] = {1, 2}, nan[] = {INF, NAN}, inf[] = {1, INF};
  const float masked[] = {-INF, -INF}, y[] = {1, 0};
  const float below[] = {1, -0x1p-149F}, above[] = {0x1.000002p0F, 0};
  const float nan_target[] = {0, NAN}, inf_target[] = {INF, 0};
  const struct {
    const float *z, *y;
    size_t n;
    sp_status status;
    const char *what;
  } cases[] = {
      {good, y, 0, SP_EMPTY, "empty"},
      {good, y, SP_MAX_N + 1, SP_TOO_LONG, "too long"},
      {nan, above, 2, SP_NAN_LOGIT, "NaN, before its targets"},
      {inf, above, 2, SP_POS_INF_LOGIT, "inf, before its targets"},
      {masked, above, 2, SP_ALL_MASKED, "all masked, before its targets"},
      {good, below, 2, SP_BAD_TARGET, "target below 0"},
      {good, above, 2, SP_BAD_TARGET, "target above 1"},
      {good, nan_target, 2, SP_BAD_TARGET, "target NaN"},
      {good, inf_target, 2, SP_BAD_TARGET, "target inf"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float out[] = {7, 7};
    double work[] = {7, 7, 7, 7};
    const float *z = cases[k].z, *t = cases[k].y;
    size_t n = cases[k].n;
    int wrong = sp_cross_entropy_targetf(z, t, n, out, work) != cases[k].status;
    wrong |= sp_cross_entropy_target_gradientf(z, t, out, n, work)
             != cases[k].status;
    wrong |=
        sp_cross_entropy_soft_gradientf(z, t, out, n, work) != cases[k].status;
    for (size_t i = 0; i < 4; i++)
      wrong |= out[i / 2] != 7.0F || work[i] != 7.0;
    gsl_test(wrong, "float targets refused: %s", cases[k].what);
  }
}

/* The gradient of targets of any sum, (sum y) p - y */
static void test_any_sum(void)
{
  const struct {
    float z[ROOM], y[ROOM], grad[ROOM];
    const char *what;
  } cases[] = {
      {{5, 5, -INF}, {1, 1, 0}, {0, 0, 0}, "sum 2"},
      {{5, 5, -INF}, {0.5F, 0.25F, 0}, {-0.125F, 0.125F, 0}, "sum 3/4"},
      {{5, 5, -INF}, {0.25F, 0.75F, 0}, {0.25F, -0.25F, 0}, "sum 1"},
      {{5, 6, 7}, {0, -0.0F, 0}, {0, 0, 0}, "no target"},
      {{5, -INF, 5}, {0.5F, 0.25F, 0.5F}, {0.125F, -0.25F, 0.125F}, "masked"},
      {{-INF, 5, -INF}, {-0.0F, 1, 0}, {0, 0, 0}, "one open logit"},
      {{FLT_MAX, -FLT_MAX, 0}, {1, 1, 1}, {2, -1, -1}, "one-hot, sum 3"},
      {{0, 0, -INF},
       {1, 0, 0x1p-149F},
       {-0.5F, 0.5F, -0x1p-149F},
       "the smallest target on a masked logit"},
      {{0, 0, -INF}, {1, 0x1p-25F, 0}, {-0.5F, 0.5F, 0}, "ties to even"},
      /* as in test_by_hand */
      {{0, -103.5F, -INF}, {1, 0, 0}, {0, 0x1p-149F, 0}, "subnormal"},
      {{0, -104.5F, -INF}, {1, 0, 0}, {0, 0, 0}, "rounded to 0"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float grad[ROOM], over[ROOM];
    double work[2 * ROOM + 1];
    work[2 * ROOM] = 7.0;
    const float *z = cases[k].z, *y = cases[k].y;
    int wrong =
        sp_cross_entropy_soft_gradientf(z, y, grad, ROOM, work) != SP_OK;
    for (size_t i = 0; i < ROOM; i++)
      wrong |=
          grad[i] != cases[k].grad[i] || (grad[i] == 0.0F && signbit(grad[i]));
    gsl_test(wrong || work[2 * ROOM] != 7.0, "float targets of any sum: %s",
             cases[k].what);
    memcpy(over, z, sizeof over);
    wrong = sp_cross_entropy_soft_gradientf(over, y, over, ROOM, work) != SP_OK;
    wrong |= DIFFER(grad, over);
    memcpy(over, y, sizeof over);
    wrong |=
        sp_cross_entropy_soft_gradientf(z, over, over, ROOM, work) != SP_OK;
    gsl_test(wrong || DIFFER(grad, over),
             "float targets of any sum, in place: %s", cases[k].what);
  }
}

/* A target of a label is the label's loss. */
static void test_labels(void)
{
  const float z[] = {0.25F, -3.5F, 2.0F};
  double work[2 * ROOM];
  int wrong = 0;
  for (size_t label = 0; label < ROOM; label++) {
    float y[ROOM] = {0, 0, 0}, loss, expected;
    y[label] = 1;
    sp_cross_entropy_targetf(z, y, ROOM, &loss, work);
    sp_cross_entropyf(z, ROOM, label, &expected, work);
    wrong += loss != expected;
  }
  gsl_test(wrong, "float target of a label: the loss of the label");
}

void test_target_float(void)
{
  test_by_hand();
  test_any_sum();
  test_refused();
  test_labels();
}
