/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of rows of floats with strides: each row against the truth of the row
 * alone; what lies between the entries; refused rows and strides. */
#include "checks.h"
#include "layout.h"
#include "rows.h"

#include "../../src/softproof.h"

#include <string.h>

#define GAP 12345.0F /* no result is this */
#define COUNT(a) (sizeof(a) / sizeof(a)[0])

enum { SOFTMAX, LOG_SOFTMAX, LSE };
static sp_status (*const functions[])(const float *, float *, size_t, size_t,
                                      size_t, size_t, double *, size_t *) = {
    [SOFTMAX] = sp_softmax_rowsf,
    [LOG_SOFTMAX] = sp_log_softmax_rowsf,
    [LSE] = sp_logsumexp_rowsf,
};

static int same_floats(const float *a, const float *b, size_t n)
{
  return memcmp(a, b, n * sizeof *a) == 0;
}

/* A row of one of the oracle's kinds, or over all of float's range */
static void fill_row(rng *r, float *x, size_t n)
{
  double wide[LONGEST];
  int spread = rng_bits(r) & 1, hi = (int)rng_below(r, 274) - 149;
  rows_fill(rng_below(r, rows_kinds()), r, wide, n);
  for (size_t i = 0; i < n; i++) {
    double v = wide[i];
    if (!isinf(v) && spread)
      v = ldexp(rng_bell(r), hi - (int)rng_below(r, 40));
    x[i] = isinf(v) ? -INFINITY : (float)fmax(-FLT_MAX, fmin(v, FLT_MAX));
  }
}

static void check_row_shares(const float *x, const float *p, size_t n,
                             const truth *t)
{
  for (size_t i = 0; i < n; i++) {
    tally_value(CHECK_STRIDEDF, (double)p[i], t->g[i], bound_float(t->g[i]), i);
    int right = 0.0F <= p[i] && p[i] <= 1.0F && (!isinf(x[i]) || p[i] == 0.0F);
    for (size_t j = 0; j < n; j++)
      right = right && (x[i] != x[j] || p[i] == p[j]);
    tally_exact(CHECK_FLOAT_RANGE, right && spoilt != CHECK_FLOAT_RANGE, i,
                (double)p[i]);
  }
}

/* An infinity is right only beyond FLT_MAX, or where the logit is masked. */
static void check_row_logs(const float *x, const float *logp, size_t n,
                           const truth *t, mpfr_t exact)
{
  for (size_t i = 0; i < n; i++) {
    int right = logp[i] <= 0.0F;
    if (isinf(x[i])) {
      right = right && isinf(logp[i]);
    } else {
      mpfr_set_d(exact, (double)x[i], MPFR_RNDN);
      mpfr_sub_d(exact, exact, t->m, MPFR_RNDN);
      mpfr_sub(exact, exact, t->l, MPFR_RNDN);
      if (isinf(logp[i]))
        right = right && mpfr_sgn(exact) < 0 && truth_low(exact) >= (ld)FLT_MAX;
      else
        tally_value(CHECK_STRIDEDF_LOG, (double)logp[i], exact,
                    bound_float(exact), i);
    }
    tally_exact(CHECK_FLOAT_RANGE, right && spoilt != CHECK_FLOAT_RANGE, i,
                (double)logp[i]);
  }
}

static void check_row(const float *x, const float *p, const float *logp,
                      float lse, size_t n, truth *t, mpfr_t exact)
{
  double wide[LONGEST], work[LONGEST];
  float alone[LONGEST];
  for (size_t i = 0; i < n; i++)
    wide[i] = (double)x[i];
  truth_of_row(t, wide, n);
  check_row_shares(x, p, n, t);
  check_row_logs(x, logp, n, t, exact);
  mpfr_add_d(exact, t->l, t->m, MPFR_RNDN);
  tally_value(CHECK_STRIDEDF_LSE, (double)lse, exact,
              bound_float_lse(exact, truth_low(t->l)), 0);
  int same =
      sp_softmaxf(x, alone, n, work) == SP_OK && same_floats(alone, p, n);
  same &= sp_log_softmaxf(x, alone, n, work) == SP_OK
          && same_floats(alone, logp, n);
  same &=
      sp_logsumexpf(x, n, alone, work) == SP_OK && same_floats(alone, &lse, 1);
  tally_exact(CHECK_STRIDEDF_ROWS, same && spoilt != CHECK_STRIDEDF_ROWS, 0,
              (double)p[0]);
}

