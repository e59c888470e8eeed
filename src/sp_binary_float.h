/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Binary cross-entropy of a float logit, and its gradient: computed in double
 * and rounded once. */
#ifndef SP_BINARY_FLOAT_H
#define SP_BINARY_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/binary_float_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* *loss = -y log(s) - (1 - y) log(1 - s) for s = sigmoid(x) and a target y in
 * [0, 1], where 0 times inf is 0; +inf where x is -inf and y is not 0 */
/*@ requires writable:      \valid(loss);
    terminates              \true;
    assigns                 *loss;
    ensures  P22_nan:       \result == SP_NAN_LOGIT <==> \is_NaN(x);
    ensures  P22_inf:       \result == SP_POS_INF_LOGIT <==>
               \is_plus_infinity(x);
    ensures  P22_target:    \result == SP_BAD_TARGET <==>
               Logit32(x) && !Probability32(y);
    behavior refused:
      assumes               !(Logit32(x) && Probability32(y));
      assigns               \nothing;
      ensures P22_refused:  \result != SP_OK;
    behavior accepted:
      assumes               Logit32(x) && Probability32(y);
      assigns               *loss;
      ensures P22_ok:       \result == SP_OK;
      ensures P22_finite:   \is_finite(x) ==> \is_finite(*loss);
      ensures P22_nonneg:   \is_finite(x) ==> 0 <= *loss;
      ensures P22_masked:   \is_minus_infinity(x) && y == 0 ==>
                              \is_finite(*loss) && *loss == 0;
      ensures P22_infinite: \is_minus_infinity(x) && y > 0 ==>
                              \is_plus_infinity(*loss);
      ensures P22_ulp:      \is_finite(x) ==>
        \abs(*loss - LogitLoss(x, y)) <=
          (0.5 + 0x1p-24) * Ulp32(LogitLoss(x, y));
      ensures P22_relative: \is_finite(x) && 0x1p-126 <= LogitLoss(x, y) ==>
        \abs(*loss - LogitLoss(x, y)) <=
          U32 * (1 + 0x1p-23) * LogitLoss(x, y);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_binary_cross_entropyf(float x, float y, float *loss);

/* *grad = sigmoid(x) - y, the derivative of the loss by x; without cancellation
 * for y = 0 and y = 1. Where a target between is near the sigmoid, the error of
 * the sigmoid in double shows, or that of 1 - sigmoid(x) for x >= 0 and
 * y >= 1/2. */
/*@ requires writable:      \valid(grad);
    terminates              \true;
    assigns                 *grad;
    ensures  P22_nan:       \result == SP_NAN_LOGIT <==> \is_NaN(x);
    ensures  P22_inf:       \result == SP_POS_INF_LOGIT <==>
               \is_plus_infinity(x);
    ensures  P22_target:    \result == SP_BAD_TARGET <==>
               Logit32(x) && !Probability32(y);
    behavior refused:
      assumes               !(Logit32(x) && Probability32(y));
      assigns               \nothing;
      ensures P22_refused:  \result != SP_OK;
    behavior accepted:
      assumes               Logit32(x) && Probability32(y);
      assigns               *grad;
      ensures P22_ok:       \result == SP_OK;
      ensures P22_finite:   \is_finite(*grad);
      ensures P22_range:    -y <= *grad <= 1;
      ensures P22_sign:     y == 1 ==> *grad <= 0;
      ensures P22_masked:   \is_minus_infinity(x) ==> *grad == -y;
      ensures P22_ulp:      \is_finite(x) ==>
        \abs(*grad - (Sigmoid(x) - y)) <=
          (0.5 + 0x1p-24) * Ulp32(Sigmoid(x) - y) +
          6.25 * U * (1 + 0x1p-20) * Sigmoid(x);
      ensures P22_ulp_right: \is_finite(x) && 0 <= x && 0.5 <= y ==>
        \abs(*grad - (Sigmoid(x) - y)) <=
          (0.5 + 0x1p-24) * Ulp32(Sigmoid(x) - y) +
          6.25 * U * (1 + 0x1p-20) * (1 - Sigmoid(x));
      ensures P22_ulp_ends: \is_finite(x) && (y == 0 || y == 1) ==>
        \abs(*grad - (Sigmoid(x) - y)) <=
          (0.5 + 0x1p-24) * Ulp32(Sigmoid(x) - y);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_binary_cross_entropy_gradientf(float x, float y, float *grad);

#ifdef __cplusplus
}
#endif
#endif
