/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The index of the maximum of a row of floats. */
#ifndef SP_LIMITS_FLOAT_H
#define SP_LIMITS_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/status32.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* *index = the first place of the largest logit */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     \valid(index);
    requires separated:    \separated(index, z + (0 .. n - 1));
    terminates             \true;
    assigns                *index;
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32{Pre}(z, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32{Pre}(z, n) &&
               HasPlusInfinity32{Pre}(z, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32{Pre}(z, n);
    behavior refused:
      assumes              !Accepted32(z, n);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n);
      assigns              *index;
      ensures P22_ok:      \result == SP_OK;
      ensures P22_top:     Top32(z, n, *index);
      ensures P22_first:   \forall integer k; 0 <= k < *index ==>
        \is_minus_infinity(z[k]) || (\is_finite(z[k]) && z[k] < z[*index]);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_argmaxf(const float *z, size_t n, size_t *index);

#ifdef __cplusplus
}
#endif
#endif
