/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Rows with strides: every axis of a tensor bit for bit as the rows one by one,
 * in place too; what lies between the entries; refusals. */
#include "strided.h"

#include "../../src/softproof.h"

#include <gsl/gsl_rng.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)

#define A 3
#define B 4
#define C 5
#define SIZE (A * B * C)
#define UNTOUCHED 42.0

typedef sp_status batch(const double *, double *, size_t, size_t, size_t,
                        size_t, double *, size_t *);
typedef sp_status row(const double *, double *, size_t);

/* Some of every third diagonal is masked, so no row along an axis is. */
static void random_tensor(gsl_rng *r, double z[SIZE])
{
  for (size_t k = 0; k < SIZE; k++) {
    z[k] = gsl_rng_uniform(r) * 40 - 20;
    if ((k / (B * C) + k / C % B + k % C) % 3 == 0 && gsl_rng_uniform(r) < 0.5)
      z[k] = -INF;
  }
}

/* The axis of n entries, one step apart, served row by row. */
static void along_axis(const double z[SIZE], double p[SIZE], size_t n,
                       size_t step, row *of_row)
{
  for (size_t k = 0; k < SIZE; k++)
    if (k / step % n == 0) {
      double x[SIZE];
      for (size_t i = 0; i < n; i++)
        x[i] = z[k + i * step];
      if (of_row(x, x, n) != SP_OK)
        for (size_t i = 0; i < n; i++)
          x[i] = NAN;
      for (size_t i = 0; i < n; i++)
        p[k + i * step] = x[i];
    }
}

/* The axes as sp_strided.h has them. */
static int serve_axis(int axis, const double *z, double *p, batch *of_rows)
{
  double work[SIZE];
  size_t bad = 7;
  int wrong = 0;
  if (axis == 0)
    wrong = of_rows(z, p, B * C, A, 1, B * C, work, &bad) != SP_OK;
  if (axis == 2)
    wrong = of_rows(z, p, A * B, C, C, 1, work, &bad) != SP_OK;
  for (size_t a = 0; axis == 1 && a < A; a++)
    wrong |=
        of_rows(z + a * B * C, p + a * B * C, C, B, 1, C, work, &bad) != SP_OK;
  return wrong || bad != 7;
}

static void test_axes(const char *name, batch *of_rows, row *of_row)
{
  static const size_t length[] = {A, B, C}, step[] = {B * C, C, 1};
  gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
  for (int axis = 0; axis < 3; axis++) {
    int apart = 0, in_place = 0;
    for (int round = 0; round < 200; round++) {
      double z[SIZE], p[SIZE], expected[SIZE];
      random_tensor(r, z);
      along_axis(z, expected, length[axis], step[axis], of_row);
      apart |= serve_axis(axis, z, p, of_rows) || DIFFER(expected, p);
      in_place |= serve_axis(axis, z, z, of_rows) || DIFFER(expected, z);
    }
    gsl_test(apart, "%s, axis %d of a tensor", name, axis);
    gsl_test(in_place, "%s, axis %d in place", name, axis);
  }
  gsl_rng_free(r);
}

/* Two rows of three entries, with gaps both ways. */
static void test_gaps(void)
{
  static const struct {
    size_t row_stride, stride;
  } layouts[] = {{10, 3}, {7, 3}, {6, 2}, {5, 2}, {2, 5}, {1, 2}, {1, 4}};
  for (size_t k = 0; k < COUNT(layouts); k++) {
    size_t rs = layouts[k].row_stride, s = layouts[k].stride, bad;
    double z[32], p[32], work[3], logp[32];
    for (size_t j = 0; j < COUNT(z); j++) {
      z[j] = NAN;
      p[j] = logp[j] = UNTOUCHED;
    }
    for (size_t r = 0; r < 2; r++) {
      z[r * rs] = z[r * rs + s] = 5.0;
      z[r * rs + 2 * s] = r == 0 ? -INF : 5.0;
    }
    int wrong = sp_softmax_rows(z, p, 2, 3, rs, s, work, &bad) != SP_OK;
    wrong |= sp_log_softmax_rows(z, logp, 2, 3, rs, s, work, &bad) != SP_OK;
    size_t entries = 0;
    for (size_t j = 0; j < COUNT(p); j++)
      entries += p[j] != UNTOUCHED || logp[j] != UNTOUCHED;
    wrong |= entries != 6 || p[0] != 0.5 || p[s] != 0.5 || p[2 * s] != 0.0
             || logp[2 * s] != -INF;
    for (size_t i = 0; i < 3; i++)
      wrong |= p[rs + i * s] != 1.0 / 3.0;
    gsl_test(wrong, "row stride %zu, stride %zu: the gaps are kept", rs, s);
  }
}

static void test_logsumexp(void)
{
  gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
  int wrong = 0;
  for (int round = 0; round < 200; round++) {
    double z[SIZE], lse[B * C], work[A], x[A], expected;
    size_t bad;
    random_tensor(r, z);
    wrong |= sp_logsumexp_rows(z, lse, B * C, A, 1, B * C, work, &bad) != SP_OK;
    for (size_t k = 0; k < B * C; k++) {
      for (size_t i = 0; i < A; i++)
        x[i] = z[k + i * B * C];
      wrong |= sp_logsumexp(x, A, &expected) != SP_OK || lse[k] != expected;
    }
  }
  gsl_test(wrong, "log-sum-exp along the first axis");
  gsl_rng_free(r);
}

