/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Rows of float probabilities, or targets. */
#ifndef SP_PROBABILITY_FLOAT_H
#define SP_PROBABILITY_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/jacobian32_model.acsl"
#include "../specs/status32.acsl"
#endif

/* p[i] in [0, 1] for every i; false on NaN */
/*@ requires readable:        \valid_read(p + (0 .. n - 1));
    terminates                \true;
    assigns                   \nothing;
    ensures  P22_probability: \result != 0 <==> Probabilities32(p, n);
*/
int sp_are_probabilities(const float *p, size_t n);

/* What is wrong with the logits or the targets; of several the first */
/*@ requires readable:   n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires targets:    n <= 0x4000000 ==> \valid_read(y + (0 .. n - 1));
    terminates           \true;
    assigns              \nothing;
    ensures  ok:         \result == SP_OK <==>
               Accepted32(z, n) && Probabilities32(y, n);
    ensures  empty:      \result == SP_EMPTY <==> n == 0;
    ensures  long:       \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  nan:        \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32(z, n);
    ensures  inf:        \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32(z, n) && HasPlusInfinity32(z, n);
    ensures  all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32(z, n);
    ensures  target:     \result == SP_BAD_TARGET <==>
               Accepted32(z, n) && !Probabilities32(y, n);
*/
sp_status sp_check_float_targets(const float *z, const float *y, size_t n);

#endif
