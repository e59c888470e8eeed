/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_convert.h"

/* WP reads a conversion as one of real values, which keeps neither infinities
 * nor NaN. In Coq a double's infinity has the real value 0. */
/*@ requires big: \is_plus_infinity(x);
    assigns  \nothing;
    ensures  FALSE_infinity_zero: \result == 0;
    ensures  FALSE_infinity_finite: \is_finite(\result);
*/
float narrow_infinity(double x)
{
  return (float)x;
}

/*@ requires big: \is_plus_infinity(x);
    assigns  \nothing;
    ensures  FALSE_widened_infinity: \is_finite(\result);
*/
double widen_infinity(float x)
{
  return (double)x;
}

/*@ requires nan: \is_NaN(x);
    assigns  \nothing;
    ensures  FALSE_number: !\is_NaN(\result);
*/
double widen_nan(float x)
{
  return (double)x;
}

/* A tie above FLT_MAX goes to infinity, what is below it to FLT_MAX. */
/*@ requires tie: \is_finite(x) && x == 0x1.ffffffp127;
    assigns  \nothing;
    ensures  FALSE_tie_finite: \is_finite(\result);
*/
float tie_to_infinity(double x)
{
  return sp_to_float(x);
}

/* A tie goes to even: 1. */
/*@ requires tie: \is_finite(x) && x == 0x1.000001p0;
    assigns  \nothing;
    ensures  FALSE_tie_up: \result == 0x1.000002p0;
*/
float tie_to_even(double x)
{
  return (float)x;
}

/* Less than half a unit in the last place. */
/*@ requires range: \is_finite(x) && 1 <= x <= 2;
    assigns  \nothing;
    ensures  FALSE_ulp: \abs(\result - x) <= 0x1p-25;
*/
float quarter_ulp(double x)
{
  return (float)x;
}

/* WP folds these constants to 1 / 0. */
/*@ assigns  \nothing;
    ensures  FALSE_constant_float: \is_finite(\result);
*/
float constant_float(void)
{
  return 0x1p127F * 2.0F;
}

/*@ assigns  \nothing;
    ensures  FALSE_constant_double: \is_finite(\result);
*/
double constant_double(void)
{
  return 0x1p1023 * 2.0;
}
