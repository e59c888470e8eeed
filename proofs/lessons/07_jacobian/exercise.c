/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/* Rounding to nearest: what the standard model of floats says. */
/*@ lemma Round: \forall real x; -1 <= x <= 1 ==> \abs(RN(x) - x) <= 2 * U;
*/

/* A row of the Jacobian sums to 0: here row 0 of three probabilities. */
/*@ lemma RowSum: \forall real p, q, r; p + q + r == 1 ==>
      p * (1 - p) + -(p * q) + -(p * r) == 0;
    lemma Unit: \forall real p, q; 0 <= p <= 1 && 0 <= q <= 1 ==>
      0 <= p * q <= 1;
*/

/* Entry (i, j), i != j, of the Jacobian: p and q are entries i and j. */
/*@ requires range:     \is_finite(p) && 0 <= p <= 1;
    requires range:     \is_finite(q) && 0 <= q <= 1;
    terminates          \true;
    assigns             \nothing;
    ensures  finite:    \is_finite(\result);
    ensures  sign:      -1 <= \result <= 0;
    ensures  near:      \abs(\result - p * (0 - q)) <= 2 * U;
*/
double other_entry(double p, double q)
{
  //@ assert real: 0 <= p * q <= 1;
  double r = p * q;
  //@ assert range: 0 <= r <= 1;
  //@ assert rounded: \abs(r - p * q) <= 2 * U;
  return r; /* TODO: the derivative of p_i by z_j */
}
