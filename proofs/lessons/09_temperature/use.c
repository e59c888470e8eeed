/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls both. All that it knows of them is their contracts. */

double cold_first(double a, double b);
double hot_first(double a, double b);

/*@ requires logits: \is_finite(a) && \is_finite(b);
    terminates       \true;
    assigns          \nothing;
    ensures  cold:   a > b ==> \result == 0.5;
    ensures  tie:    a == b ==> \result == 0;
    ensures  other:  a < b ==> \result == -0.5;
*/
double caller_who_cools(double a, double b)
{
  return cold_first(a, b) - hot_first(a, b);
}
