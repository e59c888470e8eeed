/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/interval.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

void interval_open(interval *a, mpfr_prec_t bits)
{
  mpfr_init2(a->lo, bits);
  mpfr_init2(a->hi, bits);
}

void interval_close(interval *a)
{
  mpfr_clear(a->lo);
  mpfr_clear(a->hi);
}

int interval_row_open(interval_row *r, size_t n, mpfr_prec_t bits)
{
  size_t size = mpfr_custom_get_size(bits);
  *r = (interval_row){.n = n};
  if (n > SIZE_MAX / 2 / (size + sizeof *r->at))
    return 0;
  r->at = malloc(n * sizeof *r->at);
  r->limbs = malloc(2 * n * size);
  if (r->at == NULL || r->limbs == NULL) {
    interval_row_close(r);
    return 0;
  }
  char *next = r->limbs;
  for (size_t i = 0; i < n; i++)
    for (int end = 0; end < 2; end++) {
      mpfr_ptr x = end == 0 ? r->at[i].lo : r->at[i].hi;
      mpfr_custom_init(next, bits);
      mpfr_custom_init_set(x, MPFR_ZERO_KIND, 0, bits, next);
      next += size;
    }
  return 1;
}

void interval_row_close(interval_row *r)
{
  free(r->at);
  free(r->limbs);
  *r = (interval_row){0};
}

void interval_set(interval *a, const interval *b)
{
  mpfr_set(a->lo, b->lo, MPFR_RNDD);
  mpfr_set(a->hi, b->hi, MPFR_RNDU);
}

void interval_set_d(interval *a, double x)
{
  mpfr_set_d(a->lo, x, MPFR_RNDD);
  mpfr_set_d(a->hi, x, MPFR_RNDU);
}

void interval_set_exact(interval *a, mpfr_srcptr x)
{
  mpfr_set(a->lo, x, MPFR_RNDD);
  mpfr_set(a->hi, x, MPFR_RNDU);
}

void interval_neg(interval *c, const interval *a)
{
  if (c == a)
    mpfr_swap(c->lo, c->hi);
  mpfr_srcptr lo = c == a ? c->lo : a->hi, hi = c == a ? c->hi : a->lo;
  mpfr_neg(c->lo, lo, MPFR_RNDD);
  mpfr_neg(c->hi, hi, MPFR_RNDU);
}

void interval_add(interval *c, const interval *a, const interval *b)
{
  mpfr_add(c->lo, a->lo, b->lo, MPFR_RNDD);
  mpfr_add(c->hi, a->hi, b->hi, MPFR_RNDU);
}

void interval_sub(interval *c, const interval *a, const interval *b)
{
  mpfr_t lo;
  mpfr_init2(lo, mpfr_get_prec(c->lo));
  mpfr_sub(lo, a->lo, b->hi, MPFR_RNDD);
  mpfr_sub(c->hi, a->hi, b->lo, MPFR_RNDU);
  mpfr_set(c->lo, lo, MPFR_RNDD);
  mpfr_clear(lo);
}

/* The least and the greatest of the products of the ends */
void interval_mul(interval *c, const interval *a, const interval *b)
{
  mpfr_prec_t bits = mpfr_get_prec(c->lo);
  interval product;
  mpfr_t x;
  interval_open(&product, bits);
  mpfr_init2(x, bits);
  for (int i = 0; i < 4; i++) {
    mpfr_srcptr p = i & 1 ? a->hi : a->lo, q = i & 2 ? b->hi : b->lo;
    mpfr_mul(x, p, q, MPFR_RNDD);
    if (i == 0 || mpfr_less_p(x, product.lo))
      mpfr_set(product.lo, x, MPFR_RNDD);
    mpfr_mul(x, p, q, MPFR_RNDU);
    if (i == 0 || mpfr_greater_p(x, product.hi))
      mpfr_set(product.hi, x, MPFR_RNDU);
  }
  mpfr_clear(x);
  interval_set(c, &product);
  interval_close(&product);
}

void interval_mul_d(interval *c, const interval *a, double x)
{
  interval b;
  interval_open(&b, 53);
  interval_set_d(&b, x);
  interval_mul(c, a, &b);
  interval_close(&b);
}

void interval_div(interval *c, const interval *a, const interval *b)
{
  if (c == b) { /* both its ends are needed to the end */
    interval copy;
    interval_open(&copy, mpfr_get_prec(b->lo));
    interval_set(&copy, b);
    interval_div(c, a, &copy);
    interval_close(&copy);
    return;
  }
  /* the end of b that makes each end of a/b outermost */
  mpfr_srcptr under = mpfr_sgn(a->lo) < 0 ? b->lo : b->hi;
  mpfr_srcptr over = mpfr_sgn(a->hi) < 0 ? b->hi : b->lo;
  mpfr_div(c->lo, a->lo, under, MPFR_RNDD);
  mpfr_div(c->hi, a->hi, over, MPFR_RNDU);
}

/* The upper end of an increasing function whose lower end is computed: if that
 * was of one number, the next number is enough. */
static void one_up(interval *c, int inexact)
{
  mpfr_set(c->hi, c->lo, MPFR_RNDU);
  if (inexact)
    mpfr_nextabove(c->hi);
}

typedef int function(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t direction);

static void increasing(interval *c, const interval *a, function *f)
{
  int is_number = mpfr_equal_p(a->lo, a->hi);
  if (!is_number)
    f(c->hi, a->hi, MPFR_RNDU);
  int inexact = f(c->lo, a->lo, MPFR_RNDD);
  if (is_number)
    one_up(c, inexact);
}

void interval_exp(interval *c, const interval *a)
{
  increasing(c, a, mpfr_exp);
}

void interval_log1p(interval *c, const interval *a)
{
  increasing(c, a, mpfr_log1p);
}

int interval_is_zero(const interval *a)
{
  return mpfr_zero_p(a->lo) && mpfr_zero_p(a->hi);
}

int interval_meets(const interval *v, double x, double radius)
{
  mpfr_t excess;
  mpfr_init2(excess, mpfr_get_prec(v->lo));
  mpfr_sub_d(excess, v->lo, x, MPFR_RNDD);
  int is_low = mpfr_cmp_d(excess, radius) <= 0;
  mpfr_sub_d(excess, v->hi, x, MPFR_RNDU);
  int is_high = mpfr_cmp_d(excess, -radius) >= 0;
  int is_number = !mpfr_nan_p(excess) && !isnan(radius); /* NaN compares as 0 */
  mpfr_clear(excess);
  return is_number && is_low && is_high;
}