static void test_strides(void)
{
  const size_t half = (size_t)-1 / 2, far = (size_t)1 << 52;
  const struct {
    sp_status expected;
    size_t rows, cols, row_stride, stride;
  } cases[] = {
      {SP_EMPTY, 0, 3, 3, 1},
      {SP_EMPTY, 2, 0, 3, 1},
      {SP_EMPTY, 0, SP_MAX_N + 1, 0, 0},
      {SP_TOO_LONG, SP_MAX_N + 1, 3, 3, 1},
      {SP_TOO_LONG, 2, SP_MAX_N + 1, 3, 1},
      {SP_TOO_LONG, 2, 3, far - 1, 1},
      {SP_TOO_LONG, 2, 3, 3, half},
      {SP_TOO_LONG, 3, 3, half + 1, 1}, /* 2 (half + 1) wraps to 0 */
      {SP_TOO_LONG, 3, 3, 1, half + 1},
      {SP_TOO_LONG, SP_MAX_N, 2, (size_t)1 << 38, 1},
      {SP_BAD_STRIDE, 2, 3, 3, 0},
      {SP_BAD_STRIDE, 1, 1, 1, 0},
      {SP_BAD_STRIDE, 2, 3, 0, 1},
      {SP_BAD_STRIDE, 2, 3, 0, 5},
      {SP_BAD_STRIDE, 2, 3, 2, 1}, /* row 0 reaches index 2, row 1's first */
      {SP_BAD_STRIDE, 3, 3, 1, 2},
      {SP_BAD_STRIDE, 3, 4, 2, 4},
      {SP_OK, 2, 3, 3, 1},
      {SP_OK, 3, 3, 1, 3},
      {SP_OK, 1, 3, 0, 1}, /* one row: its stride does not matter */
      {SP_OK, 1, 3, half, 1},
      {SP_OK, 2, 1, 1, far - 1}, /* one column: nor does the other */
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    size_t rows = cases[k].rows, cols = cases[k].cols;
    size_t rs = cases[k].row_stride, s = cases[k].stride, bad = 7;
    const double z[16] = {0};
    double p[16], q[16], work[3] = {UNTOUCHED, UNTOUCHED, UNTOUCHED};
    for (size_t j = 0; j < COUNT(p); j++)
      p[j] = q[j] = UNTOUCHED;
    sp_status expected = cases[k].expected;
    int wrong =
        sp_softmax_rows(z, p, rows, cols, rs, s, work, &bad) != expected
        || sp_log_softmax_rows(z, p, rows, cols, rs, s, work, &bad) != expected
        || sp_logsumexp_rows(z, p, rows, cols, rs, s, work, &bad) != expected;
    gsl_test(wrong || bad != 7, "strides, status of case %zu", k);
    gsl_test(expected != SP_OK && (DIFFER(p, q) || work[0] != UNTOUCHED),
             "strides, nothing written in case %zu", k);
  }
}

static void test_bad_rows(void)
{
  static const struct {
    sp_status expected;
    double x;
  } cases[] = {{SP_NAN_LOGIT, NAN}, {SP_POS_INF_LOGIT, INF}};
  double work[3], p[12], before[12];
  for (size_t j = 0; j < COUNT(p); j++)
    p[j] = before[j] = UNTOUCHED;
  for (size_t k = 0; k < COUNT(cases); k++)
    for (size_t j = 0; j < 12; j++) { /* entry j % 3 of row j / 3 */
      double z[12] = {0};
      size_t bad = 99, at = j % 3 * 4 + j / 3;
      z[at] = cases[k].x;
      z[11] = at == 11 ? z[11] : -INF;
      int wrong =
          sp_softmax_rows(z, p, 4, 3, 1, 4, work, &bad) != cases[k].expected
          || bad != j / 3;
      bad = 99;
      wrong |=
          sp_log_softmax_rows(z, p, 4, 3, 1, 4, work, &bad) != cases[k].expected
          || bad != j / 3;
      bad = 99;
      wrong |=
          sp_logsumexp_rows(z, p, 4, 3, 1, 4, work, &bad) != cases[k].expected
          || bad != j / 3;
      gsl_test(wrong || DIFFER(before, p), "%s at index %zu: row %zu refused",
               sp_status_name(cases[k].expected), at, j / 3);
    }

  double masked[] = {0, 0, -INF, -INF, NAN, NAN};
  size_t bad;
  gsl_test(sp_softmax_rows(masked, p, 3, 2, 2, 1, work, &bad) != SP_ALL_MASKED
               || bad != 1 || DIFFER(before, p),
           "the first of two refused rows is told");
}

void test_strided(void)
{
  test_axes("softmax", sp_softmax_rows, sp_softmax);
  test_axes("log-softmax", sp_log_softmax_rows, sp_log_softmax);
  test_gaps();
  test_logsumexp();
  test_strides();
  test_bad_rows();
}
