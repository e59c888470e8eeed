/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "bound_batch.h"

#include "bound.h"
#include "bound_float.h"

#include <math.h>

/* As round_up. A sum of n terms loses less than the factor 1 + n 2^-51 more. */
static double round_sum_up(double x, size_t n)
{
  return round_up(x * (1.0 + (double)n * 0x1p-51));
}

/* P14_smooth_accuracy, and P22_ulp of floats: how far target k can be from the
 * smoothed label */
static double bound_target_entry(const smoothed *s, size_t k)
{
  const double B = 2.0 * U * (1.0 + 0x1p-16);
  return s->floats ? bound_float((float)s->y[k])
                   : relative_bound(s->y[k], B, ETA, 0);
}

/* An error e_k of target k is one of e_k (logsumexp(z) - z_k) of the loss, and
 * that is (m - z_k) + L. Where an entry is masked, the loss is exactly +inf. */
double bound_smoothed_loss(const smoothed *s, double loss, double bound)
{
  double m = largest_logit(s->z, s->n), L = excess(s->z, s->n), sum = 0.0;
  for (size_t k = 0; k < s->n; k++) {
    if (isinf(s->z[k]))
      return isinf(loss) ? 0.0 : HUGE_VAL;
    double e = bound_target_entry(s, k);
    sum += 2.0 * (e * (0.5 * m - 0.5 * s->z[k])) + e * L;
  }
  /* each of the products can underflow */
  return round_sum_up(bound + sum + 3.0 * (double)s->n * ETA, s->n);
}

/* The errors e of the targets are one of (sum e) g_i + e_i of entry i. P03: the
 * true g_i is at most 2^-49 p_i + eta above p_i. */
void bound_smoothed_gradient(const smoothed *s, const double *p, double *bound)
{
  double sum = 0.0;
  for (size_t k = 0; k < s->n; k++)
    sum += bound_target_entry(s, k);
  for (size_t i = 0; i < s->n; i++) {
    double g = p[i] * (1.0 + 0x1p-49) + ETA;
    bound[i] =
        round_sum_up(bound[i] + sum * g + bound_target_entry(s, i), s->n);
  }
}

/* What the errors of the losses make of the sum */
static double carried(const losses *s)
{
  double sum = 0.0;
  for (size_t r = 0; r < s->rows; r++)
    if (s->weight[r] > 0.0)
      sum += s->weight[r] * s->bound[r];
  return round_sum_up(sum + (double)s->rows * ETA, s->rows);
}

/* Whether a loss that counts is exactly +inf */
static int is_infinite(const losses *s)
{
  for (size_t r = 0; r < s->rows; r++)
    if (s->weight[r] > 0.0 && isinf(s->loss[r]) && s->bound[r] == 0.0)
      return 1;
  return 0;
}

/* P14_sum_accuracy: relative error rows u (1 + 2^-16), absolute rows eta. P22_ulp
 * of floats: what it is of the loss of targets, with rows in the place of n. */
double bound_sum(const losses *s, double sum)
{
  double N = (double)s->rows, B = N * U * (1.0 + 0x1p-16), A = N * ETA;
  if (isinf(sum))
    return is_infinite(s) ? 0.0 : HUGE_VAL;
  double own = s->floats ? bound_float_target_loss(s->rows, (float)sum)
                         : B * true_size(sum, B, A) + A;
  return round_up(own + carried(s));
}

/* P14_mean_accuracy: relative error 2 rows u (1 + 2^-16), absolute
 * 2 rows eta / sum w + eta. P22_ulp of floats: as of the sum, twice. */
double bound_mean(const losses *s, double mean)
{
  double N = (double)s->rows, total = 0.0;
  if (isinf(mean))
    return is_infinite(s) ? 0.0 : HUGE_VAL;
  for (size_t r = 0; r < s->rows; r++)
    total += s->weight[r];
  total *= 1.0 - N * 0x1p-51; /* not above the true sum */
  double B = 2.0 * N * U * (1.0 + 0x1p-16), A = 2.0 * N * (ETA / total) + ETA;
  double own = s->floats ? bound_float_target_loss(2 * s->rows, (float)mean)
                         : B * true_size(mean, B, A) + A;
  return round_up(own + carried(s) / total);
}
