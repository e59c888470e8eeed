/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* Programs that call both. All that they know of them is their contracts. */

double cold_first(double a, double b);
double hot_first(double a, double b);

/*@ requires logits: \is_finite(a) && \is_finite(b);
    terminates       \true;
    assigns          \nothing;
    ensures  sides:  a != b ==> \result == (a > b ? 1 : 0);
    ensures  tie:    a == b ==> 2 * \result == 1;
*/
double caller_in_the_cold(double a, double b)
{
  return cold_first(a, b);
}

/*@ requires logits: \is_finite(a) && \is_finite(b);
    terminates       \true;
    assigns          \nothing;
    ensures  even:   2 * \result == 1;
*/
double caller_in_the_heat(double a, double b)
{
  return hot_first(a, b);
}
