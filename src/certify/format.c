/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/format.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const format binary64 = {"f64", "a double", 53, -1074, 1024};
const format binary32 = {"f32", "a float", 24, -149, 128};
const format binary16 = {"f16", "binary16", 11, -24, 16};
const format bfloat16 = {"bf16", "bfloat16", 8, -133, 128};

const format *format_named(const char *name)
{
  const format *const all[] = {&binary64, &binary32, &binary16, &bfloat16};
  static const char *const words[] = {"double", "float", "half", "bfloat16"};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strcmp(all[i]->name, name) == 0 || strcmp(words[i], name) == 0)
      return all[i];
  return NULL;
}

long format_ulp(const format *f, mpfr_srcptr x)
{
  if (!mpfr_regular_p(x))
    return f->least;
  long last = (long)mpfr_get_exp(x) - f->bits;
  return last > f->least ? last : f->least;
}

/* x rounded in a direction; an overflow goes to infinity in all of them. */
static double rounded(const format *f, mpfr_srcptr x, mpfr_rnd_t direction)
{
  if (!mpfr_regular_p(x))
    return mpfr_get_d(x, MPFR_RNDN);
  long ulp = format_ulp(f, x);
  mpfr_t steps;
  mpfr_init2(steps, mpfr_get_prec(x));
  mpfr_mul_2si(steps, x, -ulp, MPFR_RNDN); /* exact: the exponent is wide */
  mpfr_rint(steps, steps, direction);
  double count = mpfr_get_d(steps, MPFR_RNDN); /* exact: at most 2^53 */
  mpfr_clear(steps);
  double value = ldexp(count, (int)ulp);
  return fabs(value) < ldexp(1.0, (int)f->most) ? value
                                                : copysign(INFINITY, value);
}

double format_round(const format *f, mpfr_srcptr x)
{
  return rounded(f, x, MPFR_RNDN);
}

double format_round_d(const format *f, double x)
{
  if (f == &binary64 || !isfinite(x))
    return x;
  if (f == &binary32)
    return (double)(float)x;
  mpfr_t exact;
  mpfr_init2(exact, 53);
  mpfr_set_d(exact, x, MPFR_RNDN);
  double value = format_round(f, exact);
  mpfr_clear(exact);
  return value;
}

/* One rounding only: what does not fit is told from a middle by a last bit. */
static double parse_half(const format *f, const char *s)
{
  mpfr_t x;
  mpfr_init2(x, 64);
  int inexact = mpfr_strtofr(x, s, NULL, 0, MPFR_RNDZ);
  if (inexact && mpfr_regular_p(x)) {
    mpfr_prec_round(x, 65, MPFR_RNDN); /* exact */
    if (mpfr_sgn(x) > 0)
      mpfr_nextabove(x);
    else
      mpfr_nextbelow(x);
  }
  double value = format_round(f, x);
  mpfr_clear(x);
  return value;
}

int format_parse(const format *f, const char *s, double *x)
{
  char *end;
  *x = strtod(s, &end);
  if (end == s || *end != '\0' || isspace((unsigned char)*s))
    return 0;
  if (f == &binary32)
    *x = (double)strtof(s, NULL);
  else if (f != &binary64 && isfinite(*x) && *x != 0.0)
    *x = parse_half(f, s);
  if (isnan(*x))
    *x = NAN; /* "-nan" too */
  return 1;
}

int format_overflows(const char *s, double x)
{
  return isinf(x) && strpbrk(s, "nN") == NULL;
}

/* Whether x is in the middle between two values */
static int is_middle(const format *f, mpfr_srcptr x)
{
  if (!mpfr_regular_p(x) || mpfr_min_prec(x) > f->bits + 1)
    return 0;
  mpfr_t steps;
  mpfr_init2(steps, mpfr_get_prec(x));
  mpfr_mul_2si(steps, x, 1 - format_ulp(f, x), MPFR_RNDN);
  int is_half = mpfr_integer_p(steps);
  mpfr_div_2ui(steps, steps, 1, MPFR_RNDN);
  is_half = is_half && !mpfr_integer_p(steps);
  mpfr_clear(steps);
  return is_half;
}

int format_decides(const format *f, mpfr_srcptr lo, mpfr_srcptr hi, int open,
                   double *value)
{
  open = open && mpfr_less_p(lo, hi);
  double above =
      rounded(f, lo, open && is_middle(f, lo) ? MPFR_RNDU : MPFR_RNDN);
  double below =
      rounded(f, hi, open && is_middle(f, hi) ? MPFR_RNDD : MPFR_RNDN);
  *value = above;
  return above == below;
}
