/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P12: the matrix against the real Jacobian, J v against the exact product of
 * the same p and against that of the real softmax. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#include <string.h>

/* g_i (d_ij - g_j) into out */
static void true_entry(mpfr_t out, const truth *t, size_t i, size_t j)
{
  if (i == j)
    mpfr_ui_sub(out, 1, t->g[j], MPFR_RNDN);
  else
    mpfr_neg(out, t->g[j], MPFR_RNDN);
  mpfr_mul(out, out, t->g[i], MPFR_RNDN);
}

static void check_entry(workspace *b, size_t i, size_t j, mpfr_t exact)
{
  const truth *t = &b->exact;
  size_t n = t->n;
  double value = b->j.at[i * n + j], mirror = b->j.at[j * n + i];
  ld gi = truth_low(t->g[i]), gj = truth_low(t->g[j]);
  true_entry(exact, t, i, j);
  if (i == j)
    tally_value(CHECK_DIAGONAL, value, exact, bound_diagonal(gi), i * n + j);
  else
    tally_value(CHECK_OFF_DIAGONAL, value, exact, bound_off_diagonal(gi, gj),
                i * n + j);
  if (i < j) {
    if (spoilt == CHECK_SYMMETRY)
      mirror = nextafter(mirror, 1.0);
    tally_exact(CHECK_SYMMETRY, same_bits(&value, &mirror, 1), i * n + j,
                value);
  }
  if (spoilt == CHECK_SIGNS)
    value = i == j ? -0x1p-1074 : 0x1p-1074;
  tally_exact(CHECK_SIGNS, i == j ? value >= 0.0 : value <= 0.0, i * n + j,
              value);
}

static void check_row_sum(const workspace *b, size_t i)
{
  size_t n = b->exact.n;
  ld bound = bound_row_sum(n, (ld)b->p.at[i]);
  mpfr_t sum;
  mpfr_init2(sum, SUM_BITS);
  mpfr_set_zero(sum, 1);
  for (size_t j = 0; j < n; j++)
    mpfr_add_d(sum, sum, b->j.at[i * n + j], MPFR_RNDN);
  ld error = mpfr_get_ld(sum, MPFR_RNDA);
  if (spoilt == CHECK_ROW_SUM)
    error = nextafterl(bound, HUGE_VALL);
  tally_error(CHECK_ROW_SUM, error, bound, i, b->p.at[i]);
  mpfr_clear(sum);
}

static void check_matrix(workspace *b)
{
  size_t n = b->exact.n;
  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  guarded_reset(&b->j, n * n);
  sp_softmax_jacobian(b->p.at, b->j.at, n);
  tally_exact(CHECK_FRAME,
              guarded_intact(&b->j, n * n) && guarded_intact(&b->p, n), 0,
              b->j.at[0]);
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < n; j++)
      check_entry(b, i, j, exact);
    check_row_sum(b, i);
  }
  mpfr_clear(exact);
}

/* p_i as computed, or g_i, into out */
static void probability(mpfr_t out, const workspace *b, int real, size_t i)
{
  if (real)
    mpfr_set(out, b->exact.g[i], MPFR_RNDN);
  else
    mpfr_set_d(out, b->p.at[i], MPFR_RNDN);
}

/* q against the exact product of J and v, J being that of p or of g */
static void check_entries(const workspace *b, int real, ld vmax)
{
  size_t n = b->exact.n;
  const double *v = b->v.at;
  mpfr_t mean, term, w;
  mpfr_init2(mean, TRUTH_BITS);
  mpfr_init2(term, TRUTH_BITS);
  mpfr_init2(w, TRUTH_BITS);
  mpfr_set_zero(mean, 1);
  for (size_t i = 0; i < n; i++) {
    probability(w, b, real, i);
    mpfr_mul_d(term, w, v[i], MPFR_RNDN);
    mpfr_add(mean, mean, term, MPFR_RNDN);
  }
  for (size_t i = 0; i < n; i++) {
    probability(w, b, real, i);
    mpfr_d_sub(term, v[i], mean, MPFR_RNDN);
    mpfr_mul(term, term, w, MPFR_RNDN);
    ld size = truth_low(w);
    if (real)
      tally_value(CHECK_REAL_PRODUCT, b->q.at[i], term,
                  bound_real_product(n, size, vmax), i);
    else
      tally_value(CHECK_PRODUCT, b->q.at[i], term, bound_product(n, size, vmax),
                  i);
  }
  mpfr_clear(mean);
  mpfr_clear(term);
  mpfr_clear(w);
}

static void check_product(workspace *b)
{
  size_t n = b->exact.n;
  const double *p = b->p.at, *v = b->v.at;
  guarded_reset(&b->q, n);
  sp_softmax_jacobian_product(p, v, b->q.at, n);
  tally_exact(CHECK_FRAME,
              guarded_intact(&b->q, n) && guarded_intact(&b->v, n)
                  && guarded_intact(&b->p, n),
              0, b->q.at[0]);

  ld vmax = 0;
  for (size_t i = 0; i < n; i++)
    vmax = fmaxl(vmax, fabsl((ld)v[i]));
  check_entries(b, 0, vmax);
  check_entries(b, 1, vmax);

  /* in place over v */
  guarded_reset(&b->w, n);
  memcpy(b->w.at, v, n * sizeof *v);
  sp_softmax_jacobian_product(p, b->w.at, b->w.at, n);
  tally_exact(CHECK_IN_PLACE,
              same_bits(b->q.at, b->w.at, n) && guarded_intact(&b->w, n), 0,
              b->q.at[0]);
}

void check_jacobian(workspace *b, rng *r)
{
  size_t n = b->exact.n;
  if (n <= 6 || (n <= MATRIX_N && rng_below(r, n) < 4))
    check_matrix(b);
  guarded_reset(&b->v, n);
  rows_fill_direction(r, b->v.at, n);
  check_product(b);
}
