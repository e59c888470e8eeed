/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The Jacobian of softmax, whole and as a product, from probabilities. */
#ifndef SP_JACOBIAN_H
#define SP_JACOBIAN_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/jacobian_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* J[i * n + j] = p[i] (d_ij - p[j]), from probabilities p */
/*@ requires size:         1 <= n <= SP_MAX_N;
    requires p:            \valid_read(p + (0 .. n - 1));
    requires J:            \valid(J + (0 .. n * n - 1));
    requires separated:    \separated(p + (0 .. n - 1), J + (0 .. n * n - 1));
    requires probability:  Probabilities(p, n);
    terminates             \true;
    assigns                J[0 .. n * n - 1];
    ensures  P12_model:    \forall integer i; 0 <= i < n ==>
               JacobianRow(p, J + i * n, n, i);
    ensures  P12_symmetric: \forall integer i, j; 0 <= i < n && 0 <= j < n ==>
               J[i * n + j] == J[j * n + i];
    ensures  P12_diagonal: \forall integer i; 0 <= i < n ==>
               0 <= J[i * n + i] <= 0.25;
    ensures  P12_other:    \forall integer i, j;
               0 <= i < n && 0 <= j < n && i != j ==> -1 <= J[i * n + j] <= 0;
    ensures  P12_error:    \forall integer i, j; 0 <= i < n && 0 <= j < n ==>
               \abs(J[i * n + j] - ExactJacobian(p, i, j)) <=
                 2 * U * \abs(ExactJacobian(p, i, j)) + ETA / 2;
    ensures  P12_row_sum:  \forall integer i, real s;
               0 <= i < n && \abs(Sum(p, n) - 1) <= s ==>
               \abs(Sum(J + i * n, n)) <=
                 p[i] * (s + U * (3 * (1 - p[i]) + s)) + n * (ETA / 2);
    ensures  P12_accuracy_diagonal: \forall integer i, real a, B, A;
               0 <= i < n && Near(B, A, p[i], a) ==>
               \abs(J[i * n + i] - a * (1 - a)) <=
                 ((B + 2 * U) * a + A) * (1 + 0x1p-20) + ETA / 2;
    ensures  P12_accuracy_other: \forall integer i, j, real a, b, B, A;
               0 <= i < n && 0 <= j < n && i != j &&
               Near(B, A, p[i], a) && Near(B, A, p[j], b) ==>
               \abs(J[i * n + j] - -(a * b)) <=
                 ((2 * B + U) * (a * b) + 2 * A) * (1 + 0x1p-18) + ETA / 2;
*/
void sp_softmax_jacobian(const double *p, double *J, size_t n);

/* out = J v (J is symmetric: also v J), without forming J; P12_product_accuracy
 * compares it with the product at logits z of which p is the softmax, nearly */
/*@ requires size:         1 <= n <= SP_MAX_N;
    requires p:            \valid_read(p + (0 .. n - 1));
    requires v:            \valid_read(v + (0 .. n - 1));
    requires out:          \valid(out + (0 .. n - 1));
    requires separated:    \separated(p + (0 .. n - 1), out + (0 .. n - 1));
    requires alias:        out == v ||
               \separated(v + (0 .. n - 1), out + (0 .. n - 1));
    requires probability:  Probabilities(p, n) && Sum(p, n) <= 1 + 0x1p-19;
    requires no_overflow:  Within(v, n, 0x1p990);
    terminates             \true;
    assigns                out[0 .. n - 1];
    ensures  P12_product_finite: \forall integer i; 0 <= i < n ==>
               \is_finite(out[i]);
    ensures  P12_product_model: \forall integer i; 0 <= i < n ==>
               out[i] == \old(FProduct(p, v, n, i));
    ensures  P12_product_error: \forall integer i, real V;
               0 <= i < n && \old(Within(v, n, V)) ==>
               \abs(out[i] - \old(ExactProduct(p, v, n, i))) <=
                 \old(p[i]) * (n + 4) * U * (1 + 0x1p-18) * V +
                   (n + 1) * ETA;
    ensures  P12_product_accuracy: \forall double *z, integer i, real B, A, V;
               0 <= i < n && Approximates{Pre}(B, A, p, z, n) &&
               Within{Pre}(v, n, V) ==>
               \abs(out[i] - JacobianProduct{Pre}(v, z, n, i, n)) <=
                 (3 * B + (n + 4) * U) * (1 + 0x1p-17) *
                   Softmax{Pre}(z, n, i) * V +
                   (n + 3) * A * V + (n + 1) * ETA;
*/
void sp_softmax_jacobian_product(const double *p, const double *v, double *out,
                                 size_t n);

#ifdef __cplusplus
}
#endif
#endif
