/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "row.h"

sp_status sp_cross_entropy(const double *z, size_t n, size_t label,
                           double *loss)
{
  size_t top;
  if (0 < n && n <= SP_MAX_N && n <= label)
    return SP_BAD_LABEL;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  *loss = (z[top] - z[label]) + sp_log_excess(z, n, top);
  return SP_OK;
}

sp_status sp_cross_entropy_gradient(const double *z, double *grad, size_t n,
                                    size_t label)
{
  if (0 < n && n <= SP_MAX_N && n <= label)
    return SP_BAD_LABEL;
  sp_status status = sp_softmax(z, grad, n);
  if (status != SP_OK)
    return status;

  grad[label] = grad[label] - 1.0;
  return SP_OK;
}

/* y[i] in [0, 1] for every i; false on NaN */
static int is_target(const double *y, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!(0.0 <= y[i] && y[i] <= 1.0))
      return 0;
  return 1;
}

sp_status sp_cross_entropy_target(const double *z, const double *y, size_t n,
                                  double *loss)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;
  if (!is_target(y, n))
    return SP_BAD_TARGET;

  double m = z[top];
  double l = sp_log_excess(z, n, top);
  double sum = 0.0;
  for (size_t i = 0; i < n; i++)
    if (y[i] > 0.0)
      sum = sum + y[i] * ((m - z[i]) + l);
  *loss = sum;
  return SP_OK;
}

sp_status sp_cross_entropy_target_gradient(const double *z, const double *y,
                                           double *grad, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;
  if (!is_target(y, n))
    return SP_BAD_TARGET;

  sp_softmax(z, grad, n);
  for (size_t i = 0; i < n; i++)
    grad[i] = grad[i] - y[i];
  return SP_OK;
}
