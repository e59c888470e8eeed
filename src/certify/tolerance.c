/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/tolerance.h"

#include "softproof.h"

#include <math.h>
#include <stdlib.h>

static double largest(const double *z, size_t n)
{
  double m = -INFINITY;
  for (size_t i = 0; i < n; i++)
    m = z[i] > m ? z[i] : m;
  return m;
}

/* Sizes only: a few bits are enough, so libm is. */
static void measure(tolerance *t)
{
  const problem *p = t->p;
  double sum = 0.0, weighted = 0.0, unlikely = 0.0, rest = 0.0;
  t->targets = p->y == NULL ? 1.0 : 0.0;
  double m2 = p->op == OP_KL ? largest(p->y, p->n) : 0.0, sum2 = 0.0;
  t->m = largest(p->z, p->n);
  for (size_t i = 0; i < p->n; i++) {
    double d = (t->m - p->z[i]) / p->T, e = exp(-d);
    sum += e;
    t->targets += p->y == NULL ? 0.0 : p->y[i];
    rest += d > 0.0 ? e : 0.0;
    t->overflows |= isfinite(p->z[i]) && d >= ldexp(1.0, (int)t->f->most);
    weighted += e > 0.0 ? e * d : 0.0;
    if (p->op == OP_KL) {
      sum2 += exp(p->y[i] - m2);
      unlikely += e > 0.0 ? e * (m2 - p->y[i]) : 0.0;
    }
  }
  /* the largest has the weight 1 */
  t->excess = log(fmax(sum, 1.0));
  t->rest = rest > 0.0 ? weighted / rest : 0.0;
  t->entropy = weighted / fmax(sum, 1.0) + t->excess;
  t->unlikely = unlikely / fmax(sum, 1.0) + log(fmax(sum2, 1.0));
}

double tolerated_units(size_t n, int sequential)
{
  return TOLERATED_ROUNDINGS + (sequential ? (double)n : 2.0 * log2((double)n));
}

double tolerance_special(const format *f, double wanted)
{
  return ldexp(TOLERATED_ROUNDINGS * fabs(wanted), -f->bits);
}

int tolerance_open(tolerance *t, const problem *p, const format *f)
{
  *t = (tolerance){.p = p,
                   .f = f,
                   .u = ldexp(1.0, -f->bits),
                   .eta = ldexp(1.0, (int)f->least),
                   .farthest = 1.0 - (double)f->least * 0.6931471805599453};
  if (p->op == OP_ATTENTION)
    return tolerance_attention(t);
  if (!takes_probabilities(p->op) && !operation_is_entrywise(p->op))
    measure(t);
  return 1;
}

void tolerance_close(tolerance *t)
{
  free(t->columns);
}

/* min(m - x_i, D), and what rounding z / T does to x_i - m */
static double spread(const tolerance *t, size_t i)
{
  const problem *p = t->p;
  double d = (t->m - p->z[i]) / p->T;
  if (!(d < t->farthest))
    return t->farthest;
  return p->T == 1.0 ? d : d + (fabs(p->z[i]) + fabs(t->m)) / p->T;
}

static double share(const tolerance *t, size_t i)
{
  return exp(-(t->m - t->p->z[i]) / t->p->T - t->excess);
}

/* For the logistic function of x: its size, and the spread */
static double logistic(const tolerance *t, size_t i)
{
  double x = t->p->z[i];
  double d = fabs(x) < t->farthest ? fabs(x) : t->farthest;
  return (TOLERATED_ROUNDINGS + (x < 0.0 ? d : 0.0)) / (1.0 + exp(-x));
}

/* Of (sum y) p_i, where targets are one more sum */
static double gradient(const tolerance *t, size_t i, double k)
{
  double more = t->p->y != NULL ? k - TOLERATED_ROUNDINGS : 0.0;
  return (k + more + spread(t, i)) * share(t, i) * t->targets;
}

/* Whether the value can be as small as the weights that are added up, each of
 * which may be off by eta */
static int adds_weights(const problem *p)
{
  switch (p->op) {
  case OP_LOG_SOFTMAX:
  case OP_ENTROPY:
  case OP_KL:
    return 1;
  case OP_XENT:
    return !p->gradient;
  default:
    return 0;
  }
}

double tolerance_for(const tolerance *t, size_t i, double value, int sequential)
{
  const problem *p = t->p;
  double n = (double)p->n, size = fabs(value);
  double k = tolerated_units(p->n, sequential);
  double units = k * size; /* the tolerance, in u */
  switch (p->op) {
  case OP_SOFTMAX:
  case OP_TEXTBOOK:
  case OP_ONLINE:
    units = (k + spread(t, i)) * size;
    break;
  case OP_ARGMAX:
  case OP_SAMPLE:
    return 0.0;
  case OP_ATTENTION:
    return t->columns[2 * i + (sequential != 0)];
  case OP_LOG_SOFTMAX:
    units = (k + t->rest) * size;
    break;
  case OP_LOGSUMEXP:
    units = k * (fabs(t->m) + t->excess);
    break;
  case OP_ENTROPY:
    units = k * (t->entropy + 1.0);
    break;
  case OP_PERPLEXITY:
    units = k * (t->entropy + 1.0) * size;
    break;
  case OP_KL:
    units = k * (t->entropy + t->unlikely + 1.0);
    break;
  case OP_JACOBIAN:
    units = (2.0 * k + spread(t, i / p->n) + spread(t, i % p->n))
            * share(t, i / p->n)
            * (i / p->n == i % p->n ? 1.0 : share(t, i % p->n));
    break;
  case OP_XENT:
    units = p->gradient ? gradient(t, i, k) + TOLERATED_ROUNDINGS * size
                        : (k + t->rest) * size;
    break;
  case OP_SIGMOID:
    units = logistic(t, i);
    break;
  case OP_BINARY_XENT:
    units = p->gradient ? logistic(t, i) + TOLERATED_ROUNDINGS * size
                        : k * (size + fabs(p->z[i]));
    break;
  default:
    break;
  }
  return units * t->u + (adds_weights(p) ? n + 1.0 : 1.0) * t->eta;
}
