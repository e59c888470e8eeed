/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "bound_attention.h"

#include "bound.h"
#include "bound_float.h"

#include <math.h>

/* A sum of up to 2^26 positive terms loses less than a factor 1 + 2^-26, and
 * exp and expm1 are good to far less. */
#define ROUND_UP (1.0 + 0x1p-25)

/* ScoreBound of specs/query_model.acsl: how far the score of key k can be from
 * the real one; the latter is at most the sum of the magnitudes */
static double bound_score(const query *a, size_t k)
{
  const double *key = a->K + k * a->d;
  double size = 0.0, d = (double)a->d, s = fabs(a->scale);
  for (size_t l = 0; l < a->d; l++)
    size += fabs(a->q[l] * key[l]) + ETA;
  double masked = a->mask == NULL ? 0.0 : fabs(a->mask[k]);
  return ((d + 1.0) * U * (s * size) + (d * s + 1.0) * ETA
          + U * (s * size + masked))
         * (1.0 + 0x1p-15) * ROUND_UP;
}

/* P19_true, with the largest magnitude M of the column for the mean */
static double bound_mean(double h, double M, double e)
{
  double rounding = (h + 4.5) * U * exp(2.0 * e) * M + h * (1.0 + M) * ETA;
  return (expm1(2.0 * e) * M + rounding * (1.0 + 0x1p-16)) * ROUND_UP
         + 2.0 * ETA;
}

/* TrueError of specs/query32_model.acsl */
static double bound_mean_of_floats(double h, double M, double e)
{
  double rounding = (h + 4.5) * U * (1.0 + 0x1p-16) * exp(2.0 * e) * M;
  return (expm1(2.0 * e) * M + rounding) * ROUND_UP + 2.0 * ETA;
}

/* The proved bound, or, where that is larger, how far x is at most from a number
 * between the ends of the column: a mean of its entries is one. For large scores
 * e^(2e) is infinite, and infinity * 0 is a NaN. */
static double bound_entry(const query *a, int are_floats, size_t c, double e,
                          double x)
{
  double lo = HUGE_VAL, hi = -HUGE_VAL, h = (double)a->keys;
  for (size_t k = 0; k < a->keys; k++)
    if (query_sees(a, k)) {
      lo = fmin(lo, a->V[k * a->dv + c]);
      hi = fmax(hi, a->V[k * a->dv + c]);
    }
  double M = fmax(fabs(lo), fabs(hi)), away = fmax(x - lo, hi - x);
  double proved =
      are_floats
          ? bound_float_attention(bound_mean_of_floats(h, M, e), (float)x)
          : bound_mean(h, M, e);
  away *= 1.0 + 0x1p-51; /* the difference was rounded once */
  return proved < away ? proved : away;
}

void bound_attention(const query *a, int are_floats, const double *value,
                     double *bound)
{
  double e = 0.0;
  size_t open = 0;
  for (size_t k = 0; k < a->keys; k++)
    if (query_sees(a, k)) {
      e = fmax(e, bound_score(a, k));
      open++;
    }
  for (size_t c = 0; c < a->dv; c++) /* without keys, zeros by definition */
    bound[c] = open == 0 ? 0.0 : bound_entry(a, are_floats, c, e, value[c]);
}
