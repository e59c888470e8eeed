/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax and its relatives on rows of floats. They compute in double and round
 * once, so a result is the float next to the exact one, or next but one where
 * the exact one is within 2^-24 of a unit of the middle of two floats. */
#ifndef SP_FLOAT32_FUNCTIONS_H
#define SP_FLOAT32_FUNCTIONS_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/status32.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* p[i] = e^z[i] / sum_j e^z[j]; work has room for n doubles */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(p + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. n - 1));
    requires alias:        p == z || \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    requires separated:    \separated(work + (0 .. n - 1), z + (0 .. n - 1)) &&
               \separated(work + (0 .. n - 1), p + (0 .. n - 1));
    terminates             \true;
    assigns                p[0 .. n - 1], work[0 .. n - 1];
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
      assigns              p[0 .. n - 1], work[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_finite:  \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
      ensures P22_range:   \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
      ensures P22_ulp:     \forall integer i; 0 <= i < n ==>
        \abs(p[i] - Softmax32{Pre}(z, n, i)) <=
          (0.5 + 0x1p-24) * Ulp32(Softmax32{Pre}(z, n, i));
      ensures P22_relative: \forall integer i; 0 <= i < n &&
        0x1p-126 <= Softmax32{Pre}(z, n, i) ==>
          \abs(p[i] - Softmax32{Pre}(z, n, i)) <=
            U32 * (1 + 0x1p-23) * Softmax32{Pre}(z, n, i);
      ensures P22_absolute: \forall integer i; 0 <= i < n &&
        Softmax32{Pre}(z, n, i) <= 0x1p-126 ==>
          \abs(p[i] - Softmax32{Pre}(z, n, i)) <= 0x1p-150 * (1 + 0x1p-23);
      ensures P22_equal:   \forall integer i, j; 0 <= i < n && 0 <= j < n &&
        \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
        \at(z[i], Pre) == \at(z[j], Pre) ==> p[i] == p[j];
      ensures P22_masked:  \forall integer i; 0 <= i < n &&
        \is_minus_infinity(\at(z[i], Pre)) ==> p[i] == 0;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmaxf(const float *z, float *p, size_t n, double *work);

#ifdef __cplusplus
}
#endif
#endif
