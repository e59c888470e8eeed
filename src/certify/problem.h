/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* An operation with its numbers: what a certified value is the answer to. */
#ifndef SP_CERTIFY_PROBLEM_H
#define SP_CERTIFY_PROBLEM_H

#include "certify/operation.h"

#include <stddef.h>

typedef struct problem {
  eval_op op;
  int gradient; /* of OP_XENT and OP_BINARY_XENT, not the loss */
  size_t n;
  const double *z;  /* n logits, or probabilities */
  const double *y;  /* n targets, or for OP_KL second logits; or NULL */
  size_t label;     /* for OP_XENT where y is NULL */
  double smoothing; /* of the label: this part is shared among all n */
  double T;         /* the temperature of OP_SOFTMAX; 1 for none */
  size_t k;         /* of OP_TOP_K */
  double threshold; /* of OP_TOP_P */
  double variate;   /* of OP_SAMPLE */
} problem;

/* How many values the result has */
size_t problem_values(const problem *p);

#endif
