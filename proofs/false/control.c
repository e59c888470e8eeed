/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

/* Not false: every prover must prove one of these. It shows that a prover
 * which proves nothing false does work. */
/*@ requires range:  \is_finite(x) && 0 <= x <= 1;
    assigns  \nothing;
    ensures  TRUE_finite: \is_finite(\result);
    ensures  TRUE_number: !\is_NaN(x);
*/
double twice(double x)
{
  return x + x;
}
