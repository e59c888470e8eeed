/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The bound of one row of attention. */
#ifndef SP_CLI_BOUND_ATTENTION_H
#define SP_CLI_BOUND_ATTENTION_H

#include "certify/problem.h"

/* bound[c], c < dv: not below the error of value[c], entry c of the row as
 * sp_attention has it, or sp_attentionf if are_floats, against the attention of
 * q, K and V over the reals. Finite, and 0 where all that is seen is value[c]. */
void bound_attention(const query *a, int are_floats, const double *value,
                     double *bound);

#endif
