/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The gradient of cross-entropy for float targets of any sum: computed in
 * double and rounded once. */
#ifndef SP_SOFT_GRADIENT_FLOAT_H
#define SP_SOFT_GRADIENT_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/soft32_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* grad[i] = (sum y) p[i] - y[i], the gradient of sp_cross_entropy_targetf; grad
 * may be z or y; work has room for 2 n doubles, z and y. Where the two terms
 * cancel, the error of the gradient in double shows. */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires targets:      n <= 0x4000000 ==> \valid_read(y + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. 2 * n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(grad + (0 .. n - 1));
    requires separated:    \separated(work + (0 .. 2 * n - 1), z + (0 .. n - 1)) &&
               \separated(work + (0 .. 2 * n - 1), y + (0 .. n - 1)) &&
               \separated(work + (0 .. 2 * n - 1), grad + (0 .. n - 1));
    terminates             \true;
    assigns                grad[0 .. n - 1], work[0 .. 2 * n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32{Pre}(z, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32{Pre}(z, n) &&
               HasPlusInfinity32{Pre}(z, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32{Pre}(z, n);
    ensures  P22_target:   \result == SP_BAD_TARGET <==>
               Accepted32{Pre}(z, n) && !Probabilities32{Pre}(y, n);
    behavior refused:
      assumes              !(Accepted32(z, n) && Probabilities32(y, n));
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n) && Probabilities32(y, n);
      assigns              grad[0 .. n - 1], work[0 .. 2 * n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_finite:  \forall integer i; 0 <= i < n ==>
        \is_finite(grad[i]);
      ensures P22_masked:  \forall integer i; 0 <= i < n &&
        \is_minus_infinity(\at(z[i], Pre)) ==> grad[i] == -\at(y[i], Pre);
      ensures P22_ulp:     \forall integer i; 0 <= i < n ==>
        \abs(grad[i] - SoftGradient32{Pre}(y, z, n, i)) <=
          (0.5 + 0x1p-24) * Ulp32(SoftGradient32{Pre}(y, z, n, i)) +
          13.5 * U * (1 + 0x1p-16) * SoftShare32{Pre}(y, z, n, i);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_soft_gradientf(const float *z, const float *y,
                                          float *grad, size_t n, double *work);

#ifdef __cplusplus
}
#endif
#endif
