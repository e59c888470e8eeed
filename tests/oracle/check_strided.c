/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P23: rows with strides, each against the truth of the row alone; what lies
 * between the entries; refused rows and strides. */
#include "checks.h"
#include "layout.h"
#include "rows.h"

#include "../../src/softproof.h"

static void gather(const layout *l, const double *z, size_t row, double *x)
{
  for (size_t i = 0; i < l->cols; i++)
    x[i] = z[row * l->row_stride + i * l->stride];
}

static int is_entry(const layout *l, size_t j)
{
  for (size_t r = 0; r < l->rows; r++)
    for (size_t i = 0; i < l->cols; i++)
      if (j == r * l->row_stride + i * l->stride)
        return 1;
  return 0;
}

/* Whether q is p at the entries and z between them. */
static int is_patched(const layout *l, const double *q, const double *p,
                      const double *z)
{
  for (size_t j = 0; j < l->size; j++)
    if (!same_bits(q + j, is_entry(l, j) ? p + j : z + j, 1))
      return 0;
  return 1;
}

/* Every two entries of a row, a maximum among them */
static void check_order(const double *x, const double *p, size_t n)
{
  for (size_t j = 0; j < n; j++) {
    int ties = 1, top = !isinf(x[j]);
    double pj = p[j];
    if (spoilt == CHECK_STRIDED_TIES)
      pj = -pj;
    for (size_t i = 0; i < n; i++) {
      top &= x[i] <= x[j];
      if (isinf(x[i]) || isinf(x[j]) || x[i] > x[j])
        continue;
      ld bound = bound_order(p[j]), over = (ld)p[i] - (ld)p[j];
      if (spoilt == CHECK_STRIDED_ORDER)
        over = nextafterl(bound, HUGE_VALL);
      tally_error(CHECK_STRIDED_ORDER, over > 0 ? over : 0, bound, i, p[i]);
      ties &= x[i] < x[j] || same_bits(p + i, &pj, 1);
    }
    for (size_t i = 0; top && i < n; i++)
      ties &= p[i] <= pj;
    tally_exact(CHECK_STRIDED_TIES, ties, j, pj);
    if (!top)
      continue;
    ld most =
        spoilt == CHECK_STRIDED_PEAK ? (1 - 2 * bound_peak()) / (ld)n : (ld)pj;
    ld short_of = fmal((ld)n, -most, 1);
    tally_error(CHECK_STRIDED_PEAK, short_of > 0 ? short_of : 0, bound_peak(),
                j, pj);
  }
}

static void check_row(const layout *l, size_t row, const double *x,
                      const double *p, const double *logp, double lse, truth *t,
                      mpfr_t exact)
{
  size_t n = l->cols;
  truth_of_row(t, x, n);
  double shares[LONGEST], logs[LONGEST], alone[LONGEST];
  gather(l, p, row, shares);
  gather(l, logp, row, logs);
  for (size_t i = 0; i < n; i++) {
    tally_value(CHECK_STRIDED, shares[i], t->g[i],
                bound_softmax(truth_low(t->g[i])), i);
    if (isinf(x[i]))
      continue;
    mpfr_set_d(exact, t->m, MPFR_RNDN);
    mpfr_sub_d(exact, exact, x[i], MPFR_RNDN);
    mpfr_add(exact, exact, t->l, MPFR_RNDN);
    ld bound = bound_loss(n, truth_low(exact));
    mpfr_neg(exact, exact, MPFR_RNDN);
    tally_value(CHECK_STRIDED_LOG, logs[i], exact, bound, i);
  }
  check_sum(CHECK_STRIDED_SUM, shares, n, bound_sum());
  check_order(x, shares, n);
  mpfr_add_d(exact, t->l, t->m, MPFR_RNDN);
  tally_value(CHECK_STRIDED_LSE, lse, exact,
              bound_lse(n, truth_low(t->l), truth_low(exact)), row);

  int same = sp_softmax(x, alone, n) == SP_OK && same_bits(alone, shares, n);
  same &= sp_log_softmax(x, alone, n) == SP_OK && same_bits(alone, logs, n);
  same &= sp_logsumexp(x, n, alone) == SP_OK && same_bits(alone, &lse, 1);
  tally_exact(CHECK_STRIDED_ROWS, same && spoilt != CHECK_STRIDED_ROWS, row,
              lse);
}

