/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax and its relatives on rows of floats. They compute in double and round
 * once, so a result is the float next to the exact one, or next but one where
 * the exact one is within 2^-24 of a unit of the middle of two floats. */
#ifndef SP_FLOAT32_FUNCTIONS_H
#define SP_FLOAT32_FUNCTIONS_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/real_sigmoid.acsl"
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

/* logp[i] = z[i] - log(sum_j e^z[j]); -inf where z[i] is, or where the float
 * next to it would be below -FLT_MAX; work has room for n doubles */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(logp + (0 .. n - 1));
    requires alias:        logp == z ||
               \separated(logp + (0 .. n - 1), z + (0 .. n - 1));
    requires separated:    \separated(work + (0 .. n - 1), z + (0 .. n - 1)) &&
               \separated(work + (0 .. n - 1), logp + (0 .. n - 1));
    terminates             \true;
    assigns                logp[0 .. n - 1], work[0 .. n - 1];
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
      assigns              logp[0 .. n - 1], work[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kinds:   \forall integer i; 0 <= i < n ==>
        \is_minus_infinity(logp[i]) || (\is_finite(logp[i]) && logp[i] <= 0);
      ensures P22_masked:  \forall integer i; 0 <= i < n &&
        \is_minus_infinity(\at(z[i], Pre)) ==> \is_minus_infinity(logp[i]);
      ensures P22_finite:  \forall integer i; 0 <= i < n &&
        \is_finite(\at(z[i], Pre)) &&
        \abs(LogSoftmax32{Pre}(z, n, i)) <= MAX_FLOAT ==>
          \is_finite(logp[i]);
      ensures P22_below:   \forall integer i; 0 <= i < n &&
        \is_finite(logp[i]) ==> \abs(LogSoftmax32{Pre}(z, n, i)) < 0x1p128;
      ensures P22_ulp:     \forall integer i; 0 <= i < n &&
        \is_finite(logp[i]) ==>
          \abs(logp[i] - LogSoftmax32{Pre}(z, n, i)) <=
            (0.5 + 0x1p-24) * Ulp32(LogSoftmax32{Pre}(z, n, i));
      ensures P22_relative: \forall integer i; 0 <= i < n &&
        \is_finite(logp[i]) && 0x1p-126 <= \abs(LogSoftmax32{Pre}(z, n, i)) ==>
          \abs(logp[i] - LogSoftmax32{Pre}(z, n, i)) <=
            U32 * (1 + 0x1p-23) * \abs(LogSoftmax32{Pre}(z, n, i));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_log_softmaxf(const float *z, float *logp, size_t n, double *work);

/* *lse = log(sum_j e^z[j]); work has room for n doubles. Near 0, where the
 * largest logit z[t] and the log of the rest cancel, the double is not exact to
 * its last place, and that shows. */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. n - 1));
    requires writable:     \valid(lse);
    requires separated:    \separated(work + (0 .. n - 1), z + (0 .. n - 1)) &&
               \separated(lse, z + (0 .. n - 1)) &&
               \separated(lse, work + (0 .. n - 1));
    terminates             \true;
    assigns                *lse, work[0 .. n - 1];
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
      assigns              *lse, work[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_finite:  \is_finite(*lse);
      ensures P22_ulp:     \forall integer t; Top32{Pre}(z, n, t) ==>
        \abs(*lse - LogSumExp32{Pre}(z, n)) <=
          (0.5 + 0x1p-24) * Ulp32(LogSumExp32{Pre}(z, n)) +
          9 * U * (1 + 0x1p-16) *
            (LogSumExp32{Pre}(z, n) - \at(z[t], Pre));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_logsumexpf(const float *z, size_t n, float *lse, double *work);

/* *loss = logsumexp(z) - z[label]; +inf where the label is masked, or where the
 * float next to it would be above FLT_MAX; work has room for n doubles */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. n - 1));
    requires writable:     \valid(loss);
    requires separated:    \separated(work + (0 .. n - 1), z + (0 .. n - 1)) &&
               \separated(loss, z + (0 .. n - 1)) &&
               \separated(loss, work + (0 .. n - 1));
    terminates             \true;
    assigns                *loss, work[0 .. n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_label:    \result == SP_BAD_LABEL <==>
               Accepted32{Pre}(z, n) && n <= label;
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32{Pre}(z, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32{Pre}(z, n) &&
               HasPlusInfinity32{Pre}(z, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32{Pre}(z, n);
    behavior refused:
      assumes              !(Accepted32(z, n) && label < n);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n) && label < n;
      assigns              *loss, work[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kinds:   \is_plus_infinity(*loss) ||
        (\is_finite(*loss) && \is_finite(\at(z[label], Pre)) && 0 <= *loss);
      ensures P22_finite:  \is_finite(\at(z[label], Pre)) &&
        \abs(LabelLoss32{Pre}(z, n, label)) <= MAX_FLOAT ==>
          \is_finite(*loss);
      ensures P22_below:   \is_finite(*loss) ==>
        \abs(LabelLoss32{Pre}(z, n, label)) < 0x1p128;
      ensures P22_ulp:     \is_finite(*loss) ==>
        \abs(*loss - LabelLoss32{Pre}(z, n, label)) <=
          (0.5 + 0x1p-24) * Ulp32(LabelLoss32{Pre}(z, n, label));
      ensures P22_relative: \is_finite(*loss) &&
        0x1p-126 <= \abs(LabelLoss32{Pre}(z, n, label)) ==>
          \abs(*loss - LabelLoss32{Pre}(z, n, label)) <=
            U32 * (1 + 0x1p-23) * \abs(LabelLoss32{Pre}(z, n, label));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropyf(const float *z, size_t n, size_t label, float *loss,
                            double *work);

/* grad[i] = p[i] - [i = label]; work has room for n doubles */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(grad + (0 .. n - 1));
    requires alias:        grad == z ||
               \separated(grad + (0 .. n - 1), z + (0 .. n - 1));
    requires separated:    \separated(work + (0 .. n - 1), z + (0 .. n - 1)) &&
               \separated(work + (0 .. n - 1), grad + (0 .. n - 1));
    terminates             \true;
    assigns                grad[0 .. n - 1], work[0 .. n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_label:    \result == SP_BAD_LABEL <==>
               Accepted32{Pre}(z, n) && n <= label;
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32{Pre}(z, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32{Pre}(z, n) &&
               HasPlusInfinity32{Pre}(z, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32{Pre}(z, n);
    behavior refused:
      assumes              !(Accepted32(z, n) && label < n);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n) && label < n;
      assigns              grad[0 .. n - 1], work[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_finite:  \forall integer i; 0 <= i < n ==>
        \is_finite(grad[i]);
      ensures P22_range:   \forall integer i; 0 <= i < n ==>
        -1 <= grad[i] <= 1;
      ensures P22_sign:    grad[label] <= 0 &&
        \forall integer i; 0 <= i < n && i != label ==> 0 <= grad[i];
      ensures P22_ulp:     \forall integer i; 0 <= i < n ==>
        \abs(grad[i] - LabelGradient32{Pre}(z, n, label, i)) <=
          (0.5 + 0x1p-24) * Ulp32(LabelGradient32{Pre}(z, n, label, i));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_gradientf(const float *z, float *grad, size_t n,
                                     size_t label, double *work);

/* 1 / (1 + e^-x); NaN for NaN */
/*@ terminates              \true;
    assigns                 \nothing;
    ensures  P22_nan:       \is_NaN(\result) <==> \is_NaN(x);
    ensures  P22_range:     !\is_NaN(x) ==>
               \is_finite(\result) && 0 <= \result <= 1;
    ensures  P22_plus_infinity:  \is_plus_infinity(x) ==> \result == 1;
    ensures  P22_minus_infinity: \is_minus_infinity(x) ==> \result == 0;
    ensures  P22_ulp:       \is_finite(x) ==>
               \abs(\result - Sigmoid(x)) <=
                 (0.5 + 0x1p-24) * Ulp32(Sigmoid(x));
*/
float sp_sigmoidf(float x);

/* log(1 / (1 + e^-x)); NaN for NaN */
/*@ terminates              \true;
    assigns                 \nothing;
    ensures  P22_nan:       \is_NaN(\result) <==> \is_NaN(x);
    ensures  P22_range:     \is_finite(x) ==>
               \is_finite(\result) && \result <= 0;
    ensures  P22_plus_infinity:  \is_plus_infinity(x) ==>
               \is_finite(\result) && \result == 0;
    ensures  P22_minus_infinity: \is_minus_infinity(x) ==>
               \is_minus_infinity(\result);
    ensures  P22_ulp:       \is_finite(x) ==>
               \abs(\result - LogSigmoid(x)) <=
                 (0.5 + 0x1p-24) * Ulp32(LogSigmoid(x));
*/
float sp_log_sigmoidf(float x);

#ifdef __cplusplus
}
#endif
#endif
