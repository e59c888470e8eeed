/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Rows of floats with strides: bit for bit as the rows one by one, in place
 * too; what lies between the entries; refusals. */
#include "strided_float.h"

#include "../../src/softproof.h"

#include <gsl/gsl_rng.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define ROWS 3
#define COLS 4
#define ROOM 64
#define GAP 42.0F

static const struct {
  size_t row_stride, stride;
} layouts[] = {{4, 1}, {7, 2}, {10, 3}, {1, 3}, {2, 5}, {3, 11}};

/* A logit at each entry, a NaN between them; the expected softmax. */
static void fill(gsl_rng *g, size_t k, float z[ROOM], float expected[ROOM])
{
  for (size_t j = 0; j < ROOM; j++) {
    z[j] = NAN;
    expected[j] = GAP;
  }
  for (size_t r = 0; r < ROWS; r++) {
    float x[COLS];
    double work[COLS];
    for (size_t i = 0; i < COLS; i++)
      x[i] = i == r && gsl_rng_uniform(g) < 0.5
                 ? -INF
                 : (float)(gsl_rng_uniform(g) * 40 - 20);
    float *row = expected + r * layouts[k].row_stride;
    for (size_t i = 0; i < COLS; i++)
      z[r * layouts[k].row_stride + i * layouts[k].stride] = x[i];
    gsl_test(sp_softmaxf(x, x, COLS, work) != SP_OK, "the row alone");
    for (size_t i = 0; i < COLS; i++)
      row[i * layouts[k].stride] = x[i];
  }
}

static void test_rows(void)
{
  gsl_rng *g = gsl_rng_alloc(gsl_rng_taus2);
  for (size_t k = 0; k < COUNT(layouts); k++) {
    float z[ROOM], p[ROOM], expected[ROOM];
    double work[COLS];
    size_t rs = layouts[k].row_stride, s = layouts[k].stride, bad = 7;
    fill(g, k, z, expected);
    for (size_t j = 0; j < ROOM; j++)
      p[j] = GAP;
    int wrong = sp_softmax_rowsf(z, p, ROWS, COLS, rs, s, work, &bad) != SP_OK;
    wrong |= bad != 7 || memcmp(p, expected, sizeof(p)) != 0;
    gsl_test(wrong, "floats, row stride %zu, stride %zu", rs, s);
    wrong = sp_softmax_rowsf(z, z, ROWS, COLS, rs, s, work, &bad) != SP_OK;
    for (size_t j = 0; j < ROOM; j++)
      wrong |= expected[j] == GAP ? !isnan(z[j]) : z[j] != expected[j];
    gsl_test(wrong, "floats in place, row stride %zu, stride %zu", rs, s);
  }
  gsl_rng_free(g);
}

static void test_refused(void)
{
  static const struct {
    float a, b;
    sp_status expected;
  } rows[] = {{NAN, 1, SP_NAN_LOGIT},
              {INF, 1, SP_POS_INF_LOGIT},
              {INF, NAN, SP_NAN_LOGIT},
              {-INF, -INF, SP_ALL_MASKED}};
  for (size_t k = 0; k < COUNT(rows); k++) {
    float z[] = {1, 2, rows[k].a, rows[k].b, NAN, NAN}, p[6] = {GAP};
    double work[2];
    size_t bad = 7;
    sp_status got = sp_softmax_rowsf(z, p, 3, 2, 2, 1, work, &bad);
    gsl_test(got != rows[k].expected || bad != 1 || p[0] != GAP,
             "floats: the second row is refused, %s", sp_status_name(got));
  }
  float z[4] = {0}, p[4] = {GAP};
  double work[2];
  size_t bad = 7;
  int wrong = sp_softmax_rowsf(z, p, 0, 2, 2, 1, work, &bad) != SP_EMPTY;
  wrong |= sp_softmax_rowsf(z, p, 2, 0, 2, 1, work, &bad) != SP_EMPTY;
  wrong |=
      sp_softmax_rowsf(z, p, SP_MAX_N + 1, 2, 2, 1, work, &bad) != SP_TOO_LONG;
  wrong |= sp_softmax_rowsf(z, p, 2, 2, 1, 1, work, &bad) != SP_BAD_STRIDE;
  gsl_test(wrong || bad != 7 || p[0] != GAP, "floats: sizes and strides");
}

void test_strided_float(void)
{
  test_rows();
  test_refused();
}