static void check_gaps(const layout *l, const guarded *z, guarded *p,
                       guarded *logp, guarded *q, guarded *work)
{
  size_t bad = NO_ROW;
  double *const results[] = {p->at, logp->at};
  for (size_t k = 0; k < 2; k++) {
    guarded_reset(q, l->size);
    int ok = is_patched(l, results[k], results[k], q->at);
    for (size_t j = 0; j < l->size; j++)
      q->at[j] = z->at[j];
    sp_status s = (k ? sp_log_softmax_rows : sp_softmax_rows)(
        q->at, q->at, l->rows, l->cols, l->row_stride, l->stride, work->at,
        &bad);
    if (spoilt == CHECK_STRIDED_GAPS)
      q->at[l->size - 1] = 7.0;
    tally_exact(CHECK_STRIDED_GAPS,
                ok && s == SP_OK && guarded_intact(q, l->size)
                    && is_patched(l, q->at, results[k], z->at),
                k, q->at[0]);
  }
}

/* One entry is made a NaN or +inf, or its row is masked; or a stride is bad. */
static void check_refused(layout l, rng *r, guarded *z, guarded *out,
                          guarded *work)
{
  size_t row = rng_below(r, l.rows), i = rng_below(r, l.cols), bad = NO_ROW;
  size_t way = rng_below(r, 6);
  sp_status expected = SP_BAD_STRIDE;
  if (way < 2) {
    expected = way ? SP_NAN_LOGIT : SP_POS_INF_LOGIT;
    z->at[row * l.row_stride + i * l.stride] = way ? NAN : INFINITY;
  } else if (way == 2) {
    expected = SP_ALL_MASKED;
    for (i = 0; i < l.cols; i++)
      z->at[row * l.row_stride + i * l.stride] = -INFINITY;
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
  guarded_reset(out, l.size);
  sp_status got[3];
  size_t first[3];
  for (size_t k = 0; k < 3; k++) {
    bad = NO_ROW;
    got[k] = (k == 0   ? sp_softmax_rows
              : k == 1 ? sp_log_softmax_rows
                       : sp_logsumexp_rows)(
        z->at, out->at, l.rows, l.cols, l.row_stride, l.stride, work->at, &bad);
    first[k] = bad;
  }
  if (spoilt == CHECK_STATUS)
    out->at[0] = 0.0;
  for (size_t k = 0; k < 3; k++)
    tally_exact(CHECK_STATUS,
                got[k] == expected && first[k] == row
                    && guarded_untouched(out, l.size),
                k, (double)got[k]);
}

static void check_case(uint64_t number, rng *r, guarded *a, truth *t,
                       mpfr_t exact)
{
  guarded *z = a, *p = a + 1, *logp = a + 2, *q = a + 3, *work = a + 4;
  layout l = layout_draw(r);
  double x[MOST_ROWS][LONGEST], lse[MOST_ROWS];
  guarded_reset(z, l.size); /* a NaN between the entries */
  for (size_t k = 0; k < l.rows; k++) {
    rows_fill(rng_below(r, rows_kinds()), r, x[k], l.cols);
    for (size_t i = 0; i < l.cols; i++)
      z->at[k * l.row_stride + i * l.stride] = x[k][i];
  }
  tally_case("strided", number, z->at, l.size);
  guarded_reset(p, l.size);
  guarded_reset(logp, l.size);
  guarded_reset(work, l.cols);
  size_t bad = NO_ROW;
  int ok = sp_softmax_rows(z->at, p->at, l.rows, l.cols, l.row_stride, l.stride,
                           work->at, &bad)
           == SP_OK;
  ok &= sp_log_softmax_rows(z->at, logp->at, l.rows, l.cols, l.row_stride,
                            l.stride, work->at, &bad)
        == SP_OK;
  ok &= sp_logsumexp_rows(z->at, lse, l.rows, l.cols, l.row_stride, l.stride,
                          work->at, &bad)
        == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && bad == NO_ROW && guarded_intact(p, l.size)
                  && guarded_intact(logp, l.size)
                  && guarded_intact(work, l.cols),
              0, p->at[0]);
  for (size_t k = 0; k < l.rows; k++)
    check_row(&l, k, x[k], p->at, logp->at, lse[k], t, exact);
  check_gaps(&l, z, p, logp, q, work);
  check_refused(l, r, z, q, work);
}

void check_strided(uint64_t seed, size_t cases)
{
  guarded a[5];
  for (size_t k = 0; k < 5; k++)
    guarded_open(a + k, ROOM);
  truth t;
  truth_open(&t);
  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  for (uint64_t k = 0; k < cases; k++) {
    rng r = rng_for_case(seed, UINT64_C(1) << 42 | k);
    check_case(k, &r, a, &t, exact);
  }
  mpfr_clear(exact);
  truth_close(&t);
  for (size_t k = 0; k < 5; k++)
    guarded_close(a + k);
  tally_case("none", 0, NULL, 0);
}
