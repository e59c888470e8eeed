/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "compute_float.h"

#include "bound_float.h"
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

/* `values': how many there are */
static sp_status compute_floats(const task *t, const float *z, float *p,
                                size_t *values)
{
  size_t n = t->n;
  *values = n;
  switch (t->o->op) {
  case OP_SOFTMAX:
    return compute_softmax(t, z, p);
  case OP_LOG_SOFTMAX:
    return sp_log_softmaxf(z, p, n, t->p);
  case OP_LOGSUMEXP:
    *values = 1;
    return sp_logsumexpf(z, n, p, t->p);
  case OP_XENT:
    if (t->o->gradient)
      return sp_cross_entropy_gradientf(z, p, n, t->o->label, t->p);
    *values = 1;
    return sp_cross_entropyf(z, n, t->o->label, p, t->p);
  case OP_BINARY_XENT:
    return compute_binary_xent(t, z, p);
  default:
    return compute_sigmoids(t, z, p);
  }
}

static int is_exact(const task *t, size_t i)
{
  switch (t->o->op) {
  case OP_LOGSUMEXP:
    return 0;
  case OP_XENT: /* the gradient is 0, or at the label -1 */
    return t->x[t->o->gradient ? i : t->o->label] == -HUGE_VAL;
  default:
    return t->x[i] == -HUGE_VAL;
  }
}

/* Of the value p of index i */
static double bound_value(const task *t, size_t i, float p)
{
  if (is_exact(t, i))
    return 0.0;
  if (t->o->op == OP_LOGSUMEXP)
    return bound_float_logsumexp(t->x, t->n, p);
  if (t->o->op == OP_BINARY_XENT && t->o->gradient)
    return bound_float_binary_gradient(t->x[i], p);
  return bound_float(p);
}

sp_status compute_float(const task *t)
{
  float *z = t->floats, *p = t->floats + t->n;
  size_t values;
  for (size_t i = 0; i < t->n; i++)
    z[i] = (float)t->x[i];
  sp_status status = compute_floats(t, z, p, &values);
  for (size_t i = 0; status == SP_OK && i < values; i++) {
    t->value[i] = (double)p[i];
    if (t->bound != NULL)
      t->bound[i] = bound_value(t, i, p[i]);
  }
  return status;
}
