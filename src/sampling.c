/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "distribution.h"

#ifdef __FRAMAC__
#include "../specs/sampling_facts.acsl"
#endif

/* Method: inverse of the cumulative distribution function, by linear search.
 * Special cases: x at or above the whole sum gives the last p[k] > 0.
 * Accuracy: P20 of the contract; sums are those of double arithmetic.
 * Reference: L. Devroye, Non-Uniform Random Variate Generation, 1986, III.2. */
sp_status sp_sample(const double *p, size_t n, double x, size_t *index)
{
  sp_status status = sp_check_distribution(p, n);
  if (status != SP_OK)
    return status;
  if (!(0.0 <= x && x < 1.0)) {
    //@ assert variate: !UnitVariate(x);
    return SP_BAD_VARIATE;
  }
  //@ assert variate: UnitVariate(x);

  double sum = 0.0;
  size_t last = 0;
  /*@ loop invariant range: 0 <= i <= n && 0 <= last < n;
      loop invariant sum:   \is_finite(sum) && sum == FSum(p, i);
      loop invariant below: \forall integer k; 0 <= k <= i ==>
                              FSum(p, k) <= x;
      loop invariant last:  last == 0 || p[last] > 0;
      loop invariant zero:  \forall integer k; last < k < i ==> p[k] == 0;
      loop assigns i, sum, last;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    sum = sp_add_probability(sum, p[i]);
    //@ assert sum: sum == FSum(p, i + 1);
    if (x < sum) {
      //@ assert positive: p[i] > 0;
      last = i;
      break;
    }
    //@ assert below: FSum(p, i + 1) <= x;
    if (p[i] > 0.0)
      last = i;
  }
  //@ assert all_zero: p[last] == 0 ==> AllZero(p, n);
  //@ assert positive: p[last] > 0;
  *index = last;
  return SP_OK;
}
