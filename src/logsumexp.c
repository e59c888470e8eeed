/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "row.h"

sp_status sp_logsumexp(const double *z, size_t n, double *lse)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  *lse = z[top] + sp_log_excess(z, n, top);
  return SP_OK;
}

sp_status sp_log_softmax(const double *z, double *logp, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  double m = z[top];
  double l = sp_log_excess(z, n, top);
  for (size_t i = 0; i < n; i++)
    logp[i] = (z[i] - m) - l;
  return SP_OK;
}
