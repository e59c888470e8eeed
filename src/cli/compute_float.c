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

/* `values': how many there are */
static sp_status compute_floats(const task *t, const float *z, float *p,
                                size_t *values)
{
  size_t n = t->n;
  *values = n;
  switch (t->o->op) {
  case OP_SOFTMAX:
    return sp_softmaxf(z, p, n, t->p);
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
      t->bound[i] = is_exact(t, i) ? 0.0 : bound_float(p[i]);
  }
  if (status == SP_OK && t->bound != NULL && t->o->op == OP_LOGSUMEXP)
    t->bound[0] = bound_float_logsumexp(t->x, t->n, p[0]);
  return status;
}
