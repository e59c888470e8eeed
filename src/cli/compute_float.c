/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "compute_float.h"

#include "bound_float.h"
#include "bound_product.h"
#include "softproof.h"

#include <math.h>

static sp_status compute_sigmoids(const task *t, const float *z, float *p)
{
  for (size_t i = 0; i < t->n; i++)
    p[i] = t->o->op == OP_SIGMOID ? sp_sigmoidf(z[i]) : sp_log_sigmoidf(z[i]);
  return SP_OK;
}

static sp_status compute_softmax(const task *t, const float *z, float *p)
{
  if (t->o->has_temperature)
    return sp_softmax_temperaturef(z, p, t->n, t->o->temperature, t->p);
  return sp_softmaxf(z, p, t->n, t->p);
}

static sp_status compute_binary_xent(const task *t, const float *z, float *p)
{
  sp_status status = SP_OK;
  for (size_t i = 0; i < t->n && status == SP_OK; i++) {
    float y = (float)t->y[i];
    status = t->o->gradient ? sp_binary_cross_entropy_gradientf(z[i], y, p + i)
                            : sp_binary_cross_entropyf(z[i], y, p + i);
  }
  return status;
}

/* The targets or second logits as floats, behind the two other rows */
static const float *second_row(const task *t)
{
  float *y = t->floats + 2 * t->n;
  for (size_t i = 0; i < t->n; i++)
    y[i] = (float)t->y[i];
  return y;
}

static sp_status compute_target(const task *t, const float *z, float *p)
{
  const float *y = second_row(t);
  if (t->o->gradient)
    return sp_cross_entropy_soft_gradientf(z, y, p, t->n, t->p);
  return sp_cross_entropy_targetf(z, y, t->n, p, t->p);
}

static sp_status compute_kl(const task *t, const float *z, float *p)
{
  return sp_kl_divergencef(z, second_row(t), t->n, p, t->p);
}

/* z becomes the softmax */
static sp_status compute_jacobian(const task *t, float *z, float *p)
{
  sp_status status = sp_softmaxf(z, z, t->n, t->p);
  if (status == SP_OK && t->o->has_times)
    sp_softmax_jacobian_productf(z, second_row(t), p, t->n, t->p);
  else if (status == SP_OK)
    sp_softmax_jacobianf(z, p, t->n);
  return status;
}

static sp_status compute_label(const task *t, const float *z, float *p)
{
  if (t->o->gradient)
    return sp_cross_entropy_gradientf(z, p, t->n, t->o->label, t->p);
  return sp_cross_entropyf(z, t->n, t->o->label, p, t->p);
}

/* The index may be too large for a float. */
static sp_status compute_argmax(const task *t, const float *z)
{
  size_t index = 0;
  sp_status status = sp_argmaxf(z, t->n, &index);
  t->value[0] = (double)index;
  if (t->bound != NULL)
    t->bound[0] = 0.0;
  return status;
}

/* The same */
static sp_status compute_sample(const task *t, const float *p)
{
  size_t index = 0;
  sp_status status = sp_samplef(p, t->n, t->o->float_variate, &index, t->p);
  t->value[0] = (double)index;
  return status;
}

/* `values': how many there are */
static sp_status compute_floats(const task *t, float *z, float *p,
                                size_t *values)
{
  size_t n = t->n;
  *values = n;
  switch (t->o->op) {
  case OP_SOFTMAX:
    return compute_softmax(t, z, p);
  case OP_COLD:
    return sp_softmax_coldf(z, p, n);
  case OP_HOT:
    return sp_softmax_hotf(z, p, n);
  case OP_LOG_SOFTMAX:
    return sp_log_softmaxf(z, p, n, t->p);
  case OP_LOGSUMEXP:
    *values = 1;
    return sp_logsumexpf(z, n, p, t->p);
  case OP_ENTROPY:
    *values = 1;
    return sp_entropyf(z, n, p, t->p);
  case OP_PERPLEXITY:
    *values = 1;
    return sp_perplexityf(z, n, p, t->p);
  case OP_KL:
    *values = 1;
    return compute_kl(t, z, p);
  case OP_JACOBIAN:
    *values = t->o->has_times ? n : n * n;
    return compute_jacobian(t, z, p);
  case OP_XENT:
    *values = t->o->gradient ? n : 1;
    return t->o->has_label ? compute_label(t, z, p) : compute_target(t, z, p);
  case OP_BINARY_XENT:
    return compute_binary_xent(t, z, p);
  case OP_TOP_K:
    return sp_top_kf(z, p, n, t->o->k, t->p);
  case OP_TOP_P:
    return sp_top_pf(z, p, n, t->o->float_threshold, t->p);
  default:
    return compute_sigmoids(t, z, p);
  }
}

