/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls weight. All that it knows of it is its contract. */

double weight(double x);

/*@ requires small:    \is_finite(x) && -0.5 <= x <= 0 && 0.5 <= \exp(x);
    terminates         \true;
    assigns            \nothing;
    ensures  positive: 0 < \result <= 1;
*/
double caller_near_zero(double x)
{
  return weight(x);
}
