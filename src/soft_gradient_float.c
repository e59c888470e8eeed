/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_soft_gradient_float.h"

#include "probability_float.h"
#include "sp_convert.h"
#include "sp_soft_gradient.h"

#ifdef __FRAMAC__
#include "../specs/real_softmax32_facts.acsl"
#include "../specs/soft32_facts.acsl"
#include "../specs/target32_facts.acsl"
#include "../specs/top32_facts.acsl"
#endif

/* The gradient, in double, in x; w is room for the doubles y. */
/*@ requires readable:  \valid_read(z + (0 .. n - 1)) &&
                        \valid_read(y + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1)) && \valid(w + (0 .. n - 1));
    requires accepted:  Accepted32(z, n) && Probabilities32(y, n);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), y + (0 .. n - 1)) &&
                        \separated(w + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(w + (0 .. n - 1), y + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), w + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1], w[0 .. n - 1];
    ensures  finite:    \forall integer i; 0 <= i < n ==> \is_finite(x[i]);
    ensures  masked:    \forall integer i; 0 <= i < n &&
               \is_minus_infinity(z[i]) ==> x[i] == -y[i];
    ensures  near:      \forall integer i; 0 <= i < n ==>
               NearSoft(x[i], SoftGradient32(y, z, n, i),
                        SoftShare32(y, z, n, i));
*/
static void gradient_doubles(const float *z, const float *y, double *x,
                             double *w, size_t n)
{
  sp_widen(z, x, n);
  sp_widen(y, w, n);
  //@ assert wide: Widened(z, x, n) && Widened(y, w, n);
  //@ assert accepted: Accepted(x, n);
  //@ assert targets: Probabilities(w, n);
  //@ assert top: \exists integer t; Top32(z, n, t) && Top(x, n, t);
  //@ assert same: \forall integer i; 0 <= i < n ==> w[i] == y[i];
  sp_cross_entropy_soft_gradient(x, w, x, n);
  //@ assert finite: \forall integer i; 0 <= i < n ==> \is_finite(x[i]);
  /*@ assert near: \forall integer i; 0 <= i < n ==>
        NearSoft(x[i], SoftGradient32(y, z, n, i), SoftShare32(y, z, n, i)); */
}

/* grad is the gradient; x and w are room for n doubles. */
/*@ requires readable:  \valid_read(z + (0 .. n - 1)) &&
                        \valid_read(y + (0 .. n - 1));
    requires writable:  \valid(grad + (0 .. n - 1)) &&
                        \valid(x + (0 .. n - 1)) && \valid(w + (0 .. n - 1));
    requires accepted:  Accepted32(z, n) && Probabilities32(y, n);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), y + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), grad + (0 .. n - 1)) &&
                        \separated(w + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(w + (0 .. n - 1), y + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), w + (0 .. n - 1));
    terminates          \true;
    assigns             grad[0 .. n - 1], x[0 .. n - 1], w[0 .. n - 1];
    ensures  finite:    \forall integer i; 0 <= i < n ==> \is_finite(grad[i]);
    ensures  masked:    \forall integer i; 0 <= i < n &&
      \is_minus_infinity(\at(z[i], Pre)) ==> grad[i] == -\at(y[i], Pre);
    ensures  ulp:       \forall integer i; 0 <= i < n ==>
      \abs(grad[i] - SoftGradient32{Pre}(y, z, n, i)) <=
        (0.5 + 0x1p-24) * Ulp32(SoftGradient32{Pre}(y, z, n, i)) +
        13.5 * U * (1 + 0x1p-16) * SoftShare32{Pre}(y, z, n, i);
*/
static void gradient_floats(const float *z, const float *y, float *grad,
                            size_t n, double *x, double *w)
{
  gradient_doubles(z, y, x, w, n);
  sp_narrow(x, grad, n);
  /*@ assert finite: \forall integer i; 0 <= i < n ==> \is_finite(grad[i]); */
  /*@ assert targets: \forall integer i; 0 <= i < n ==>
        \is_finite(\at(y[i], Pre)) && 0 <= \at(y[i], Pre) <= 1; */
}

/* Method: sp_cross_entropy_soft_gradient of the rows as doubles, rounded to
 * float.
 * Special cases: a logit -inf gives -y, and +0 for y = 0.
 * Accuracy: P22 of the contract. */
sp_status sp_cross_entropy_soft_gradientf(const float *z, const float *y,
                                          float *grad, size_t n, double *work)
{
  sp_status status = sp_check_float_targets(z, y, n);
  if (status != SP_OK)
    return status;
  gradient_floats(z, y, grad, n, work, work + n);
  return SP_OK;
}
