/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/enclose.h"

#include <math.h>

void targets_open(enclosure *s)
{
  const problem *p = s->p;
  mpfr_init2(s->targets, EXACT_SUM_BITS);
  mpfr_set_ui(s->targets, 0, MPFR_RNDN);
  for (size_t i = 0; p->gradient && p->y != NULL && i < p->n; i++)
    mpfr_add_d(s->targets, s->targets, p->y[i], MPFR_RNDN);
}

void targets_close(enclosure *s)
{
  mpfr_clear(s->targets);
}

/* p_i less the target of entry i, which is smoothed */
static void enclose_smoothed(enclosure *s, size_t i, interval *value)
{
  const problem *p = s->p;
  weights_share(&s->w, i, value);
  interval_set_d(&s->a, p->smoothing);
  interval_set_d(&s->b, (double)p->n);
  interval_div(&s->b, &s->a, &s->b);
  interval_sub(value, value, &s->b);
  if (i != p->label)
    return;
  interval_set_d(&s->b, 1.0);
  interval_sub(&s->a, &s->b, &s->a);
  interval_sub(value, value, &s->a);
}

/* p_i, or at the label p_i - 1, which would cancel */
static void enclose_label(enclosure *s, size_t i, interval *value)
{
  if (i != s->p->label) {
    weights_share(&s->w, i, value);
    return;
  }
  weights_others(&s->w, i, value);
  interval_neg(value, value);
  interval_div(value, value, &s->w.sum);
}

/* x = sum y - count y_i, exactly if x has EXACT_SUM_BITS */
static void less_targets(const enclosure *s, size_t i, size_t count, mpfr_t x)
{
  mpfr_set_d(x, s->p->y[i], MPFR_RNDN);
  mpfr_mul_ui(x, x, (unsigned long)count, MPFR_RNDN);
  mpfr_sub(x, s->targets, x, MPFR_RNDN);
}

/* (sum y) p_i - y_i = (sum of the others' y) p_i - y_i (1 - p_i), where only what
 * is close cancels. Where the logits are equal it may be 0, and p_i is 1 / count:
 * (sum y - count y_i) / count. */
static void enclose_soft(enclosure *s, size_t i, interval *value)
{
  double y = s->p->y[i];
  mpfr_t x;
  if (!isfinite(s->w.z[i])) {
    interval_set_d(value, -y);
    return;
  }
  mpfr_init2(x, EXACT_SUM_BITS);
  less_targets(s, i, s->w.equal ? s->w.finite : 1, x);
  if (s->w.equal) {
    mpfr_div_ui(value->lo, x, (unsigned long)s->w.finite, MPFR_RNDD);
    mpfr_div_ui(value->hi, x, (unsigned long)s->w.finite, MPFR_RNDU);
  } else {
    interval_set_exact(&s->a, x);
    interval_mul(value, &s->a, s->w.e.at + i);
    weights_others(&s->w, i, &s->a);
    interval_mul_d(&s->a, &s->a, y);
    interval_sub(value, value, &s->a);
    interval_div(value, value, &s->w.sum);
  }
  mpfr_clear(x);
}

void enclose_gradient(enclosure *s, size_t i, interval *value)
{
  if (s->p->y != NULL)
    enclose_soft(s, i, value);
  else if (s->p->smoothing > 0.0)
    enclose_smoothed(s, i, value);
  else
    enclose_label(s, i, value);
}
