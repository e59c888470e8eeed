/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "bound_product.h"

#include "bound.h"
#include "bound_float.h"

#include <math.h>

/* What the vector and the errors of the probabilities come to */
typedef struct scale {
  double V; /* the largest magnitude in v */
  double S; /* sum_j e_j abs(v_j), where e_j is the error of p_j */
} scale;

/* A sum of n terms loses less than the factor 1 + n 2^-51. */
static scale measure(const double *v, const double *e, size_t n)
{
  scale s = {0.0, 0.0};
  for (size_t j = 0; j < n; j++) {
    s.V = fmax(s.V, fabs(v[j]));
    s.S += e[j] * fabs(v[j]) + ETA;
  }
  s.S *= 1.0 + (double)n * 0x1p-51;
  return s;
}

/* P12_product_error without eta, and ProductError of floats */
static double own_error(double p, size_t n, double V)
{
  return p * ((double)n + 4.0) * U * (1.0 + 0x1p-18) * V;
}

/* From p_i (v_i - sum_j p_j v_j) to the same of the true g: abs(v_i - sum) is at
 * most V (1 + sum p), where sum p <= 1 + 2^-19; the rest is g_i S, g_i <= p + e. */
static double carried(scale s, double p, double e)
{
  return e * s.V * (2.0 + 0x1p-18) + (p + e) * s.S;
}

void bound_product(const double *z, const double *v, const double *p,
                   double *bound, size_t n)
{
  bound_softmax(z, p, bound, n);
  scale s = measure(v, bound, n);
  for (size_t i = 0; i < n; i++) {
    double more = own_error(p[i], n, s.V) + carried(s, p[i], bound[i]);
    bound[i] =
        isinf(z[i]) ? 0.0 : more * (1.0 + 0x1p-40) + ((double)n + 5.0) * ETA;
  }
}

/* P22_product_ulp: 2 ProductError more than half a unit */
void bound_float_product(const double *z, const double *v, const float *p,
                         const float *out, double *bound, size_t n)
{
  for (size_t i = 0; i < n; i++)
    bound[i] = isinf(z[i]) ? 0.0 : bound_float(p[i]);
  scale s = measure(v, bound, n);
  for (size_t i = 0; i < n; i++) {
    double x = (double)p[i], own = 2.0 * own_error(x, n, s.V) * (1.0 + 0x1p-40);
    double more = bound_ulp(out[i], own) + carried(s, x, bound[i]);
    bound[i] = isinf(z[i]) ? 0.0 : more * (1.0 + 0x1p-40);
  }
}
