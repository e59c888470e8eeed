/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/enclose.h"

#include <math.h>

/* sum_i p_i (m - x_i) + logsumexp(x) - m: no term is negative. */
static void enclose_entropy(enclosure *s)
{
  interval_set_d(&s->total, 0.0);
  for (size_t i = 0; i < s->w.n; i++)
    if (isfinite(s->w.z[i])) {
      weights_below(&s->w, i, &s->a);
      interval_mul(&s->a, &s->a, s->w.e.at + i);
      interval_add(&s->total, &s->total, &s->a);
    }
  interval_div(&s->total, &s->total, &s->w.sum);
  interval_add(&s->total, &s->total, &s->w.excess);
}

static void enclose_perplexity(enclosure *s)
{
  if (s->w.equal) {
    interval_set_d(&s->total, (double)s->w.finite);
    return;
  }
  enclose_entropy(s);
  interval_exp(&s->total, &s->total);
}

/* Whether z - w is one number, so that their softmaxes are the same */
static int is_shift(const problem *p, size_t top)
{
  mpfr_t shift, other;
  mpfr_inits2(2200, shift, other, (mpfr_ptr)0); /* exact for doubles */
  mpfr_set_d(shift, p->z[top], MPFR_RNDN);
  mpfr_sub_d(shift, shift, p->y[top], MPFR_RNDN);
  int same = 1;
  for (size_t i = 0; i < p->n && same; i++) {
    int is_masked = isinf(p->z[i]) != 0;
    same = is_masked == (isinf(p->y[i]) != 0);
    if (!same || is_masked)
      continue;
    mpfr_set_d(other, p->z[i], MPFR_RNDN);
    mpfr_sub_d(other, other, p->y[i], MPFR_RNDN);
    same = mpfr_equal_p(shift, other);
  }
  mpfr_clears(shift, other, (mpfr_ptr)0);
  return same;
}

/* sum_i p_i (log p_i - log q_i) */
static void enclose_divergence(enclosure *s)
{
  const problem *p = s->p;
  interval_set_d(&s->total, 0.0);
  if (is_shift(p, s->w.top))
    return;
  for (size_t i = 0; i < p->n; i++) {
    if (!isfinite(p->z[i]))
      continue;
    if (!isfinite(p->y[i])) {
      interval_set_d(&s->total, INFINITY);
      return;
    }
    weights_below(&s->v, i, &s->a);
    weights_below(&s->w, i, &s->b);
    interval_sub(&s->a, &s->a, &s->b);
    interval_mul(&s->a, &s->a, s->w.e.at + i);
    interval_add(&s->total, &s->total, &s->a);
  }
  interval_div(&s->total, &s->total, &s->w.sum);
  interval_add(&s->total, &s->total, &s->v.excess);
  interval_sub(&s->total, &s->total, &s->w.excess);
}

/* logsumexp(z) - z_i, which is +inf for a masked entry */
static void enclose_loss(const enclosure *s, size_t i, interval *loss)
{
  if (!isfinite(s->w.z[i])) {
    interval_set_d(loss, INFINITY);
    return;
  }
  weights_below(&s->w, i, loss);
  interval_add(loss, loss, &s->w.excess);
}

/* sum_i y_i (logsumexp(z) - z_i), where 0 inf = 0 */
static void enclose_target_loss(enclosure *s)
{
  const problem *p = s->p;
  interval_set_d(&s->total, 0.0);
  for (size_t i = 0; i < p->n; i++) {
    if (p->y[i] == 0.0)
      continue;
    enclose_loss(s, i, &s->a);
    interval_mul_d(&s->a, &s->a, p->y[i]);
    interval_add(&s->total, &s->total, &s->a);
  }
}

