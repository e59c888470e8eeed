/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_binary_float.h"

#include "sp_convert.h"
#include "sp_sigmoid.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#include "../specs/binary_float_facts.acsl"
#include "../specs/floats.acsl"
#include "../specs/real_sigmoid_facts.acsl"
#endif

/* What is wrong with a logit or a target; of several the first */
/*@ terminates      \true;
    assigns         \nothing;
    ensures  nan:    \result == SP_NAN_LOGIT <==> \is_NaN(x);
    ensures  inf:    \result == SP_POS_INF_LOGIT <==> \is_plus_infinity(x);
    ensures  target: \result == SP_BAD_TARGET <==>
               Logit32(x) && !Probability32(y);
    ensures  ok:     \result == SP_OK <==> Logit32(x) && Probability32(y);
*/
static sp_status check(float x, float y)
{
  if (x != x)
    return SP_NAN_LOGIT;
  if (x > SP_MAX_FLOAT)
    return SP_POS_INF_LOGIT;
  if (!(0.0F <= y && y <= 1.0F))
    return SP_BAD_TARGET;
  return SP_OK;
}

/* The loss, in double */
/*@ requires logit:    Logit32(x);
    requires target:   Probability32(y);
    terminates         \true;
    assigns            \nothing;
    ensures  finite:   \is_finite(x) ==>
               \is_finite(\result) && 0 <= \result < OVERFLOW;
    ensures  masked:   \is_minus_infinity(x) && y == 0 ==>
               \is_finite(\result) && \result == 0;
    ensures  infinite: \is_minus_infinity(x) && y > 0 ==>
               \is_plus_infinity(\result);
    ensures  accurate: \is_finite(x) ==> Accurate(\result, LogitLoss(x, y));
*/
static double loss_double(float x, float y)
{
  double loss;
  sp_binary_cross_entropy(sp_from_float(x), sp_from_float(y), &loss);
  //@ assert bounds: 0 <= LogitLoss(x, y) <= \abs(x) + 1;
  return loss;
}

/* Method: sp_binary_cross_entropy of the logit and target as doubles, rounded
 * to float.
 * Special cases: -inf gives 0 for y = 0 and +inf for others; no finite x
 * overflows.
 * Accuracy: P22 of the contract. */
sp_status sp_binary_cross_entropyf(float x, float y, float *loss)
{
  sp_status status = check(x, y);
  if (status != SP_OK)
    return status;
  double wide = loss_double(x, y);
  *loss = sp_to_float(wide);
  //@ assert rounded: Rounded(wide, *loss);
  //@ assert finite: \is_finite(x) ==> \is_finite(*loss);
  return SP_OK;
}

/* The gradient, in double */
/*@ requires logit:    Logit32(x);
    requires target:   Probability32(y);
    terminates         \true;
    assigns            \nothing;
    ensures  finite:   \is_finite(\result);
    ensures  range:    -y <= \result <= 1;
    ensures  sign:     y == 1 ==> \result <= 0;
    ensures  masked:   \is_minus_infinity(x) ==> \result == -y;
    ensures  accurate: \is_finite(x) ==>
      \abs(\result - (Sigmoid(x) - y)) <=
        8 * U * \abs(Sigmoid(x) - y) +
        3.125 * U * (1 + 0x1p-20) * Sigmoid(x) + 0x1p-1000;
    ensures  right:    \is_finite(x) && 0 <= x && 0.5 <= y ==>
      \abs(\result - (Sigmoid(x) - y)) <=
        8 * U * \abs(Sigmoid(x) - y) +
        3.125 * U * (1 + 0x1p-20) * (1 - Sigmoid(x)) + 0x1p-1000;
    ensures  ends:     \is_finite(x) && (y == 0 || y == 1) ==>
      Accurate(\result, Sigmoid(x) - y);
*/
static double gradient_double(float x, float y)
{
  double grad;
  sp_binary_cross_entropy_gradient(sp_from_float(x), sp_from_float(y), &grad);
  return grad;
}

/* Method: sp_binary_cross_entropy_gradient of the logit and target as doubles,
 * rounded to float.
 * Special cases: -inf gives -y, and +0 for y = 0.
 * Accuracy: P22 of the contract. */
sp_status sp_binary_cross_entropy_gradientf(float x, float y, float *grad)
{
  sp_status status = check(x, y);
  if (status != SP_OK)
    return status;
  double wide = gradient_double(x, y);
  *grad = sp_to_float(wide);
  //@ assert rounded: Rounded(wide, *grad);
  //@ assert finite: \is_finite(*grad);
  //@ assert range: \abs(Sigmoid(x) - y) <= 1;
  return SP_OK;
}
