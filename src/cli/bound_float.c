/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "bound_float.h"

#include "bound.h"

#include <math.h>

/* P22_ulp: (1/2 + 2^-24) ulp of the true value. That is at most the next float
 * above x in size, where x is a power of two and where it is not. Exact. */
double bound_float(float x)
{
  if (isinf(x))
    return HUGE_VAL;
  int e;
  frexpf(nextafterf(fabsf(x), HUGE_VALF), &e);
  return ldexp(0.5 + 0x1p-24, (e < -125 ? -125 : e) - 24);
}

/* P22_ulp of it: 9 u (1 + 2^-16) L more */
double bound_float_logsumexp(const double *z, size_t n, float lse)
{
  double more = 9.0 * 0x1p-53 * (1.0 + 0x1p-16) * excess(z, n);
  return (bound_float(lse) + more) * (1.0 + 0x1p-40);
}
