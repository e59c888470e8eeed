/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What is kept of probabilities, and drawn from them, with exact sums. */
#ifndef SP_CERTIFY_FILTER_H
#define SP_CERTIFY_FILTER_H

#include "certify/problem.h"

#include <mpfr.h>

/* Enough to add 2^26 doubles from 0 to 1 without rounding */
#define EXACT_SUM_BITS 1152

typedef struct filter {
  unsigned char *keep; /* of each entry */
  size_t count;        /* of those kept */
  mpfr_t sum;          /* their sum */
  size_t index;        /* that OP_SAMPLE draws */
} filter;

/* For OP_TOP_K, OP_TOP_P and OP_SAMPLE. 0: not enough memory */
int filter_open(filter *f, const problem *p);
void filter_close(filter *f);

/* Of OP_TOP_P, where `choice' is how many are kept, and of OP_SAMPLE, where it is
 * the index: by how much sums of probabilities would have to be wrong for it to
 * be right. INFINITY where no sum makes it so, or memory is short. */
double filter_miss(const problem *p, size_t choice);

#endif
