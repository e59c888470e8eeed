/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_float32.h"

#include "sp_convert.h"
#include "sp_cross_entropy.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#include "../specs/top32_facts.acsl"
#endif

/* The loss of z, in double; x is room for n doubles. */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n) && label < n;
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1];
    ensures  kinds:     \is_plus_infinity(\result) ||
               (\is_finite(\result) && \is_finite(z[label]) && 0 <= \result);
    ensures  finite:    \is_finite(z[label]) ==> \is_finite(\result);
    ensures  accurate:  \is_finite(\result) ==>
               Accurate(\result, LabelLoss32(z, n, label));
*/
static double loss_double(const float *z, size_t n, size_t label, double *x)
{
  double loss;
  sp_widen(z, x, n);
  //@ assert accepted: Accepted(x, n);
  //@ assert same: LogSumExp(x, n) == LogSumExp32(z, n);
  //@ assert top: \exists integer t; Top32(z, n, t) && Top(x, n, t);
  /*@ assert near: \is_finite(z[label]) ==> \forall integer t;
        Top(x, n, t) ==> x[t] - x[label] <= 0x1p1023; */
  sp_cross_entropy(x, n, label, &loss);
  return loss;
}

/* The float next to the loss of z */
/*@ requires label:    label < n;
    requires kinds:    \is_plus_infinity(x) ||
               (\is_finite(x) && \is_finite(z[label]) && 0 <= x);
    requires finite:   \is_finite(z[label]) ==> \is_finite(x);
    requires accurate: \is_finite(x) ==>
               Accurate(x, LabelLoss32(z, n, label));
    terminates         \true;
    assigns            \nothing;
    ensures  kinds:    \is_plus_infinity(\result) ||
               (\is_finite(\result) && \is_finite(z[label]) && 0 <= \result);
    ensures  finite:   \is_finite(z[label]) &&
      \abs(LabelLoss32(z, n, label)) <= MAX_FLOAT ==> \is_finite(\result);
    ensures  below:    \is_finite(\result) ==>
      \abs(LabelLoss32(z, n, label)) < 0x1p128;
    ensures  ulp:      \is_finite(\result) ==>
      \abs(\result - LabelLoss32(z, n, label)) <=
        (0.5 + 0x1p-24) * Ulp32(LabelLoss32(z, n, label));
    ensures  relative: \is_finite(\result) &&
      0x1p-126 <= \abs(LabelLoss32(z, n, label)) ==>
        \abs(\result - LabelLoss32(z, n, label)) <=
          U32 * (1 + 0x1p-23) * \abs(LabelLoss32(z, n, label));
*/
static float loss_float(const float *z, size_t n, size_t label, double x)
{
  (void)z;
  (void)n;
  (void)label;
  return sp_to_float(x);
}

/* Method: sp_cross_entropy of the logits as doubles, rounded to float.
 * Special cases: a masked label gives +inf; so does what is above FLT_MAX by
 * half its unit in the last place.
 * Accuracy: P22 of the contract. */
sp_status sp_cross_entropyf(const float *z, size_t n, size_t label, float *loss,
                            double *work)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;
  if (n <= label)
    return SP_BAD_LABEL;
  *loss = loss_float(z, n, label, loss_double(z, n, label, work));
  return SP_OK;
}

/* The gradient of the loss of z, in double */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n) && label < n;
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1];
    ensures  range:     \forall integer i; 0 <= i < n ==>
               \is_finite(x[i]) && -1 <= x[i] <= 1;
    ensures  sign:      x[label] <= 0 &&
      \forall integer i; 0 <= i < n && i != label ==> 0 <= x[i];
    ensures  accurate:  \forall integer i; 0 <= i < n ==>
               Accurate(x[i], LabelGradient32(z, n, label, i));
*/
static void gradient_doubles(const float *z, double *x, size_t n, size_t label)
{
  sp_widen(z, x, n);
  //@ assert accepted: Accepted(x, n);
  /*@ assert same: \forall integer i; 0 <= i < n ==>
        Softmax(x, n, i) == Softmax32(z, n, i); */
  /*@ assert plain: \forall integer i; 0 <= i < n && i != label ==>
        LabelGradient(x, n, label, i) == Softmax32(z, n, i); */
  sp_cross_entropy_gradient(x, x, n, label);
  /*@ assert others: \forall integer i; 0 <= i < n && i != label ==>
        Accurate(x[i], Softmax32(z, n, i)); */
  //@ assert label: Accurate(x[label], Softmax32(z, n, label) - 1);
}

/* grad is the gradient of the loss of z; x is room for n doubles. */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(grad + (0 .. n - 1)) &&
                        \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n) && label < n;
    requires alias:     grad == z ||
               \separated(grad + (0 .. n - 1), z + (0 .. n - 1));
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), grad + (0 .. n - 1));
    terminates          \true;
    assigns             grad[0 .. n - 1], x[0 .. n - 1];
    ensures  finite:    \forall integer i; 0 <= i < n ==> \is_finite(grad[i]);
    ensures  range:     \forall integer i; 0 <= i < n ==> -1 <= grad[i] <= 1;
    ensures  label:     grad[label] <= 0;
    ensures  others:    \forall integer i; 0 <= i < n && i != label ==>
      0 <= grad[i];
    ensures  ulp:       \forall integer i; 0 <= i < n ==>
      \abs(grad[i] - LabelGradient32{Pre}(z, n, label, i)) <=
        (0.5 + 0x1p-24) * Ulp32(LabelGradient32{Pre}(z, n, label, i));
*/
static void gradient_floats(const float *z, float *grad, size_t n, size_t label,
                            double *x)
{
  gradient_doubles(z, x, n, label);
  sp_narrow(x, grad, n);
  /*@ assert finite: \forall integer i; 0 <= i < n ==>
        \is_finite(grad[i]); */
}

/* Method: sp_cross_entropy_gradient of the logits as doubles, rounded to float.
 * Special cases: a logit -inf gives +0, and -1 at the label.
 * Accuracy: P22 of the contract. */
sp_status sp_cross_entropy_gradientf(const float *z, float *grad, size_t n,
                                     size_t label, double *work)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;
  if (n <= label)
    return SP_BAD_LABEL;
  gradient_floats(z, grad, n, label, work);
  return SP_OK;
}
