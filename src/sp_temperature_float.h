/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax of a row of floats divided by a temperature: computed in double and
 * rounded once. */
#ifndef SP_TEMPERATURE_FLOAT_H
#define SP_TEMPERATURE_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/real_temperature32.acsl"
#include "../specs/status32.acsl"
#include "../specs/temperature_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* p[i] = e^(z[i] / T) / sum_j e^(z[j] / T); T is a double, as a float becomes
 * one without error; work has room for n doubles */
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
    ensures  P22_temperature: \result == SP_BAD_TEMPERATURE <==>
               Accepted32{Pre}(z, n) && !Temperature(T);
    behavior refused:
      assumes              !(Accepted32(z, n) && Temperature(T));
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n) && Temperature(T);
      assigns              p[0 .. n - 1], work[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_finite:  \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
      ensures P22_range:   \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
      ensures P22_ulp:     \forall integer i; 0 <= i < n ==>
        \abs(p[i] - SoftmaxT32{Pre}(z, n, T, i)) <=
          (0.5 + 0x1p-24) * Ulp32(SoftmaxT32{Pre}(z, n, T, i));
      ensures P22_relative: \forall integer i; 0 <= i < n &&
        0x1p-126 <= SoftmaxT32{Pre}(z, n, T, i) ==>
          \abs(p[i] - SoftmaxT32{Pre}(z, n, T, i)) <=
            U32 * (1 + 0x1p-23) * SoftmaxT32{Pre}(z, n, T, i);
      ensures P22_absolute: \forall integer i; 0 <= i < n &&
        SoftmaxT32{Pre}(z, n, T, i) <= 0x1p-126 ==>
          \abs(p[i] - SoftmaxT32{Pre}(z, n, T, i)) <=
            0x1p-150 * (1 + 0x1p-23);
      ensures P22_equal:   \forall integer i, j; 0 <= i < n && 0 <= j < n &&
        \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
        \at(z[i], Pre) == \at(z[j], Pre) ==> p[i] == p[j];
      ensures P22_masked:  \forall integer i; 0 <= i < n &&
        \is_minus_infinity(\at(z[i], Pre)) ==> p[i] == 0;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax_temperaturef(const float *z, float *p, size_t n, double T,
                                  double *work);

#ifdef __cplusplus
}
#endif
#endif
