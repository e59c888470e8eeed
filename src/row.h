/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What every function on a row of logits begins with. */
#ifndef SP_ROW_H
#define SP_ROW_H

#include "softproof.h"

/* Checks the logits and finds the first index of the largest. */
sp_status sp_scan(const double *z, size_t n, size_t *top);

/* log(sum_i e^(z[i] - z[top])) */
double sp_log_excess(const double *z, size_t n, size_t top);

#endif
