/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The bound of one row of attention. */
#ifndef SP_CLI_BOUND_ATTENTION_H
#define SP_CLI_BOUND_ATTENTION_H

#include "certify/problem.h"

/* bound[c], c < dv: not below the error of entry c of the row against the
 * attention of q, K and V over the reals */
void bound_attention(const query *a, double *bound);

#endif
