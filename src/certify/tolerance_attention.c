/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/tolerance.h"

#include "softproof.h"

#include <math.h>
#include <stdlib.h>

/* A score, and what may be wrong with it */
typedef struct score {
  double below;  /* the largest minus this one; infinite for a masked key */
  double size;   /* the sum of the magnitudes of its terms */
  double weight; /* in the mean */
  double error;  /* of the weight, relative */
} score;

/* below: the score itself as yet */
static score score_of(const query *a, size_t k)
{
  score s = {.below = -INFINITY};
  if (!query_sees(a, k))
    return s;
  s.below = 0.0;
  for (size_t l = 0; l < a->d; l++) {
    double term = a->q[l] * a->K[k * a->d + l];
    s.below += term;
    s.size += fabs(term);
  }
  s.below *= a->scale;
  s.size *= fabs(a->scale);
  if (a->mask != NULL) {
    s.below += a->mask[k];
    s.size += fabs(a->mask[k]);
  }
  return s;
}

static void weigh(score *s, size_t n)
{
  double m = -INFINITY, sum = 0.0;
  for (size_t k = 0; k < n; k++)
    m = s[k].below > m ? s[k].below : m;
  for (size_t k = 0; k < n; k++) {
    s[k].below = m - s[k].below;
    sum += s[k].weight = exp(-s[k].below);
  }
  for (size_t k = 0; k < n; k++)
    s[k].weight /= sum;
}

/* The error that a score and its exponential may have */
static double error_of(const tolerance *t, const score *s, int sequential)
{
  const query *a = t->p->query;
  double k = tolerated_units(a->d, sequential) - TOLERATED_ROUNDINGS / 2.0;
  double spread = fmin(s->below, t->farthest);
  return (k * s->size + spread) * t->u
         + ((double)a->d * fabs(a->scale) + 1.0) * t->eta;
}

/* A weight takes up its own error, and in the sum the mean one. */
static void find_errors(const tolerance *t, score *s, int sequential)
{
  size_t n = t->p->query->keys;
  double mean = 0.0;
  for (size_t k = 0; k < n; k++) {
    s[k].error = error_of(t, s + k, sequential);
    mean += s[k].weight * s[k].error;
  }
  for (size_t k = 0; k < n; k++)
    s[k].error += mean;
}

static double tolerance_of_column(const tolerance *t, const score *s, size_t c,
                                  int sequential)
{
  const query *a = t->p->query;
  double units = tolerated_units(a->keys, sequential) * t->u;
  double tolerance = 0.0, largest = 0.0;
  for (size_t k = 0; k < a->keys; k++) {
    if (!query_sees(a, k))
      continue;
    double v = fabs(a->V[k * a->dv + c]);
    largest = fmax(largest, v);
    if (s[k].weight * v > 0.0)
      tolerance += s[k].weight * v * (expm1(s[k].error) + units);
  }
  return tolerance + ((double)a->keys * (1.0 + largest) + 1.0) * t->eta;
}

int tolerance_attention(tolerance *t)
{
  const query *a = t->p->query;
  score *s = malloc(a->keys * sizeof *s);
  t->columns = malloc(2 * a->dv * sizeof *t->columns);
  if (s == NULL || t->columns == NULL) {
    free(s);
    return 0;
  }
  for (size_t k = 0; k < a->keys; k++)
    s[k] = score_of(a, k);
  weigh(s, a->keys);
  for (int sequential = 0; sequential < 2; sequential++) {
    find_errors(t, s, sequential);
    for (size_t c = 0; c < a->dv; c++)
      t->columns[2 * c + (size_t)sequential] =
          tolerance_of_column(t, s, c, sequential);
  }
  free(s);
  return 1;
}
