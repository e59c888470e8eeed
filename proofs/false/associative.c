/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

/*@ lemma FALSE_associative:
      \forall real a, b, c; FAdd(FAdd(a, b), c) == FAdd(a, FAdd(b, c));
*/
