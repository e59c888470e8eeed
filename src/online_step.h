/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What one more logit does to a sum relative to the largest so far. */
#ifndef SP_ONLINE_STEP_H
#define SP_ONLINE_STEP_H

#ifdef __FRAMAC__
#include "../specs/binary64.acsl"
#endif

/* A logit that does not exceed the largest adds its weight. */
/*@ requires range:  \is_finite(sum) && 0 <= sum <= 0x4000000;
    requires weight: \is_finite(w) && 0 <= w <= 1;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FAdd(sum, w);
*/
static inline double sp_online_add(double sum, double w)
{
  return sum + w;
}

/* One that does is the new largest: f = e^(old - new) makes the sum relative to
 * it, and it adds e^0 itself. */
/*@ requires range:  \is_finite(sum) && 0 <= sum <= 0x4000000;
    requires factor: \is_finite(f) && 0 <= f <= 1;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FAdd(FMul(sum, f), 1.0);
*/
static inline double sp_online_rescale(double sum, double f)
{
  return sum * f + 1.0;
}

#endif
