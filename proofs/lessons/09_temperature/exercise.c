/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The limit of the first entry of the softmax of (a/T, b/T) for T -> 0 */
/*@ requires logits: \is_finite(a) && \is_finite(b);
    terminates       \true;
    assigns          \nothing;
    ensures  above:  a > b ==> \result == 1;
    ensures  below:  a < b ==> \result == 0;
    ensures  tie:    a == b ==> \result == 0.5;
*/
double cold_first(double a, double b)
{
  /* TODO: what if a == b? For every T both get one half. */
  return a >= b ? 1.0 : 0.0;
}

/* The limit for T -> infinity */
/*@ requires logits: \is_finite(a) && \is_finite(b);
    terminates       \true;
    assigns          \nothing;
    ensures  even:   \result == 0.5;
*/
double hot_first(double a, double b)
{
  return cold_first(a, b); /* TODO: towards what do a/T and b/T go? */
}
