/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_convert.h"

#ifdef __FRAMAC__
#include "../specs/floats.acsl"
#endif

sp_status sp_check_floats(const float *z, size_t n)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;

  size_t t = 0; /* the largest so far */
  /*@ loop invariant range:  0 <= i <= n && 0 <= t < n && (i == 0 ==> t == 0);
      loop invariant no_nan: \forall integer k; 0 <= k < i ==> !\is_NaN(z[k]);
      loop invariant top:    \forall integer k; 0 <= k < i ==>
                               \le_float(z[k], z[t]);
      loop assigns i, t;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (z[i] != z[i]) {
      /*@ assert nan: HasNaN32(z, n) && !Accepted32(z, n) &&
            !AllMasked32(z, n); */
      return SP_NAN_LOGIT;
    }
    if (z[i] > z[t])
      t = i;
  }
  //@ assert not_nan: !HasNaN32(z, n);
  if (z[t] > SP_MAX_FLOAT) {
    //@ assert largest: \is_plus_infinity(z[t]);
    /*@ assert plus_inf: HasPlusInfinity32(z, n) && !Accepted32(z, n) &&
          !AllMasked32(z, n); */
    return SP_POS_INF_LOGIT;
  }
  if (z[t] < -SP_MAX_FLOAT) {
    //@ assert masked: AllMasked32(z, n) && !HasPlusInfinity32(z, n);
    return SP_ALL_MASKED;
  }
  //@ assert finite: \is_finite(z[t]);
  /*@ assert below: \forall integer k; 0 <= k < n ==>
        \is_minus_infinity(z[k]) || \is_finite(z[k]); */
  //@ assert accepted: Accepted32(z, n) && !HasPlusInfinity32(z, n);
  return SP_OK;
}
