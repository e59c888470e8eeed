/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The bound of one row of attention. */
#ifndef SP_CLI_BOUND_ATTENTION_H
#define SP_CLI_BOUND_ATTENTION_H

#include <stddef.h>

typedef struct query {
  const double *q;    /* d numbers */
  const double *K;    /* keys x d, or more keys */
  const double *V;    /* keys x dv */
  const double *mask; /* of each key, or NULL */
  size_t keys;        /* how many the query sees, mask apart */
  size_t d, dv;
  double scale;
} query;

/* bound[c], c < dv: not below the error of entry c of the row against the
 * attention of q, K and V over the reals */
void bound_attention(const query *a, double *bound);

#endif
