/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The exponential and the logarithm that the rest is built on. */
#ifndef SP_EXP_H
#define SP_EXP_H

#ifdef __FRAMAC__
#include "../specs/exp_model.acsl"
#include "../specs/log1p_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* e^x for x <= 0, -inf included. */
/*@ requires domain:       \is_minus_infinity(x) || (\is_finite(x) && x <= 0);
    terminates             \true;
    assigns                \nothing;
    ensures  P21_finite:   \is_finite(\result);
    ensures  P21_range:    0 <= \result <= 1;
    ensures  P21_model:    \is_finite(x) ==> \result == ExpModel(x);
    ensures  P21_masked:   \is_minus_infinity(x) ==> \result == 0;
    ensures  P21_at_zero:  \is_finite(x) && x == 0 ==> \result == 1;
    ensures  P21_relative: \is_finite(x) && 0x1p-1022 <= \exp(x) ==>
               \abs(\result - \exp(x)) <= 1.125 * U * \exp(x);
    ensures  P21_absolute: \is_finite(x) && \exp(x) <= 0x1p-1022 ==>
               \abs(\result - \exp(x)) <= ETA;
*/
double sp_exp(double x);

/* log(1 + x) for 0 <= x <= 2^26. */
/*@ requires domain:      \is_finite(x) && 0 <= x <= 0x1p26;
    terminates            \true;
    assigns               \nothing;
    ensures  P21_finite:  \is_finite(\result);
    ensures  P21_range:   0 <= \result <= 18.125;
    ensures  P21_model:   \result == Log1pModel(x);
    ensures  P21_at_zero: x == 0 ==> \result == 0;
    ensures  P21_log1p:
      \abs(\result - \log(1 + x)) <= 2.1 * U * \log(1 + x);
*/
double sp_log1p(double x);

#ifdef __cplusplus
}
#endif
#endif
