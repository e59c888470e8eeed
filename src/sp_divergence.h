/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The Kullback-Leibler divergence of two softmaxes. */
#ifndef SP_DIVERGENCE_H
#define SP_DIVERGENCE_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/divergence_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* p = softmax(z), *kl = sum_i p[i] log(p[i] / q[i]) where q = softmax(w), in
 * nats; +inf where w masks an entry that z does not, or above every double. A
 * status is that of z or of w, and the first listed of the two. */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires readable:     n <= 0x4000000 ==> \valid_read(w + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(p + (0 .. n - 1));
    requires writable:     \valid(kl);
    requires separated:    \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    requires separated:    \separated(p + (0 .. n - 1), w + (0 .. n - 1));
    requires separated:    \separated(kl, z + (0 .. n - 1));
    requires separated:    \separated(kl, w + (0 .. n - 1));
    requires separated:    \separated(kl, p + (0 .. n - 1));
    terminates             \true;
    assigns                p[0 .. n - 1], *kl;
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && !NoNaN{Pre}(z, w, n);
    ensures  P09_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && NoNaN{Pre}(z, w, n) &&
               !NoInfinity{Pre}(z, w, n);
    ensures  P09_masked:   \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && NoNaN{Pre}(z, w, n) &&
               NoInfinity{Pre}(z, w, n) &&
               (AllMasked{Pre}(z, n) || AllMasked{Pre}(w, n));
    behavior refused:
      assumes              !(Accepted(z, n) && Accepted(w, n));
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted(z, n) && Accepted(w, n);
      assigns              p[0 .. n - 1], *kl;
      ensures P09_ok:      \result == SP_OK;
      ensures P14_kl_softmax:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          p[i] == FSoftmax{Pre}(z, n, t, i);
      ensures P14_kl_nonneg: \is_plus_infinity(*kl) ||
        (\is_finite(*kl) && 0 <= *kl);
      ensures P14_kl_masked: !Covered{Pre}(z, w, n) ==>
        \is_plus_infinity(*kl);
      ensures P14_kl_finite: \forall integer s; Top{Pre}(w, n, s) &&
        KLReachable{Pre}(z, w, n, \at(w[s], Pre)) ==> \is_finite(*kl);
      ensures P14_kl_accuracy: \is_finite(*kl) ==>
        \abs(*kl - KL{Pre}(z, w, n)) <=
          (n + 5.5) * U * (1 + 0x1p-15) * KLMagnitude{Pre}(z, w, n) +
          6.5 * U * (1 + 0x1p-15) *
            (Entropy{Pre}(z, n, 1.0) + KLCross{Pre}(z, w, n)) +
          (780 * n + 2 * KLReach{Pre}(z, w, n)) * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_kl_divergence(const double *z, const double *w, double *p,
                           size_t n, double *kl);

#ifdef __cplusplus
}
#endif
#endif
