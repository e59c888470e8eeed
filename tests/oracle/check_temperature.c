/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P17 of sp_softmax_temperature, sp_softmax_cold, sp_softmax_hot, sp_argmax and
 * sp_entropy.
 * A check that is spoilt gets a wrong result here, so that --self-check can see
 * it fail. */
#include "checks.h"

#include "../../src/softproof.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 100000 /* MPFR takes every entry's exponential once more */

/* Half of them make quotients of every size up to the cut, half are any. */
static double any_temperature(const workspace *b, rng *r)
{
  static const double special[] = {0x1p-900, 0x1p900, 1.0, 0x1p-537, 0.7, 2.0};
  double z = b->z.at[rng_below(r, b->exact.n)];
  double T = (b->exact.m - z) / rng_between(r, 0.0, 760.0);
  if (rng_bits(r) & 1 && 0x1p-900 <= T && T <= 0x1p900)
    return T;
  if (rng_below(r, 8) == 0)
    return special[rng_below(r, 6)];
  return ldexp(rng_between(r, 1.0, 2.0), (int)rng_below(r, 1800) - 900);
}

/* g_i of z / T, in t */
static void truth_at(mpfr_t *t, const truth *exact, const double *z, double T)
{
  size_t n = exact->n;
  mpfr_t sum;
  mpfr_init2(sum, TRUTH_BITS);
  mpfr_set_zero(sum, 1);
  for (size_t i = 0; i < n; i++) {
    mpfr_set_d(t[i], z[i], MPFR_RNDN);
    mpfr_sub_d(t[i], t[i], exact->m, MPFR_RNDN);
    mpfr_div_d(t[i], t[i], T, MPFR_RNDN);
    mpfr_exp(t[i], t[i], MPFR_RNDN);
    mpfr_add(sum, sum, t[i], MPFR_RNDN);
  }
  for (size_t i = 0; i < n; i++)
    mpfr_div(t[i], t[i], sum, MPFR_RNDN);
  mpfr_clear(sum);
}

/* Masked entries +0, ties bit-equal, none above the one at the top. */
static int is_in_order(const double *z, const double *p, size_t n, size_t top)
{
  const double zero = 0.0;
  int ok = 1;
  for (size_t i = 0; i < n; i++) {
    ok = ok && 0.0 <= p[i] && p[i] <= p[top] && p[i] <= 1.0;
    if (z[i] == z[top])
      ok = ok && same_bits(&p[i], &p[top], 1);
    if (isinf(z[i]))
      ok = ok && same_bits(&p[i], &zero, 1);
  }
  return ok;
}

static void check_finite(workspace *b, double T)
{
  static mpfr_t *t;
  static size_t room;
  size_t n = b->exact.n, top = b->exact.top;
  const double *z = b->z.at;
  double *p = b->q.at;
  if (n > room) {
    mpfr_t *more = realloc(t, n * sizeof *t);
    if (!more) {
      fprintf(stderr, "oracle: out of memory\n");
      exit(2);
    }
    t = more;
    for (; room < n; room++)
      mpfr_init2(t[room], TRUTH_BITS);
  }
  truth_at(t, &b->exact, z, T);

  guarded_reset(&b->q, n);
  int ok = sp_softmax_temperature(z, p, n, T) == SP_OK;
  guarded_reset(&b->w, n);
  memcpy(b->w.at, z, n * sizeof *z);
  ok = ok && sp_softmax_temperature(b->w.at, b->w.at, n, T) == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && same_bits(p, b->w.at, n) && guarded_intact(&b->q, n)
                  && guarded_intact(&b->w, n),
              0, T);
  for (size_t i = 0; i < n; i++)
    tally_value(CHECK_TEMPERATURE, p[i], t[i],
                bound_temperature(truth_low(t[i])), i);
  check_sum(CHECK_TEMPERATURE_SUM, p, n, bound_sum());
  if (spoilt == CHECK_TEMPERATURE_ORDER)
    p[top] = nextafter(p[top], 2.0) + 0.5;
  tally_exact(CHECK_TEMPERATURE_ORDER, is_in_order(z, p, n, top), 0, T);
}

/* One of the limits: 1 / count where it is not 0. */
static void check_limit(workspace *b, check value, check sum, int cold)
{
  size_t n = b->exact.n, count = 0;
  const double *z = b->z.at;
  double *p = b->q.at, lowest = cold ? b->exact.m : -DBL_MAX;
  for (size_t i = 0; i < n; i++)
    count += z[i] >= lowest;
  guarded_reset(&b->q, n);
  int ok = (cold ? sp_softmax_cold : sp_softmax_hot)(z, p, n) == SP_OK;
  guarded_reset(&b->w, n);
  memcpy(b->w.at, z, n * sizeof *z);
  ok = ok
       && (cold ? sp_softmax_cold : sp_softmax_hot)(b->w.at, b->w.at, n)
              == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && same_bits(p, b->w.at, n) && guarded_intact(&b->q, n)
                  && guarded_intact(&b->w, n),
              0, p[0]);

  mpfr_t g;
  mpfr_init2(g, TRUTH_BITS);
  for (size_t i = 0; i < n; i++) {
    mpfr_set_ui(g, z[i] >= lowest, MPFR_RNDN);
    mpfr_div_ui(g, g, count, MPFR_RNDN);
    tally_value(value, p[i], g, bound_limit(truth_low(g)), i);
  }
  mpfr_clear(g);
  check_sum(sum, p, n, bound_limit_sum());
}

/* The sum of g_i (l + m - z_i), l = logsumexp - m; p is that of sp_softmax. */
static void check_entropy(workspace *b)
{
  size_t n = b->exact.n;
  const double *z = b->z.at;
  mpfr_t sum;
  mpfr_init2(sum, TRUTH_BITS);
  truth_entropy(sum, &b->exact, z);
  double entropy = -1.0;
  guarded_reset(&b->q, n);
  int ok = sp_entropy(z, b->q.at, n, &entropy) == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && same_bits(b->p.at, b->q.at, n) && guarded_intact(&b->q, n),
              0, entropy);
  tally_value(CHECK_ENTROPY, entropy, sum, bound_entropy(n, truth_low(sum)), 0);
  mpfr_clear(sum);
}

static void check_argmax(workspace *b)
{
  size_t n = b->exact.n, first = 0, index = n;
  const double *z = b->z.at;
  while (z[first] != b->exact.m)
    first++;
  int ok = sp_argmax(z, n, &index) == SP_OK;
  if (spoilt == CHECK_ARGMAX)
    index++;
  tally_exact(CHECK_ARGMAX, ok && index == first, first, z[first]);
}

void check_temperature(workspace *b, rng *r)
{
  check_limit(b, CHECK_COLD, CHECK_COLD_SUM, 1);
  check_limit(b, CHECK_HOT, CHECK_HOT_SUM, 0);
  check_argmax(b);
  check_entropy(b);
  if (b->exact.n <= LONGEST)
    check_finite(b, any_temperature(b, r));
}
