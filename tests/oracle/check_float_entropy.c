/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of the entropy and the perplexity of floats, against MPFR at the widened
 * logits. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#define LONGEST 256

/* The row's logits as floats in z and as doubles in b->w, of which b->exact
 * becomes the truth */
static void fill(workspace *b, rng *r, float *z)
{
  size_t n = b->exact.n;
  double scale = ldexp(1.0, -(int)rng_below(r, 12));
  guarded_reset(&b->w, n);
  for (size_t i = 0; i < n; i++) {
    double x = b->z.at[i];
    if (!isinf(x))
      x = fmax(-FLT_MAX, fmin(x * scale, FLT_MAX));
    z[i] = (float)x;
    b->w.at[i] = (double)z[i];
  }
  tally_case("float entropy", rng_bits(r), b->w.at, n);
  truth_of_row(&b->exact, b->w.at, n);
}

void check_float_entropy(workspace *b, rng *r)
{
  static double work[2 * LONGEST + 1];
  float z[LONGEST], entropy = -1.0F, perplexity = -1.0F;
  size_t n = b->exact.n;
  if (n > LONGEST)
    return;
  fill(b, r, z);
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
