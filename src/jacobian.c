/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

void sp_softmax_jacobian(const double *p, double *J, size_t n)
{
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++)
      J[i * n + j] = i == j ? p[i] * (1.0 - p[i]) : -(p[i] * p[j]);
}

void sp_softmax_jacobian_product(const double *p, const double *v, double *out,
                                 size_t n)
{
  double mean = 0.0;
  for (size_t i = 0; i < n; i++)
    mean = mean + p[i] * v[i];
  for (size_t i = 0; i < n; i++)
    out[i] = p[i] * (v[i] - mean);
}
