/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax at the ends of the temperatures, and the index of the maximum. */
#ifndef SP_LIMITS_H
#define SP_LIMITS_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/limits_model.acsl"
#include "../specs/status.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The limit for T -> 0: the same on every tie of the maximum, 0 elsewhere. */
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
      ensures P17_finite:  \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
      ensures P17_range:   \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
      ensures P17_sum:     \abs(Sum(p, n) - 1) <= U;
      ensures P17_model:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          p[i] == FCold{Pre}(z, n, \at(z[t], Pre), i);
      ensures P17_accuracy:
        \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
          \abs(p[i] - Tie(\at(z[i], Pre), \at(z[t], Pre)) /
                        Ties{Pre}(z, n, \at(z[t], Pre))) <=
            U * (Tie(\at(z[i], Pre), \at(z[t], Pre)) /
                   Ties{Pre}(z, n, \at(z[t], Pre)));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax_cold(const double *z, double *p, size_t n);

/* The limit for T -> infinity: the same on every entry that is not masked. */
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
      ensures P17_finite:  \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
      ensures P17_range:   \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
      ensures P17_sum:     \abs(Sum(p, n) - 1) <= U;
      ensures P17_model:   \forall integer i; 0 <= i < n ==>
        p[i] == FHot{Pre}(z, n, i);
      ensures P17_accuracy: \forall integer i; 0 <= i < n ==>
        \abs(p[i] - Unmasked(\at(z[i], Pre), 1.0) / Entries{Pre}(z, n)) <=
          U * (Unmasked(\at(z[i], Pre), 1.0) / Entries{Pre}(z, n));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax_hot(const double *z, double *p, size_t n);

/* *index = the first place of the largest logit */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:     \valid(index);
    requires separated:    \separated(index, z + (0 .. n - 1));
    terminates             \true;
    assigns                *index;
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN(z, n);
    ensures  P09_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN(z, n) && HasPlusInfinity(z, n);
    ensures  P09_masked:   \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked(z, n);
    behavior refused:
      assumes              !Accepted(z, n);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted(z, n);
      assigns              *index;
      ensures P09_ok:      \result == SP_OK;
      ensures P17_top:     Top(z, n, *index);
      ensures P17_first:   \forall integer k; 0 <= k < *index ==>
        \is_minus_infinity(z[k]) || (\is_finite(z[k]) && z[k] < z[*index]);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_argmax(const double *z, size_t n, size_t *index);

#ifdef __cplusplus
}
#endif
#endif
