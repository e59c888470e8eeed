/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Cross-entropy of a label or of a distribution, and its gradients. */
#ifndef SP_CROSS_ENTROPY_H
#define SP_CROSS_ENTROPY_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/loss_model.acsl"
#include "../specs/status.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* *loss = logsumexp(z) - z[label]; +inf where the label is masked, or above
 * every double */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     \valid(loss);
    requires separated:    \separated(loss, z + (0 .. n - 1));
    terminates             \true;
    assigns                *loss;
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_label:    \result == SP_BAD_LABEL <==>
               Accepted{Pre}(z, n) && n <= label;
    ensures  P09_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN{Pre}(z, n);
    ensures  P09_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN{Pre}(z, n) &&
               HasPlusInfinity{Pre}(z, n);
    ensures  P09_masked:   \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked{Pre}(z, n);
    behavior refused:
      assumes              !(Accepted(z, n) && label < n);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted(z, n) && label < n;
      assigns              *loss;
      ensures P09_ok:      \result == SP_OK;
      ensures P14_nonneg:  \is_plus_infinity(*loss) ||
        (\is_finite(*loss) && \is_finite(\at(z[label], Pre)) && 0 <= *loss);
      ensures P14_finite:  \forall integer t; Top{Pre}(z, n, t) &&
        \is_finite(\at(z[label], Pre)) &&
        \at(z[t], Pre) - \at(z[label], Pre) <= 0x1p1023 ==> \is_finite(*loss);
      ensures P14_model:   \is_finite(*loss) ==> \exists integer t;
        Top{Pre}(z, n, t) && *loss == FLabelLoss{Pre}(z, n, t, label);
      ensures P14_accuracy: \is_finite(*loss) ==>
        \abs(*loss - LabelLoss{Pre}(z, n, label)) <=
          6.5 * U * (1 + 0x1p-16) * LabelLoss{Pre}(z, n, label) +
          2 * n * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy(const double *z, size_t n, size_t label,
                           double *loss);

/* grad[i] = p[i] - [i = label], without cancellation at the label */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(grad + (0 .. n - 1));
    requires alias:        grad == z ||
               \separated(grad + (0 .. n - 1), z + (0 .. n - 1));
    terminates             \true;
    assigns                grad[0 .. n - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_label:    \result == SP_BAD_LABEL <==>
               Accepted{Pre}(z, n) && n <= label;
    ensures  P09_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN{Pre}(z, n);
    ensures  P09_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN{Pre}(z, n) &&
               HasPlusInfinity{Pre}(z, n);
    ensures  P09_masked:   \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked{Pre}(z, n);
    behavior refused:
      assumes              !(Accepted(z, n) && label < n);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted(z, n) && label < n;
      assigns              grad[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P14_gradient_model: \forall integer t; Top{Pre}(z, n, t) ==>
        LabelGradients{Pre,Post}(z, grad, n, t, label);
      ensures P14_gradient_range: \forall integer i; 0 <= i < n ==>
        \is_finite(grad[i]) && -1 <= grad[i] <= 1;
      ensures P14_gradient_sign: grad[label] <= 0 &&
        \forall integer i; 0 <= i < n && i != label ==> 0 <= grad[i];
      ensures P14_gradient_accuracy:
        \forall integer i; 0 <= i < n && i != label ==>
          \abs(grad[i] - LabelGradient{Pre}(z, n, label, i)) <=
            4.5 * U * (1 + 0x1p-16) * Softmax{Pre}(z, n, i) + ETA;
      ensures P14_gradient_at_label:
        \abs(grad[label] - LabelGradient{Pre}(z, n, label, label)) <=
          5.75 * U * (1 + 0x1p-16) * (1 - Softmax{Pre}(z, n, label)) +
          2 * n * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_gradient(const double *z, double *grad, size_t n,
                                    size_t label);

/* *loss = sum_i y[i] (logsumexp(z) - z[i]), where 0 times inf is 0; +inf where
 * a target is on a masked entry, or above every double */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires targets:      n <= 0x4000000 ==> \valid_read(y + (0 .. n - 1));
    requires writable:     \valid(loss);
    requires separated:    \separated(loss, z + (0 .. n - 1));
    requires separated:    \separated(loss, y + (0 .. n - 1));
    terminates             \true;
    assigns                *loss;
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
      assigns              *loss;
      ensures P09_ok:      \result == SP_OK;
      ensures P14_target_nonneg: \is_plus_infinity(*loss) ||
        (\is_finite(*loss) && 0 <= *loss);
      ensures P14_target_finite: \forall integer t; Top{Pre}(z, n, t) &&
        Reachable{Pre}(y, z, n, \at(z[t], Pre)) ==> \is_finite(*loss);
      ensures P14_target_masked: \forall integer i; 0 <= i < n &&
        \at(y[i], Pre) > 0 && \is_minus_infinity(\at(z[i], Pre)) ==>
          \is_plus_infinity(*loss);
      ensures P14_target_model: \is_finite(*loss) ==> \exists integer t;
        Top{Pre}(z, n, t) && *loss == FTargetLoss{Pre}(y, z, n, t, n);
      ensures P14_target_accuracy: \is_finite(*loss) ==>
        \abs(*loss - CrossEntropy{Pre}(y, z, n)) <=
          (n + 6.5) * (U * (1 + 0x1p-16)) * CrossEntropy{Pre}(y, z, n) +
          n * (1 + 3 * Sum{Pre}(y, n)) * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_target(const double *z, const double *y, size_t n,
                                  double *loss);

/* grad[i] = p[i] - y[i]; the gradient when the targets sum to 1. Where p[i] is
 * near y[i] the difference cancels: p[i] - 1 of a target that is 1 in one place,
 * for which sp_cross_entropy_gradient is the one without cancellation. */
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
      ensures P14_gradient_model: \forall integer t; Top{Pre}(z, n, t) ==>
        Gradients{Pre,Post}(y, z, grad, n, t, n);
      ensures P14_gradient_range: \forall integer i; 0 <= i < n ==>
        \is_finite(grad[i]) && -1 <= grad[i] <= 1;
      ensures P14_gradient_masked: \forall integer i; 0 <= i < n &&
        \is_minus_infinity(\at(z[i], Pre)) ==> grad[i] == -\at(y[i], Pre);
      ensures P14_gradient_accuracy:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          \abs(grad[i] - Gradient{Pre}(y, z, n, i)) <=
            4.5 * U * (1 + 0x1p-16) * Softmax{Pre}(z, n, i) + ETA +
            U * \abs(FSoftmax{Pre}(z, n, t, i) - \at(y[i], Pre));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_target_gradient(const double *z, const double *y,
                                           double *grad, size_t n);

#ifdef __cplusplus
}
#endif
#endif
