/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The product of the Jacobian of softmax and a vector, from float
 * probabilities: computed in double and rounded once. */
#ifndef SP_JACOBIAN_FLOAT_H
#define SP_JACOBIAN_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/jacobian32_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* out[i] = p[i] (v[i] - sum_j p[j] v[j]), which is J v; out may be p or v, or
 * overlap them; work has room for 2 n doubles */
/*@ requires size:         1 <= n <= SP_MAX_N;
    requires p:            \valid_read(p + (0 .. n - 1));
    requires v:            \valid_read(v + (0 .. n - 1));
    requires out:          \valid(out + (0 .. n - 1));
    requires work:         \valid(work + (0 .. 2 * n - 1));
    requires separated:    \separated(work + (0 .. 2 * n - 1), p + (0 .. n - 1)) &&
               \separated(work + (0 .. 2 * n - 1), v + (0 .. n - 1)) &&
               \separated(work + (0 .. 2 * n - 1), out + (0 .. n - 1));
    requires probability:  Probabilities32(p, n) && Sum32(p, n) <= 1 + 0x1p-19;
    requires finite:       Within32(v, n, MAX_FLOAT);
    terminates             \true;
    assigns                out[0 .. n - 1], work[0 .. 2 * n - 1];
    ensures  P22_product_finite: \forall integer i; 0 <= i < n ==>
               \is_finite(out[i]);
    ensures  P22_product_ulp: \forall integer i, real V;
               0 <= i < n && Within32{Pre}(v, n, V) ==>
               \abs(out[i] - ExactProduct32{Pre}(p, v, n, i)) <=
                 (0.5 + 0x1p-24) * Ulp32(ExactProduct32{Pre}(p, v, n, i)) +
                 2 * ProductError(\at(p[i], Pre), n, V);
*/
void sp_softmax_jacobian_productf(const float *p, const float *v, float *out,
                                  size_t n, double *work);

#ifdef __cplusplus
}
#endif
#endif
