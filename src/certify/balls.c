/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/balls.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* x_i - max x, for x = z / T; -inf where z_i is. */
static void distance(const balls *s, const double *z, size_t top, size_t i,
                     arb_t d)
{
  arb_t m;
  if (!isfinite(z[i])) {
    arb_neg_inf(d);
    return;
  }
  arb_init(m);
  arb_set_d(d, z[i]);
  arb_set_d(m, z[top]);
  arb_sub(d, d, m, s->bits);
  arb_set_d(m, s->p->T);
  arb_div(d, d, m, s->bits);
  arb_clear(m);
}

/* The weights of z, their sum and its logarithm; returns the weights. */
static arb_ptr weigh(balls *s, const double *z, size_t *top, arb_t sum,
                     arb_t log_sum)
{
  size_t n = s->p->n;
  arb_ptr e = _arb_vec_init((slong)n);
  *top = 0;
  for (size_t i = 1; i < n; i++)
    if (z[i] > z[*top])
      *top = i;
  for (size_t i = n; i-- > 0;) {
    distance(s, z, *top, i, e + i);
    if (isfinite(z[i]))
      arb_exp(e + i, e + i, s->bits);
    else
      arb_zero(e + i);
    if (i != *top)
      arb_add(sum, sum, e + i, s->bits);
  }
  arb_log1p(log_sum, sum, s->bits);
  arb_add_ui(sum, sum, 1, s->bits);
  return e;
}

/* x_i - max x - log_sum */
static void log_share(const balls *s, const double *z, size_t top,
                      const arb_t log_sum, size_t i, arb_t value)
{
  distance(s, z, top, i, value);
  if (isfinite(z[i]))
    arb_sub(value, value, log_sum, s->bits);
}

/* -sum_i p_i log p_i, or sum_i p_i (log p_i - log q_i) */
static void sum_logs(balls *s, int is_divergence)
{
  arb_t log_p, log_q;
  arb_init(log_p);
  arb_init(log_q);
  for (size_t i = 0; i < s->p->n; i++) {
    if (!isfinite(s->p->z[i]))
      continue;
    log_share(s, s->p->z, s->top, s->log_sum, i, log_p);
    if (is_divergence)
      log_share(s, s->p->y, s->top_f, s->log_sum_f, i, log_q);
    if (is_divergence)
      arb_sub(log_p, log_p, log_q, s->bits);
    else
      arb_neg(log_p, log_p);
    arb_mul(log_p, log_p, s->e + i, s->bits);
    arb_div(log_p, log_p, s->sum, s->bits);
    arb_add(s->total, s->total, log_p, s->bits);
  }
  arb_clear(log_p);
  arb_clear(log_q);
}

/* What entry i should be */
static void target(const balls *s, size_t i, arb_t y)
{
  const problem *p = s->p;
  if (p->y != NULL) {
    arb_set_d(y, p->y[i]);
    return;
  }
  arb_set_d(y, p->smoothing);
  arb_div_ui(y, y, p->n, s->bits);
  if (i == p->label) {
    arb_t rest;
    arb_init(rest);
    arb_set_d(rest, p->smoothing);
    arb_sub_ui(rest, rest, 1, s->bits);
    arb_sub(y, y, rest, s->bits);
    arb_clear(rest);
  }
}

/* -sum_i y_i log p_i */
static void target_loss(balls *s)
{
  arb_t term, y;
  arb_init(term);
  arb_init(y);
  for (size_t i = 0; i < s->p->n; i++) {
    target(s, i, y);
    if (arb_is_zero(y))
      continue;
    log_share(s, s->p->z, s->top, s->log_sum, i, term);
    arb_mul(term, term, y, s->bits);
    arb_sub(s->total, s->total, term, s->bits);
  }
  arb_clear(term);
  arb_clear(y);
}

/* total becomes the sum of the targets; that of a label's is 1. */
static void add_targets(balls *s)
{
  arb_t y;
  arb_init(y);
  arb_set_ui(s->total, s->p->y == NULL);
  for (size_t i = 0; s->p->y != NULL && i < s->p->n; i++) {
    arb_set_d(y, s->p->y[i]);
    arb_add(s->total, s->total, y, ARF_PREC_EXACT);
  }
  arb_clear(y);
}

