/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P14: smoothed labels, sums and means of losses, batches of rows. */
#include "checks.h"

#include "../../src/softproof.h"

#include <string.h>

#define LONGEST 24
#define IGNORE ((size_t)-100)

static double part(rng *r)
{
  static const double edges[] = {0.0, 1.0, 0.1, 0x1p-1074, 1.0 - 0x1p-53};
  size_t kind = rng_below(r, 8);
  if (kind < sizeof edges / sizeof edges[0])
    return edges[kind];
  return kind == 5 ? ldexp(rng_between(r, 0.5, 1.0), -(int)rng_below(r, 1070))
                   : rng_between(r, 0.0, 1.0);
}

static void check_smoothing(uint64_t number, rng *r, guarded *y, mpfr_t exact)
{
  size_t n = 1 + rng_below(r, LONGEST), label = rng_below(r, n);
  double a = part(r);
  tally_case("smoothing", number, &a, 1);
  guarded_reset(y, n);
  int ok = sp_smooth_label(y->at, n, label, a) == SP_OK;
  tally_exact(CHECK_FRAME, ok && guarded_intact(y, n), 0, a);
  for (size_t k = 0; k < n; k++) {
    mpfr_set_d(exact, a, MPFR_RNDN);
    mpfr_div_ui(exact, exact, n, MPFR_RNDN);
    if (k == label) {
      mpfr_sub_d(exact, exact, a, MPFR_RNDN);
      mpfr_add_ui(exact, exact, 1, MPFR_RNDN);
    }
    double value = y->at[k];
    tally_value(CHECK_SMOOTH, value, exact, bound_smooth(truth_low(exact)), k);
    if (spoilt == CHECK_SMOOTH_RANGE)
      value = 1.0 + 0x1p-52;
    tally_exact(CHECK_SMOOTH_RANGE, 0.0 <= value && value <= 1.0, k, value);
  }
}

/* weights and losses, a NaN among the losses that are left out; one weight at
 * least is not 0 */
static void draw_losses(rng *r, double *loss, double *weight, size_t rows)
{
  int spread = (int)rng_below(r, 3) * 200;
  for (size_t k = 0; k < rows; k++) {
    int e = (int)rng_below(r, (size_t)(2 * spread + 1)) - spread;
    weight[k] = ldexp(rng_between(r, 0.5, 1.0), e);
    e = (int)rng_below(r, (size_t)(2 * spread + 1)) - spread;
    loss[k] = ldexp(rng_between(r, 0.0, 1.0), rng_below(r, 9) ? e : -1060);
    if (k > 0 && rng_below(r, 4) == 0) {
      weight[k] = 0.0;
      loss[k] = rng_below(r, 2) ? NAN : 1e300;
    }
  }
}

static void check_reductions(uint64_t number, rng *r, guarded *x, guarded *w,
                             guarded *out, mpfr_t sum, mpfr_t total)
{
  size_t rows = 1 + rng_below(r, LONGEST);
  guarded_reset(x, rows);
  guarded_reset(w, rows);
  draw_losses(r, x->at, w->at, rows);
  tally_case("losses", number, x->at, rows);
  mpfr_t term;
  mpfr_init2(term, TRUTH_BITS);
  mpfr_set_zero(sum, 1);
  mpfr_set_zero(total, 1);
  for (size_t k = 0; k < rows; k++) {
    if (w->at[k] == 0.0)
      continue;
    mpfr_set_d(term, w->at[k], MPFR_RNDN);
    mpfr_add(total, total, term, MPFR_RNDN);
    mpfr_mul_d(term, term, x->at[k], MPFR_RNDN);
    mpfr_add(sum, sum, term, MPFR_RNDN);
  }
  mpfr_clear(term);

  guarded_reset(out, 1);
  int ok = sp_sum_loss(x->at, w->at, rows, out->at) == SP_OK;
  tally_exact(CHECK_FRAME, ok && guarded_intact(out, 1), 0, out->at[0]);
  tally_value(CHECK_SUM_LOSS, out->at[0], sum,
              bound_sum_loss(rows, truth_low(sum)), 0);

  guarded_reset(out, 1);
  ok = sp_mean_loss(x->at, w->at, rows, out->at) == SP_OK;
  tally_exact(CHECK_FRAME, ok && guarded_intact(out, 1), 0, out->at[0]);
  mpfr_div(sum, sum, total, MPFR_RNDN);
  tally_value(CHECK_MEAN_LOSS, out->at[0], sum,
              bound_mean_loss(rows, truth_low(sum), truth_low(total)), 0);
}

static void check_rows(uint64_t number, rng *r, guarded *z, guarded *out)
{
  size_t rows = 1 + rng_below(r, 4), n = 1 + rng_below(r, LONGEST / 4);
  size_t label[4], bad_row = 99;
  guarded_reset(z, rows * n);
  for (size_t k = 0; k < rows * n; k++)
    z->at[k] = 20.0 * rng_bell(r);
  for (size_t k = 0; k < rows; k++) {
    label[k] = rng_below(r, 3) ? rng_below(r, n) : IGNORE;
    if (label[k] == IGNORE)
      z->at[k * n] = NAN; /* not to be read */
  }
  tally_case("batch", number, z->at, rows * n);
  guarded_reset(out, rows);
  int ok =
      sp_cross_entropy_rows(z->at, rows, n, label, IGNORE, out->at, &bad_row)
      == SP_OK;
  tally_exact(CHECK_FRAME, ok && guarded_intact(out, rows) && bad_row == 99, 0,
              out->at[0]);
  for (size_t k = 0; k < rows; k++) {
    double one = 0.0, value = out->at[k];
    if (label[k] != IGNORE)
      sp_cross_entropy(z->at + k * n, n, label[k], &one);
    if (spoilt == CHECK_ROWS)
      value = nextafter(value, INFINITY);
    tally_exact(CHECK_ROWS, same_bits(&one, &value, 1), k, value);
  }
}

void check_batch(uint64_t seed, size_t cases)
{
  guarded a, b, out;
  guarded_open(&a, LONGEST);
  guarded_open(&b, LONGEST);
  guarded_open(&out, LONGEST);
  mpfr_t exact, total;
  mpfr_init2(exact, TRUTH_BITS);
  mpfr_init2(total, TRUTH_BITS);
  for (uint64_t k = 0; k < cases; k++) {
    rng r = rng_for_case(seed, UINT64_C(1) << 41 | k);
    check_smoothing(k, &r, &out, exact);
    check_reductions(k, &r, &a, &b, &out, exact, total);
    check_rows(k, &r, &a, &out);
  }
  mpfr_clear(exact);
  mpfr_clear(total);
  guarded_close(&a);
  guarded_close(&b);
  guarded_close(&out);
  tally_case("none", 0, NULL, 0);
}
