/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_convert.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#include "../specs/floats.acsl"
#endif

/* All conversions between float and double are in this file. WP's axioms about
 * them are wrong for an infinity, for a double above FLT_MAX and for a zero's
 * sign, so what a conversion needs is tested in C and asserted before it: its
 * argument is finite, and in float's range but not a zero where it becomes a
 * float. */

#define MAX_F 0x1.fffffep127           /* the same as a double */
#define MIDDLE 0x1.ffffffp127          /* from here on infinity is nearest */
#define MAX_DBL 0x1.fffffffffffffp1023 /* DBL_MAX */

/*@ requires largest: \is_finite(x) && \abs(x) == MAX_FLOAT;
    terminates        \true;
    assigns           \nothing;
    ensures  plus:    x > 0 ==> \is_plus_infinity(\result);
    ensures  minus:   x < 0 ==> \is_minus_infinity(\result);
*/
static float infinite_float(float x)
{
  return x * 2.0F;
}

/*@ requires largest: \is_finite(x) && \abs(x) == 0x1.fffffffffffffp1023;
    terminates        \true;
    assigns           \nothing;
    ensures  plus:    x > 0 ==> \is_plus_infinity(\result);
    ensures  minus:   x < 0 ==> \is_minus_infinity(\result);
*/
static double infinite(double x)
{
  return x * 2.0;
}

/*@ requires range:   \is_finite(x) && x != 0 && \abs(x) <= MAX_FLOAT;
    terminates        \true;
    assigns           \nothing;
    ensures  rounded: Rounded(x, \result);
*/
static float narrowed(double x)
{
  //@ assert range: \is_finite(x) && x != 0 && \abs(x) <= MAX_FLOAT;
  return (float)x;
}

/*@ requires finite:  \is_finite(x);
    terminates        \true;
    assigns           \nothing;
    ensures  exact:   \is_finite(\result) && \result == x;
*/
static double widened(float x)
{
  //@ assert finite: \is_finite(x);
  return (double)x;
}

float sp_to_float(double x)
{
  if (x == 0.0)
    return 0.0F;
  if (x >= MIDDLE)
    return infinite_float(SP_MAX_FLOAT);
  if (x <= -MIDDLE)
    return infinite_float(-SP_MAX_FLOAT);
  if (x > MAX_F)
    return SP_MAX_FLOAT;
  if (x < -MAX_F)
    return -SP_MAX_FLOAT;
  return narrowed(x);
}

void sp_narrow(const double *x, float *p, size_t n)
{
  /*@ loop invariant range:   0 <= i <= n;
      loop invariant rounded: \forall integer k; 0 <= k < i ==>
                                Rounded(x[k], p[k]);
      loop assigns i, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    p[i] = sp_to_float(x[i]);
    //@ assert next: \forall integer k; 0 <= k <= i ==> Rounded(x[k], p[k]);
  }
}

double sp_from_float(float x)
{
  if (x > SP_MAX_FLOAT)
    return infinite(MAX_DBL);
  if (x < -SP_MAX_FLOAT)
    return infinite(-MAX_DBL);
  //@ assert finite: \is_finite(x);
  return widened(x);
}

void sp_widen(const float *z, double *x, size_t n)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant exact: Widened(z, x, i);
      loop assigns i, x[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    x[i] = sp_from_float(z[i]);
    //@ assert next: Widened(z, x, i + 1);
  }
}
