/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What every function on a row of probabilities begins with. */
#ifndef SP_DISTRIBUTION_H
#define SP_DISTRIBUTION_H

#include "sp_sampling.h"

/* Checks the probabilities; they need not sum to 1. */
/*@ requires readable:    n <= 0x4000000 ==> \valid_read(p + (0 .. n - 1));
    terminates            \true;
    assigns               \nothing;
    ensures  P09_ok:      \result == SP_OK <==> Distribution(p, n);
    ensures  P09_empty:   \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:    \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_bad:     \result == SP_BAD_PROBABILITY <==>
               0 < n <= 0x4000000 && !Probabilities(p, n);
    ensures  P09_zero:    \result == SP_ALL_ZERO <==>
               0 < n <= 0x4000000 && AllZero(p, n) && Probabilities(p, n);
*/
sp_status sp_check_distribution(const double *p, size_t n);

/* One more term of a sum of probabilities. */
/*@ requires sum:         \is_finite(sum) && 0 <= sum <= 0x4000000;
    requires term:        Probability(x);
    terminates            \true;
    assigns               \nothing;
    ensures  finite:      \is_finite(\result);
    ensures  model:       \result == FAdd(sum, x);
*/
double sp_add_probability(double sum, double x);

#endif
