/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax of a row of floats at the ends of the temperatures, and the index of
 * the maximum. */
#ifndef SP_LIMITS_FLOAT_H
#define SP_LIMITS_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/limits32_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The limit for T -> 0: the same on every tie of the maximum, 0 elsewhere */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(p + (0 .. n - 1));
    requires alias:        p == z || \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    terminates             \true;
    assigns                p[0 .. n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32{Pre}(z, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32{Pre}(z, n) &&
               HasPlusInfinity32{Pre}(z, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32{Pre}(z, n);
    behavior refused:
      assumes              !Accepted32(z, n);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n);
      assigns              p[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_finite:  \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
      ensures P22_range:   \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
      ensures P22_ulp:     \forall integer i, t;
        0 <= i < n && Top32{Pre}(z, n, t) ==>
          \abs(p[i] - Cold32{Pre}(z, n, \at(z[t], Pre), i)) <=
            (0.5 + 0x1p-24) * Ulp32(Cold32{Pre}(z, n, \at(z[t], Pre), i));
      ensures P22_equal:   \forall integer i, t;
        0 <= i < n && Top32{Pre}(z, n, t) && \is_finite(\at(z[i], Pre)) &&
        \at(z[i], Pre) == \at(z[t], Pre) ==> p[i] == p[t];
      ensures P22_zero:    \forall integer i, t;
        0 <= i < n && Top32{Pre}(z, n, t) &&
        (\is_minus_infinity(\at(z[i], Pre)) ||
         \at(z[i], Pre) < \at(z[t], Pre)) ==> p[i] == 0;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax_coldf(const float *z, float *p, size_t n);

/* The limit for T -> infinity: the same on every entry that is not masked */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(p + (0 .. n - 1));
    requires alias:        p == z || \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    terminates             \true;
    assigns                p[0 .. n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32{Pre}(z, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32{Pre}(z, n) &&
               HasPlusInfinity32{Pre}(z, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32{Pre}(z, n);
    behavior refused:
      assumes              !Accepted32(z, n);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n);
      assigns              p[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_finite:  \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
      ensures P22_range:   \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
      ensures P22_ulp:     \forall integer i; 0 <= i < n ==>
        \abs(p[i] - Hot32{Pre}(z, n, i)) <=
          (0.5 + 0x1p-24) * Ulp32(Hot32{Pre}(z, n, i));
      ensures P22_equal:   \forall integer i, j; 0 <= i < n && 0 <= j < n &&
        \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) ==>
          p[i] == p[j];
      ensures P22_masked:  \forall integer i; 0 <= i < n &&
        \is_minus_infinity(\at(z[i], Pre)) ==> p[i] == 0;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax_hotf(const float *z, float *p, size_t n);

/* *index = the first place of the largest logit */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     \valid(index);
    requires separated:    \separated(index, z + (0 .. n - 1));
    terminates             \true;
    assigns                *index;
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32{Pre}(z, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32{Pre}(z, n) &&
               HasPlusInfinity32{Pre}(z, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32{Pre}(z, n);
    behavior refused:
      assumes              !Accepted32(z, n);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n);
      assigns              *index;
      ensures P22_ok:      \result == SP_OK;
      ensures P22_top:     Top32(z, n, *index);
      ensures P22_first:   \forall integer k; 0 <= k < *index ==>
        \is_minus_infinity(z[k]) || (\is_finite(z[k]) && z[k] < z[*index]);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_argmaxf(const float *z, size_t n, size_t *index);

#ifdef __cplusplus
}
#endif
#endif
