/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Cross-entropy of a float distribution, and its gradient: computed in double
 * and rounded once. */
#ifndef SP_TARGET_FLOAT_H
#define SP_TARGET_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/target32_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* *loss = sum_i y[i] (logsumexp(z) - z[i]), where 0 times inf is 0; +inf where
 * a target is on a masked entry, or where the float next to the loss would be
 * above FLT_MAX; work has room for 2 n doubles, z and y */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires targets:      n <= 0x4000000 ==> \valid_read(y + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. 2 * n - 1));
    requires writable:     \valid(loss);
    requires separated:    \separated(work + (0 .. 2 * n - 1), z + (0 .. n - 1)) &&
               \separated(work + (0 .. 2 * n - 1), y + (0 .. n - 1)) &&
               \separated(loss, work + (0 .. 2 * n - 1)) &&
               \separated(loss, z + (0 .. n - 1)) &&
               \separated(loss, y + (0 .. n - 1));
    terminates             \true;
    assigns                *loss, work[0 .. 2 * n - 1];
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
      assigns              *loss, work[0 .. 2 * n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kinds:   \is_plus_infinity(*loss) ||
        (\is_finite(*loss) && Reachable32{Pre}(y, z, n) && 0 <= *loss);
      ensures P22_masked:  \forall integer i; 0 <= i < n &&
        \at(y[i], Pre) > 0 && \is_minus_infinity(\at(z[i], Pre)) ==>
          \is_plus_infinity(*loss);
      ensures P22_finite:  Reachable32{Pre}(y, z, n) &&
        CrossEntropy32{Pre}(y, z, n) <= MAX_FLOAT ==> \is_finite(*loss);
      ensures P22_below:   \is_finite(*loss) ==>
        0 <= CrossEntropy32{Pre}(y, z, n) < 0x1p128;
      ensures P22_ulp:     \is_finite(*loss) ==>
        \abs(*loss - CrossEntropy32{Pre}(y, z, n)) <=
          (0.5 + 0x1p-24) * Ulp32(CrossEntropy32{Pre}(y, z, n)) +
          n * U * (1 + 0x1p-16) * CrossEntropy32{Pre}(y, z, n);
      ensures P22_relative: \is_finite(*loss) &&
        0x1p-126 <= CrossEntropy32{Pre}(y, z, n) ==>
          \abs(*loss - CrossEntropy32{Pre}(y, z, n)) <=
            (U32 * (1 + 0x1p-23) + n * U * (1 + 0x1p-16)) *
              CrossEntropy32{Pre}(y, z, n);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_targetf(const float *z, const float *y, size_t n,
                                   float *loss, double *work);

/* grad[i] = p[i] - y[i]; the gradient when the targets sum to 1; grad may be z
 * or y; work has room for 2 n doubles, z and y. Where p and y cancel, the error
 * of the softmax in double shows. */
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
      ensures P22_range:   \forall integer i; 0 <= i < n ==>
        -1 <= grad[i] <= 1;
      ensures P22_masked:  \forall integer i; 0 <= i < n &&
        \is_minus_infinity(\at(z[i], Pre)) ==> grad[i] == -\at(y[i], Pre);
      ensures P22_ulp:     \forall integer i; 0 <= i < n ==>
        \abs(grad[i] - Gradient32{Pre}(y, z, n, i)) <=
          (0.5 + 0x1p-24) * Ulp32(Gradient32{Pre}(y, z, n, i)) +
          9 * U * (1 + 0x1p-15) * Softmax32{Pre}(z, n, i);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_target_gradientf(const float *z, const float *y,
                                            float *grad, size_t n,
                                            double *work);

#ifdef __cplusplus
}
#endif
#endif
