/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The gradient of cross-entropy for targets of any sum. */
#ifndef SP_SOFT_GRADIENT_H
#define SP_SOFT_GRADIENT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/soft_gradient_model.acsl"
#include "../specs/status.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* grad[i] = (sum y) p[i] - y[i], the gradient of sp_cross_entropy_target. Where
 * the two are near each other the difference cancels: p[i] - 1 of a target that
 * is 1 in one place, for which sp_cross_entropy_gradient is the one without
 * cancellation. */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires targets:      n <= 0x4000000 ==> \valid_read(y + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(grad + (0 .. n - 1));
    requires alias:        grad == z ||
               \separated(grad + (0 .. n - 1), z + (0 .. n - 1));
    requires separated:    \separated(grad + (0 .. n - 1), y + (0 .. n - 1));
    terminates             \true;
    assigns                grad[0 .. n - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN{Pre}(z, n);
    ensures  P09_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN{Pre}(z, n) &&
               HasPlusInfinity{Pre}(z, n);
    ensures  P09_masked:   \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked{Pre}(z, n);
    ensures  P09_target:   \result == SP_BAD_TARGET <==>
               Accepted{Pre}(z, n) && !Probabilities{Pre}(y, n);
    behavior refused:
      assumes              !(Accepted(z, n) && Probabilities(y, n));
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted(z, n) && Probabilities(y, n);
      assigns              grad[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P14_soft_model: \forall integer t; Top{Pre}(z, n, t) ==>
        SoftGradients{Pre,Post}(y, z, grad, n, t, n);
      ensures P14_soft_masked: \forall integer i; 0 <= i < n &&
        \is_minus_infinity(\at(z[i], Pre)) ==> grad[i] == -\at(y[i], Pre);
      ensures P14_soft_accuracy: \forall integer i; 0 <= i < n ==>
        \abs(grad[i] - SoftGradient{Pre}(y, z, n, i)) <=
          6.75 * U * (1 + 0x1p-16) * (Sum{Pre}(y, n) * Softmax{Pre}(z, n, i)) +
          U * \abs(SoftGradient{Pre}(y, z, n, i)) +
          2 * (Sum{Pre}(y, n) + 1) * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_soft_gradient(const double *z, const double *y,
                                         double *grad, size_t n);

#ifdef __cplusplus
}
#endif
#endif
