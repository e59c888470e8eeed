/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Answers cases of softmax f32 as XNNPACK does. */
#include "case.h"

#include <stdlib.h>
#include <xnnpack.h>

/* Its kernels read past the end of a row, by XNN_EXTRA_BYTES at most. */
static float *room(size_t n)
{
  return calloc(n + XNN_EXTRA_BYTES, sizeof(float));
}

static int softmax(const float *z, float *p, size_t n)
{
  xnn_operator_t op = NULL;
  int right =
      xnn_create_softmax_nc_f32(n, n, n, 0, &op) == xnn_status_success
      && xnn_setup_softmax_nc_f32(op, 1, z, p, NULL) == xnn_status_success
      && xnn_run_operator(op, NULL) == xnn_status_success;
  xnn_delete_operator(op);
  return right;
}

int main(void)
{
  case_reader in;
  if (xnn_initialize(NULL) != xnn_status_success)
    return 3;
  if (!cases_open(&in, "-"))
    return 2;
  while (cases_next(&in) == CASE_READ) {
    size_t n = in.p.n;
    float *z = room(n), *p = room(n);
    double *result = malloc(n * sizeof *result);
    if (z == NULL || p == NULL || result == NULL)
      return 2;
    for (size_t i = 0; i < n; i++)
      z[i] = (float)in.p.z[i];
    if (!softmax(z, p, n))
      return 2;
    for (size_t i = 0; i < n; i++)
      result[i] = (double)p[i];
    case_write(stdout, &in.p, in.f, result);
    free(z);
    free(p);
    free(result);
  }
  cases_close(&in);
  return 0;
}
