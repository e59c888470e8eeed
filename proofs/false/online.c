/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

/* A new largest logit needs a rescaling: not so for a sum of 0. */
/*@ lemma FALSE_online:
      \forall double *z, integer i, double m, sum, next;
        0 <= i < 0x4000000 && OnlineState(z, i, m, sum) &&
        \is_finite(z[i]) && m < z[i] &&
        \is_finite(next) && next == FAdd(sum, 1.0) ==>
        OnlineState(z, i + 1, z[i], next);
*/
