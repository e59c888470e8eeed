/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax of a row of logits, compensated and as in the textbook. */
#ifndef SP_SOFTMAX_H
#define SP_SOFTMAX_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/softmax_model.acsl"
#include "../specs/status.acsl"
#include "../specs/textbook_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

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
      ensures P02_sum:     \abs(Sum(p, n) - 1) <= 2.25 * U * (1 + 0x1p-16);
      ensures P03_accuracy: \forall integer i; 0 <= i < n ==>
          \abs(p[i] - Softmax{Pre}(z, n, i)) <=
            4.5 * U * (1 + 0x1p-16) * Softmax{Pre}(z, n, i) + ETA;
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
          p[i] <= p[t] && (1 - 3 * U) / n <= p[t];
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

/* The same by the textbook's three passes: the error grows with n and with the
 * distance from the largest logit. */
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
          p[i] == TSoftmax{Pre}(z, n, t, i);
      ensures P07_masked:
        \forall integer i; 0 <= i < n && \is_minus_infinity(\at(z[i], Pre)) ==>
          p[i] == 0;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax_textbook(const double *z, double *p, size_t n);

#ifdef __cplusplus
}
#endif
#endif
