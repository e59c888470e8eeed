/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls gradient. All that it knows of it is its contract. */

double gradient(double p, double y);

/*@ requires range:  \is_finite(p) && 0 <= p <= 1;
    requires target: \is_finite(y) && 0 <= y <= 1;
    terminates       \true;
    assigns          \nothing;
    ensures  near:   p - y - 0x1p-50 <= \result <= p - y + 0x1p-50;
*/
double caller_who_descends(double p, double y)
{
  return gradient(p, y);
}
