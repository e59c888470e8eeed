/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "row.h"

#include <float.h>

sp_status sp_scan(const double *z, size_t n, size_t *top)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;

  size_t t = 0;
  for (size_t i = 0; i < n; i++) {
    if (z[i] != z[i])
      return SP_NAN_LOGIT;
    if (z[i] > z[t])
      t = i;
  }
  if (z[t] > DBL_MAX)
    return SP_POS_INF_LOGIT;
  if (z[t] < -DBL_MAX)
    return SP_ALL_MASKED;
  *top = t;
  return SP_OK;
}

/* The entry at top contributes exactly 1, so log1p of the others loses nothing
 * where they are small. */
double sp_log_excess(const double *z, size_t n, size_t top)
{
  double m = z[top];
  double sum = 0.0;
  for (size_t i = 0; i < n; i++)
    if (i != top)
      sum = sum + sp_exp(z[i] - m);
  return sp_log1p(sum);
}
