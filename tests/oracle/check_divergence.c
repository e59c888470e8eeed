/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P14 of sp_kl_divergence and P17 of sp_perplexity. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#include <float.h>
#include <string.h>

#define LONGEST 100000 /* the second row's truth takes as long as the first's */

/* The second row: near the first, so that the terms cancel, or any. */
static void fill_second(workspace *b, rng *r, double *w)
{
  size_t n = b->exact.n;
  const double *z = b->z.at;
  if (rng_bits(r) & 1) {
    rows_fill(rng_below(r, rows_kinds()), r, w, n);
    if (rng_bits(r) & 1)
      return;
    for (size_t i = 0; i < n; i++)
      if (isinf(w[i])) /* or else most divergences would be infinite */
        w[i] = -40.0;
    return;
  }
  double size = ldexp(1.0, -(int)rng_below(r, 50));
  for (size_t i = 0; i < n; i++)
    w[i] = isinf(z[i]) ? z[i] : fmin(DBL_MAX, z[i] + size * rng_bell(r));
  if (rng_below(r, 4) == 0)
    w[rng_below(r, n)] = rng_bits(r) & 1 ? 0.0 : b->exact.m;
}

static void check_kl(workspace *b, rng *r)
{
  static truth second;
  static kl_truth s;
  static int ready;
  if (!ready) {
    truth_open(&second);
    mpfr_init2(s.kl, TRUTH_BITS);
  }
  ready = 1;
  size_t n = b->exact.n;
  const double *z = b->z.at;
  double *w = b->w.at, kl = -1.0;
  guarded_reset(&b->w, n);
  fill_second(b, r, w);
  truth_of_row(&second, w, n);
  if (isinf(second.m)) /* nothing left of it */
    return;

  guarded_reset(&b->q, n);
  int ok = sp_kl_divergence(z, w, b->q.at, n, &kl) == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && same_bits(b->p.at, b->q.at, n) && guarded_intact(&b->q, n)
                  && guarded_intact(&b->w, n) && guarded_intact(&b->z, n),
              0, kl);
  int finite = truth_kl(&s, &b->exact, &second, z, w, b->q.at);
  double value = spoilt == CHECK_KL_RANGE ? -0x1p-1074 : kl;
  tally_exact(CHECK_KL_RANGE, value >= 0.0 && (finite || value == INFINITY), 0,
              value);
  if (!finite || (kl == INFINITY && truth_low(s.kl) > 0.999L * DBL_MAX))
    return;
  tally_value(CHECK_KL, kl, s.kl, bound_kl(n, s.size, s.logs, s.reach), 0);

  sp_kl_divergence(z, z, b->q.at, n, &kl);
  tally_exact(CHECK_KL_RANGE, kl == 0.0, 1, kl);
}

static void check_perplexity(workspace *b)
{
  size_t n = b->exact.n;
  const double *z = b->z.at;
  mpfr_t sum;
  mpfr_init2(sum, TRUTH_BITS);
  truth_entropy(sum, &b->exact, z);
  ld h = truth_low(sum);
  mpfr_exp(sum, sum, MPFR_RNDN);
  double perplexity = -1.0;
  guarded_reset(&b->q, n);
  int ok = sp_perplexity(z, b->q.at, n, &perplexity) == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && same_bits(b->p.at, b->q.at, n) && guarded_intact(&b->q, n),
              0, perplexity);
  tally_value(CHECK_PERPLEXITY, perplexity, sum,
              bound_perplexity(n, h, truth_low(sum)), 0);
  double value = spoilt == CHECK_PERPLEXITY_RANGE ? 0.5 : perplexity;
  tally_exact(CHECK_PERPLEXITY_RANGE,
              1.0 <= value && value <= (double)n * (1 + 0x1p-22), 0, value);
  mpfr_clear(sum);
}

void check_divergence(workspace *b, rng *r)
{
  check_perplexity(b);
  if (b->exact.n <= LONGEST)
    check_kl(b, r);
}