/* One entry is made a NaN or +inf, or its row is masked; or a stride is bad. */
static void check_refused(layout l, rng *r, float *z)
{
  size_t row = rng_below(r, l.rows), i = rng_below(r, l.cols), bad = NO_ROW;
  size_t way = rng_below(r, 6);
  sp_status expected = SP_BAD_STRIDE;
  double work[LONGEST], kept[LONGEST];
  float p[ROOM], before[ROOM];
  if (way < 2) {
    expected = way ? SP_NAN_LOGIT : SP_POS_INF_LOGIT;
    z[row * l.row_stride + i * l.stride] = way ? NAN : INFINITY;
  } else if (way == 2) {
    expected = SP_ALL_MASKED;
    for (i = 0; i < l.cols; i++)
      z[row * l.row_stride + i * l.stride] = -INFINITY;
  } else {
    row = NO_ROW;
    if (way == 3)
      l.stride = 0;
    else if (way == 4) {
      expected = SP_TOO_LONG;
      l.rows++; /* at least two, the last beyond every index */
      l.row_stride = SIZE_MAX / l.rows + rng_below(r, 3);
    } else {
      expected = SP_EMPTY;
      l.cols = 0;
    }
  }
  for (size_t j = 0; j < ROOM; j++)
    p[j] = before[j] = GAP;
  for (size_t j = 0; j < LONGEST; j++)
    work[j] = kept[j] = 7.0;
  for (size_t k = 0; k < COUNT(functions); k++) {
    bad = NO_ROW;
    sp_status got =
        functions[k](z, p, l.rows, l.cols, l.row_stride, l.stride, work, &bad);
    tally_exact(CHECK_STATUS,
                got == expected && bad == row && same_floats(p, before, ROOM)
                    && same_bits(work, kept, LONGEST) && spoilt != CHECK_STATUS,
                k, (double)got);
  }
}

/* p is what function k made of the rows z, among GAPs: whether that is all that
 * it wrote, in place too. */
static void check_gaps(const layout *l, size_t k, const float *z,
                       const float *p, guarded *work)
{
  float patched[ROOM], q[ROOM], expected[ROOM];
  size_t bad = NO_ROW;
  for (size_t j = 0; j < ROOM; j++) {
    patched[j] = GAP;
    q[j] = expected[j] = z[j]; /* a NaN between the entries */
  }
  for (size_t r = 0; r < l->rows; r++)
    for (size_t i = 0; i < l->cols; i++) {
      size_t j = r * l->row_stride + i * l->stride;
      patched[j] = expected[j] = p[j];
    }
  tally_exact(CHECK_FRAME, same_floats(p, patched, ROOM), k, (double)p[0]);
  int ok = functions[k](q, q, l->rows, l->cols, l->row_stride, l->stride,
                        work->at, &bad)
           == SP_OK;
  if (spoilt == CHECK_STRIDEDF_GAPS)
    q[ROOM - 1] = GAP;
  tally_exact(CHECK_STRIDEDF_GAPS, ok && same_floats(q, expected, ROOM), k,
              (double)q[0]);
}

static void gather(const layout *l, size_t row, const float *p, float *x)
{
  for (size_t i = 0; i < l->cols; i++)
    x[i] = p[row * l->row_stride + i * l->stride];
}

static void check_case(uint64_t number, rng *r, guarded *work, truth *t,
                       mpfr_t exact)
{
  layout l = layout_draw(r);
  float x[MOST_ROWS][LONGEST], z[ROOM], out[COUNT(functions)][ROOM];
  double wide[ROOM];
  size_t bad = NO_ROW;
  int ok = 1;
  for (size_t j = 0; j < ROOM; j++)
    z[j] = NAN;
  for (size_t k = 0; k < l.rows; k++) {
    fill_row(r, x[k], l.cols);
    for (size_t i = 0; i < l.cols; i++)
      z[k * l.row_stride + i * l.stride] = x[k][i];
  }
  for (size_t j = 0; j < ROOM; j++)
    wide[j] = (double)z[j];
  tally_case("float rows", number, wide, ROOM);
  guarded_reset(work, l.cols);
  for (size_t k = 0; k < COUNT(functions); k++) {
    for (size_t j = 0; j < ROOM; j++)
      out[k][j] = GAP;
    ok &= functions[k](z, out[k], l.rows, l.cols, l.row_stride, l.stride,
                       work->at, &bad)
          == SP_OK;
  }
  for (size_t j = l.rows; j < ROOM; j++)
    ok &= out[LSE][j] == GAP;
  tally_exact(CHECK_FRAME, ok && bad == NO_ROW && guarded_intact(work, l.cols),
              0, (double)out[LSE][0]);
  for (size_t k = 0; k < l.rows; k++) {
    float p[LONGEST] = {0}, logp[LONGEST] = {0};
    gather(&l, k, out[SOFTMAX], p);
    gather(&l, k, out[LOG_SOFTMAX], logp);
    check_row(x[k], p, logp, out[LSE][k], l.cols, t, exact);
  }
  check_gaps(&l, SOFTMAX, z, out[SOFTMAX], work);
  check_gaps(&l, LOG_SOFTMAX, z, out[LOG_SOFTMAX], work);
  check_refused(l, r, z);
}

void check_strided_float(uint64_t seed, size_t cases)
{
  guarded work;
  truth t;
  guarded_open(&work, LONGEST);
  truth_open(&t);
  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  for (uint64_t k = 0; k < cases; k++) {
    rng r = rng_for_case(seed, UINT64_C(1) << 43 | k);
    check_case(k, &r, &work, &t, exact);
  }
  mpfr_clear(exact);
  truth_close(&t);
  guarded_close(&work);
  tally_case("none", 0, NULL, 0);
}
