/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The Jacobian of softmax, whole and as a product, from float probabilities:
 * computed in double and rounded once. */
#ifndef SP_JACOBIAN_FLOAT_H
#define SP_JACOBIAN_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/jacobian32_matrix.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* J[i * n + j] = p[i] (d_ij - p[j]), from probabilities p; off the diagonal it is
 * the float next to that */
/*@ requires size:         1 <= n <= SP_MAX_N;
    requires p:            \valid_read(p + (0 .. n - 1));
    requires J:            \valid(J + (0 .. n * n - 1));
    requires separated:    \separated(p + (0 .. n - 1), J + (0 .. n * n - 1));
    requires probability:  Probabilities32(p, n);
    terminates             \true;
    assigns                J[0 .. n * n - 1];
    ensures  P22_model:    \forall integer i; 0 <= i < n ==>
               JacobianRow32(p, J + i * n, n, i);
    ensures  P22_symmetric: \forall integer i, j; 0 <= i < n && 0 <= j < n ==>
               J[i * n + j] == J[j * n + i];
    ensures  P22_diagonal: \forall integer i; 0 <= i < n ==>
               0 <= J[i * n + i] <= 0.25;
    ensures  P22_other:    \forall integer i, j;
               0 <= i < n && 0 <= j < n && i != j ==> -1 <= J[i * n + j] <= 0;
    ensures  P22_diagonal_ulp: \forall integer i; 0 <= i < n ==>
               \abs(J[i * n + i] - ExactJacobian32(p, i, i)) <=
                 (0.5 + 0x1p-24) * Ulp32(ExactJacobian32(p, i, i));
    ensures  P22_other_ulp: \forall integer i, j;
               0 <= i < n && 0 <= j < n && i != j ==>
               \abs(J[i * n + j] - ExactJacobian32(p, i, j)) <=
                 0.5 * Ulp32(ExactJacobian32(p, i, j));
    ensures  P22_row_sum:  \forall integer i, real s;
               0 <= i < n && \abs(Sum32(p, n) - 1) <= s ==>
               \abs(Sum32(J + i * n, n)) <=
                 p[i] * (s + U32 * (1 + 0x1p-23) * (2 * (1 - p[i]) + s)) +
                 n * (0x1p-150 * (1 + 0x1p-23));
*/
void sp_softmax_jacobianf(const float *p, float *J, size_t n);

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
