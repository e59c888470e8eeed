/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softproof: softmax and its family in plain C11, with contracts.
 *
 * Every vector is a pointer and a length n, 1 <= n <= SP_MAX_N. A logit is a
 * finite double of any size, or -inf for a masked entry. On any status but
 * SP_OK nothing is written. Output arrays either equal the input array or do
 * not overlap it. The core allocates nothing and calls no library. */
#ifndef SOFTPROOF_H
#define SOFTPROOF_H

#include <stddef.h>

#ifdef __FRAMAC__
#include "../specs/exp_model.acsl"
#include "../specs/jacobian_model.acsl"
#include "../specs/log1p_model.acsl"
#include "../specs/log_model.acsl"
#include "../specs/loss_model.acsl"
#include "../specs/softmax_model.acsl"
#include "../specs/status.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define SP_VERSION "0.1.0"
#define SP_MAX_N ((size_t)1 << 26)

/* What a function found in its input; several at once: the first listed. */
typedef enum sp_status {
  SP_OK = 0,        /* outputs are written and meet their contract */
  SP_EMPTY,         /* n is 0 */
  SP_TOO_LONG,      /* n exceeds SP_MAX_N */
  SP_NAN_LOGIT,     /* some logit is NaN */
  SP_POS_INF_LOGIT, /* some logit is +inf */
  SP_ALL_MASKED,    /* every logit is -inf */
  SP_BAD_LABEL,     /* the label is not below n */
  SP_BAD_TARGET     /* some target is NaN, negative or above 1 */
} sp_status;

/* e^x for x <= 0, -inf included. */
/*@ requires domain:       \is_minus_infinity(x) || (\is_finite(x) && x <= 0);
    terminates             \true;
    assigns                \nothing;
    ensures  P21_finite:   \is_finite(\result);
    ensures  P21_range:    0 <= \result <= 1;
    ensures  P21_model:    \is_finite(x) ==> \result == ExpModel(x);
    ensures  P21_masked:   \is_minus_infinity(x) ==> \result == 0;
    ensures  P21_at_zero:  \is_finite(x) && x == 0 ==> \result == 1;
    ensures  P21_relative: \is_finite(x) && 0x1p-1022 <= \exp(x) ==>
               \abs(\result - \exp(x)) <= 1.125 * U * \exp(x);
    ensures  P21_absolute: \is_finite(x) && \exp(x) <= 0x1p-1022 ==>
               \abs(\result - \exp(x)) <= ETA;
*/
double sp_exp(double x);

/* log(1 + x) for 0 <= x <= 2^26. */
/*@ requires domain:      \is_finite(x) && 0 <= x <= 0x1p26;
    terminates            \true;
    assigns               \nothing;
    ensures  P21_finite:  \is_finite(\result);
    ensures  P21_range:   0 <= \result <= 18.125;
    ensures  P21_model:   \result == Log1pModel(x);
    ensures  P21_at_zero: x == 0 ==> \result == 0;
    ensures  P21_log1p:
      \abs(\result - \log(1 + x)) <= 2.1 * U * \log(1 + x);
*/
double sp_log1p(double x);

