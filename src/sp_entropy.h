/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The entropy of softmax. */
#ifndef SP_ENTROPY_H
#define SP_ENTROPY_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/real_temperature.acsl"
#include "../specs/softmax_model.acsl"
#include "../specs/status.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* p = softmax(z), *entropy = the entropy of softmax(z), in nats */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(p + (0 .. n - 1));
    requires writable:     \valid(entropy);
    requires separated:    \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    requires separated:    \separated(entropy, z + (0 .. n - 1));
    requires separated:    \separated(entropy, p + (0 .. n - 1));
    terminates             \true;
    assigns                p[0 .. n - 1], *entropy;
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
      assigns              p[0 .. n - 1], *entropy;
      ensures P09_ok:      \result == SP_OK;
      ensures P17_entropy_model:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          p[i] == FSoftmax{Pre}(z, n, t, i);
      ensures P17_entropy_nonneg: \is_finite(*entropy) && 0 <= *entropy;
      ensures P17_entropy_accuracy:
        \abs(*entropy - Entropy{Pre}(z, n, 1.0)) <=
          (n + 11) * U * (1 + 0x1p-15) * Entropy{Pre}(z, n, 1.0) +
          780 * n * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_entropy(const double *z, double *p, size_t n, double *entropy);

#ifdef __cplusplus
}
#endif
#endif
