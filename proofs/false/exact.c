/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

/*@ lemma FALSE_exact: \forall real x; RN(x) == x; */
