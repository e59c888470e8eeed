/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of the entropy, the perplexity and the divergence of floats, against MPFR
 * at the widened logits. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#define LONGEST 256

static float in_range(double x)
{
  return (float)(isinf(x) ? x : fmax(-FLT_MAX, fmin(x, FLT_MAX)));
}

/* The row's logits as floats in z and as doubles in b->w, of which b->exact
 * becomes the truth */
static void fill(const char *name, workspace *b, rng *r, float *z)
{
  size_t n = b->exact.n;
  double scale = ldexp(1.0, -(int)rng_below(r, 12));
  guarded_reset(&b->w, n);
  for (size_t i = 0; i < n; i++) {
    z[i] = in_range(b->z.at[i] * scale);
    b->w.at[i] = (double)z[i];
  }
  tally_case(name, rng_bits(r), b->w.at, n);
  truth_of_row(&b->exact, b->w.at, n);
}

void check_float_entropy(workspace *b, rng *r)
{
  static double work[2 * LONGEST + 1];
  float z[LONGEST], entropy = -1.0F, perplexity = -1.0F;
  size_t n = b->exact.n;
  if (n > LONGEST)
    return;
  fill("float entropy", b, r, z);
  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  truth_entropy(exact, &b->exact, b->w.at);
  ld h = truth_low(exact);
  work[2 * n] = 7.0;
  int ok = sp_entropyf(z, n, &entropy, work) == SP_OK;
  tally_value(CHECK_ENTROPYF, (double)entropy, exact,
              bound_float_entropy(exact, n), 0);
  mpfr_exp(exact, exact, MPFR_RNDN);
  ok = ok && sp_perplexityf(z, n, &perplexity, work) == SP_OK;
  tally_value(CHECK_PERPLEXITYF, (double)perplexity, exact,
              bound_float_perplexity(exact, n, h), 0);
  ok = ok && entropy >= 0.0F && perplexity >= 1.0F
       && (ld)perplexity <= (ld)n * (1 + 0x1p-21L);
  tally_exact(CHECK_FRAME, ok && work[2 * n] == 7.0, 0, (double)perplexity);
  mpfr_clear(exact);
}

/* The second row, y, also as doubles x: near the first, so that the terms
 * cancel, or any. */
static void fill_second(const float *z, size_t n, rng *r, float *y, double *x)
{
  int near = rng_bits(r) & 1, masks = rng_bits(r) & 1;
  double size = ldexp(1.0, 3 - (int)rng_below(r, 28));
  rows_fill(rng_below(r, rows_kinds()), r, x, n);
  for (size_t i = 0; i < n; i++) {
    if (near)
      x[i] = (double)z[i] + (isinf(z[i]) ? 0.0 : size * rng_bell(r));
    else if (isinf(x[i]) && !masks) /* or most divergences would be infinite */
      x[i] = -40.0;
    y[i] = in_range(x[i]);
    x[i] = (double)y[i];
  }
}

static int is_zero(const float *z, size_t n, double *work)
{
  float kl = -1.0F;
  return sp_kl_divergencef(z, z, n, &kl, work) == SP_OK && kl == 0.0F;
}

void check_float_divergence(workspace *b, rng *r)
{
  static double work[3 * LONGEST + 1], x[LONGEST];
  static truth second;
  static kl_truth s;
  static int ready;
  float z[LONGEST], y[LONGEST], kl = -1.0F;
  size_t n = b->exact.n;
  if (n > LONGEST)
    return;
  if (!ready) {
    truth_open(&second);
    mpfr_init2(s.kl, TRUTH_BITS);
  }
  ready = 1;
  fill("float divergence", b, r, z);
  fill_second(z, n, r, y, x);
  truth_of_row(&second, x, n);
  if (isinf(second.m)) /* nothing left of it */
    return;

  work[3 * n] = 7.0;
  int ok = sp_kl_divergencef(z, y, n, &kl, work) == SP_OK;
  tally_exact(CHECK_FRAME, ok && work[3 * n] == 7.0, 0, (double)kl);
  int covered = truth_kl(&s, &b->exact, &second, b->w.at, x, &work[2 * n]);
  float value = spoilt == CHECK_KLF_RANGE ? -0x1p-149F : kl;
  int finite = covered && mpfr_cmp_d(s.kl, FLT_MAX) <= 0;
  tally_exact(CHECK_KLF_RANGE,
              value >= 0.0F && (covered || value == INFINITY)
                  && (!finite || value <= FLT_MAX),
              0, (double)value);
  if (covered && kl <= FLT_MAX) {
    mpfr_t entropy;
    mpfr_init2(entropy, TRUTH_BITS);
    truth_entropy(entropy, &b->exact, b->w.at);
    tally_value(CHECK_KLF, (double)kl, s.kl,
                bound_float_kl(s.kl, n, s.size, truth_low(entropy)), 0);
    mpfr_clear(entropy);
  }
  tally_exact(CHECK_KLF_RANGE, is_zero(z, n, work), 1, (double)kl);
}
