/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

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
*/
double other_entry(double p, double q)
{
  return p * q; /* TODO: the derivative of p_i by z_j */
}
