/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The two values of which a smoothed label consists. */
#ifndef SP_SMOOTH_SHARE_H
#define SP_SMOOTH_SHARE_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/batch_model.acsl"
#endif

/* What each entry gets of the part a of the target */
/*@ requires size:   1 <= n <= 0x4000000;
    requires a:      Smoothing(a);
    terminates       \true;
    assigns          \nothing;
    ensures  range:  \is_finite(\result) && 0 <= \result <= a;
    ensures  model:  \result == FDiv(a, n);
*/
double sp_uniform_share(double a, size_t n);

/* What the label gets: its share, and the part 1 - a that is not shared */
/*@ requires a:      Smoothing(a);
    requires share:  \is_finite(share) && 0 <= share <= a;
    terminates       \true;
    assigns          \nothing;
    ensures  range:  Probability(\result);
    ensures  model:  \result == FAdd(share, FSub(1.0, a));
*/
double sp_label_share(double share, double a);

#endif
