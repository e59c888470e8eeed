/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P01-P07 of sp_softmax_online, P19 of sp_attend_online: the row's
 * logits as they are, ascending, so that every step rescales, or descending. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#include <stdlib.h>

#define MOST_COLUMNS 4
#define LARGEST 0x1p990

typedef struct place {
  double z;
  size_t at; /* in the row, and in its truth */
} place;

static int by_logit(const void *a, const void *b)
{
  double x = ((const place *)a)->z, y = ((const place *)b)->z;
  return (x > y) - (x < y);
}

static place *in_order(const workspace *b, rng *r)
{
  size_t n = b->exact.n, order = rng_below(r, 3);
  place *row = malloc(n * sizeof *row);
  if (!row) {
    fprintf(stderr, "oracle: out of memory\n");
    exit(2);
  }
  for (size_t i = 0; i < n; i++)
    row[i] = (place){b->z.at[i], i};
  if (order > 0)
    qsort(row, n, sizeof *row, by_logit);
  for (size_t i = 0; order == 2 && i < n / 2; i++) {
    place swap = row[i];
    row[i] = row[n - 1 - i];
    row[n - 1 - i] = swap;
  }
  return row;
}

/* How many exceed all before them */
static size_t records(const place *row, size_t n)
{
  size_t count = 0;
  double m = -INFINITY;
  for (size_t i = 0; i < n; i++)
    if (row[i].z > m) {
      m = row[i].z;
      count++;
    }
  return count;
}

/* The row in its order is in b->q; its softmax goes to b->y. */
static void check_weights(workspace *b, const place *row, size_t rescaled,
                          rng *r)
{
  static const order_checks order = {
      CHECK_ONLINE_TIES,       CHECK_ONLINE_ORDER, CHECK_ONLINE_PEAK,
      CHECK_ONLINE_PEAK_FIRST, bound_peak_plain,
  };
  size_t n = b->exact.n;
  const double *p = b->y.at;
  guarded_reset(&b->y, n);
  int ok = sp_softmax_online(b->q.at, b->y.at, n) == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && guarded_intact(&b->q, n) && guarded_intact(&b->y, n), 0,
              p[0]);
  for (size_t i = 0; i < n; i++) {
    mpfr_srcptr g = b->exact.g[row[i].at];
    tally_value(CHECK_ONLINE, p[i], g, bound_online(n, rescaled, truth_low(g)),
                row[i].at);
    double pi = spoilt == CHECK_ONLINE_RANGE ? nextafter(1.0, 2.0) : p[i];
    tally_exact(CHECK_ONLINE_RANGE,
                pi >= 0.0 && pi <= 1.0 && (!isinf(row[i].z) || pi == 0.0), i,
                pi);
  }
  check_sum(CHECK_ONLINE_SUM, p, n, bound_online_sum(n, rescaled));
  check_softmax_order(&order, b->q.at, p, n);
  check_softmax_shift(CHECK_ONLINE_SHIFT, sp_softmax_online, b->q.at, p, n,
                      &b->w, &b->v, r);
  ok = sp_softmax_online(b->q.at, b->q.at, n) == SP_OK;
  tally_exact(CHECK_IN_PLACE,
              ok && same_bits(b->q.at, p, n) && guarded_intact(&b->q, n), 0,
              p[0]);
}

static void check_mean(workspace *b, const place *row, size_t rescaled, rng *r)
{
  size_t n = b->exact.n, d = 1 + rng_below(r, MOST_COLUMNS);
  guarded_reset(&b->j, n * d);
  rows_fill_direction(r, b->j.at, n * d);
  for (size_t i = 0; i < n * d; i++)
    b->j.at[i] = fmax(-LARGEST, fmin(b->j.at[i], LARGEST));
  guarded_reset(&b->w, d);
  int ok = sp_attend_online(b->q.at, b->j.at, n, d, b->w.at) == SP_OK;
  ok = ok && guarded_intact(&b->q, n) && guarded_intact(&b->w, d)
       && guarded_intact(&b->j, n * d);
  tally_exact(CHECK_FRAME, ok, 0, b->w.at[0]);

  mpfr_t exact, size, term;
  mpfr_inits2(TRUTH_BITS, exact, size, term, (mpfr_ptr)0);
  for (size_t c = 0; c < d; c++) {
    double lo = HUGE_VAL, hi = -HUGE_VAL, x = b->w.at[c];
    mpfr_set_zero(exact, 1);
    mpfr_set_zero(size, 1);
    for (size_t k = 0; k < n; k++) {
      double v = b->j.at[k * d + c];
      if (isinf(row[k].z))
        continue;
      mpfr_mul_d(term, b->exact.g[row[k].at], v, MPFR_RNDN);
      mpfr_add(exact, exact, term, MPFR_RNDN);
      mpfr_abs(term, term, MPFR_RNDN);
      mpfr_add(size, size, term, MPFR_RNDN);
      lo = fmin(lo, v);
      hi = fmax(hi, v);
    }
    ld most = fmaxl(fabsl((ld)lo), fabsl((ld)hi));
    tally_value(CHECK_ATTEND_ONLINE, x, exact,
                bound_attend_online(n, rescaled, truth_low(size), most), c);
    ld bound = bound_hull_online(n, rescaled, most);
    ld outside = fmaxl(fmaxl((ld)lo - x, (ld)x - hi), 0);
    if (spoilt == CHECK_HULL_ONLINE)
      outside = nextafterl(bound, HUGE_VALL);
    tally_error(CHECK_HULL_ONLINE, outside, bound, c, x);
  }
  mpfr_clears(exact, size, term, (mpfr_ptr)0);
}

void check_online(workspace *b, rng *r)
{
  size_t n = b->exact.n;
  place *row = in_order(b, r);
  size_t rescaled = records(row, n);
  guarded_reset(&b->q, n);
  for (size_t i = 0; i < n; i++)
    b->q.at[i] = row[i].z;
  if (n * MOST_COLUMNS <= MATRIX_N * MATRIX_N)
    check_mean(b, row, rescaled, r);
  check_weights(b, row, rescaled, r);
  free(row);
}
