/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of the loss of targets, of sampling and of the filters on floats, against
 * MPFR at the widened inputs. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#include <string.h>

#define LONGEST 256
#define CANARY 12345.0F

static double work[2 * LONGEST + 1];

/* The row's logits, or others over all of float's range, as floats in z and as
 * doubles in b->w, of which b->exact becomes the truth; targets in y. */
static void fill(workspace *b, rng *r, float *z, float *y)
{
  size_t n = b->exact.n;
  int spread = rng_bits(r) & 1, hi = (int)rng_below(r, 274) - 149;
  guarded_reset(&b->w, n);
  guarded_reset(&b->y, n);
  rows_fill_target(r, b->y.at, n);
  for (size_t i = 0; i < n; i++) {
    double x = b->z.at[i];
    if (!isinf(x) && spread)
      x = ldexp(rng_bell(r), hi - (int)rng_below(r, 40));
    if (!isinf(x))
      x = fmax(-FLT_MAX, fmin(x, FLT_MAX));
    z[i] = (float)x;
    b->w.at[i] = (double)z[i];
    y[i] = isinf(x) && rng_below(r, 8) != 0 ? 0.0F : (float)b->y.at[i];
  }
  tally_case("float targets", rng_bits(r), b->w.at, n);
  truth_of_row(&b->exact, b->w.at, n);
  if (rng_below(r, 4) == 0) /* where the gradient cancels */
    for (size_t i = 0; i < n; i++)
      y[i] = mpfr_get_flt(b->exact.g[i], MPFR_RNDN);
}

/* True if a target is on a masked entry: the loss is then infinite. */
static int true_loss(mpfr_t sum, const workspace *b, const float *y)
{
  mpfr_t term;
  mpfr_init2(term, TRUTH_BITS);
  mpfr_set_zero(sum, 1);
  int infinite = 0;
  for (size_t i = 0; i < b->exact.n; i++) {
    if (!(y[i] > 0.0F))
      continue;
    infinite |= isinf(b->w.at[i]) != 0;
    if (infinite)
      break;
    mpfr_set_d(term, b->exact.m, MPFR_RNDN);
    mpfr_sub_d(term, term, b->w.at[i], MPFR_RNDN);
    mpfr_add(term, term, b->exact.l, MPFR_RNDN);
    mpfr_mul_d(term, term, (double)y[i], MPFR_RNDN);
    mpfr_add(sum, sum, term, MPFR_RNDN);
  }
  mpfr_clear(term);
  return infinite;
}

static void check_loss(const workspace *b, const float *z, const float *y)
{
  size_t n = b->exact.n;
  float loss = CANARY;
  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  work[2 * n] = 7.0;
  int ok = sp_cross_entropy_targetf(z, y, n, &loss, work) == SP_OK
           && work[2 * n] == 7.0;
  int infinite = true_loss(exact, b, y);
  double v = (double)loss;
  if (infinite || isinf(v))
    tally_exact(CHECK_FLOAT_RANGE,
                v == (double)INFINITY
                    && (infinite || truth_low(exact) >= (ld)FLT_MAX),
                0, v);
  else
    tally_value(CHECK_TARGETF, v, exact, bound_float_target(exact, n), 0);
  tally_exact(CHECK_FRAME, ok && v >= 0.0, 0, v);
  mpfr_clear(exact);
}

static void check_gradient(const workspace *b, const float *z, const float *y)
{
  size_t n = b->exact.n;
  float grad[LONGEST + 1], over[LONGEST];
  mpfr_t exact;
  mpfr_init2(exact, 2 * TRUTH_BITS);
  grad[n] = CANARY;
  int ok = sp_cross_entropy_target_gradientf(z, y, grad, n, work) == SP_OK
           && grad[n] == CANARY && work[2 * n] == 7.0;
  for (size_t i = 0; i < n; i++) {
    mpfr_sub_d(exact, b->exact.g[i], (double)y[i], MPFR_RNDN);
    ld s = truth_low(b->exact.g[i]);
    tally_value(CHECK_TARGET_GRADIENTF, (double)grad[i], exact,
                bound_float_gradient(exact, s), i);
    int right = -1.0F <= grad[i] && grad[i] <= 1.0F
                && (!isinf(z[i]) || grad[i] == -y[i]);
    tally_exact(CHECK_FLOAT_RANGE, right, i, (double)grad[i]);
  }
  memcpy(over, z, n * sizeof *z);
  ok = ok && sp_cross_entropy_target_gradientf(over, y, over, n, work) == SP_OK
       && memcmp(over, grad, n * sizeof *z) == 0;
  memcpy(over, y, n * sizeof *y);
  ok = ok && sp_cross_entropy_target_gradientf(z, over, over, n, work) == SP_OK
       && memcmp(over, grad, n * sizeof *z) == 0;
  tally_exact(CHECK_FRAME, ok, 0, (double)grad[0]);
  mpfr_clear(exact);
}

