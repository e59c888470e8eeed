/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Rows of float probabilities, or targets. */
#ifndef SP_PROBABILITY_FLOAT_H
#define SP_PROBABILITY_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/jacobian32_model.acsl"
#endif

/* p[i] in [0, 1] for every i; false on NaN */
/*@ requires readable:        \valid_read(p + (0 .. n - 1));
    terminates                \true;
    assigns                   \nothing;
    ensures  P22_probability: \result != 0 <==> Probabilities32(p, n);
*/
int sp_are_probabilities(const float *p, size_t n);

#endif
