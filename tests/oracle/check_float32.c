/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22: the functions on floats, against MPFR at the widened logits. */
#include "checks.h"

#include "../../src/softproof.h"

#include <string.h>

#define LONGEST 256
#define CANARY 12345.0F

/* n floats between two canaries */
typedef struct float_row {
  float before, at[LONGEST], after[1];
} float_row;

static void row_reset(float_row *p, size_t n)
{
  p->before = CANARY;
  for (size_t i = 0; i < LONGEST; i++)
    p->at[i] = CANARY;
  p->after[0] = CANARY;
  if (n < LONGEST)
    p->at[n] = CANARY;
}

static int row_intact(const float_row *p, size_t n)
{
  int ok = p->before == CANARY && p->after[0] == CANARY;
  for (size_t i = n; i < LONGEST; i++)
    ok = ok && p->at[i] == CANARY;
  return ok;
}

/* The row's logits, or others over all of float's range, as floats in z and as
 * doubles in b->w, of which b->exact becomes the truth. */
static void fill(workspace *b, rng *r, float *z)
{
  size_t n = b->exact.n;
  int spread = rng_bits(r) & 1, hi = (int)rng_below(r, 274) - 149;
  guarded_reset(&b->w, n);
  for (size_t i = 0; i < n; i++) {
    double x = b->z.at[i];
    if (!isinf(x) && spread)
      x = ldexp(rng_bell(r), hi - (int)rng_below(r, 40));
    if (!isinf(x))
      x = fmax(-FLT_MAX, fmin(x, FLT_MAX));
    z[i] = (float)x;
    b->w.at[i] = (double)z[i];
  }
  tally_case("floats", rng_bits(r), b->w.at, n);
  truth_of_row(&b->exact, b->w.at, n);
}

static void check_probabilities(const workspace *b, const float *p,
                                const float *z)
{
  for (size_t i = 0; i < b->exact.n; i++) {
    tally_value(CHECK_SOFTMAXF, (double)p[i], b->exact.g[i],
                bound_float(b->exact.g[i]), i);
    int ok = 0.0F <= p[i] && p[i] <= 1.0F && (!isinf(z[i]) || p[i] == 0.0F);
    tally_exact(CHECK_FLOAT_RANGE, ok && spoilt != CHECK_FLOAT_RANGE, i,
                (double)p[i]);
  }
}

/* value against log g_i, or its negative where sign is -1; an infinity is right
 * only beyond FLT_MAX, or where logit i is masked */
static void check_log(check c, const workspace *b, float value, size_t i,
                      int sign)
{
  double v = (double)value;
  if (isinf(b->w.at[i])) {
    tally_exact(CHECK_FLOAT_RANGE, v == (double)sign * -INFINITY, i, v);
    return;
  }
  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  mpfr_set_d(exact, b->w.at[i], MPFR_RNDN);
  mpfr_sub_d(exact, exact, b->exact.m, MPFR_RNDN);
  mpfr_sub(exact, exact, b->exact.l, MPFR_RNDN);
  mpfr_mul_si(exact, exact, sign, MPFR_RNDN);
  if (isinf(v))
    tally_exact(CHECK_FLOAT_RANGE,
                sign * v < 0 && mpfr_cmpabs_ui(exact, 0) > 0
                    && truth_low(exact) >= (ld)FLT_MAX,
                i, v);
  else
    tally_value(c, v, exact, bound_float(exact), i);
  mpfr_clear(exact);
}

static void check_row(workspace *b, rng *r, const float *z)
{
  size_t n = b->exact.n, label = rng_below(r, n);
  static float_row p, q;
  double *work = b->q.at;
  guarded_reset(&b->q, n);

  row_reset(&p, n);
  int ok = sp_softmaxf(z, p.at, n, work) == SP_OK && row_intact(&p, n);
  check_probabilities(b, p.at, z);
  memcpy(q.at, z, n * sizeof *z);
  ok = ok && sp_softmaxf(q.at, q.at, n, work) == SP_OK
       && memcmp(p.at, q.at, n * sizeof *z) == 0;

  row_reset(&p, n);
  ok = ok && sp_log_softmaxf(z, p.at, n, work) == SP_OK && row_intact(&p, n);
  for (size_t i = 0; i < n; i++)
    check_log(CHECK_LOG_SOFTMAXF, b, p.at[i], i, 1);

  float lse = 0.0F, loss = 0.0F;
  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  ok = ok && sp_logsumexpf(z, n, &lse, work) == SP_OK;
  mpfr_add_d(exact, b->exact.l, b->exact.m, MPFR_RNDN);
  tally_value(CHECK_LOGSUMEXPF, (double)lse, exact,
              bound_float_lse(exact, truth_low(b->exact.l)), 0);

  ok = ok && sp_cross_entropyf(z, n, label, &loss, work) == SP_OK;
  check_log(CHECK_CROSS_ENTROPYF, b, loss, label, -1);

  row_reset(&p, n);
  ok = ok && sp_cross_entropy_gradientf(z, p.at, n, label, work) == SP_OK
       && row_intact(&p, n);
  for (size_t i = 0; i < n; i++) {
    mpfr_set(exact, b->exact.g[i], MPFR_RNDN);
    if (i == label) { /* minus the sum of the others: no cancellation */
      mpfr_set_zero(exact, -1);
      for (size_t k = 0; k < n; k++)
        if (k != label)
          mpfr_sub(exact, exact, b->exact.g[k], MPFR_RNDN);
    }
    tally_value(CHECK_GRADIENTF, (double)p.at[i], exact, bound_float(exact), i);
  }
  mpfr_clear(exact);
  tally_exact(CHECK_FRAME, ok && guarded_intact(&b->q, n), 0, (double)lse);
}

void check_float32(workspace *b, rng *r)
{
  static float z[LONGEST];
  if (b->exact.n > LONGEST || rng_below(r, 3) != 0)
    return;
  fill(b, r, z);
  check_row(b, r, z);
}

void check_float_sigmoid(uint64_t seed, size_t cases)
{
  rng r = rng_for_case(seed, 22);
  mpfr_t s, l;
  mpfr_inits2(TRUTH_BITS, s, l, (mpfr_ptr)0);
  for (size_t k = 0; k < cases; k++) {
    int e = (int)rng_below(&r, k % 2 ? 12 : 278) - (k % 2 ? 5 : 152);
    float x = (float)ldexp(rng_bell(&r), e);
    double wide = (double)x;
    tally_case("float sigmoid", k, &wide, 1);
    truth_sigmoid(s, l, wide);
    if (x < 0.0F)
      mpfr_sub_d(l, l, wide, MPFR_RNDN);
    mpfr_neg(l, l, MPFR_RNDN);
    tally_value(CHECK_SIGMOIDF, (double)sp_sigmoidf(x), s, bound_float(s), 0);
    tally_value(CHECK_LOG_SIGMOIDF, (double)sp_log_sigmoidf(x), l,
                bound_float(l), 0);
  }
  mpfr_clears(s, l, (mpfr_ptr)0);
}
