/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P01-P08 of sp_softmax. A check that is spoilt gets a wrong result here, so
 * that --self-check can see it fail. */
#include "checks.h"

#include "../../src/softproof.h"

#include <stdlib.h>
#include <string.h>

/* P02: the sum is exact, in SUM_BITS bits. */
void check_sum(check c, const double *p, size_t n, ld bound)
{
  static mpfr_t sum;
  static int ready;
  if (!ready)
    mpfr_init2(sum, SUM_BITS);
  ready = 1;
  mpfr_set_zero(sum, 1);
  int inexact = 0;
  for (size_t i = 0; i < n; i++)
    inexact |= mpfr_add_d(sum, sum, p[i], MPFR_RNDN);
  inexact |= mpfr_sub_ui(sum, sum, 1, MPFR_RNDN);
  ld error = inexact ? HUGE_VALL : mpfr_get_ld(sum, MPFR_RNDA);
  if (spoilt == c)
    error = nextafterl(bound, HUGE_VALL);
  tally_error(c, error, bound, 0, p[0]);
}

/* P07: +0 where masked, and the others as if the masked were not there */
static void check_masked(workspace *b)
{
  const double *z = b->z.at, *p = b->p.at;
  const double zero = 0.0;
  size_t n = b->exact.n, kept = 0;
  for (size_t i = 0; i < n; i++) {
    double pi = p[i];
    if (z[i] > -INFINITY) {
      kept++;
      continue;
    }
    if (spoilt == CHECK_MASKED)
      pi = -0.0;
    tally_exact(CHECK_MASKED, same_bits(&pi, &zero, 1), i, pi);
  }
  if (kept == n)
    return;

  guarded_reset(&b->w, kept);
  guarded_reset(&b->q, kept);
  for (size_t i = 0, k = 0; i < n; i++)
    if (z[i] > -INFINITY)
      b->w.at[k++] = z[i];
  int ok = sp_softmax(b->w.at, b->q.at, kept) == SP_OK;
  if (spoilt == CHECK_UNDISTURBED)
    b->q.at[0] = nextafter(b->q.at[0], 2.0);
  for (size_t i = 0, k = 0; i < n; i++)
    if (z[i] > -INFINITY)
      ok = ok && same_bits(&p[i], &b->q.at[k++], 1);
  tally_exact(CHECK_UNDISTURBED, ok, 0, b->q.at[0]);
}

/* P02 and P03 of the textbook's softmax */
static void check_textbook(workspace *b)
{
  const double *z = b->z.at;
  size_t n = b->exact.n;
  guarded_reset(&b->q, n);
  int ok = sp_softmax_textbook(z, b->q.at, n) == SP_OK;
  tally_exact(CHECK_FRAME, ok && guarded_intact(&b->q, n), 0, b->q.at[0]);
  for (size_t i = 0; i < n; i++) {
    mpfr_srcptr g = b->exact.g[i];
    ld below = truth_below(&b->exact, z[i]);
    tally_value(CHECK_TEXTBOOK, b->q.at[i], g,
                bound_textbook(n, below, truth_low(g)), i);
  }
  check_sum(CHECK_TEXTBOOK_SUM, b->q.at, n, bound_textbook_sum(n));
}

static const order_checks order = {
    CHECK_TIES, CHECK_ORDER, CHECK_PEAK, CHECK_PEAK_FIRST, bound_peak,
};

void check_softmax(workspace *b, rng *r)
{
  size_t n = b->exact.n;
  double *z = b->z.at, *p = b->p.at;

  /* P08: z stays, the canaries of both arrays stay, in place is the same. */
  guarded_reset(&b->p, n);
  guarded_reset(&b->w, n);
  memcpy(b->w.at, z, n * sizeof *z);
  int ok = sp_softmax(z, p, n) == SP_OK;
  if (spoilt == CHECK_FRAME)
    p[n] = 0.0;
  tally_exact(CHECK_FRAME,
              ok && same_bits(z, b->w.at, n) && guarded_intact(&b->z, n)
                  && guarded_intact(&b->p, n),
              0, p[0]);
  if (spoilt == CHECK_FRAME)
    return;
  ok = sp_softmax(b->w.at, b->w.at, n) == SP_OK;
  if (spoilt == CHECK_IN_PLACE)
    b->w.at[n / 2] = nextafter(b->w.at[n / 2], 2.0);
  tally_exact(CHECK_IN_PLACE,
              ok && same_bits(p, b->w.at, n) && guarded_intact(&b->w, n), 0,
              p[0]);

  for (size_t i = 0; i < n; i++) {
    double pi = p[i];
    if (spoilt == CHECK_RANGE)
      pi = i % 2 ? nextafter(1.0, 2.0) : -0x1p-1074;
    tally_exact(CHECK_RANGE, pi >= 0.0 && pi <= 1.0, i, pi);
    mpfr_srcptr g = b->exact.g[i];
    tally_value(CHECK_ACCURACY, p[i], g, bound_softmax(truth_low(g)), i);
  }
  check_sum(CHECK_SUM, p, n, bound_sum());
  check_textbook(b);
  check_softmax_order(&order, z, p, n);
  check_softmax_shift(CHECK_SHIFT, sp_softmax, z, p, n, &b->w, &b->q, r);
  check_masked(b);
}
