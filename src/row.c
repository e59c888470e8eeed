/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "row.h"

#include <float.h>

#ifdef __FRAMAC__
#include "../specs/doubles.acsl"
#endif

sp_status sp_scan(const double *z, size_t n, size_t *top)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;

  size_t t = 0;
  /*@ loop invariant range:  0 <= i <= n && 0 <= t < n && (i == 0 ==> t == 0);
      loop invariant no_nan: \forall integer k; 0 <= k < i ==> !\is_NaN(z[k]);
      loop invariant top:    \forall integer k; 0 <= k < i ==>
                               \le_double(z[k], z[t]);
      loop assigns i, t;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (z[i] != z[i]) {
      //@ assert nan: HasNaN(z, n) && !Accepted(z, n) && !AllMasked(z, n);
      return SP_NAN_LOGIT;
    }
    if (z[i] > z[t])
      t = i;
  }
  //@ assert not_nan: !HasNaN(z, n);
  if (z[t] > DBL_MAX) {
    //@ assert largest: \is_plus_infinity(z[t]);
    /*@ assert plus_inf: HasPlusInfinity(z, n) && !Accepted(z, n) &&
          !AllMasked(z, n); */
    return SP_POS_INF_LOGIT;
  }
  if (z[t] < -DBL_MAX) {
    //@ assert masked: AllMasked(z, n) && !HasPlusInfinity(z, n);
    return SP_ALL_MASKED;
  }
  //@ assert finite: \is_finite(z[t]);
  /*@ assert below: \forall integer k; 0 <= k < n ==>
        \is_minus_infinity(z[k]) || (\is_finite(z[k]) && z[k] <= z[t]);
  */
  //@ assert accepted: Accepted(z, n) && !HasPlusInfinity(z, n);
  *top = t;
  return SP_OK;
}
