/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P04, P05 and P06 of a softmax: what two of its results, or two of its rows,
 * have to do with each other. */
#include "checks.h"

#include <stdlib.h>

typedef struct pair {
  double z, p;
} pair;

static int by_logit(const void *a, const void *b)
{
  double x = ((const pair *)a)->z, y = ((const pair *)b)->z;
  return (x > y) - (x < y);
}

/* On the row sorted by logit */
void check_softmax_order(const order_checks *c, const double *z,
                         const double *p, size_t n)
{
  pair *row = malloc(n * sizeof *row);
  if (!row) {
    fprintf(stderr, "oracle: out of memory\n");
    exit(2);
  }
  for (size_t i = 0; i < n; i++) {
    row[i].z = z[i];
    row[i].p = p[i];
  }
  qsort(row, n, sizeof *row, by_logit);

  double largest = 0.0;
  for (size_t i = 0; i < n; i++) {
    double pi = row[i].p;
    ld bound = bound_order(pi);
    ld over = largest > pi ? (ld)largest - (ld)pi : 0;
    if (spoilt == c->order)
      over = nextafterl(bound, HUGE_VALL);
    tally_error(c->order, over, bound, i, pi);
    if (i > 0 && row[i].z == row[i - 1].z) {
      double before = row[i - 1].p;
      if (spoilt == c->ties)
        before = nextafter(before, 2.0);
      tally_exact(c->ties, same_bits(&pi, &before, 1), i, pi);
    }
    if (pi > largest)
      largest = pi;
  }

  double top = row[n - 1].p;
  ld bound = c->bound_peak();
  if (spoilt == c->peak)
    top = (double)((1 - 2 * bound) / (ld)n);
  ld short_of = fmal((ld)n, -(ld)top, 1);
  tally_error(c->peak, short_of > 0 ? short_of : 0, bound, n - 1, top);
  if (spoilt == c->peak_first)
    top = nextafter(largest, -1.0);
  tally_exact(c->peak_first, largest <= top, n - 1, top);
  free(row);
}

/* Whether a + b is a double: Knuth's error of the sum is 0. */
static int sum_is_exact(double a, double b)
{
  double sum = a + b, c = sum - a;
  return (a - (sum - c)) + (b - c) == 0.0;
}

void check_softmax_shift(check c, softmax_function *softmax, const double *z,
                         const double *p, size_t n, guarded *moved,
                         guarded *again, rng *r)
{
  double shift =
      ldexp(1.0 + (double)rng_below(r, 1023), (int)rng_below(r, 24) - 10);
  guarded_reset(moved, n);
  for (size_t i = 0; i < n; i++) {
    moved->at[i] = z[i] + shift;
    if (!isinf(z[i]) && !sum_is_exact(z[i], shift))
      return;
  }
  guarded_reset(again, n);
  int ok = softmax(moved->at, again->at, n) == SP_OK;
  if (spoilt == c)
    again->at[n - 1] = nextafter(again->at[n - 1], 2.0);
  tally_exact(c, ok && same_bits(p, again->at, n), 0, shift);
}
