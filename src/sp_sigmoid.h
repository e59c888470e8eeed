/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The logistic function, its logarithm, and binary cross-entropy: softmax and
 * cross-entropy of the two logits (x, 0). */
#ifndef SP_SIGMOID_H
#define SP_SIGMOID_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/sigmoid_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* 1 / (1 + e^-x), the first of the softmax of (x, 0); NaN for NaN */
/*@ terminates              \true;
    assigns                 \nothing;
    ensures  P18_nan:       \is_NaN(\result) <==> \is_NaN(x);
    ensures  P18_finite:    !\is_NaN(x) ==> \is_finite(\result);
    ensures  P18_range:     !\is_NaN(x) ==> 0 <= \result <= 1;
    ensures  P18_model:     \is_finite(x) ==> \result == FSigmoid(x);
    ensures  P18_softmax:   \forall double *z, integer t;
               Top(z, 2, t) && \is_finite(x) && \is_finite(z[0]) &&
               z[0] == x && \is_finite(z[1]) && z[1] == 0 ==>
                 \result == FSoftmax(z, 2, t, 0);
    ensures  P18_at_zero:   \is_finite(x) && x == 0 ==> \result == 0.5;
    ensures  P18_above:     \is_finite(x) && 0 <= x ==> 0.5 <= \result;
    ensures  P18_below:     \is_finite(x) && x <= 0 ==> \result <= 0.5;
    ensures  P18_plus_infinity:  \is_plus_infinity(x) ==> \result == 1;
    ensures  P18_minus_infinity: \is_minus_infinity(x) ==> \result == 0;
    ensures  P18_accuracy:  \is_finite(x) ==>
               \abs(\result - Sigmoid(x)) <=
                 3.125 * U * (1 + 0x1p-20) * Sigmoid(x) + ETA;
    ensures  P18_accuracy_above: \is_finite(x) && 0 <= x ==>
               \abs(\result - Sigmoid(x)) <=
                 2.0625 * U * (1 + 0x1p-20) * Sigmoid(x);
*/
double sp_sigmoid(double x);

/* log(1 / (1 + e^-x)); NaN for NaN */
/*@ terminates              \true;
    assigns                 \nothing;
    ensures  P18_nan:       \is_NaN(\result) <==> \is_NaN(x);
    ensures  P18_finite:    \is_finite(x) ==> \is_finite(\result);
    ensures  P18_range:     \is_finite(x) ==> \result <= 0;
    ensures  P18_model:     \is_finite(x) ==> \result == FLogSigmoid(x);
    ensures  P18_plus_infinity:  \is_plus_infinity(x) ==>
               \is_finite(\result) && \result == 0;
    ensures  P18_minus_infinity: \is_minus_infinity(x) ==>
               \is_minus_infinity(\result);
    ensures  P18_accuracy:  \is_finite(x) ==>
               \abs(\result - LogSigmoid(x)) <=
                 4 * U * \abs(LogSigmoid(x)) + ETA;
*/
double sp_log_sigmoid(double x);

/* *loss = -y log(s) - (1 - y) log(1 - s) for s = sigmoid(x) and a target y in
 * [0, 1], where 0 times inf is 0; +inf where x is -inf and y is not 0 */
/*@ requires writable:      \valid(loss);
    terminates              \true;
    assigns                 *loss;
    ensures  P18_nan:       \result == SP_NAN_LOGIT <==> \is_NaN(x);
    ensures  P18_inf:       \result == SP_POS_INF_LOGIT <==>
               \is_plus_infinity(x);
    ensures  P18_target:    \result == SP_BAD_TARGET <==>
               Logit(x) && !Probability(y);
    behavior refused:
      assumes               !(Logit(x) && Probability(y));
      assigns               \nothing;
      ensures P18_refused:  \result != SP_OK;
    behavior accepted:
      assumes               Logit(x) && Probability(y);
      assigns               *loss;
      ensures P18_ok:       \result == SP_OK;
      ensures P18_finite:   \is_finite(x) ==> \is_finite(*loss);
      ensures P18_nonneg:   \is_finite(x) ==> 0 <= *loss;
      ensures P18_model:    \is_finite(x) ==> *loss == FLogitLoss(x, y);
      ensures P18_masked:   \is_minus_infinity(x) && y == 0 ==>
                              \is_finite(*loss) && *loss == 0;
      ensures P18_infinite: \is_minus_infinity(x) && y > 0 ==>
                              \is_plus_infinity(*loss);
      ensures P18_accuracy: \is_finite(x) ==>
        \abs(*loss - LogitLoss(x, y)) <=
          4.25 * U * LogitLoss(x, y) + 1.5 * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_binary_cross_entropy(double x, double y, double *loss);

/* *grad = sigmoid(x) - y, the derivative of the loss by x; without cancellation
 * for y = 0 and y = 1. A target between cancels where it is near the sigmoid */
/*@ requires writable:      \valid(grad);
    terminates              \true;
    assigns                 *grad;
    ensures  P18_nan:       \result == SP_NAN_LOGIT <==> \is_NaN(x);
    ensures  P18_inf:       \result == SP_POS_INF_LOGIT <==>
               \is_plus_infinity(x);
    ensures  P18_target:    \result == SP_BAD_TARGET <==>
               Logit(x) && !Probability(y);
    behavior refused:
      assumes               !(Logit(x) && Probability(y));
      assigns               \nothing;
      ensures P18_refused:  \result != SP_OK;
    behavior accepted:
      assumes               Logit(x) && Probability(y);
      assigns               *grad;
      ensures P18_ok:       \result == SP_OK;
      ensures P18_finite:   \is_finite(*grad);
      ensures P18_range:    -y <= *grad <= 1;
      ensures P18_sign:     y == 1 ==> *grad <= 0;
      ensures P18_model:    \is_finite(x) ==> *grad == FLogitGradient(x, y);
      ensures P18_masked:   \is_minus_infinity(x) ==> *grad == -y;
      ensures P18_accuracy: \is_finite(x) ==>
        \abs(*grad - (Sigmoid(x) - y)) <=
          3.125 * U * (1 + 0x1p-20) * Sigmoid(x) + ETA +
          U * \abs(Sigmoid(x) - y);
      ensures P18_accuracy_right: \is_finite(x) && 0 <= x && 0.5 <= y ==>
        \abs(*grad - (Sigmoid(x) - y)) <=
          3.125 * U * (1 + 0x1p-20) * (1 - Sigmoid(x)) + ETA +
          U * \abs(Sigmoid(x) - y);
      ensures P18_accuracy_one: \is_finite(x) && y == 1 ==>
        \abs(*grad - (Sigmoid(x) - 1)) <=
          4.125 * U * (1 + 0x1p-20) * (1 - Sigmoid(x)) + ETA;
      ensures P18_label:    \forall double *z, *g, integer t;
        Top(z, 2, t) && \is_finite(x) && \is_finite(z[0]) && z[0] == x &&
        \is_finite(z[1]) && z[1] == 0 ==>
          (y == 1 && LabelGradients{Here,Here}(z, g, 2, t, 0) ==>
             *grad == g[0]) &&
          (y == 0 && LabelGradients{Here,Here}(z, g, 2, t, 1) ==>
             *grad == g[0]);
      ensures P18_one:      \is_finite(x) && 0 <= x && y == 1 ==>
        *grad == -FSigmoid(-x);
      ensures P18_zero:     \is_finite(x) && y == 0 ==>
        *grad == FSigmoid(x);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_binary_cross_entropy_gradient(double x, double y, double *grad);

#ifdef __cplusplus
}
#endif
#endif
