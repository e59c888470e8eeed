/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What the logarithms of softmax and the losses have in common. */
#ifndef SP_LOG_EXCESS_H
#define SP_LOG_EXCESS_H

#include "sp_logsumexp.h"

/* log(sum_i e^(z[i] - z[top])) */
/*@ requires size:        n <= 0x4000000;
    requires readable:    \valid_read(z + (0 .. n - 1));
    requires top:         Top(z, n, top);
    terminates            \true;
    assigns               \nothing;
    ensures  P15_finite:  \is_finite(\result);
    ensures  P15_range:   0 <= \result <= 18.125;
    ensures  P15_model:   \result == FLogExcess(z, top, n);
*/
double sp_log_excess(const double *z, size_t n, size_t top);

#endif
