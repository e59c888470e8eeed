/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "row.h"

sp_status sp_softmax(const double *z, double *p, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  double m = z[top];
  double sum = 0.0;
  for (size_t i = 0; i < n; i++) {
    p[i] = sp_exp(z[i] - m);
    sum = sum + p[i];
  }
  for (size_t i = 0; i < n; i++)
    p[i] = p[i] / sum;
  return SP_OK;
}
