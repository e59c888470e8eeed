/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Intervals of real numbers, their ends rounded outward by MPFR. A result may be
 * an operand. */
#ifndef SP_CERTIFY_INTERVAL_H
#define SP_CERTIFY_INTERVAL_H

#include <mpfr.h>
#include <stddef.h>

typedef struct interval {
  mpfr_t lo, hi;
} interval;

void interval_open(interval *a, mpfr_prec_t bits);
void interval_close(interval *a);

void interval_set(interval *a, const interval *b);
void interval_set_d(interval *a, double x);
void interval_set_exact(interval *a, mpfr_srcptr x);

void interval_neg(interval *c, const interval *a);
void interval_add(interval *c, const interval *a, const interval *b);
void interval_sub(interval *c, const interval *a, const interval *b);
void interval_mul(interval *c, const interval *a, const interval *b);
void interval_mul_d(interval *c, const interval *a, double x);

/* b above 0 */
void interval_div(interval *c, const interval *a, const interval *b);

void interval_exp(interval *c, const interval *a);

/* a not below 0 */
void interval_log1p(interval *c, const interval *a);

/* Whether a is one number, and that is 0 */
int interval_is_zero(const interval *a);

/* Whether some number of v is within `radius' of x; both are finite, or it is
 * not. */
int interval_meets(const interval *v, double x, double radius);

/* n intervals whose numbers lie in one block */
typedef struct interval_row {
  interval *at;
  void *limbs;
  size_t n;
} interval_row;

/* 0: not enough memory */
int interval_row_open(interval_row *r, size_t n, mpfr_prec_t bits);
void interval_row_close(interval_row *r);

#endif
