/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/weights.h"

#include <math.h>

static void look(weights *w)
{
  for (size_t i = 0; i < w->n; i++) {
    if (w->z[i] > w->z[w->top])
      w->top = i;
    w->finite += isfinite(w->z[i]) != 0;
  }
  for (size_t i = 0; i < w->n; i++)
    w->ties += w->z[i] == w->z[w->top];
  w->equal = w->ties == w->finite;
}

void weights_below(const weights *w, size_t i, interval *d)
{
  double m = w->z[w->top];
  interval_set_d(d, m);
  mpfr_sub_d(d->lo, d->lo, w->z[i], MPFR_RNDD);
  mpfr_sub_d(d->hi, d->hi, w->z[i], MPFR_RNDU);
  if (w->T == 1.0)
    return;
  mpfr_div_d(d->lo, d->lo, w->T, MPFR_RNDD);
  mpfr_div_d(d->hi, d->hi, w->T, MPFR_RNDU);
}

static void weigh(weights *w, size_t i)
{
  interval *e = w->e.at + i;
  if (!isfinite(w->z[i])) {
    interval_set_d(e, 0.0);
    return;
  }
  weights_below(w, i, e);
  interval_neg(e, e);
  interval_exp(e, e);
}

int weights_open(weights *w, const double *z, size_t n, double T,
                 mpfr_prec_t bits)
{
  *w = (weights){.z = z, .n = n, .T = T};
  if (!interval_row_open(&w->e, n, bits))
    return 0;
  look(w);
  interval_open(&w->rest, bits);
  interval_open(&w->sum, bits);
  interval_open(&w->excess, bits);
  interval_set_d(&w->rest, 0.0);
  for (size_t i = 0; i < n; i++) {
    weigh(w, i);
    if (i != w->top)
      interval_add(&w->rest, &w->rest, w->e.at + i);
  }
  interval_add(&w->sum, &w->rest, w->e.at + w->top);
  interval_log1p(&w->excess, &w->rest);
  return 1;
}

void weights_close(weights *w)
{
  if (w->e.at == NULL)
    return;
  interval_row_close(&w->e);
  interval_close(&w->rest);
  interval_close(&w->sum);
  interval_close(&w->excess);
}

void weights_share(const weights *w, size_t i, interval *p)
{
  interval_div(p, w->e.at + i, &w->sum);
}

void weights_others(const weights *w, size_t i, interval *s)
{
  /* below the largest, a weight is at most 1, and the sum at least 1 more */
  if (i == w->top)
    interval_set(s, &w->rest);
  else
    interval_sub(s, &w->sum, w->e.at + i);
}
