/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The Kullback-Leibler divergence of two softmaxes of floats: computed in double
 * and rounded once. */
#ifndef SP_DIVERGENCE_FLOAT_H
#define SP_DIVERGENCE_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/divergence32_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* *kl = sum_i p[i] log(p[i] / q[i]) where p = softmax(z) and q = softmax(w), in
 * nats; +inf where w masks an entry that z does not, or where the float next to
 * it would be above FLT_MAX. A status is that of z or of w, and the first listed
 * of the two. work has room for 3 n doubles, z, w and p. Where p and q are near
 * each other, the terms cancel, and the error of the doubles shows. */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires readable:     n <= 0x4000000 ==> \valid_read(w + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. 3 * n - 1));
    requires writable:     \valid(kl);
    requires separated:    \separated(work + (0 .. 3 * n - 1), z + (0 .. n - 1)) &&
               \separated(work + (0 .. 3 * n - 1), w + (0 .. n - 1)) &&
               \separated(kl, z + (0 .. n - 1)) &&
               \separated(kl, w + (0 .. n - 1)) &&
               \separated(kl, work + (0 .. 3 * n - 1));
    terminates             \true;
    assigns                *kl, work[0 .. 3 * n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && !NoNaN32{Pre}(z, w, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && NoNaN32{Pre}(z, w, n) &&
               !NoInfinity32{Pre}(z, w, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && NoNaN32{Pre}(z, w, n) &&
               NoInfinity32{Pre}(z, w, n) &&
               (AllMasked32{Pre}(z, n) || AllMasked32{Pre}(w, n));
    behavior refused:
      assumes              !(Accepted32(z, n) && Accepted32(w, n));
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n) && Accepted32(w, n);
      assigns              *kl, work[0 .. 3 * n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kinds:   \is_plus_infinity(*kl) ||
        (\is_finite(*kl) && 0 <= *kl);
      ensures P22_masked:  !Covered32{Pre}(z, w, n) ==> \is_plus_infinity(*kl);
      ensures P22_finite:  Covered32{Pre}(z, w, n) &&
        KL32{Pre}(z, w, n) <= MAX_FLOAT ==> \is_finite(*kl);
      ensures P22_below:   \is_finite(*kl) ==>
        Covered32{Pre}(z, w, n) && 0 <= KL32{Pre}(z, w, n) < 0x1p128;
      ensures P22_ulp:     \is_finite(*kl) ==>
        \abs(*kl - KL32{Pre}(z, w, n)) <=
          (0.5 + 0x1p-24) * Ulp32(KL32{Pre}(z, w, n)) +
          2 * ((n + 5.5) * KLMagnitude32{Pre}(z, w, n) +
               13 * Entropy32{Pre}(z, n)) * U * (1 + 0x1p-15);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_kl_divergencef(const float *z, const float *w, size_t n, float *kl,
                            double *work);

#ifdef __cplusplus
}
#endif
#endif
