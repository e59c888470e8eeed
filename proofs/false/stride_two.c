/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

/* What is between the entries is no part of the row. */
/*@ lemma FALSE_stride_two{L}:
      \forall double *p, integer n; StridedSum(p, 2, n) == Sum(p, n);
*/
