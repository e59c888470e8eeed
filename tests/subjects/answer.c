/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "answer.h"

#include "case.h"

#include <stdlib.h>

static int answer(const case_reader *in, answer_function *f)
{
  size_t n = in->p.n;
  float *z = calloc(n * sizeof *z + ANSWER_ROOM, 1);
  float *p = calloc(n * sizeof *p + ANSWER_ROOM, 1);
  double *result = malloc(n * sizeof *result);
  int right = z != NULL && p != NULL && result != NULL;
  for (size_t i = 0; right && i < n; i++)
    z[i] = (float)in->p.z[i];
  right = right && f(&in->p, z, p, n);
  for (size_t i = 0; right && i < n; i++)
    result[i] = (double)p[i];
  if (right)
    case_write(stdout, &in->p, in->f, result);
  free(z);
  free(p);
  free(result);
  return right;
}

int answer_floats(answer_function *f)
{
  case_reader in;
  int right = 1;
  if (!cases_open(&in, "-"))
    return 2;
  while (right && cases_next(&in) == CASE_READ)
    right = answer(&in, f);
  cases_close(&in);
  return right ? 0 : 2;
}
