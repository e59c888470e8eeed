/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "distribution.h"

sp_status sp_check_distribution(const double *p, size_t n)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;

  int positive = 0;
  /*@ loop invariant range:    0 <= i <= n;
      loop invariant done:     Probabilities(p, i);
      loop invariant zero:     positive == 0 ==> AllZero(p, i);
      loop invariant positive: positive != 0 ==> !AllZero(p, i);
      loop assigns i, positive;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (!(0.0 <= p[i] && p[i] <= 1.0)) {
      //@ assert bad: !Probability(p[i]);
      return SP_BAD_PROBABILITY;
    }
    //@ assert entry: Probability(p[i]);
    if (p[i] > 0.0) {
      positive = 1;
      //@ assert positive: !AllZero(p, i + 1);
    }
  }
  //@ assert all: Probabilities(p, n);
  //@ assert positive: positive == 0 <==> AllZero(p, n);
  return positive ? SP_OK : SP_ALL_ZERO;
}

double sp_add_probability(double sum, double x)
{
  return sum + x;
}