/* True if the gradient is the same in place of the logits and of the targets. */
static int same_in_place(const float *z, const float *y, const float *grad,
                         size_t n)
{
  float over[LONGEST];
  memcpy(over, z, n * sizeof *z);
  int ok = sp_cross_entropy_soft_gradientf(over, y, over, n, work) == SP_OK
           && memcmp(over, grad, n * sizeof *z) == 0;
  memcpy(over, y, n * sizeof *y);
  return ok && sp_cross_entropy_soft_gradientf(z, over, over, n, work) == SP_OK
         && memcmp(over, grad, n * sizeof *z) == 0;
}

/* s g_i - y_i, s the sum of the targets, which is made another one */
static void check_any_sum(const workspace *b, rng *r, const float *z, float *y)
{
  size_t n = b->exact.n;
  float grad[LONGEST + 1];
  float scale = (float)rng_between(r, 0.0, 4.0);
  mpfr_t sum, share, exact;
  mpfr_inits2(2 * TRUTH_BITS, sum, share, exact, (mpfr_ptr)0);
  mpfr_set_zero(sum, 1);
  for (size_t i = 0; i < n; i++) {
    y[i] = fminf(1.0F, scale * y[i]);
    mpfr_add_d(sum, sum, (double)y[i], MPFR_RNDN);
  }
  grad[n] = CANARY;
  work[2 * n] = 7.0;
  int ok = sp_cross_entropy_soft_gradientf(z, y, grad, n, work) == SP_OK
           && grad[n] == CANARY && work[2 * n] == 7.0;
  for (size_t i = 0; i < n; i++) {
    mpfr_mul(share, sum, b->exact.g[i], MPFR_RNDN);
    mpfr_sub_d(exact, share, (double)y[i], MPFR_RNDN);
    tally_value(CHECK_ANY_SUMF, (double)grad[i], exact,
                bound_float_any_sum(exact, truth_low(share)), i);
    if (isinf(z[i]))
      tally_exact(CHECK_FLOAT_RANGE, grad[i] == -y[i], i, (double)grad[i]);
  }
  tally_exact(CHECK_FRAME, ok && same_in_place(z, y, grad, n), 0,
              (double)grad[0]);
  mpfr_clears(sum, share, exact, (mpfr_ptr)0);
}

/* Probabilities of every size, with ties and zeros; at least one is not 0. */
static void fill_probabilities(rng *r, float *p, size_t n)
{
  int style = (int)rng_below(r, 3);
  for (size_t i = 0; i < n; i++) {
    double x = style == 0 ? (double)rng_below(r, 8) / 100.0 : rng_unit(r);
    p[i] = (float)(style == 2 ? ldexp(x, -(int)rng_below(r, 152)) : x);
    if (rng_below(r, 6) == 0)
      p[i] = 0.0F;
  }
  p[rng_below(r, n)] = style == 0 ? 0.07F : 1.0F;
}

/* sum + x as a double: 53 bits, and no number here is subnormal */
static void add(mpfr_t sum, float x)
{
  mpfr_add_d(sum, sum, (double)x, MPFR_RNDN);
}

static int before(const float *p, size_t i, size_t j)
{
  return p[i] > p[j] || (p[i] == p[j] && i < j);
}

/* rank[i]: how many entries come before i */
static void find_ranks(const float *p, size_t n, size_t *rank)
{
  for (size_t i = 0; i < n; i++) {
    rank[i] = 0;
    for (size_t j = 0; j < n; j++)
      rank[i] += (size_t)before(p, j, i);
  }
}

static void sum_of_first(mpfr_t sum, const float *p, size_t n,
                         const size_t *rank, size_t kept)
{
  mpfr_set_zero(sum, 1);
  for (size_t i = 0; i < n; i++)
    if (rank[i] < kept)
      add(sum, p[i]);
}

/* out against the first of p by their rank, divided by their sum */
static int is_filtered(const float *p, size_t n, const size_t *rank,
                       size_t kept, const float *out)
{
  mpfr_t sum, share;
  mpfr_inits2(53, sum, share, (mpfr_ptr)0);
  sum_of_first(sum, p, n, rank, kept);
  int right = out[n] == CANARY && work[2 * n] == 7.0;
  for (size_t i = 0; i < n; i++) {
    mpfr_set_flt(share, p[i], MPFR_RNDN);
    mpfr_div(share, share, sum, MPFR_RNDN);
    float expected = rank[i] < kept ? mpfr_get_flt(share, MPFR_RNDN) : 0.0F;
    right = right && out[i] == expected && work[i] == (double)p[i];
  }
  mpfr_clears(sum, share, (mpfr_ptr)0);
  return right && spoilt != CHECK_FILTERF;
}

