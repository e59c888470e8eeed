/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/* Rounding to nearest: what the standard model of floats says. */
/*@ lemma Round: \forall real x; -1 <= x <= 1 ==> \abs(RN(x) - x) <= 2 * U;
*/

/* Over the reals */
/*@ lemma One: \forall real p, q; q == 1 - p ==> p + q == 1;
*/

/* The second of two probabilities, if the first is p */
/*@ requires range:  \is_finite(p) && 0 <= p <= 1;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  one:    \abs(p + \result - 1) <= 2 * U;
*/
double second(double p)
{
  double q = 1.0 - p;
  //@ assert model: q == FSub(1.0, p);
  return q;
}
