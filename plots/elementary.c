/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The largest relative errors of sp_exp and sp_log1p in u = 2^-53, found with MPFR, in
 * steps of their range: exp from -708 to 0, log1p from 2^-60 to 2^26.
 * usage: elementary    Prints two tables between tabs. */
#include "certify/rng.h"
#include "softproof.h"

#include <math.h>
#include <mpfr.h>
#include <stdio.h>

#define BITS 160
#define STEPS 177
#define SAMPLES 4000

typedef struct function {
  const char *head;
  double (*computed)(double x);
  int (*exact)(mpfr_t y, const mpfr_t x, mpfr_rnd_t mode);
  double from, to; /* of x, or of its binary logarithm */
  int logarithmic;
} function;

/* Of one value, in u */
static double error(const function *f, double x, mpfr_t y, mpfr_t t)
{
  mpfr_set_d(t, x, MPFR_RNDN);
  f->exact(y, t, MPFR_RNDN);
  mpfr_d_sub(t, f->computed(x), y, MPFR_RNDN);
  mpfr_div(t, t, y, MPFR_RNDN);
  mpfr_mul_2si(t, t, 53, MPFR_RNDN);
  return fabs(mpfr_get_d(t, MPFR_RNDN));
}

static void table(const function *f)
{
  mpfr_t y, t;
  mpfr_inits2(BITS, y, t, (mpfr_ptr)0);
  printf("%s\terror\n", f->head);
  for (size_t k = 0; k < STEPS; k++) {
    rng r = rng_for_case(1, k);
    double width = (f->to - f->from) / STEPS;
    double start = f->from + width * (double)k;
    double largest = 0.0;
    for (size_t i = 0; i < SAMPLES; i++) {
      double x = start + width * rng_unit(&r);
      if (f->logarithmic) /* uniform in a binade, without the libm */
        x = ldexp(1.0 + (x - floor(x)), (int)floor(x));
      largest = fmax(largest, error(f, x, y, t));
    }
    printf("%.6g\t%.6g\n", start + width / 2.0, largest);
  }
  mpfr_clears(y, t, (mpfr_ptr)0);
}

int main(void)
{
  table(&(function){"x", sp_exp, mpfr_exp, -708.0, 0.0, 0});
  printf("\n\n");
  table(&(function){"log2 x", sp_log1p, mpfr_log1p, -60.0, 26.0, 1});
  return 0;
}