static void check_filters(rng *r, const float *p, size_t n)
{
  size_t rank[LONGEST], k = 1 + rng_below(r, n + 1), kept = 1;
  float out[LONGEST + 1], top_p = (float)rng_between(r, 0x1p-20, 1.0);
  find_ranks(p, n, rank);
  out[n] = CANARY;
  work[2 * n] = 7.0;
  int ok = sp_top_kf(p, out, n, k, work) == SP_OK;
  tally_exact(CHECK_FILTERF, ok && is_filtered(p, n, rank, k, out), k,
              (double)out[0]);

  mpfr_t sum;
  mpfr_init2(sum, 53);
  for (; kept < n; kept++) {
    sum_of_first(sum, p, n, rank, kept);
    if (mpfr_cmp_d(sum, (double)top_p) >= 0)
      break;
  }
  ok = sp_top_pf(p, out, n, top_p, work) == SP_OK;
  tally_exact(CHECK_FILTERF, ok && is_filtered(p, n, rank, kept, out), kept,
              (double)top_p);
  mpfr_clear(sum);
}

static void check_sample(rng *r, const float *p, size_t n)
{
  float x = (float)rng_unit(r) * 0x1.fffffep-1F;
  size_t index = n, first = n, last = 0;
  mpfr_t sum;
  mpfr_init2(sum, 53);
  mpfr_set_zero(sum, 1);
  for (size_t i = 0; i < n && first == n; i++) {
    add(sum, p[i]);
    if (p[i] > 0.0F)
      last = i;
    if (mpfr_cmp_d(sum, (double)x) > 0)
      first = i;
  }
  int ok = sp_samplef(p, n, x, &index, work) == SP_OK;
  tally_exact(CHECK_SAMPLEF,
              ok && index == (first < n ? first : last)
                  && spoilt != CHECK_SAMPLEF,
              index, (double)x);
  mpfr_clear(sum);
}

void check_target_float(workspace *b, rng *r)
{
  float z[LONGEST], y[LONGEST], p[LONGEST];
  size_t n = b->exact.n;
  if (n > LONGEST || rng_below(r, 3) != 0)
    return;
  fill(b, r, z, y);
  check_loss(b, z, y);
  check_gradient(b, z, y);
  rng apart = *r; /* what follows stays as it was */
  check_any_sum(b, &apart, z, y);
  fill_probabilities(r, p, n);
  check_filters(r, p, n);
  check_sample(r, p, n);
}

/* Nothing may be written for what is refused. */
void check_float_refused(uint64_t seed, size_t cases)
{
  static const struct {
    float p[3], x;
    size_t n, k;
    sp_status filter, sample;
  } bad[] = {
      {{1, 0, NAN}, 0.5F, 3, 1, SP_BAD_PROBABILITY, SP_BAD_PROBABILITY},
      {{0, 0x1.000002p0F, 0}, 2, 3, 0, SP_BAD_PROBABILITY, SP_BAD_PROBABILITY},
      {{-0x1p-149F, 1, 0}, 2, 3, 0, SP_BAD_PROBABILITY, SP_BAD_PROBABILITY},
      {{0, -0.0F, 0}, 2, 3, 0, SP_ALL_ZERO, SP_ALL_ZERO},
      {{1, 1, 1}, 2, 0, 0, SP_EMPTY, SP_EMPTY},
      {{1, 1, 1}, 2, SP_MAX_N + 1, 0, SP_TOO_LONG, SP_TOO_LONG},
      {{1, 1, 1}, 1.5F, 3, 0, SP_BAD_TOP_K, SP_BAD_VARIATE},
      {{1, 1, 1}, NAN, 3, 0, SP_BAD_TOP_K, SP_BAD_VARIATE},
  };
  rng r = rng_for_case(seed, 24);
  for (size_t c = 0; c < cases; c++) {
    size_t i = rng_below(&r, sizeof bad / sizeof *bad), index = 7;
    float out[3] = {7, 7, 7};
    double room[6] = {7, 7, 7, 7, 7, 7};
    const float *p = bad[i].p;
    sp_status top_p =
        bad[i].filter == SP_BAD_TOP_K ? SP_BAD_TOP_P : bad[i].filter;
    int ok = sp_top_kf(p, out, bad[i].n, bad[i].k, room) == bad[i].filter;
    if (bad[i].filter == SP_BAD_TOP_K)
      ok = ok && sp_top_pf(p, out, bad[i].n, bad[i].x, room) == top_p;
    else
      ok = ok && sp_top_pf(p, out, bad[i].n, 2.0F, room) == top_p;
    ok = ok && sp_samplef(p, bad[i].n, bad[i].x, &index, room) == bad[i].sample;
    for (size_t k = 0; k < 6; k++)
      ok = ok && room[k] == 7.0 && out[k / 2] == 7.0F && index == 7;
    tally_exact(CHECK_STATUS, ok && spoilt != CHECK_STATUS, i, (double)out[0]);
  }
}
