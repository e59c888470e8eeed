/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls first_share. All that it knows of it is its contract. */

double first_share(double a, double b);

/*@ requires logits: \is_finite(a) && \is_finite(b);
    terminates       \true;
    assigns          \nothing;
    ensures  range:  \is_finite(\result) && 0 <= \result <= 1;
*/
double caller_with_two_logits(double a, double b)
{
  return first_share(a, b);
}
