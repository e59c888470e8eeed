/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

/* x may be NaN. */
/*@ assigns  \nothing;
    ensures  FALSE_reflexive: \eq_double(\result, \result);
*/
double same(double x)
{
  return x;
}

/* Infinities have no real value that one can reckon with. */
/*@ requires big:    \is_plus_infinity(x);
    assigns  \nothing;
    ensures  FALSE_infinity: 0 * x != 0;
*/
double big(double x)
{
  return x;
}

/* What a literal is worth contradicts nothing. */
/*@ requires number: \is_finite(x);
    assigns  \nothing;
    ensures  FALSE_literals: \false;
*/
double literals(double x)
{
  double largest = x < 0x1.fffffffffffffp1023 ? 0x1p-1074 : 0x1.8p-1;
  return x > 0x1.8p-1073 ? largest : -0.0;
}
