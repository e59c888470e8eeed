/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "within.h"

#include <float.h>

#ifdef __FRAMAC__
#include "../specs/doubles.acsl"
#endif

int sp_is_within(double x, double largest)
{
  return -largest <= x && x <= largest;
}

int sp_all_within(const double *a, size_t count, double largest)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant done:  Within(a, i, largest);
      loop assigns i;
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++)
    if (!sp_is_within(a[i], largest))
      return 0;
  return 1;
}

int sp_is_logit(double x)
{
  return x <= DBL_MAX;
}
