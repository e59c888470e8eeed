/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

/* WP 25 says that all reals above FLT_MAX convert to infinity; those just
 * above it round down. With its own drivers, provers prove this; with x =
 * 0x1.fffffe0000001p127 the result is FLT_MAX. */
/*@ requires above: \is_finite(x) && x > 0x1.fffffep127;
    assigns  \nothing;
    ensures  FALSE_cast: \is_plus_infinity(\result);
*/
float narrow(double x)
{
  return (float)x;
}

/* The same for doubles: this is DBL_MAX. */
/*@ requires small: \is_finite(x) && 0 <= x <= 0x1p969;
    assigns  \nothing;
    ensures  FALSE_overflow: x > 0 ==> \is_plus_infinity(\result);
*/
double beyond_largest(double x)
{
  return 0x1.fffffffffffffp1023 + x;
}
