/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Applies an operation of the core to one row. */
#ifndef SP_CLI_COMPUTE_H
#define SP_CLI_COMPUTE_H

#include "options.h"
#include "print.h"
#include "sp_status.h"

typedef struct task {
  const eval_options *o;
  const double *x; /* logits, or probabilities: see takes_probabilities */
  const double *y; /* targets or second logits, if any */
  size_t n;
  double *p;     /* room for work_size numbers */
  float *floats; /* room for 3 n, for compute_float() */
  double *value; /* the results */
  double *bound; /* of the error of each, or NULL */
} task;

/* The shape of the result and the number of its values for n numbers */
shape result_shape(const eval_options *o, size_t n, size_t *values);

/* How much room computing takes for n numbers */
size_t work_size(const eval_options *o, size_t n);

/* Computes the results in double; with SP_OK, also their bounds if there is room. */
sp_status compute(const task *t);

#endif
