/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of smoothed labels, sums and means of float losses, batches of rows. */
#include "checks.h"

#include "../../src/softproof.h"

#include <string.h>

#define MOST_ROWS 4
#define LONGEST 24
#define IGNORE ((size_t)-100)
#define CANARY 12345.0F

static double work[2 * LONGEST + 1];

static float part(rng *r)
{
  static const float edges[] = {0.0F, 1.0F, 0.1F, 0x1p-149F, 1.0F - 0x1p-24F};
  size_t kind = rng_below(r, 8);
  if (kind < sizeof edges / sizeof edges[0])
    return edges[kind];
  return kind == 5
             ? (float)ldexp(rng_between(r, 0.5, 1.0), -(int)rng_below(r, 148))
             : (float)rng_between(r, 0.0, 1.0);
}

static void check_smoothing(uint64_t number, rng *r)
{
  size_t n = 1 + rng_below(r, LONGEST), label = rng_below(r, n);
  float a = part(r), y[LONGEST + 1];
  double wide = (double)a;
  tally_case("float smoothing", number, &wide, 1);
  y[n] = CANARY;
  int ok = sp_smooth_labelf(y, n, label, a) == SP_OK && y[n] == CANARY;
  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  for (size_t k = 0; k < n; k++) {
    mpfr_set_d(exact, wide, MPFR_RNDN);
    mpfr_div_ui(exact, exact, n, MPFR_RNDN);
    if (k == label) {
      mpfr_sub_d(exact, exact, wide, MPFR_RNDN);
      mpfr_add_ui(exact, exact, 1, MPFR_RNDN);
    }
    tally_value(CHECK_SMOOTHF, (double)y[k], exact, bound_float(exact), k);
    ok = ok && 0.0F <= y[k] && y[k] <= 1.0F;
  }
  tally_exact(CHECK_FRAME, ok, 0, (double)y[0]);
  mpfr_clear(exact);
}

/* Weights and losses of float's range, a NaN or more among the losses that are
 * left out; one weight at least is not 0 */
static void draw_losses(rng *r, float *loss, float *weight, size_t rows)
{
  int spread = (int)rng_below(r, 3) * 60, above = rng_below(r, 4) ? 0 : 127;
  for (size_t k = 0; k < rows; k++) {
    int e = (int)rng_below(r, (size_t)(2 * spread + 1)) - spread;
    weight[k] = (float)ldexp(rng_between(r, 0.5, 1.0), e);
    e = (int)rng_below(r, (size_t)(2 * spread + 1)) - spread + above;
    e = rng_below(r, 9) ? (e > 127 ? 127 : e) : -140;
    loss[k] = (float)ldexp(rng_between(r, 0.0, 1.0), e);
    if (k > 0 && rng_below(r, 4) == 0) {
      weight[k] = 0.0F;
      loss[k] = rng_below(r, 2) ? NAN : INFINITY;
    }
  }
}

/* An infinity is right only where the exact value is above FLT_MAX. */
static void judge(check c, float value, mpfr_srcptr exact, size_t rows)
{
  if (isinf(value))
    tally_exact(CHECK_FLOAT_RANGE,
                value > 0.0F && truth_low(exact) >= (ld)FLT_MAX, 0,
                (double)value);
  else
    tally_value(c, (double)value, exact, bound_float_sum(exact, rows), 0);
}

static void check_reductions(uint64_t number, rng *r)
{
  size_t rows = 1 + rng_below(r, LONGEST);
  float loss[LONGEST], weight[LONGEST], sum = -1.0F, mean = -1.0F;
  double wide[LONGEST];
  draw_losses(r, loss, weight, rows);
  for (size_t k = 0; k < rows; k++)
    wide[k] = (double)loss[k];
  tally_case("float losses", number, wide, rows);
  mpfr_t term, exact, total;
  mpfr_inits2(2 * TRUTH_BITS, term, exact, total, (mpfr_ptr)0);
  mpfr_set_zero(exact, 1);
  mpfr_set_zero(total, 1);
  for (size_t k = 0; k < rows; k++) {
    if (weight[k] == 0.0F)
      continue;
    mpfr_set_flt(term, weight[k], MPFR_RNDN);
    mpfr_add(total, total, term, MPFR_RNDN);
    mpfr_mul_d(term, term, wide[k], MPFR_RNDN);
    mpfr_add(exact, exact, term, MPFR_RNDN);
  }
  work[2 * rows] = 7.0;
  int ok = sp_sum_lossf(loss, weight, rows, &sum, work) == SP_OK;
  judge(CHECK_SUM_LOSSF, sum, exact, rows);
  ok = ok && sp_mean_lossf(loss, weight, rows, &mean, work) == SP_OK;
  mpfr_div(exact, exact, total, MPFR_RNDN);
  judge(CHECK_MEAN_LOSSF, mean, exact, 2 * rows);
  tally_exact(CHECK_FRAME,
              ok && work[2 * rows] == 7.0 && sum >= 0.0F && mean >= 0.0F
                  && mean <= FLT_MAX,
              0, (double)mean);
  mpfr_clears(term, exact, total, (mpfr_ptr)0);
}

static void check_rows(uint64_t number, rng *r)
{
  size_t rows = 1 + rng_below(r, MOST_ROWS), n = 1 + rng_below(r, 6);
  size_t label[MOST_ROWS], bad_row = 99;
  float z[LONGEST], loss[MOST_ROWS + 1];
  double wide[LONGEST], scale = ldexp(20.0, (int)rng_below(r, 120) - 60);
  for (size_t k = 0; k < rows * n; k++)
    z[k] = (float)(scale * rng_bell(r));
  for (size_t k = 0; k < rows; k++) {
    label[k] = rng_below(r, 3) ? rng_below(r, n) : IGNORE;
    if (label[k] == IGNORE)
      z[k * n] = NAN; /* not to be read */
  }
  for (size_t k = 0; k < rows * n; k++)
    wide[k] = (double)z[k];
  tally_case("float batch", number, wide, rows * n);
  work[n] = 7.0;
  loss[rows] = CANARY;
  int ok =
      sp_cross_entropy_rowsf(z, rows, n, label, IGNORE, loss, work, &bad_row)
      == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && work[n] == 7.0 && loss[rows] == CANARY && bad_row == 99, 0,
              (double)loss[0]);
  for (size_t k = 0; k < rows; k++) {
    float one = 0.0F;
    if (label[k] != IGNORE)
      sp_cross_entropyf(z + k * n, n, label[k], &one, work);
    tally_exact(CHECK_ROWSF,
                memcmp(&one, loss + k, sizeof one) == 0
                    && spoilt != CHECK_ROWSF,
                k, (double)loss[k]);
  }
}

void check_batch_float(uint64_t seed, size_t cases)
{
  for (uint64_t k = 0; k < cases; k++) {
    rng r = rng_for_case(seed + 27, UINT64_C(1) << 41 | k);
    check_smoothing(k, &r);
    check_rows(k, &r);
    check_reductions(k, &r);
  }
  tally_case("none", 0, NULL, 0);
}
