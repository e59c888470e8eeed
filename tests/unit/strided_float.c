/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Rows of floats with strides: bit for bit as the rows one by one, in place
 * too; what lies between the entries; refusals. */
#include "strided_float.h"

#include "../../src/softproof.h"

#include <float.h>
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

typedef sp_status of_row(const float *z, float *p, size_t n, double *work);
typedef sp_status of_rows(const float *z, float *p, size_t rows, size_t cols,
                          size_t row_stride, size_t stride, double *work,
                          size_t *bad_row);

static const struct {
  const char *name;
  of_row *row;
  of_rows *rows;
} functions[] = {
    {"softmax", sp_softmaxf, sp_softmax_rowsf},
    {"log-softmax", sp_log_softmaxf, sp_log_softmax_rowsf},
};

static of_rows *const all[] = {sp_softmax_rowsf, sp_log_softmax_rowsf,
                               sp_logsumexp_rowsf};

/* A logit at each entry, a NaN between them. */
static void fill(gsl_rng *g, size_t k, float x[ROWS][COLS], float z[ROOM])
{
  for (size_t j = 0; j < ROOM; j++)
    z[j] = NAN;
  for (size_t r = 0; r < ROWS; r++)
    for (size_t i = 0; i < COLS; i++) {
      x[r][i] = i == r && gsl_rng_uniform(g) < 0.5
                    ? -INF
                    : (float)(gsl_rng_uniform(g) * 40 - 20);
      z[r * layouts[k].row_stride + i * layouts[k].stride] = x[r][i];
    }
}

/* What function f is to make of the rows x, one by one */
static void expect(size_t f, size_t k, float x[ROWS][COLS],
                   float expected[ROOM])
{
  double work[COLS];
  for (size_t j = 0; j < ROOM; j++)
    expected[j] = GAP;
  for (size_t r = 0; r < ROWS; r++) {
    float p[COLS];
    gsl_test(functions[f].row(x[r], p, COLS, work) != SP_OK, "the row alone");
    for (size_t i = 0; i < COLS; i++)
      expected[r * layouts[k].row_stride + i * layouts[k].stride] = p[i];
  }
}

static void test_rows(gsl_rng *g, size_t f, size_t k)
{
  float x[ROWS][COLS], z[ROOM], p[ROOM], expected[ROOM];
  double work[COLS];
  size_t rs = layouts[k].row_stride, s = layouts[k].stride, bad = 7;
  of_rows *rows = functions[f].rows;
  fill(g, k, x, z);
  expect(f, k, x, expected);
  for (size_t j = 0; j < ROOM; j++)
    p[j] = GAP;
  int wrong = rows(z, p, ROWS, COLS, rs, s, work, &bad) != SP_OK;
  wrong |= bad != 7 || memcmp(p, expected, sizeof(p)) != 0;
  gsl_test(wrong, "floats, %s, row stride %zu, stride %zu", functions[f].name,
           rs, s);
  wrong = rows(z, z, ROWS, COLS, rs, s, work, &bad) != SP_OK;
  for (size_t j = 0; j < ROOM; j++)
    wrong |= expected[j] == GAP ? !isnan(z[j]) : z[j] != expected[j];
  gsl_test(wrong, "floats in place, %s, row stride %zu, stride %zu",
           functions[f].name, rs, s);
}

static void test_logsumexp(gsl_rng *g, size_t k)
{
  float x[ROWS][COLS], z[ROOM], lse[ROWS + 1] = {GAP, GAP, GAP, GAP}, alone;
  double work[COLS];
  size_t bad = 7;
  fill(g, k, x, z);
  int wrong = sp_logsumexp_rowsf(z, lse, ROWS, COLS, layouts[k].row_stride,
                                 layouts[k].stride, work, &bad)
              != SP_OK;
  wrong |= bad != 7 || lse[ROWS] != GAP;
  for (size_t r = 0; r < ROWS; r++) {
    wrong |= sp_logsumexpf(x[r], COLS, &alone, work) != SP_OK;
    wrong |= memcmp(&alone, lse + r, sizeof alone) != 0;
  }
  gsl_test(wrong, "floats, log-sum-exp, row stride %zu, stride %zu",
           layouts[k].row_stride, layouts[k].stride);
}

/* The columns are the rows: (FLT_MAX, -FLT_MAX) and (-inf, 3). */
static void test_ends(void)
{
  float z[] = {FLT_MAX, -INF, -FLT_MAX, 3}, logp[4], lse[2];
  double work[2];
  size_t bad = 7;
  int wrong = sp_log_softmax_rowsf(z, logp, 2, 2, 1, 2, work, &bad) != SP_OK;
  wrong |= logp[0] != 0 || logp[1] != -INF || logp[2] != -INF || logp[3] != 0;
  gsl_test(wrong, "floats, log-softmax below -FLT_MAX and masked is -inf");
  wrong = sp_logsumexp_rowsf(z, lse, 2, 2, 1, 2, work, &bad) != SP_OK;
  gsl_test(wrong || lse[0] != FLT_MAX || lse[1] != 3,
           "floats, log-sum-exp of the largest float");
}

static void test_refused(of_rows *rows)
{
  static const struct {
    float a, b;
    sp_status expected;
  } cases[] = {{NAN, 1, SP_NAN_LOGIT},
               {INF, 1, SP_POS_INF_LOGIT},
               {INF, NAN, SP_NAN_LOGIT},
               {-INF, -INF, SP_ALL_MASKED}};
  for (size_t k = 0; k < COUNT(cases); k++) {
    float z[] = {1, 2, cases[k].a, cases[k].b, NAN, NAN}, p[6] = {GAP};
    double work[2] = {GAP, GAP};
    size_t bad = 7;
    sp_status got = rows(z, p, 3, 2, 2, 1, work, &bad);
    int wrong = got != cases[k].expected || bad != 1 || p[0] != GAP;
    gsl_test(wrong || work[0] != (double)GAP || work[1] != (double)GAP,
             "floats: the second row is refused, %s", sp_status_name(got));
  }
  float z[4] = {0}, p[4] = {GAP};
  double work[2];
  size_t bad = 7;
  int wrong = rows(z, p, 0, 2, 2, 1, work, &bad) != SP_EMPTY;
  wrong |= rows(z, p, 2, 0, 2, 1, work, &bad) != SP_EMPTY;
  wrong |= rows(z, p, SP_MAX_N + 1, 2, 2, 1, work, &bad) != SP_TOO_LONG;
  wrong |= rows(z, p, 2, 2, 1, 1, work, &bad) != SP_BAD_STRIDE;
  gsl_test(wrong || bad != 7 || p[0] != GAP, "floats: sizes and strides");
}

void test_strided_float(void)
{
  gsl_rng *g = gsl_rng_alloc(gsl_rng_taus2);
  for (size_t k = 0; k < COUNT(layouts); k++) {
    for (size_t f = 0; f < COUNT(functions); f++)
      test_rows(g, f, k);
    test_logsumexp(g, k);
  }
  gsl_rng_free(g);
  test_ends();
  for (size_t f = 0; f < COUNT(all); f++)
    test_refused(all[f]);
}
