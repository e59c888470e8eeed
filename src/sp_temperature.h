/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax of a row of logits divided by a temperature. */
#ifndef SP_TEMPERATURE_H
#define SP_TEMPERATURE_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/status.acsl"
#include "../specs/temperature_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* p[i] = e^(z[i] / T) / sum_j e^(z[j] / T) */
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
    ensures  P09_temperature: \result == SP_BAD_TEMPERATURE <==>
               Accepted{Pre}(z, n) && !Temperature(T);
    behavior refused:
      assumes              !(Accepted(z, n) && Temperature(T));
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted(z, n) && Temperature(T);
      assigns              p[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P17_finite:  \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
      ensures P17_range:   \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
      ensures P17_sum:     \abs(Sum(p, n) - 1) <= 2.25 * U * (1 + 0x1p-16);
      ensures P17_accuracy: \forall integer i; 0 <= i < n ==>
          \abs(p[i] - SoftmaxT{Pre}(z, n, T, i)) <=
            4.5 * U * (1 + 0x1p-10) * SoftmaxT{Pre}(z, n, T, i) + ETA;
      ensures P17_equal:
        \forall integer i, j; 0 <= i < n && 0 <= j < n &&
          \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
          \at(z[i], Pre) == \at(z[j], Pre) ==> p[i] == p[j];
      ensures P17_order:
        \forall integer i, j; 0 <= i < n && 0 <= j < n &&
          \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
          \at(z[i], Pre) <= \at(z[j], Pre) && 0x1p-900 <= p[j] ==>
            p[i] <= p[j] * (1 + 4 * U);
      ensures P17_order_any:
        \forall integer i, j; 0 <= i < n && 0 <= j < n &&
          \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
          \at(z[i], Pre) <= \at(z[j], Pre) ==>
            p[i] <= p[j] * (1 + 5 * U) + 3 * ETA;
      ensures P17_peak:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          p[i] <= p[t] && (1 - 3 * U) / n <= p[t];
      ensures P17_model:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          p[i] == FSoftmaxT{Pre}(z, n, T, t, i);
      ensures P17_masked:
        \forall integer i; 0 <= i < n && \is_minus_infinity(\at(z[i], Pre)) ==>
          p[i] == 0;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax_temperature(const double *z, double *p, size_t n,
                                 double T);

#ifdef __cplusplus
}
#endif
#endif
