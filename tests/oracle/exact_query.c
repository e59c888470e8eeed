/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "exact_query.h"

void exact_query_open(exact_query *t)
{
  mpfr_inits2(2 * TRUTH_BITS, t->top, t->sum, t->exact, t->size, t->term,
              (mpfr_ptr)0);
  for (size_t k = 0; k < MOST_KEYS; k++)
    mpfr_init2(t->weight[k], 2 * TRUTH_BITS);
}

void exact_query_close(exact_query *t)
{
  for (size_t k = 0; k < MOST_KEYS; k++)
    mpfr_clear(t->weight[k]);
  mpfr_clears(t->top, t->sum, t->exact, t->size, t->term, (mpfr_ptr)0);
}

/* weight[k] is the score. */
static void score(exact_query *t, size_t k, const double *q, const double *key,
                  const double *a, size_t d, double scale)
{
  mpfr_set_zero(t->weight[k], 1);
  mpfr_set_zero(t->size, 1);
  for (size_t l = 0; l < d; l++) {
    mpfr_set_d(t->term, q[l], MPFR_RNDN);
    mpfr_mul_d(t->term, t->term, key[l], MPFR_RNDN);
    mpfr_mul_d(t->term, t->term, scale, MPFR_RNDN);
    mpfr_add(t->weight[k], t->weight[k], t->term, MPFR_RNDN);
    mpfr_abs(t->term, t->term, MPFR_RNDN);
    mpfr_add(t->size, t->size, t->term, MPFR_RNDN);
  }
  if (a)
    mpfr_add_d(t->weight[k], t->weight[k], a[k], MPFR_RNDN);
  mpfr_abs(t->term, t->weight[k], MPFR_RNDN);
  ld e = bound_masked_score(d, fabsl((ld)scale), truth_low(t->size),
                            truth_low(t->term));
  t->e = fmaxl(t->e, e);
  if (!t->any || mpfr_cmp(t->weight[k], t->top) > 0)
    mpfr_set(t->top, t->weight[k], MPFR_RNDN);
  t->any = 1;
}

void exact_query_weigh(exact_query *t, const double *q, const double *K,
                       const double *a, size_t keys, size_t d, double scale)
{
  t->keys = keys;
  t->any = 0;
  t->e = 0;
  for (size_t k = 0; k < keys; k++) {
    t->hidden[k] = a && isinf(a[k]);
    if (!t->hidden[k])
      score(t, k, q, K + k * d, a, d, scale);
  }
  mpfr_set_zero(t->sum, 1);
  for (size_t k = 0; k < keys; k++) {
    if (t->hidden[k])
      continue;
    mpfr_sub(t->weight[k], t->weight[k], t->top, MPFR_RNDN);
    mpfr_exp(t->weight[k], t->weight[k], MPFR_RNDN);
    mpfr_add(t->sum, t->sum, t->weight[k], MPFR_RNDN);
  }
}

void exact_query_mean(exact_query *t, const double *V, size_t dv, size_t c)
{
  mpfr_set_zero(t->exact, 1);
  mpfr_set_zero(t->size, 1);
  t->lo = HUGE_VAL;
  t->hi = -HUGE_VAL;
  for (size_t k = 0; k < t->keys; k++) {
    double v = V[k * dv + c];
    if (t->hidden[k])
      continue;
    mpfr_div(t->term, t->weight[k], t->sum, MPFR_RNDN);
    mpfr_mul_d(t->term, t->term, v, MPFR_RNDN);
    mpfr_add(t->exact, t->exact, t->term, MPFR_RNDN);
    mpfr_abs(t->term, t->term, MPFR_RNDN);
    mpfr_add(t->size, t->size, t->term, MPFR_RNDN);
    t->lo = fmin(t->lo, v);
    t->hi = fmax(t->hi, v);
  }
  t->most = fmaxl(fabsl((ld)t->lo), fabsl((ld)t->hi));
}

int exact_query_is_of_use(const exact_query *t)
{
  return expm1l(2 * t->e) < 1;
}
