/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "compute.h"

#include "bound.h"
#include "bound_product.h"
#include "softproof.h"

#include <stdint.h>

shape result_shape(const eval_options *o, size_t n, size_t *values)
{
  if (operation_is_scalar(o->op, o->gradient)) {
    *values = 1;
    return (shape){0};
  }
  if (o->op == OP_JACOBIAN && !o->has_times) {
    *values = n <= SIZE_MAX / n ? n * n : SIZE_MAX;
    return (shape){2, {n, n}};
  }
  *values = n;
  return (shape){1, {n}};
}

/* For the bound of a divergence, log p and log q too; for floats, two rows of
 * doubles, and for their divergence three */
size_t work_size(const eval_options *o, size_t n)
{
  if (o->floats)
    return o->op == OP_KL ? 3 * n : 2 * n;
  return o->op == OP_KL && (o->bound || o->certified) ? 3 * n : n;
}

static sp_status compute_jacobian(const task *t)
{
  sp_status status = sp_softmax(t->x, t->p, t->n);
  if (status == SP_OK && t->o->has_times)
    sp_softmax_jacobian_product(t->p, t->y, t->value, t->n);
  else if (status == SP_OK)
    sp_softmax_jacobian(t->p, t->value, t->n);
  return status;
}

static sp_status compute_xent(const task *t)
{
  const eval_options *o = t->o;
  if (o->has_label && o->gradient)
    return sp_cross_entropy_gradient(t->x, t->value, t->n, o->label);
  if (o->has_label)
    return sp_cross_entropy(t->x, t->n, o->label, t->value);
  if (o->gradient)
    return sp_cross_entropy_soft_gradient(t->x, t->y, t->value, t->n);
  return sp_cross_entropy_target(t->x, t->y, t->n, t->value);
}

static sp_status compute_binary_xent(const task *t)
{
  sp_status status = SP_OK;
  for (size_t i = 0; i < t->n && status == SP_OK; i++)
    status =
        t->o->gradient
            ? sp_binary_cross_entropy_gradient(t->x[i], t->y[i], t->value + i)
            : sp_binary_cross_entropy(t->x[i], t->y[i], t->value + i);
  return status;
}

static sp_status compute_each(const task *t, double f(double))
{
  for (size_t i = 0; i < t->n; i++)
    t->value[i] = f(t->x[i]);
  return SP_OK;
}

static sp_status compute_sample(const task *t)
{
  size_t index = 0;
  sp_status status = sp_sample(t->x, t->n, t->o->variate, &index);
  t->value[0] = (double)index;
  return status;
}

static sp_status compute_softmax(const task *t)
{
  if (t->o->has_temperature)
    return sp_softmax_temperature(t->x, t->value, t->n, t->o->temperature);
  return sp_softmax(t->x, t->value, t->n);
}

static sp_status compute_argmax(const task *t)
{
  size_t index = 0;
  sp_status status = sp_argmax(t->x, t->n, &index);
  t->value[0] = (double)index;
  return status;
}

static sp_status compute_value(const task *t)
{
  switch (t->o->op) {
  case OP_SOFTMAX:
    return compute_softmax(t);
  case OP_COLD:
    return sp_softmax_cold(t->x, t->value, t->n);
  case OP_HOT:
    return sp_softmax_hot(t->x, t->value, t->n);
  case OP_ARGMAX:
    return compute_argmax(t);
  case OP_TEXTBOOK:
    return sp_softmax_textbook(t->x, t->value, t->n);
  case OP_ONLINE:
    return sp_softmax_online(t->x, t->value, t->n);
  case OP_LOG_SOFTMAX:
    return sp_log_softmax(t->x, t->value, t->n);
  case OP_LOGSUMEXP:
    return sp_logsumexp(t->x, t->n, t->value);
  case OP_ENTROPY:
    return sp_entropy(t->x, t->p, t->n, t->value);
  case OP_PERPLEXITY:
    return sp_perplexity(t->x, t->p, t->n, t->value);
  case OP_KL:
    return sp_kl_divergence(t->x, t->y, t->p, t->n, t->value);
  case OP_JACOBIAN:
    return compute_jacobian(t);
  case OP_XENT:
    return compute_xent(t);
  case OP_SIGMOID:
    return compute_each(t, sp_sigmoid);
  case OP_LOG_SIGMOID:
    return compute_each(t, sp_log_sigmoid);
  case OP_BINARY_XENT:
    return compute_binary_xent(t);
  case OP_TOP_K:
    return sp_top_k(t->x, t->value, t->n, t->o->k);
  case OP_TOP_P:
    return sp_top_p(t->x, t->value, t->n, t->o->threshold);
  case OP_SAMPLE:
    return compute_sample(t);
  case OP_ATTENTION: /* not of one row: see attention.h */
  case OP_NONE:
    break;
  }
  return SP_EMPTY;
}

