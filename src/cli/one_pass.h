/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* One row of attention in one pass over its keys, and its bound. */
#ifndef SP_CLI_ONE_PASS_H
#define SP_CLI_ONE_PASS_H

#include "certify/problem.h"
#include "sp_status.h"

/* Zeros for a query that sees no key; s has room for the scores of all keys. */
sp_status attend_in_one_pass(const query *a, double *s, double *out);

/* As bound_attention; s as above */
void bound_one_pass(const query *a, const double *value, double *s,
                    double *bound);

#endif
