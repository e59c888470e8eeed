/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "naive.h"

#include <math.h>

void naive_softmax(const double *z, double *p, size_t n)
{
  double m = z[0];
  for (size_t i = 1; i < n; i++)
    if (z[i] > m)
      m = z[i];
  double sum = 0.0;
  for (size_t i = 0; i < n; i++) {
    p[i] = exp(z[i] - m);
    sum += p[i];
  }
  for (size_t i = 0; i < n; i++)
    p[i] /= sum;
}
