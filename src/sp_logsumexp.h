/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Log-sum-exp and log-softmax of a row of logits. */
#ifndef SP_LOGSUMEXP_H
#define SP_LOGSUMEXP_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/log_model.acsl"
#include "../specs/status.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

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
        \forall integer t; Top{Pre}(z, n, t) ==>
          \abs(*lse - LogSumExp{Pre}(z, n)) <=
            U * \abs(LogSumExp{Pre}(z, n)) +
            4.5 * U * (1 + 0x1p-16) *
              (LogSumExp{Pre}(z, n) - \at(z[t], Pre)) + n * ETA;
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
        \forall integer i; 0 <= i < n && \is_finite(logp[i]) ==>
          \abs(logp[i] - LogSoftmax{Pre}(z, n, i)) <=
            6.5 * U * (1 + 0x1p-16) * \abs(LogSoftmax{Pre}(z, n, i)) +
            2 * n * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_log_softmax(const double *z, double *logp, size_t n);

#ifdef __cplusplus
}
#endif
#endif
