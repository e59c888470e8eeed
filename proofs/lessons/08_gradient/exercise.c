/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/* Rounding to nearest: what the standard model of floats says. */
/*@ lemma Round: \forall real x; -1 <= x <= 1 ==> \abs(RN(x) - x) <= 2 * U;
*/

/* The derivative of the loss by a logit: p - y */
/*@ requires range:    \is_finite(p) && 0 <= p <= 1;
    requires target:   \is_finite(y) && 0 <= y <= 1;
    terminates         \true;
    assigns            \nothing;
    ensures  finite:   \is_finite(\result);
    ensures  range:    -1 <= \result <= 1;
    ensures  gradient: \result == p - y; // TODO: how near is it?
*/
double gradient(double p, double y)
{
  double g = p - y;
  //@ assert model: g == FSub(p, y);
  return g;
}
