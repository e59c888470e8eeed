/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls mean. All that it knows of it is its contract. */

double mean(double w, double a, double b);

/*@ requires weight: \is_finite(w) && 0 <= w <= 1;
    requires values: \is_finite(a) && \is_finite(b);
    requires range:  -1 <= a <= b <= 1;
    terminates       \true;
    assigns          \nothing;
    ensures  hull:   a - 0x1p-48 <= \result <= b + 0x1p-48;
*/
double caller_with_two_keys(double w, double a, double b)
{
  return mean(w, a, b);
}