/* (1 - s) loss_label + s / n sum_i loss_i, for a smoothing s */
static void enclose_smoothed_loss(enclosure *s)
{
  const problem *p = s->p;
  interval_set_d(&s->total, 0.0);
  for (size_t i = 0; i < p->n; i++) {
    enclose_loss(s, i, &s->a);
    interval_add(&s->total, &s->total, &s->a);
  }
  interval_mul_d(&s->total, &s->total, p->smoothing);
  interval_set_d(&s->a, (double)p->n);
  interval_div(&s->total, &s->total, &s->a);
  if (p->smoothing == 1.0)
    return;
  interval_set_d(&s->a, 1.0);
  interval_set_d(&s->b, p->smoothing);
  interval_sub(&s->a, &s->a, &s->b);
  enclose_loss(s, p->label, &s->b);
  interval_mul(&s->a, &s->a, &s->b);
  interval_add(&s->total, &s->total, &s->a);
}

static void enclose_logsumexp(enclosure *s)
{
  interval_set_d(&s->total, s->w.z[s->w.top]);
  interval_add(&s->total, &s->total, &s->w.excess);
}

static int is_transcendental(const enclosure *s)
{
  switch (s->p->op) {
  case OP_SOFTMAX:
  case OP_TEXTBOOK:
  case OP_ONLINE:
  case OP_JACOBIAN:
    return !s->w.equal;
  case OP_XENT:
    return s->p->gradient ? !s->w.equal : s->w.finite > 1;
  case OP_LOG_SOFTMAX:
  case OP_LOGSUMEXP:
    return s->w.finite > 1;
  case OP_LOG_SIGMOID:
    return 1;
  case OP_BINARY_XENT:
    return !s->p->gradient;
  default:
    return 0; /* or not known to be */
  }
}

/* The value of an operation that has one */
static void enclose_total(enclosure *s)
{
  const problem *p = s->p;
  switch (p->op) {
  case OP_LOGSUMEXP:
    enclose_logsumexp(s);
    break;
  case OP_ENTROPY:
    enclose_entropy(s);
    break;
  case OP_PERPLEXITY:
    enclose_perplexity(s);
    break;
  case OP_KL:
    enclose_divergence(s);
    break;
  case OP_ARGMAX:
    interval_set_d(&s->total, (double)s->w.top);
    break;
  case OP_SAMPLE:
    interval_set_d(&s->total, (double)s->kept.index);
    break;
  case OP_XENT:
    if (p->gradient)
      break;
    if (p->y != NULL)
      enclose_target_loss(s);
    else if (p->smoothing > 0.0)
      enclose_smoothed_loss(s);
    else
      enclose_loss(s, p->label, &s->total);
    break;
  default:
    break;
  }
}

int enclosure_open(enclosure *s, const problem *p, mpfr_prec_t bits)
{
  *s = (enclosure){.p = p};
  int opened = 1;
  if (takes_probabilities(p->op))
    opened = filter_open(&s->kept, p);
  else if (p->op == OP_ATTENTION)
    opened = attended_open(&s->keys, p->query, bits);
  else if (!operation_is_entrywise(p->op))
    opened = weights_open(&s->w, p->z, p->n, p->T, bits);
  if (opened && p->op == OP_KL)
    opened = weights_open(&s->v, p->y, p->n, 1.0, bits);
  interval_open(&s->total, bits);
  interval_open(&s->a, bits);
  interval_open(&s->b, bits);
  targets_open(s);
  if (!opened) {
    enclosure_close(s);
    s->p = NULL;
    return 0;
  }
  s->transcendental = is_transcendental(s);
  enclose_total(s);
  return 1;
}

void enclosure_close(enclosure *s)
{
  weights_close(&s->w);
  weights_close(&s->v);
  attended_close(&s->keys);
  filter_close(&s->kept);
  interval_close(&s->total);
  interval_close(&s->a);
  interval_close(&s->b);
  targets_close(s);
}

/* Of the largest, or of those not masked, its equal part */
static void enclose_limit(enclosure *s, size_t i, interval *value)
{
  const weights *w = &s->w;
  int is_cold = s->p->op == OP_COLD;
  int counts = is_cold ? w->z[i] == w->z[w->top] : isfinite(w->z[i]);
  interval_set_d(value, counts ? 1.0 : 0.0);
  interval_set_d(&s->a, (double)(is_cold ? w->ties : w->finite));
  interval_div(value, value, &s->a);
}