static int takes_weights(eval_op op)
{
  switch (op) {
  case OP_COLD:
  case OP_HOT:
  case OP_SIGMOID:
  case OP_LOG_SIGMOID:
  case OP_BINARY_XENT:
  case OP_TOP_K:
  case OP_TOP_P:
  case OP_ARGMAX:
  case OP_SAMPLE:
  case OP_ATTENTION:
    return 0;
  default:
    return 1;
  }
}

static int by_size(const void *left, const void *right)
{
  double a = *(const double *)left, b = *(const double *)right;
  return a > b ? -1 : a < b;
}

/* e becomes what is kept of the probabilities; sum, its sum. All exact. */
static void keep(balls *s)
{
  const problem *p = s->p;
  double *sorted = flint_malloc(p->n * sizeof *sorted);
  arb_t threshold, x;
  arb_init(threshold);
  arb_init(x);
  memcpy(sorted, p->z, p->n * sizeof *sorted);
  qsort(sorted, p->n, sizeof *sorted, by_size);
  arb_set_d(threshold, p->threshold);

  size_t count = 0; /* of the kept ones */
  while (count < p->n && sorted[count] > 0.0
         && (p->op == OP_TOP_K ? count < p->k : arb_lt(s->sum, threshold))) {
    arb_set_d(x, sorted[count++]);
    arb_add(s->sum, s->sum, x, ARF_PREC_EXACT);
  }
  double least = sorted[count - 1];
  size_t ties = count; /* of the kept ones, those equal to the least */
  for (size_t i = 0; i < count; i++)
    ties -= sorted[i] > least;
  s->e = _arb_vec_init((slong)p->n);
  for (size_t i = 0; i < p->n; i++)
    if (p->z[i] > least || (p->z[i] == least && ties > 0)) {
      arb_set_d(s->e + i, p->z[i]);
      ties -= p->z[i] == least;
    }
  arb_clear(threshold);
  arb_clear(x);
  flint_free(sorted);
}

/* Whether entry i is one of those that share the limit */
static int shares(const balls *s, size_t i)
{
  double x = s->p->z[i];
  return s->p->op == OP_COLD ? x == s->p->z[s->top] : isfinite(x) != 0;
}

/* sum becomes how many share the limit. */
static void count_shares(balls *s)
{
  for (size_t i = 1; i < s->p->n; i++)
    if (s->p->z[i] > s->p->z[s->top])
      s->top = i;
  for (size_t i = 0; i < s->p->n; i++)
    arb_add_ui(s->sum, s->sum, (ulong)shares(s, i), s->bits);
}

void balls_open(balls *s, const problem *p, slong bits)
{
  *s = (balls){.p = p, .bits = bits};
  arb_init(s->sum);
  arb_init(s->log_sum);
  arb_init(s->sum_f);
  arb_init(s->log_sum_f);
  arb_init(s->total);
  if (takes_weights(p->op))
    s->e = weigh(s, p->z, &s->top, s->sum, s->log_sum);
  if (p->op == OP_COLD || p->op == OP_HOT)
    count_shares(s);
  if (p->op == OP_TOP_K || p->op == OP_TOP_P)
    keep(s);
  if (p->op == OP_ATTENTION)
    balls_attend(s);
  if (p->op == OP_KL)
    s->f = weigh(s, p->y, &s->top_f, s->sum_f, s->log_sum_f);
  if (p->op == OP_ENTROPY || p->op == OP_PERPLEXITY || p->op == OP_KL)
    sum_logs(s, p->op == OP_KL);
  if (p->op == OP_PERPLEXITY)
    arb_exp(s->total, s->total, bits);
  if (p->op == OP_XENT && p->gradient)
    add_targets(s);
  else if (p->op == OP_XENT)
    target_loss(s);
  if (p->op == OP_LOGSUMEXP) {
    arb_set_d(s->total, p->z[s->top]);
    arb_add(s->total, s->total, s->log_sum, bits);
  }
}

void balls_close(balls *s)
{
  if (s->e != NULL)
    _arb_vec_clear(s->e, (slong)s->p->n);
  if (s->f != NULL)
    _arb_vec_clear(s->f, (slong)s->p->n);
  arb_clear(s->sum);
  arb_clear(s->log_sum);
  arb_clear(s->sum_f);
  arb_clear(s->log_sum_f);
  arb_clear(s->total);
}