/* p[i] = e^z[i] / sum_j e^z[j] */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(p + (0 .. n - 1));
    requires alias:        p == z || \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    terminates             \true;
    assigns                p[0 .. n - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN{Pre}(z, n);
    ensures  P09_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN{Pre}(z, n) &&
               HasPlusInfinity{Pre}(z, n);
    ensures  P09_masked:   \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked{Pre}(z, n);
    behavior refused:
      assumes              !Accepted(z, n);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted(z, n);
      assigns              p[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P01_finite:  \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
      ensures P01_range:   \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
      ensures P02_sum:     \abs(Sum(p, n) - 1) <= n * U * (1 + 2 * U);
      ensures P03_accuracy:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          \abs(p[i] - Softmax{Pre}(z, n, i)) <=
            (n + \log(n) + \min(\at(z[t], Pre) - \at(z[i], Pre), 746.0) + 2.25)
              * U * (1 + 0x1p-20) * Softmax{Pre}(z, n, i) + ETA;
      ensures P04_equal:
        \forall integer i, j; 0 <= i < n && 0 <= j < n &&
          \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
          \at(z[i], Pre) == \at(z[j], Pre) ==> p[i] == p[j];
      ensures P04_order:
        \forall integer i, j; 0 <= i < n && 0 <= j < n &&
          \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
          \at(z[i], Pre) <= \at(z[j], Pre) ==> p[i] <= p[j] * (1 + 4 * U);
      ensures P05_peak:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          p[i] <= p[t] && (1 - U) / n <= p[t];
      ensures P06_model:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          p[i] == FSoftmax{Pre}(z, n, t, i);
      ensures P07_masked:
        \forall integer i; 0 <= i < n && \is_minus_infinity(\at(z[i], Pre)) ==>
          p[i] == 0;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax(const double *z, double *p, size_t n);

/* *lse = log(sum_j e^z[j]) */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     \valid(lse);
    requires separated:    \separated(lse, z + (0 .. n - 1));
    terminates             \true;
    assigns                *lse;
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN{Pre}(z, n);
    ensures  P09_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN{Pre}(z, n) &&
               HasPlusInfinity{Pre}(z, n);
    ensures  P09_masked:   \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked{Pre}(z, n);
    behavior refused:
      assumes              !Accepted(z, n);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted(z, n);
      assigns              *lse;
      ensures P09_ok:      \result == SP_OK;
      ensures P15_finite:  \is_finite(*lse);
      ensures P15_model:   \exists integer t; Top{Pre}(z, n, t) &&
        *lse == FLogSumExp{Pre}(z, n, t);
      ensures P15_bounds:  \forall integer t; Top{Pre}(z, n, t) ==>
        \at(z[t], Pre) <= *lse;
      ensures P15_accuracy:
        \abs(*lse - LogSumExp{Pre}(z, n)) <=
          U * \abs(LogSumExp{Pre}(z, n)) +
          (n + 4 * \log(n) + 0.125) * (U * (1 + 0x1p-20)) + n * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_logsumexp(const double *z, size_t n, double *lse);

/* logp[i] = z[i] - log(sum_j e^z[j]) */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(logp + (0 .. n - 1));
    requires alias:        logp == z ||
               \separated(logp + (0 .. n - 1), z + (0 .. n - 1));
    terminates             \true;
    assigns                logp[0 .. n - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN{Pre}(z, n);
    ensures  P09_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN{Pre}(z, n) &&
               HasPlusInfinity{Pre}(z, n);
    ensures  P09_masked:   \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked{Pre}(z, n);
    behavior refused:
      assumes              !Accepted(z, n);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted(z, n);
      assigns              logp[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P15_log_softmax_nonpositive:
        \forall integer i; 0 <= i < n ==> \is_minus_infinity(logp[i]) ||
          (\is_finite(logp[i]) && logp[i] <= 0);
      ensures P15_log_softmax_model:
        \exists integer t; Top{Pre}(z, n, t) &&
          LogProbs{Pre,Post}(z, logp, n, t, n);
      ensures P15_log_softmax_accuracy:
        \exists integer t; Top{Pre}(z, n, t) &&
          \forall integer i; 0 <= i < n && \is_finite(logp[i]) ==>
            \abs(logp[i] - LogSoftmax{Pre}(z, n, i)) <=
              (2 * (\at(z[t], Pre) - \at(z[i], Pre)) + n + 5 * \log(n) +
                0.125) * (U * (1 + 0x1p-20)) + n * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_log_softmax(const double *z, double *logp, size_t n);

/* J[i * n + j] = p[i] (d_ij - p[j]), from probabilities p */
/*@ requires size:         1 <= n <= SP_MAX_N;
    requires p:            \valid_read(p + (0 .. n - 1));
    requires J:            \valid(J + (0 .. n * n - 1));
    requires separated:    \separated(p + (0 .. n - 1), J + (0 .. n * n - 1));
    requires probability:  Probabilities(p, n);
    terminates             \true;
    assigns                J[0 .. n * n - 1];
    ensures  P12_model:    \forall integer i; 0 <= i < n ==>
               JacobianRow(p, J + i * n, n, i);
    ensures  P12_symmetric: \forall integer i, j; 0 <= i < n && 0 <= j < n ==>
               J[i * n + j] == J[j * n + i];
    ensures  P12_diagonal: \forall integer i; 0 <= i < n ==>
               0 <= J[i * n + i] <= 0.25;
    ensures  P12_other:    \forall integer i, j;
               0 <= i < n && 0 <= j < n && i != j ==> -1 <= J[i * n + j] <= 0;
    ensures  P12_error:    \forall integer i, j; 0 <= i < n && 0 <= j < n ==>
               \abs(J[i * n + j] - ExactJacobian(p, i, j)) <=
                 2 * U * \abs(ExactJacobian(p, i, j)) + ETA / 2;
    ensures  P12_row_sum:  \forall integer i, real s;
               0 <= i < n && \abs(Sum(p, n) - 1) <= s ==>
               \abs(Sum(J + i * n, n)) <=
                 p[i] * (s + U * (3 * (1 - p[i]) + s)) + n * (ETA / 2);
    ensures  P12_accuracy_diagonal: \forall integer i, real a, B, A;
               0 <= i < n && Near(B, A, p[i], a) ==>
               \abs(J[i * n + i] - a * (1 - a)) <=
                 ((B + 2 * U) * a + A) * (1 + 0x1p-20) + ETA / 2;
    ensures  P12_accuracy_other: \forall integer i, j, real a, b, B, A;
               0 <= i < n && 0 <= j < n && i != j &&
               Near(B, A, p[i], a) && Near(B, A, p[j], b) ==>
               \abs(J[i * n + j] - -(a * b)) <=
                 ((2 * B + U) * (a * b) + 2 * A) * (1 + 0x1p-18) + ETA / 2;
*/
void sp_softmax_jacobian(const double *p, double *J, size_t n);

/* out = J v (J is symmetric: also v J), without forming J */
/*@ requires size:         1 <= n <= SP_MAX_N;
    requires p:            \valid_read(p + (0 .. n - 1));
    requires v:            \valid_read(v + (0 .. n - 1));
    requires out:          \valid(out + (0 .. n - 1));
    requires separated:    \separated(p + (0 .. n - 1), out + (0 .. n - 1));
    requires alias:        out == v ||
               \separated(v + (0 .. n - 1), out + (0 .. n - 1));
    requires probability:  Probabilities(p, n) && Sum(p, n) <= 1 + 0x1p-19;
    requires no_overflow:  Within(v, n, 0x1p990);
    terminates             \true;
    assigns                out[0 .. n - 1];
    ensures  P12_product_finite: \forall integer i; 0 <= i < n ==>
               \is_finite(out[i]);
    ensures  P12_product_model: \forall integer i; 0 <= i < n ==>
               out[i] == \old(FProduct(p, v, n, i));
    ensures  P12_product_error: \forall integer i, real V;
               0 <= i < n && \old(Within(v, n, V)) ==>
               \abs(out[i] - \old(ExactProduct(p, v, n, i))) <=
                 \old(p[i]) * (n + 4) * U * (1 + 0x1p-18) * V +
                   (n + 1) * ETA;
*/
void sp_softmax_jacobian_product(const double *p, const double *v, double *out,
                                 size_t n);

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
      ensures P14_accuracy: \is_finite(*loss) ==> \exists integer t;
        Top{Pre}(z, n, t) &&
        \abs(*loss - LabelLoss{Pre}(z, n, label)) <=
          (2 * (\at(z[t], Pre) - \at(z[label], Pre)) + n + 5 * \log(n) +
            0.125) * (U * (1 + 0x1p-20)) + n * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy(const double *z, size_t n, size_t label,
                           double *loss);

/* grad[i] = p[i] - [i = label] */
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
      ensures P14_gradient_accuracy:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          \abs(grad[i] - LabelGradient{Pre}(z, n, label, i)) <=
            (n + \log(n) + \min(\at(z[t], Pre) - \at(z[i], Pre), 746.0) + 2.25)
              * U * (1 + 0x1p-20) * Softmax{Pre}(z, n, i) + ETA +
            U * Delta(label, i);
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
          (2 * n + 751) * (U * (1 + 0x1p-20)) * CrossEntropy{Pre}(y, z, n) +
          n * (1 + Sum{Pre}(y, n)) * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_target(const double *z, const double *y, size_t n,
                                  double *loss);

/* grad[i] = p[i] - y[i]; the gradient when the targets sum to 1 */
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
            (n + \log(n) + \min(\at(z[t], Pre) - \at(z[i], Pre), 746.0) + 2.25)
              * U * (1 + 0x1p-20) * Softmax{Pre}(z, n, i) + ETA +
            U * \abs(FSoftmax{Pre}(z, n, t, i) - \at(y[i], Pre));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_target_gradient(const double *z, const double *y,
                                           double *grad, size_t n);

/* A short name of a status, for messages. */
/*@ terminates      \true;
    assigns         \result \from s;
    ensures  named: \result != \null;
*/
const char *sp_status_name(sp_status s);

#ifdef __cplusplus
}
#endif
#endif