/* p_i (1 - p_i), or -p_i p_j */
static void enclose_jacobian(enclosure *s, size_t i, size_t j, interval *value)
{
  if (i == j) {
    weights_others(&s->w, i, value);
    interval_div(value, value, &s->w.sum);
  } else {
    weights_share(&s->w, j, value);
    interval_neg(value, value);
  }
  weights_share(&s->w, i, &s->a);
  interval_mul(value, value, &s->a);
}

/* b = e^-|x| */
static void enclose_tail(enclosure *s, double x)
{
  interval_set_d(&s->b, -fabs(x));
  interval_exp(&s->b, &s->b);
}

static void enclose_sigmoid(enclosure *s, double x, interval *value)
{
  enclose_tail(s, x);
  interval_set_d(value, 1.0);
  interval_add(&s->a, value, &s->b);
  interval_div(value, x < 0.0 ? &s->b : value, &s->a);
}

/* log(1 + e^-x), without cancellation */
static void enclose_softplus(enclosure *s, double x, interval *value)
{
  enclose_tail(s, x);
  interval_log1p(value, &s->b);
  if (x < 0.0) {
    interval_set_d(&s->a, -x);
    interval_add(value, value, &s->a);
  }
}

/* The loss of target y: log(1 + e^-|x|), and x (1 - y) or -x y */
static void enclose_binary_loss(enclosure *s, double x, double y,
                                interval *value)
{
  if (isinf(x)) { /* -inf */
    interval_set_d(value, y == 0.0 ? 0.0 : INFINITY);
    return;
  }
  enclose_tail(s, x);
  interval_log1p(value, &s->b);
  interval_set_d(&s->a, x < 0.0 ? 0.0 : 1.0);
  interval_set_d(&s->b, y);
  interval_sub(&s->a, &s->a, &s->b);
  interval_mul_d(&s->a, &s->a, x);
  interval_add(value, value, &s->a);
}

static void enclose_scalar(enclosure *s, size_t i, interval *value)
{
  const problem *p = s->p;
  double x = p->z[i];
  if (p->op == OP_LOG_SIGMOID) {
    enclose_softplus(s, x, value);
    interval_neg(value, value);
  } else if (p->op == OP_BINARY_XENT && !p->gradient) {
    enclose_binary_loss(s, x, p->y[i], value);
  } else {
    enclose_sigmoid(s, x, value);
    if (p->op == OP_BINARY_XENT) {
      interval_set_d(&s->a, p->y[i]);
      interval_sub(value, value, &s->a);
    }
  }
}

/* Of what is kept, its part of the sum */
static void enclose_kept(enclosure *s, size_t i, interval *value)
{
  interval_set_d(value, s->kept.keep[i] ? s->p->z[i] : 0.0);
  mpfr_div(value->lo, value->lo, s->kept.sum, MPFR_RNDD);
  mpfr_div(value->hi, value->hi, s->kept.sum, MPFR_RNDU);
}

void enclosure_value(enclosure *s, size_t i, interval *value)
{
  const problem *p = s->p;
  switch (p->op) {
  case OP_SOFTMAX:
  case OP_TEXTBOOK:
  case OP_ONLINE:
    weights_share(&s->w, i, value);
    break;
  case OP_COLD:
  case OP_HOT:
    enclose_limit(s, i, value);
    break;
  case OP_LOG_SOFTMAX:
    enclose_loss(s, i, value);
    interval_neg(value, value);
    break;
  case OP_JACOBIAN:
    enclose_jacobian(s, i / p->n, i % p->n, value);
    break;
  case OP_XENT:
    if (p->gradient)
      enclose_gradient(s, i, value);
    else
      interval_set(value, &s->total);
    break;
  case OP_SIGMOID:
  case OP_LOG_SIGMOID:
  case OP_BINARY_XENT:
    enclose_scalar(s, i, value);
    break;
  case OP_TOP_K:
  case OP_TOP_P:
    enclose_kept(s, i, value);
    break;
  case OP_ATTENTION:
    s->transcendental = attended_value(&s->keys, i, value);
    break;
  default:
    interval_set(value, &s->total);
  }
}
