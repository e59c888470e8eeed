/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/problem.h"

#include <math.h>

size_t problem_values(const problem *p)
{
  if (operation_is_scalar(p->op, p->gradient))
    return 1;
  if (p->op == OP_ATTENTION)
    return p->query->dv;
  return p->op == OP_JACOBIAN ? p->n * p->n : p->n;
}

int query_sees(const query *a, size_t k)
{
  return a->mask == NULL || a->mask[k] > -INFINITY;
}
