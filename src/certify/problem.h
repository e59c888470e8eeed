/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* An operation with its numbers: what a certified value is the answer to. */
#ifndef SP_CERTIFY_PROBLEM_H
#define SP_CERTIFY_PROBLEM_H

#include "certify/operation.h"

#include <stddef.h>

/* One row of attention: the mean of the rows of V, by the softmax of
 * scale (q . K_k) + mask_k. What is -inf in the mask has no part in it. */
typedef struct query {
  const double *q;    /* d numbers */
  const double *K;    /* keys x d, or more keys */
  const double *V;    /* keys x dv */
  const double *mask; /* of each key, or NULL */
  size_t keys;        /* how many the query sees, mask apart */
  size_t d, dv;
  double scale;
} query;

typedef struct problem {
  eval_op op;
  int gradient; /* of OP_XENT and OP_BINARY_XENT, not the loss */
  size_t n;
  const double *z;    /* n logits, or probabilities */
  const double *y;    /* n targets, or for OP_KL second logits; or NULL */
  size_t label;       /* for OP_XENT where y is NULL */
  double smoothing;   /* of the label: this part is shared among all n */
  double T;           /* the temperature of OP_SOFTMAX; 1 for none */
  size_t k;           /* of OP_TOP_K */
  double threshold;   /* of OP_TOP_P */
  double variate;     /* of OP_SAMPLE */
  const query *query; /* of OP_ATTENTION: n is its keys, and z is NULL */
} problem;

/* How many values the result has */
size_t problem_values(const problem *p);

/* Whether key k has a part in the mean */
int query_sees(const query *a, size_t k);

#endif
