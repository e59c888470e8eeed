/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Floats in and out of functions that compute in double. A function that has
 * no sister on floats is used on them so: sp_widen the input, which is exact,
 * call it, sp_narrow the results, which rounds each once. */
#ifndef SP_CONVERT_H
#define SP_CONVERT_H

#include "sp_status.h"

#define SP_MAX_FLOAT 0x1.fffffep127f /* FLT_MAX, a double in Frama-C */

#ifdef __FRAMAC__
#include "../specs/widened_facts.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The float next to x, ties to even: what (float)x is, but +0 for -0. */
/*@ requires number:      !\is_NaN(x);
    terminates            \true;
    assigns               \nothing;
    ensures  P22_rounded: Rounded(x, \result);
*/
float sp_to_float(double x);

/* p[i] = x[i], rounded to float */
/*@ requires readable:    \valid_read(x + (0 .. n - 1));
    requires writable:    \valid(p + (0 .. n - 1));
    requires numbers:     \forall integer k; 0 <= k < n ==> !\is_NaN(x[k]);
    requires separated:   \separated(p + (0 .. n - 1), x + (0 .. n - 1));
    terminates            \true;
    assigns               p[0 .. n - 1];
    ensures  P22_rounded: \forall integer k; 0 <= k < n ==>
               Rounded(x[k], p[k]);
*/
void sp_narrow(const double *x, float *p, size_t n);

/* x, which is exact */
/*@ requires number:      !\is_NaN(x);
    terminates            \true;
    assigns               \nothing;
    ensures  P22_exact:   \is_finite(x) ==>
               \is_finite(\result) && \result == x;
    ensures  P22_minus:   \is_minus_infinity(x) ==>
               \is_minus_infinity(\result);
    ensures  P22_plus:    \is_plus_infinity(x) ==> \is_plus_infinity(\result);
*/
double sp_from_float(float x);

/* x[i] = z[i], which is exact */
/*@ requires readable:    \valid_read(z + (0 .. n - 1));
    requires writable:    \valid(x + (0 .. n - 1));
    requires logits:      Logits32(z, n);
    requires separated:   \separated(x + (0 .. n - 1), z + (0 .. n - 1));
    terminates            \true;
    assigns               x[0 .. n - 1];
    ensures  P22_exact:   Widened(z, x, n);
    ensures  P22_finite:  \forall integer k; 0 <= k < n && \is_finite(z[k]) ==>
               \is_finite(x[k]) && x[k] == z[k];
    ensures  P22_range:   \forall integer k; 0 <= k < n && \is_finite(x[k]) ==>
               -MAX_FLOAT <= x[k] <= MAX_FLOAT;
    ensures  P22_masked:  \forall integer k; 0 <= k < n &&
               \is_minus_infinity(z[k]) ==> \is_minus_infinity(x[k]);
*/
void sp_widen(const float *z, double *x, size_t n);

/* Whether z are logits as softmax takes them, and what is wrong if not */
/*@ requires readable:    n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    terminates            \true;
    assigns               \nothing;
    ensures  P22_ok:      \result == SP_OK <==> Accepted32(z, n);
    ensures  P22_others:  \result == SP_OK || \result == SP_EMPTY ||
               \result == SP_TOO_LONG || \result == SP_NAN_LOGIT ||
               \result == SP_POS_INF_LOGIT || \result == SP_ALL_MASKED;
    ensures  P22_empty:   \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:    \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_nan:     \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32(z, n);
    ensures  P22_inf:     \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32(z, n) && HasPlusInfinity32(z, n);
    ensures  P22_masked:  \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32(z, n);
*/
sp_status sp_check_floats(const float *z, size_t n);

#ifdef __cplusplus
}
#endif
#endif
