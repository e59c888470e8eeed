/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls as_float. All that it knows of it is its contract. */

float as_float(double x);

/*@ requires large:  \is_finite(x) && 0x1p126 <= x <= 0x1.8p127;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  near:   \abs(\result - x) <= 0x1p105;
*/
float caller_with_large_loss(double x)
{
  return as_float(x);
}