/* value = 1 / (1 + e^-x), log_value its logarithm */
static void sigmoid(double x, arb_t value, arb_t log_value, slong bits)
{
  arb_set_d(value, -fabs(x));
  arb_exp(value, value, bits);
  arb_log1p(log_value, value, bits);
  arb_neg(log_value, log_value);
  arb_add_ui(value, value, 1, bits);
  arb_inv(value, value, bits);
  if (x < 0.0) {
    arb_t shift;
    arb_init(shift);
    arb_set_d(shift, x);
    arb_add(log_value, log_value, shift, bits);
    arb_exp(shift, shift, bits);
    arb_mul(value, value, shift, bits);
    arb_clear(shift);
  }
}

/* -y log s(x) - (1 - y) log s(-x), or s(x) - y */
static void binary(const balls *s, size_t i, arb_t value)
{
  double x = s->p->z[i];
  arb_t y, p, log_p, log_q;
  arb_init(y);
  arb_init(p);
  arb_init(log_p);
  arb_init(log_q);
  arb_set_d(y, s->p->y[i]);
  sigmoid(-x, p, log_q, s->bits);
  sigmoid(x, p, log_p, s->bits);
  if (s->p->gradient) {
    arb_sub(value, p, y, s->bits);
  } else {
    arb_mul(value, y, log_p, s->bits);
    arb_sub_ui(y, y, 1, s->bits);
    arb_neg(y, y);
    arb_addmul(value, y, log_q, s->bits);
    arb_neg(value, value);
  }
  arb_clear(y);
  arb_clear(p);
  arb_clear(log_p);
  arb_clear(log_q);
}

static void scalar(const balls *s, size_t i, arb_t value)
{
  arb_t other;
  if (!isfinite(s->p->z[i])) { /* -inf: e^x is 0 */
    arb_zero(value);
    if (s->p->op == OP_BINARY_XENT && s->p->gradient) {
      arb_set_d(value, -s->p->y[i]);
    } else if (s->p->op == OP_LOG_SIGMOID) {
      arb_neg_inf(value);
    } else if (s->p->op == OP_BINARY_XENT && s->p->y[i] > 0.0) {
      arb_pos_inf(value);
    }
    return;
  }
  arb_init(other);
  if (s->p->op == OP_BINARY_XENT)
    binary(s, i, value);
  else if (s->p->op == OP_SIGMOID)
    sigmoid(s->p->z[i], value, other, s->bits);
  else
    sigmoid(s->p->z[i], other, value, s->bits);
  arb_clear(other);
}

/* p_i (1 - p_i), or -p_i p_j */
static void jacobian(const balls *s, size_t i, size_t j, arb_t value)
{
  if (i == j)
    arb_sub(value, s->sum, s->e + i, s->bits);
  else
    arb_neg(value, s->e + j);
  arb_mul(value, value, s->e + i, s->bits);
  arb_div(value, value, s->sum, s->bits);
  arb_div(value, value, s->sum, s->bits);
}

/* (sum y) p_i - y_i */
static void gradient(const balls *s, size_t i, arb_t value)
{
  arb_t y;
  arb_init(y);
  target(s, i, y);
  arb_div(value, s->e + i, s->sum, s->bits);
  arb_mul(value, value, s->total, s->bits);
  arb_sub(value, value, y, s->bits);
  arb_clear(y);
}

void balls_value(balls *s, size_t i, arb_t value)
{
  const problem *p = s->p;
  switch (p->op) {
  case OP_SOFTMAX:
  case OP_TEXTBOOK:
  case OP_ONLINE:
  case OP_TOP_K:
  case OP_TOP_P:
    arb_div(value, s->e + i, s->sum, s->bits);
    break;
  case OP_LOG_SOFTMAX:
    log_share(s, p->z, s->top, s->log_sum, i, value);
    break;
  case OP_COLD:
  case OP_HOT:
    arb_set_ui(value, (ulong)shares(s, i));
    arb_div(value, value, s->sum, s->bits);
    break;
  case OP_JACOBIAN:
    jacobian(s, i / p->n, i % p->n, value);
    break;
  case OP_SIGMOID:
  case OP_LOG_SIGMOID:
  case OP_BINARY_XENT:
    scalar(s, i, value);
    break;
  case OP_ATTENTION:
    balls_mean(s, i, value);
    break;
  case OP_XENT:
    if (p->gradient)
      gradient(s, i, value);
    else
      arb_set(value, s->total);
    break;
  default:
    arb_set(value, s->total);
  }
}
