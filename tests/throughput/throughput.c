/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Processor time of certified values of softmax, beside MPFR and Arb alone.
 * usage: throughput    Prints a table between tabs. */
#define _POSIX_C_SOURCE 199309L
#include "certify/certify.h"
#include "certify/rng.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define BITS 128

static double *z;
static double checksum; /* so that nothing is left out */

static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Correctly rounded and enclosed, with Arb's opinion */
static void by_softproof(size_t n)
{
  problem p = {.op = OP_SOFTMAX, .n = n, .z = z, .T = 1.0};
  certifier c;
  if (certifier_open(&c, &p, &binary64) != CERTIFIED)
    exit(2);
  for (size_t i = 0; i < n; i++) {
    double value;
    if (certify(&c, i, &value) != CERTIFIED)
      exit(2);
    checksum += value;
  }
  certifier_close(&c);
}

/* Rounded to the nearest number at each step: no enclosure, nothing certain */
static void by_mpfr(size_t n)
{
  mpfr_t sum, x;
  mpfr_t *e = malloc(n * sizeof *e);
  double m = z[0];
  if (e == NULL)
    exit(2);
  mpfr_inits2(BITS, sum, x, (mpfr_ptr)0);
  mpfr_set_zero(sum, 1);
  for (size_t i = 1; i < n; i++)
    m = z[i] > m ? z[i] : m;
  for (size_t i = 0; i < n; i++) {
    mpfr_init2(e[i], BITS);
    mpfr_set_d(x, z[i], MPFR_RNDN);
    mpfr_sub_d(x, x, m, MPFR_RNDN);
    mpfr_exp(e[i], x, MPFR_RNDN);
    mpfr_add(sum, sum, e[i], MPFR_RNDN);
  }
  for (size_t i = 0; i < n; i++) {
    mpfr_div(x, e[i], sum, MPFR_RNDN);
    checksum += mpfr_get_d(x, MPFR_RNDN);
    mpfr_clear(e[i]);
  }
  mpfr_clears(sum, x, (mpfr_ptr)0);
  free(e);
}

/* Balls: enclosed, but not rounded correctly */
static void by_arb(size_t n)
{
  problem p = {.op = OP_SOFTMAX, .n = n, .z = z, .T = 1.0};
  balls b;
  arb_t value;
  arb_init(value);
  balls_open(&b, &p, BITS);
  for (size_t i = 0; i < n; i++) {
    balls_value(&b, i, value);
    checksum += arf_get_d(arb_midref(value), ARF_RND_NEAR);
  }
  balls_close(&b);
  arb_clear(value);
}

static void measure(const char *name, void (*run)(size_t n), size_t n)
{
  size_t runs = 1 + 1000000 / n;
  double start = seconds();
  for (size_t k = 0; k < runs; k++)
    run(n);
  printf("%s\t%zu\t%.4g\n", name, n,
         1e6 * (seconds() - start) / (double)(runs * n));
  fflush(stdout);
}

int main(void)
{
  static const size_t sizes[] = {10, 1000, 1000000};
  rng r = rng_for_case(1, 0);
  z = malloc(1000000 * sizeof *z);
  if (z == NULL)
    return 2;
  for (size_t i = 0; i < 1000000; i++)
    z[i] = 4.0 * rng_bell(&r);
  printf("method\tn\tmicroseconds\n");
  for (size_t k = 0; k < 3; k++) {
    measure("certified", by_softproof, sizes[k]);
    measure("MPFR", by_mpfr, sizes[k]);
    measure("Arb", by_arb, sizes[k]);
  }
  free(z);
  return checksum > 0.0 ? 0 : 2;
}
