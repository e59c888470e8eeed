/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* A score and its mask. */
#ifndef SP_MASKED_SUM_H
#define SP_MASKED_SUM_H

#include "sp_mask.h"

/*@ requires score: Maskable(s);
    requires mask:  \is_finite(a) || \is_minus_infinity(a);
    terminates      \true;
    assigns         \nothing;
    ensures  model: MaskedSum(s, a, \result);
*/
double sp_masked_sum(double s, double a);

#endif
