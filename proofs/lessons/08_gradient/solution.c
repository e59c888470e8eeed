/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/* The derivative of the loss by a logit: p - y */
/*@ requires range:    \is_finite(p) && 0 <= p <= 1;
    requires target:   \is_finite(y) && 0 <= y <= 1;
    terminates         \true;
    assigns            \nothing;
    ensures  finite:   \is_finite(\result);
    ensures  range:    -1 <= \result <= 1;
    ensures  gradient: \abs(\result - (p - y)) <= U;
*/
double gradient(double p, double y)
{
  return p - y;
}