static void bound_xent(const task *t)
{
  const eval_options *o = t->o;
  if (o->gradient) {
    sp_softmax(t->x, t->p, t->n);
    if (o->has_label) {
      bound_softmax(t->x, t->p, t->bound, t->n);
      bound_label_gradient(t->x, t->value, t->bound, t->n, o->label);
    } else {
      bound_soft_gradient(t->x, t->y, t->p, t->value, t->bound, t->n);
    }
  } else if (o->has_label) {
    t->bound[0] = bound_label_loss(t->x, t->n, o->label, t->value[0]);
  } else {
    t->bound[0] = bound_target_loss(t->x, t->y, t->n, t->value[0]);
  }
}

static void bound_divergence(const task *t)
{
  double *logp = t->p + t->n, *logq = logp + t->n;
  sp_log_softmax(t->x, logp, t->n);
  sp_log_softmax(t->y, logq, t->n);
  t->bound[0] = bound_kl(t->x, t->y, t->p, logp, logq, t->n, t->value[0]);
}

static void compute_bound(const task *t)
{
  switch (t->o->op) {
  case OP_SOFTMAX:
    if (t->o->has_temperature)
      bound_temperature(t->x, t->value, t->bound, t->n);
    else
      bound_softmax(t->x, t->value, t->bound, t->n);
    break;
  case OP_COLD:
  case OP_HOT:
    bound_limit(t->value, t->bound, t->n);
    break;
  case OP_ARGMAX:
    t->bound[0] = 0.0;
    break;
  case OP_TEXTBOOK:
    bound_textbook(t->x, t->value, t->bound, t->n);
    break;
  case OP_ONLINE:
    bound_online(t->x, t->value, t->bound, t->n);
    break;
  case OP_LOG_SOFTMAX:
    bound_log_softmax(t->x, t->value, t->bound, t->n);
    break;
  case OP_LOGSUMEXP:
    t->bound[0] = bound_logsumexp(t->x, t->n);
    break;
  case OP_ENTROPY:
    t->bound[0] = bound_entropy(t->n, t->value[0]);
    break;
  case OP_PERPLEXITY:
    t->bound[0] = bound_perplexity(t->n, t->value[0]);
    break;
  case OP_KL:
    bound_divergence(t);
    break;
  case OP_JACOBIAN:
    if (t->o->has_times)
      bound_product(t->x, t->y, t->p, t->bound, t->n);
    else
      bound_jacobian(t->x, t->p, t->bound, t->n);
    break;
  case OP_XENT:
    bound_xent(t);
    break;
  case OP_SIGMOID:
    bound_sigmoid(t->x, t->value, t->bound, t->n);
    break;
  case OP_LOG_SIGMOID:
    bound_log_sigmoid(t->x, t->value, t->bound, t->n);
    break;
  case OP_BINARY_XENT:
    if (t->o->gradient)
      bound_binary_gradient(t->x, t->y, t->value, t->bound, t->n);
    else
      bound_binary_loss(t->x, t->value, t->bound, t->n);
    break;
  default: /* has_bound */
    break;
  }
}

sp_status compute(const task *t)
{
  sp_status status = compute_value(t);
  if (status == SP_OK && t->bound != NULL)
    compute_bound(t);
  return status;
}
