/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/attended.h"

#include <stdlib.h>

/* Products of doubles up to 2^400 are multiples of 2^-2148; 2^26 of them times
 * a scale up to 2^100, of 2^-3222 and below 2^926; masks are below 2^1024. So
 * 4246 bits hold a score, and 106 a product. */
#define SCORE_BITS 4352
#define PRODUCT_BITS 106

/* Sums of 2^26 values up to 2^990, times 2^26: from 2^-1074 to 2^1042 */
#define VALUE_BITS 2176

/* Nothing is rounded. */
static void find_score(const query *a, size_t k, mpfr_t score, mpfr_t product)
{
  const double *key = a->K + k * a->d;
  mpfr_set_zero(score, 1);
  for (size_t l = 0; l < a->d; l++) {
    mpfr_set_d(product, a->q[l], MPFR_RNDN);
    mpfr_mul_d(product, product, key[l], MPFR_RNDN);
    mpfr_add(score, score, product, MPFR_RNDN);
  }
  mpfr_mul_d(score, score, a->scale, MPFR_RNDN);
  if (a->mask != NULL)
    mpfr_add_d(score, score, a->mask[k], MPFR_RNDN);
}

static void find_scores(attended *s)
{
  mpfr_t score, product;
  mpfr_init2(score, SCORE_BITS);
  mpfr_init2(product, PRODUCT_BITS);
  for (size_t k = 0; k < s->a->keys; k++) {
    if (!query_sees(s->a, k))
      continue;
    find_score(s->a, k, score, product);
    mpfr_prec_t bits = mpfr_min_prec(score);
    attended_key *at = s->at + s->n++;
    at->key = k;
    mpfr_init2(at->score, bits < MPFR_PREC_MIN ? MPFR_PREC_MIN : bits);
    mpfr_set(at->score, score, MPFR_RNDN);
  }
  mpfr_clear(score);
  mpfr_clear(product);
}

static int larger_first(const void *left, const void *right)
{
  const attended_key *a = left, *b = right;
  return mpfr_cmp(b->score, a->score);
}

int attended_open(attended *s, const query *a, mpfr_prec_t bits)
{
  *s = (attended){.a = a, .at = malloc((a->keys + 1) * sizeof *s->at)};
  if (s->at == NULL || !interval_row_open(&s->e, a->keys, bits)) {
    free(s->at);
    s->at = NULL;
    return 0;
  }
  interval_open(&s->sum, bits);
  interval_open(&s->term, bits);
  interval_set_d(&s->sum, 0.0);
  find_scores(s);
  qsort(s->at, s->n, sizeof *s->at, larger_first);
  for (size_t i = 0; i < s->n; i++) {
    interval *e = s->e.at + i;
    mpfr_sub(e->lo, s->at[i].score, s->at[0].score, MPFR_RNDD);
    mpfr_sub(e->hi, s->at[i].score, s->at[0].score, MPFR_RNDU);
    interval_exp(e, e);
    interval_add(&s->sum, &s->sum, e);
  }
  return 1;
}

void attended_close(attended *s)
{
  if (s->at == NULL)
    return;
  for (size_t i = 0; i < s->n; i++)
    mpfr_clear(s->at[i].score);
  free(s->at);
  interval_row_close(&s->e);
  interval_close(&s->sum);
  interval_close(&s->term);
}

static double value_of(const attended *s, size_t i, size_t c)
{
  return s->a->V[s->at[i].key * s->a->dv + c];
}

/* The exact sum of the values that have the score of key `first'; returns how
 * many they are. */
static size_t add_equals(const attended *s, size_t first, size_t c, mpfr_t sum)
{
  size_t i = first;
  mpfr_set_zero(sum, 1);
  for (; i < s->n && mpfr_equal_p(s->at[i].score, s->at[first].score); i++)
    mpfr_add_d(sum, sum, value_of(s, i, c), MPFR_RNDN);
  return i - first;
}

/* Whether all scores have the same mean of values, which *value gets */
static int is_constant(const attended *s, size_t c, interval *value)
{
  mpfr_t mean, sum, left, right; /* mean: times its count */
  mpfr_inits2(VALUE_BITS, mean, sum, left, right, (mpfr_ptr)0);
  size_t count = add_equals(s, 0, c, mean), more;
  int same = 1;
  for (size_t i = count; i < s->n && same; i += more) {
    more = add_equals(s, i, c, sum);
    mpfr_mul_ui(left, mean, more, MPFR_RNDN);
    mpfr_mul_ui(right, sum, count, MPFR_RNDN);
    same = mpfr_equal_p(left, right);
  }
  if (same) {
    mpfr_div_ui(value->lo, mean, count, MPFR_RNDD);
    mpfr_div_ui(value->hi, mean, count, MPFR_RNDU);
  }
  mpfr_clears(mean, sum, left, right, (mpfr_ptr)0);
  return same;
}

int attended_value(attended *s, size_t c, interval *value)
{
  interval_set_d(value, 0.0);
  if (s->n == 0 || is_constant(s, c, value))
    return 0;
  for (size_t i = 0; i < s->n; i++) {
    interval_mul_d(&s->term, s->e.at + i, value_of(s, i, c));
    interval_add(value, value, &s->term);
  }
  interval_div(value, value, &s->sum);
  return 1;
}
