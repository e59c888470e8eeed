/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

/* Rounding the result alone costs up to U. */
/*@ lemma FALSE_exp_error:
      \forall double x; \is_finite(x) && x <= 0 && 0x1p-1022 <= \exp(x) ==>
        \abs(ExpModel(x) - \exp(x)) <= 0.5 * U * \exp(x);
*/
