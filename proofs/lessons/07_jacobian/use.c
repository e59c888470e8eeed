/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls other_entry. All that it knows of it is its contract. */

double other_entry(double p, double q);

/*@ requires range: \is_finite(p) && 0 <= p <= 1;
    requires range: \is_finite(q) && 0 <= q <= 1;
    terminates      \true;
    assigns         \nothing;
    ensures  near:  -p * q - 0x1p-50 <= \result <= -p * q + 0x1p-50;
*/
double caller_with_jacobian(double p, double q)
{
  return other_entry(p, q);
}
