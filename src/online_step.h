/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What one more logit does to a sum relative to the largest so far. */
#ifndef SP_ONLINE_STEP_H
#define SP_ONLINE_STEP_H

#include "row.h"

/* A logit x that does not exceed m adds its weight. */
/*@ requires largest: \is_finite(m);
    requires logit:   \is_minus_infinity(x) || (\is_finite(x) && x <= m);
    requires range:   \is_finite(sum) && 0 <= sum <= 0x4000000;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  model:   \result == FAdd(sum, FExp(x, m));
*/
static inline double sp_online_add(double sum, double m, double x)
{
  return sum + sp_weight(x, m);
}

/* One that does is the new largest: what was relative to m is now relative to
 * x, and x itself adds e^(x - x). */
/*@ requires largest: \is_finite(m) && \is_finite(x) && m < x;
    requires range:   \is_finite(sum) && 0 <= sum <= 0x4000000;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  model:   \result == FAdd(FMul(sum, FExp(m, x)), 1.0);
*/
static inline double sp_online_rescale(double sum, double m, double x)
{
  return sum * sp_weight(m, x) + 1.0;
}

#endif
