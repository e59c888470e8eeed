/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Binary floating-point formats, all of whose values are doubles. */
#ifndef SP_CERTIFY_FORMAT_H
#define SP_CERTIFY_FORMAT_H

#include <mpfr.h>

/* Finite values are multiples of 2^least of at most `bits' bits, below
 * 2^most. */
typedef struct format {
  const char *name;  /* f64, f32, f16 or bf16 */
  const char *title; /* as in "too large for a double" */
  int bits;
  long least;
  long most;
} format;

extern const format binary64, binary32, binary16, bfloat16;

/* The format of this name, double, float, half and bfloat16 too; or NULL */
const format *format_named(const char *name);

#define FORMAT_NAMES "f64, f32, f16, bf16"

/* The number that the whole of s is, rounded to the format; 0: it is none. What
 * is above the largest value becomes an infinity. */
int format_parse(const format *f, const char *s, double *x);

/* Whether s, which is x, is a number above the largest value, and not "inf" */
int format_overflows(const char *s, double x);

/* The value next to x; of two, the even one */
double format_round(const format *f, mpfr_srcptr x);
double format_round_d(const format *f, double x);

/* Whether every number between lo and hi has the same value next to it, which
 * becomes *value. If `open', lo and hi themselves are not asked. */
int format_decides(const format *f, mpfr_srcptr lo, mpfr_srcptr hi, int open,
                   double *value);

/* The distance of the two values around x, as an exponent of 2 */
long format_ulp(const format *f, mpfr_srcptr x);

#endif
