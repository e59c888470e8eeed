/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_target_float.h"

#include "probability_float.h"
#include "sp_convert.h"
#include "sp_cross_entropy.h"

#ifdef __FRAMAC__
#include "../specs/real_softmax32_facts.acsl"
#include "../specs/target32_facts.acsl"
#include "../specs/top32_facts.acsl"
#endif

/* The loss, in double; x and w are room for the doubles z and y. */
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
    ensures  kinds:     \is_plus_infinity(\result) ||
               (\is_finite(\result) && 0 <= \result);
    ensures  finite:    Reachable32(y, z, n) ==> \is_finite(\result);
    ensures  masked:    \forall integer i; 0 <= i < n && y[i] > 0 &&
               \is_minus_infinity(z[i]) ==> \is_plus_infinity(\result);
    ensures  near:      \is_finite(\result) ==>
               NearLoss(\result, n, CrossEntropy32(y, z, n));
*/
static double loss_double(const float *z, const float *y, size_t n, double *x,
                          double *w)
{
  double loss;
  sp_widen(z, x, n);
  sp_widen(y, w, n);
  //@ assert wide: Widened(z, x, n) && Widened(y, w, n);
  //@ assert accepted: Accepted(x, n);
  //@ assert targets: Probabilities(w, n) && Sum(w, n) <= n;
  //@ assert tail: n * (1 + 3 * Sum(w, n)) * ETA <= 0x1p-1000;
  //@ assert same: CrossEntropy(w, x, n) == CrossEntropy32(y, z, n);
  //@ assert nonneg: 0 <= CrossEntropy32(y, z, n);
  //@ assert top: \exists integer t; Top32(z, n, t) && Top(x, n, t);
  /*@ assert near: Reachable32(y, z, n) ==>
        \forall integer t; Top(x, n, t) ==> Reachable(w, x, n, x[t]); */
  sp_cross_entropy_target(x, w, n, &loss);
  return loss;
}

/* Method: sp_cross_entropy_target of the rows as doubles, rounded to float.
 * Special cases: a target on a masked entry gives +inf, but one of 0 does not;
 * so does what is above FLT_MAX by half its unit in the last place.
 * Accuracy: P22 of the contract. */
sp_status sp_cross_entropy_targetf(const float *z, const float *y, size_t n,
                                   float *loss, double *work)
{
  sp_status status = sp_check_float_targets(z, y, n);
  if (status != SP_OK)
    return status;
  double wide = loss_double(z, y, n, work, work + n);
  *loss = sp_to_float(wide);
  //@ assert rounded: Rounded(wide, *loss);
  //@ assert kinds: \is_plus_infinity(*loss) || (\is_finite(*loss) && 0 <= *loss);
  //@ assert finite: \is_finite(*loss) ==> \is_finite(wide);
  return SP_OK;
}

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
    ensures  range:     \forall integer i; 0 <= i < n ==>
               \is_finite(x[i]) && -1 <= x[i] <= 1;
    ensures  masked:    \forall integer i; 0 <= i < n &&
               \is_minus_infinity(z[i]) ==> x[i] == -y[i];
    ensures  near:      \forall integer i; 0 <= i < n ==>
               NearGradient(x[i], Gradient32(y, z, n, i), Softmax32(z, n, i));
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
  /*@ assert same: \forall integer i; 0 <= i < n ==>
        w[i] == y[i] && Softmax(x, n, i) == Softmax32(z, n, i); */
  /*@ assert exact: \forall integer i; 0 <= i < n ==>
        Gradient(w, x, n, i) == Gradient32(y, z, n, i); */
  /*@ assert range: \forall integer i; 0 <= i < n ==>
        0 <= Softmax32(z, n, i) <= 1 && \abs(Gradient32(y, z, n, i)) <= 1; */
  /*@ assert error: \forall integer i, t; 0 <= i < n && Top(x, n, t) ==>
        4.5 * U * (1 + 0x1p-16) * Softmax(x, n, i) + ETA +
          U * \abs(FSoftmax(x, n, t, i) - w[i]) <=
        U * \abs(Gradient(w, x, n, i)) +
          4.5 * U * (1 + 0x1p-15) * Softmax(x, n, i) + 2 * ETA; */
  sp_cross_entropy_target_gradient(x, w, x, n);
  /*@ assert near: \forall integer i; 0 <= i < n ==>
        \abs(x[i] - Gradient32(y, z, n, i)) <=
          U * \abs(Gradient32(y, z, n, i)) +
            4.5 * U * (1 + 0x1p-15) * Softmax32(z, n, i) + 2 * ETA; */
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
    ensures  range:     \forall integer i; 0 <= i < n ==> -1 <= grad[i] <= 1;
    ensures  masked:    \forall integer i; 0 <= i < n &&
      \is_minus_infinity(\at(z[i], Pre)) ==> grad[i] == -\at(y[i], Pre);
    ensures  ulp:       \forall integer i; 0 <= i < n ==>
      \abs(grad[i] - Gradient32{Pre}(y, z, n, i)) <=
        (0.5 + 0x1p-24) * Ulp32(Gradient32{Pre}(y, z, n, i)) +
        9 * U * (1 + 0x1p-15) * Softmax32{Pre}(z, n, i);
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

/* Method: sp_cross_entropy_target_gradient of the rows as doubles, rounded to
 * float.
 * Special cases: a logit -inf gives -y, and +0 for y = 0.
 * Accuracy: P22 of the contract. */
sp_status sp_cross_entropy_target_gradientf(const float *z, const float *y,
                                            float *grad, size_t n, double *work)
{
  sp_status status = sp_check_float_targets(z, y, n);
  if (status != SP_OK)
    return status;
  gradient_floats(z, y, grad, n, work, work + n);
  return SP_OK;
}