/* A target is on a masked entry. */
static int is_unreachable(const task *t)
{
  for (size_t i = 0; i < t->n; i++)
    if (t->y[i] > 0.0 && t->x[i] == -HUGE_VAL)
      return 1;
  return 0;
}

static int is_exact(const task *t, size_t i)
{
  switch (t->o->op) {
  case OP_LOGSUMEXP:
  case OP_ENTROPY:
  case OP_PERPLEXITY:
    return 0;
  case OP_XENT: /* the gradient at a masked entry is minus its target */
    if (t->o->gradient)
      return t->x[i] == -HUGE_VAL;
    return t->o->has_label ? t->x[t->o->label] == -HUGE_VAL : is_unreachable(t);
  default:
    return t->x[i] == -HUGE_VAL;
  }
}

/* t->p holds the softmax behind the two rows as doubles. */
static double bound_divergence(const task *t, float kl)
{
  size_t n = t->n;
  double *logp = t->p, *logq = t->p + n, *p = t->p + 2 * n;
  kl_scale s;
  sp_log_softmax(t->x, logp, n);
  sp_log_softmax(t->y, logq, n);
  return scale_kl(t->x, t->y, p, logp, logq, n, &s) ? bound_float_kl(&s, n, kl)
                                                    : 0.0;
}

static double bound_entry(const task *t, size_t k, float entry)
{
  size_t i = k / t->n, j = k % t->n;
  const float *p = t->floats;
  if (t->x[i] == -HUGE_VAL || t->x[j] == -HUGE_VAL)
    return 0.0;
  return bound_float_jacobian(p[i], p[j], i == j, entry);
}

/* P22_ulp of the gradient has 13.5 u (1 + 2^-16) (sum y) g, where that of the
 * gradient for targets of sum 1 has 9 u (1 + 2^-15) g. */
static double bound_target(const task *t, size_t i, float p)
{
  return t->o->gradient
             ? bound_float_gradient(1.5 * target_sum(t->y, t->n) * t->p[i], p)
             : bound_float_target_loss(t->n, p);
}

/* Of the value p of index i; t->p holds the softmax for the gradient of
 * targets. */
static double bound_value(const task *t, size_t i, float p)
{
  if (t->o->op == OP_KL)
    return bound_divergence(t, p);
  if (t->o->op == OP_JACOBIAN)
    return bound_entry(t, i, p);
  if (is_exact(t, i))
    return 0.0;
  if ((t->o->op == OP_COLD || t->o->op == OP_HOT) && p == 0.0F)
    return 0.0;
  if (t->o->op == OP_LOGSUMEXP)
    return bound_float_logsumexp(t->x, t->n, p);
  if (t->o->op == OP_ENTROPY)
    return bound_float_entropy(t->n, p);
  if (t->o->op == OP_PERPLEXITY)
    return bound_float_perplexity(t->n, p);
  if (t->o->op == OP_BINARY_XENT && t->o->gradient)
    return bound_float_binary_gradient(t->x[i], (float)t->y[i], p);
  if (t->o->op == OP_XENT && !t->o->has_label)
    return bound_target(t, i, p);
  return bound_float(p);
}

sp_status compute_float(const task *t)
{
  float *z = t->floats, *p = t->floats + t->n;
  size_t values;
  for (size_t i = 0; i < t->n; i++)
    z[i] = (float)t->x[i];
  if (t->o->op == OP_SAMPLE)
    return compute_sample(t, z);
  if (t->o->op == OP_ARGMAX)
    return compute_argmax(t, z);
  sp_status status = compute_floats(t, z, p, &values);
  if (status == SP_OK && t->bound != NULL && t->o->op == OP_XENT
      && t->o->gradient)
    sp_softmax(t->x, t->p, t->n);
  for (size_t i = 0; status == SP_OK && i < values; i++) {
    t->value[i] = (double)p[i];
    if (t->bound != NULL && !t->o->has_times)
      t->bound[i] = bound_value(t, i, p[i]);
  }
  if (status == SP_OK && t->bound != NULL && t->o->has_times)
    bound_float_product(t->x, t->y, z, p, t->bound, t->n);
  return status;
}
