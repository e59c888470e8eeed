/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls second. All that it knows of it is its contract. */

double second(double p);

/*@ requires range: \is_finite(p) && 0 <= p <= 1;
    terminates      \true;
    assigns         \nothing;
    ensures  sum:   1 - 0x1p-50 <= p + \result <= 1 + 0x1p-50;
*/
double caller_who_adds(double p)
{
  return second(p);
}
