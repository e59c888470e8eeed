/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/tolerance.h"

#include "softproof.h"

#include <math.h>
#include <stdlib.h>

/* A score and what may be wrong with it */
typedef struct score {
  double value, size; /* size: the sum of the magnitudes of its terms */
  double weight;
} score;

static score score_of(const query *a, size_t k)
{
  score s = {0};
  for (size_t l = 0; l < a->d; l++) {
    double term = a->q[l] * a->K[k * a->d + l];
    s.value += term;
    s.size += fabs(term);
  }
  s.value *= a->scale;
  s.size *= fabs(a->scale);
  if (a->mask != NULL) {
    s.value += a->mask[k];
    s.size += fabs(a->mask[k]);
  }
  return s;
}

/* Of the scores: their weights, in place */
static void weigh(score *s, size_t n)
{
  double m = -INFINITY, sum = 0.0;
  for (size_t k = 0; k < n; k++)
    m = s[k].value > m ? s[k].value : m;
  for (size_t k = 0; k < n; k++)
    sum += s[k].weight = exp(s[k].value - m);
  for (size_t k = 0; k < n; k++) {
    s[k].weight /= sum;
    s[k].value = m - s[k].value;
  }
}

/* The absolute error that the score of a key may have, and its exponential */
static double error_of(const tolerance *t, const score *s, int sequential)
{
  double d = (double)t->p->query->d;
  double k = TOLERATED_ROUNDINGS / 2.0 + (sequential ? d : 2.0 * log2(d));
  double spread = s->value < t->farthest ? s->value : t->farthest;
  return (k * s->size + spread) * t->u
         + (d * fabs(t->p->query->scale) + 1.0) * t->eta;
}

static double tolerance_of_column(const tolerance *t, const score *s, size_t c,
                                  int sequential)
{
  const query *a = t->p->query;
  double n = (double)a->keys, mean = 0.0, tolerance = 0.0, largest = 0.0;
  double k = TOLERATED_ROUNDINGS + (sequential ? n : 2.0 * log2(n));
  for (size_t i = 0; i < a->keys; i++)
    if (query_sees(a, i))
      mean += s[i].weight * error_of(t, s + i, sequential);
  for (size_t i = 0; i < a->keys; i++) {
    if (!query_sees(a, i))
      continue;
    double v = fabs(a->V[i * a->dv + c]);
    double e = error_of(t, s + i, sequential) + mean;
    largest = v > largest ? v : largest;
    if (s[i].weight * v > 0.0)
      tolerance += s[i].weight * v * (expm1(e) + k * t->u);
  }
  return tolerance + (n * (1.0 + largest) + 1.0) * t->eta;
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
  for (size_t c = 0; c < a->dv; c++)
    for (int sequential = 0; sequential < 2; sequential++)
      t->columns[2 * c + (size_t)sequential] =
          tolerance_of_column(t, s, c, sequential);
  free(s);
  return 1;
}
