/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Online softmax: the largest logit and the sum in one pass. */
#ifndef SP_ONLINE_H
#define SP_ONLINE_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/online_sum_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* p[i] = e^z[i] / sum_j e^z[j]. The error grows with n and with how many logits
 * exceed all before them, Records, which is at most n and in random order about
 * log n; not with the spread. */
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
      ensures P02_sum:     \abs(Sum(p, n) - 1) <=
          (n + 2.125 * Records{Pre}(z, n) + 0.125) * U * (1 + 0x1p-19) +
            n * ETA;
      ensures P03_records: 0 <= Records{Pre}(z, n) <= n;
      ensures P03_accuracy: \forall integer i; 0 <= i < n ==>
          \abs(p[i] - Softmax{Pre}(z, n, i)) <=
            (n + 2.125 * Records{Pre}(z, n) + 0.125) * U * (1 + 0x1p-19) *
              Softmax{Pre}(z, n, i) + ETA;
      ensures P04_equal:
        \forall integer i, j; 0 <= i < n && 0 <= j < n &&
          \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
          \at(z[i], Pre) == \at(z[j], Pre) ==> p[i] == p[j];
      ensures P04_order:
        \forall integer i, j; 0 <= i < n && 0 <= j < n &&
          \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
          \at(z[i], Pre) <= \at(z[j], Pre) && 0x1p-900 <= p[j] ==>
            p[i] <= p[j] * (1 + 4 * U);
      ensures P04_order_any:
        \forall integer i, j; 0 <= i < n && 0 <= j < n &&
          \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
          \at(z[i], Pre) <= \at(z[j], Pre) ==>
            p[i] <= p[j] * (1 + 5 * U) + 3 * ETA;
      ensures P05_peak:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          p[i] <= p[t] && (1 - U) / n <= p[t];
      ensures P06_model:
        \forall integer i; 0 <= i < n ==> p[i] == FOnline{Pre}(z, n, i);
      ensures P07_masked:
        \forall integer i; 0 <= i < n && \is_minus_infinity(\at(z[i], Pre)) ==>
          p[i] == 0;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax_online(const double *z, double *p, size_t n);

#ifdef __cplusplus
}
#endif
#endif
