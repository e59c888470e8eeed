/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Online softmax and attention: cases whose arithmetic is exact, orders that
 * rescale always and never, statuses, and the bounds of the contracts against
 * long double. */
#include "online.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define U 0x1p-53L
#define LARGEST 0x1p990

/* How many logits exceed all before them */
static size_t records(const double *z, size_t n)
{
  size_t count = 0;
  double m = -INF;
  for (size_t i = 0; i < n; i++)
    if (z[i] > m) {
      m = z[i];
      count++;
    }
  return count;
}

static void test_by_hand(void)
{
  double p[4];
  const double equal[] = {7e300, 7e300, 7e300, 7e300};
  const double quarters[] = {0.25, 0.25, 0.25, 0.25};
  gsl_test(sp_softmax_online(equal, p, 4) != SP_OK || DIFFER(quarters, p),
           "online: four equal logits, 1/4 each");

  const double masked[] = {-INF, -INF, 0.0, 0.0};
  const double halves[] = {0.0, 0.0, 0.5, 0.5};
  gsl_test(sp_softmax_online(masked, p, 4) != SP_OK || DIFFER(halves, p),
           "online: masked logits first");

  const double up[] = {-1.7e308, -INF, 0.0, 1.7e308};
  const double last[] = {0.0, 0.0, 0.0, 1.0};
  gsl_test(sp_softmax_online(up, p, 4) != SP_OK || DIFFER(last, p),
           "online: ascending, differences that overflow");
  const double down[] = {1.7e308, 0.0, -INF, -1.7e308};
  const double first[] = {1.0, 0.0, 0.0, 0.0};
  gsl_test(sp_softmax_online(down, p, 4) != SP_OK || DIFFER(first, p),
           "online: descending, differences that overflow");

  const double least[] = {-INF, -DBL_MAX, -DBL_MAX, -INF};
  const double middle[] = {0.0, 0.5, 0.5, 0.0};
  gsl_test(sp_softmax_online(least, p, 4) != SP_OK || DIFFER(middle, p),
           "online: the least double is a logit as any other");
  const double lone[] = {-DBL_MAX};
  gsl_test(sp_softmax_online(lone, p, 1) != SP_OK || p[0] != 1.0,
           "online: the least double alone");

  double z[] = {1.0, 3.0, 2.0, -INF};
  sp_softmax_online(z, p, 4);
  sp_softmax_online(z, z, 4);
  gsl_test(DIFFER(z, p), "online: in place as out of place");
}

static void test_statuses(void)
{
  static const struct {
    sp_status expected;
    double z[3];
    size_t n;
  } cases[] = {
      {SP_EMPTY, {0, 0, 0}, 0},
      {SP_TOO_LONG, {0, 0, 0}, SP_MAX_N + 1},
      {SP_NAN_LOGIT, {0, 0, NAN}, 3},
      {SP_NAN_LOGIT, {INF, 0, NAN}, 3}, /* NaN counts more, though later */
      {SP_POS_INF_LOGIT, {-INF, 0, INF}, 3},
      {SP_POS_INF_LOGIT, {INF, INF, INF}, 3},
      {SP_ALL_MASKED, {-INF, -INF, -INF}, 3},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    const double before[] = {42.0, 42.0, 42.0}, V[] = {1.0, 2.0, 3.0};
    double out[] = {42.0, 42.0, 42.0};
    size_t n = cases[k].n;
    gsl_test(sp_softmax_online(cases[k].z, out, n) != cases[k].expected,
             "online, status of case %zu", k);
    gsl_test(sp_attend_online(cases[k].z, V, n, 1, out) != cases[k].expected,
             "online attention, status of case %zu", k);
    gsl_test(DIFFER(before, out), "online, nothing written in case %zu", k);
  }
  const double s[] = {0.0, -INF};
  static const double bad[] = {NAN, INF, -INF, 0x1.0000000000001p990,
                               -0x1.0000000000001p990};
  for (size_t k = 0; k < COUNT(bad); k++) {
    double V[] = {1.0, 2.0}, out[] = {42.0};
    V[1] = bad[k]; /* in a masked row */
    gsl_test(sp_attend_online(s, V, 2, 1, out) != SP_BAD_VALUE
                 || out[0] != 42.0,
             "online attention, bad value %zu", k);
  }
  double out[] = {42.0, 42.0};
  gsl_test(sp_attend_online(s, s, 0, SP_MAX_N + 1, out) != SP_EMPTY
               || sp_attend_online(s, s, 2, 0, out) != SP_EMPTY
               || sp_attend_online(s, s, 2, SP_MAX_N + 1, out) != SP_TOO_LONG,
           "online attention, sizes");
}

