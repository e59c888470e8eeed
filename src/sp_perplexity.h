/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The perplexity of softmax. */
#ifndef SP_PERPLEXITY_H
#define SP_PERPLEXITY_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/real_temperature.acsl"
#include "../specs/softmax_model.acsl"
#include "../specs/status.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* p = softmax(z), *perplexity = e^H, where H is the entropy of softmax(z) in
 * nats: how many equally likely entries have that entropy */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(p + (0 .. n - 1));
    requires writable:     \valid(perplexity);
    requires separated:    \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    requires separated:    \separated(perplexity, z + (0 .. n - 1));
    requires separated:    \separated(perplexity, p + (0 .. n - 1));
    terminates             \true;
    assigns                p[0 .. n - 1], *perplexity;
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
      assigns              p[0 .. n - 1], *perplexity;
      ensures P09_ok:      \result == SP_OK;
      ensures P17_perplexity_softmax:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          p[i] == FSoftmax{Pre}(z, n, t, i);
      ensures P17_perplexity_range: \is_finite(*perplexity) &&
        1 <= *perplexity <= n * (1 + 0x1p-22);
      ensures P17_perplexity_accuracy:
        \abs(*perplexity - Perplexity{Pre}(z, n, 1.0)) <=
          ((n + 11) * Entropy{Pre}(z, n, 1.0) + 2.13) * U * (1 + 0x1p-14) *
            Perplexity{Pre}(z, n, 1.0);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_perplexity(const double *z, double *p, size_t n,
                        double *perplexity);

#ifdef __cplusplus
}
#endif
#endif
