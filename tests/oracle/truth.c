/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "truth.h"

#include <stdio.h>
#include <stdlib.h>

void truth_open(truth *t)
{
  t->g = NULL;
  t->room = 0;
  mpfr_init2(t->l, TRUTH_BITS);
}

void truth_close(truth *t)
{
  for (size_t i = 0; i < t->room; i++)
    mpfr_clear(t->g[i]);
  free(t->g);
  mpfr_clear(t->l);
  mpfr_free_cache();
}

static void make_room(truth *t, size_t n)
{
  if (n <= t->room)
    return;
  mpfr_t *g = realloc(t->g, n * sizeof *g);
  if (!g) {
    fprintf(stderr, "oracle: out of memory\n");
    exit(2);
  }
  for (size_t i = t->room; i < n; i++)
    mpfr_init2(g[i], TRUTH_BITS);
  t->g = g;
  t->room = n;
}

void truth_of_row(truth *t, const double *z, size_t n)
{
  make_room(t, n);
  t->n = n;
  t->top = 0;
  for (size_t i = 0; i < n; i++)
    if (z[i] > z[t->top])
      t->top = i;
  t->m = z[t->top];

  /* The sum without the largest term, so that its logarithm is as exact. */
  mpfr_set_zero(t->l, 1);
  for (size_t i = 0; i < n; i++) {
    mpfr_set_d(t->g[i], z[i], MPFR_RNDN);
    mpfr_sub_d(t->g[i], t->g[i], t->m, MPFR_RNDN);
    mpfr_exp(t->g[i], t->g[i], MPFR_RNDN);
    if (i != t->top)
      mpfr_add(t->l, t->l, t->g[i], MPFR_RNDN);
  }
  mpfr_t sum;
  mpfr_init2(sum, TRUTH_BITS);
  mpfr_add_ui(sum, t->l, 1, MPFR_RNDN);
  for (size_t i = 0; i < n; i++)
    mpfr_div(t->g[i], t->g[i], sum, MPFR_RNDN);
  mpfr_log1p(t->l, t->l, MPFR_RNDN);
  mpfr_clear(sum);
}

ld truth_below(const truth *t, double zi)
{
  if (isinf(zi))
    return FAR_BELOW;
  /* nextafter makes up for the rounding of the difference */
  ld d = (ld)t->m - (ld)zi;
  return d > 0 ? nextafterl(d, 0) : 0;
}

ld truth_low(mpfr_srcptr x)
{
  ld v = mpfr_get_ld(x, MPFR_RNDZ);
  return v < 0 ? -v : v;
}

void truth_sigmoid(mpfr_t s, mpfr_t tail, double x)
{
  mpfr_set_d(tail, -fabs(x), MPFR_RNDN);
  mpfr_exp(tail, tail, MPFR_RNDN);
  mpfr_add_ui(s, tail, 1, MPFR_RNDN);
  if (x >= 0.0)
    mpfr_ui_div(s, 1, s, MPFR_RNDN);
  else
    mpfr_div(s, tail, s, MPFR_RNDN);
  mpfr_log1p(tail, tail, MPFR_RNDN);
}

void truth_logit_loss(mpfr_t loss, mpfr_srcptr tail, double x, double y)
{
  mpfr_set_d(loss, x >= 0.0 ? 1.0 : 0.0, MPFR_RNDN);
  mpfr_sub_d(loss, loss, y, MPFR_RNDN);
  mpfr_mul_d(loss, loss, x, MPFR_RNDN);
  mpfr_add(loss, loss, tail, MPFR_RNDN);
}

void truth_logit_gradient(mpfr_t grad, mpfr_t small, double x, double y)
{
  mpfr_set_d(grad, -fabs(x), MPFR_RNDN);
  mpfr_exp(grad, grad, MPFR_RNDN);
  mpfr_add_ui(small, grad, 1, MPFR_RNDN);
  mpfr_div(small, grad, small, MPFR_RNDN);
  mpfr_set_d(grad, x >= 0.0 ? 1.0 : 0.0, MPFR_RNDN);
  mpfr_sub_d(grad, grad, y, MPFR_RNDN);
  if (x >= 0.0)
    mpfr_sub(grad, grad, small, MPFR_RNDN);
  else
    mpfr_add(grad, grad, small, MPFR_RNDN);
}

void truth_entropy(mpfr_t sum, const truth *t, const double *z)
{
  mpfr_t term;
  mpfr_init2(term, TRUTH_BITS);
  mpfr_set_zero(sum, 1);
  for (size_t i = 0; i < t->n; i++) {
    if (isinf(z[i]))
      continue;
    mpfr_set_d(term, t->m, MPFR_RNDN);
    mpfr_sub_d(term, term, z[i], MPFR_RNDN);
    mpfr_add(term, term, t->l, MPFR_RNDN);
    mpfr_mul(term, term, t->g[i], MPFR_RNDN);
    mpfr_add(sum, sum, term, MPFR_RNDN);
  }
  mpfr_clear(term);
}

int truth_kl(kl_truth *s, const truth *z_truth, const truth *w_truth,
             const double *z, const double *w, const double *p)
{
  mpfr_t a, c;
  int finite = 1;
  mpfr_init2(a, TRUTH_BITS);
  mpfr_init2(c, TRUTH_BITS);
  mpfr_set_zero(s->kl, 1);
  s->size = s->logs = s->reach = 0;
  for (size_t i = 0; finite && i < z_truth->n; i++) {
    if (isinf(z[i]))
      continue;
    finite = !isinf(w[i]) && !(p[i] > 0.0 && isinf(w_truth->m - w[i]));
    if (!finite)
      break;
    ld g = truth_low(z_truth->g[i]);
    mpfr_set_d(a, z_truth->m, MPFR_RNDN); /* -log p */
    mpfr_sub_d(a, a, z[i], MPFR_RNDN);
    mpfr_add(a, a, z_truth->l, MPFR_RNDN);
    mpfr_set_d(c, w_truth->m, MPFR_RNDN); /* -log q */
    mpfr_sub_d(c, c, w[i], MPFR_RNDN);
    mpfr_add(c, c, w_truth->l, MPFR_RNDN);
    s->reach += truth_low(c) * (1 - 0x1p-60L); /* rounded down, all three */
    s->logs += g * (truth_low(a) + truth_low(c)) * (1 - 0x1p-60L);
    mpfr_sub(c, c, a, MPFR_RNDN);
    s->size += g * truth_low(c) * (1 - 0x1p-60L);
    mpfr_mul(c, c, z_truth->g[i], MPFR_RNDN);
    mpfr_add(s->kl, s->kl, c, MPFR_RNDN);
  }
  mpfr_clear(a);
  mpfr_clear(c);
  return finite;
}