/* exact softmax in long double; its own error is far below the bound's slack */
static int softmax_within(const double *z, const double *p, size_t n)
{
  long double sum = 0, m = -INF, add_up = 0;
  for (size_t i = 0; i < n; i++)
    m = fmaxl(m, (long double)z[i]);
  for (size_t i = 0; i < n; i++)
    sum += expl(z[i] - m);
  long double most = (n + 2.125L * records(z, n) + 1) * U;
  for (size_t i = 0; i < n; i++) {
    long double g = expl(z[i] - m) / sum;
    add_up += p[i];
    if (!(fabsl(p[i] - g) <= most * g + 0x1p-1074L))
      return 0;
  }
  return fabsl(add_up - 1) <= most + n * 0x1p-64L;
}

static double logit(gsl_rng *r, int spread)
{
  return ldexp(gsl_rng_uniform(r) - 0.5, spread);
}

static int ascending(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void test_long_rows(void)
{
  size_t n = 1000000;
  double *z = malloc(n * sizeof *z), *p = malloc(n * sizeof *p);
  gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
  static const int spreads[] = {-30, 3, 8, 1023};
  for (size_t k = 0; k < COUNT(spreads); k++) {
    for (size_t i = 0; i < n; i++)
      z[i] = logit(r, spreads[k]);
    gsl_test(sp_softmax_online(z, p, n) != SP_OK || !softmax_within(z, p, n),
             "online: 1e6 logits, spread 2^%d, random order", spreads[k]);
    qsort(z, n, sizeof *z, ascending);
    gsl_test(sp_softmax_online(z, p, n) != SP_OK || !softmax_within(z, p, n),
             "online: the same, every step rescales");
    for (size_t i = 0; i < n / 2; i++) {
      double swap = z[i];
      z[i] = z[n - 1 - i];
      z[n - 1 - i] = swap;
    }
    gsl_test(sp_softmax_online(z, p, n) != SP_OK || !softmax_within(z, p, n),
             "online: the same, no step rescales but the first");
  }
  gsl_rng_free(r);
  free(z);
  free(p);
}

/* Eighths, some of them masked, and the same 2^20 + 3 further up: no difference
 * is rounded. */
static void test_shift(void)
{
  enum { SIZE = 300 };
  double z[SIZE], moved[SIZE], p[SIZE], q[SIZE];
  gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
  int bad = 0;
  for (int round = 0; round < 300; round++) {
    for (size_t i = 0; i < SIZE; i++) {
      z[i] = gsl_rng_get(r) % 5 == 0 ? -INF : logit(r, 9);
      z[i] = floor(8.0 * z[i]) / 8.0;
    }
    if (round % 3 == 1)
      qsort(z, SIZE, sizeof *z, ascending);
    for (size_t i = 0; i < SIZE; i++)
      moved[i] = z[i] + 1048579.0;
    bad |= sp_softmax_online(z, p, SIZE) != SP_OK;
    bad |= sp_softmax_online(moved, q, SIZE) != SP_OK || DIFFER(p, q);
  }
  gsl_test(bad, "online: the same row elsewhere, the same bits");
  gsl_rng_free(r);
}

/* Neighbouring doubles */
static void test_order(void)
{
  enum { SIZE = 200 };
  static const double starts[] = {-745.0, -700.0, -20.0, -1.0, -0x1p-20};
  double z[SIZE + 1], p[SIZE + 1];
  for (size_t k = 0; k < COUNT(starts); k++) {
    z[SIZE] = 0.0;
    z[0] = starts[k];
    for (size_t i = 1; i < SIZE; i++)
      z[i] = nextafter(z[i - 1], 0.0);
    int bad = sp_softmax_online(z, p, SIZE + 1) != SP_OK;
    for (size_t j = 0; j <= SIZE; j++)
      for (size_t i = 0; i < j; i++)
        bad |= p[i] > p[j] * (1 + (p[j] < 0x1p-900 ? 5 : 4) * U)
                          + (p[j] < 0x1p-900 ? 3 * 0x1p-1074L : 0);
    gsl_test(bad, "online: order of neighbours from %g on", starts[k]);
  }
}

static void test_attention_by_hand(void)
{
  const double V[] = {1.0, -2.0, 8.0, 3.0, 6.0, LARGEST}; /* 2 rows of 3 */
  double out[3];
  const double even[] = {5.0, 5.0}, mean[] = {2.0, 2.0, 0.5 * LARGEST};
  gsl_test(sp_attend_online(even, V, 2, 3, out) != SP_OK || DIFFER(mean, out),
           "online attention, equal scores: the mean of the rows");
  const double masked[] = {-7.0, -INF};
  gsl_test(sp_attend_online(masked, V, 2, 3, out) != SP_OK
               || memcmp(V, out, sizeof out),
           "online attention, the second row masked: the first row");
  const double late[] = {-INF, -7.0};
  gsl_test(sp_attend_online(late, V, 2, 3, out) != SP_OK
               || memcmp(V + 3, out, sizeof out),
           "online attention, the first row masked: the second row");
  const double up[] = {-1e308, 1e308}, down[] = {1e308, -1e308};
  gsl_test(sp_attend_online(up, V, 2, 3, out) != SP_OK
               || memcmp(V + 3, out, sizeof out),
           "online attention, the second score far ahead: the second row");
  gsl_test(sp_attend_online(down, V, 2, 3, out) != SP_OK
               || memcmp(V, out, sizeof out),
           "online attention, the first score far ahead: the first row");
}

#define N 40
#define D 6

static void test_attention_bounds(void)
{
  gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
  int bad = 0;
  for (int round = 0; round < 900; round++) {
    double V[N * D], s[N], out[D];
    for (size_t i = 0; i < N * D; i++)
      V[i] = ldexp(gsl_rng_uniform(r) - 0.5, (int)(gsl_rng_get(r) % 60));
    for (size_t i = 0; i < N; i++)
      s[i] = logit(r, round % 9);
    if (round % 3 == 1)
      qsort(s, N, sizeof *s, ascending);
    if (round % 3 == 2)
      s[7] = s[N - 1] = -INF;
    bad |= sp_attend_online(s, V, N, D, out) != SP_OK;
    long double sum = 0, r_n = 4.25L * records(s, N);
    for (size_t k = 0; k < N; k++)
      sum += expl((long double)s[k]);
    for (size_t c = 0; c < D; c++) {
      long double exact = 0, size = 0;
      for (size_t k = 0; k < N; k++) {
        long double term = expl((long double)s[k]) / sum * V[k * D + c];
        exact += term;
        size += fabsl(term);
      }
      bad |= fabsl(out[c] - exact) > (2 * N + r_n - 1) * U * size;
    }
  }
  gsl_test(bad, "online attention, error bound");
  gsl_rng_free(r);
}

void test_online(void)
{
  test_by_hand();
  test_statuses();
  test_long_rows();
  test_shift();
  test_order();
  test_attention_by_hand();
  test_attention_bounds();
}
