/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_sigmoid.h"

#include "gradient_entry.h"
#include "sp_exp.h"

#include <float.h>

#ifdef __FRAMAC__
#include "../specs/doubles.acsl"
#include "../specs/sigmoid_facts.acsl"
#endif

/* All four functions are made of w = e^-|x|, which cannot overflow. */

/* |x| */
/*@ requires number:   !\is_NaN(x);
    terminates         \true;
    assigns            \nothing;
    ensures  finite:   \is_finite(x) ==>
               \is_finite(\result) && \result == \abs(x);
    ensures  infinite: !\is_finite(x) ==> \is_plus_infinity(\result);
*/
static double magnitude(double x)
{
  return x < 0.0 ? -x : x;
}

/* e^-|x| */
/*@ requires number:   !\is_NaN(x);
    terminates         \true;
    assigns            \nothing;
    ensures  finite:   \is_finite(\result);
    ensures  range:    0 <= \result <= 1;
    ensures  model:    \is_finite(x) ==> \result == FTail(x);
    ensures  infinite: !\is_finite(x) ==> \result == 0;
*/
static double tail(double x)
{
  return sp_exp(-magnitude(x));
}

/* log(1 + e^-|x|) */
/*@ requires number:   !\is_NaN(x);
    terminates         \true;
    assigns            \nothing;
    ensures  finite:   \is_finite(\result);
    ensures  range:    0 <= \result <= 18.125;
    ensures  model:    \is_finite(x) ==> \result == FLogTail(x);
    ensures  infinite: !\is_finite(x) ==> \result == 0;
*/
static double log_tail(double x)
{
  return sp_log1p(tail(x));
}

/* a / (1 + w) */
/*@ requires range:  \is_finite(a) && 0 <= a <= 1;
    requires range:  \is_finite(w) && 0 <= w <= 1;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  0 <= \result <= 1;
    ensures  zero:   a == 0 ==> \result == 0;
    ensures  one:    a == 1 && w == 0 ==> \result == 1;
    ensures  model:  \result == FDiv(a, FAdd(1.0, w));
*/
static double share(double a, double w)
{
  return a / (1.0 + w);
}

/* Method: 1 / (1 + w) for x >= 0 and w / (1 + w) for x < 0, where w = e^-|x|.
 * Special cases: +inf gives 1, -inf gives +0, NaN gives NaN.
 * Accuracy: P18 of the contract; bit for bit the first of sp_softmax of (x, 0).
 * Reference: P. Blanchard, D. J. Higham, N. J. Higham, Accurately computing the
 * log-sum-exp and softmax functions, IMA J. Numer. Anal. 41, 2021. */
double sp_sigmoid(double x)
{
  if (x != x)
    return x;
  double w = tail(x);
  return share(x < 0.0 ? w : 1.0, w);
}

/* min(x, 0) - l */
/*@ requires number:   !\is_NaN(x);
    requires range:    \is_finite(l) && 0 <= l <= 18.125;
    terminates         \true;
    assigns            \nothing;
    ensures  finite:   \is_finite(x) ==> \is_finite(\result);
    ensures  range:    \is_finite(x) ==> \result <= 0;
    ensures  model:    \is_finite(x) ==> \result == FSub(\min(x, 0.0), l);
    ensures  plus:     \is_plus_infinity(x) && l == 0 ==>
               \is_finite(\result) && \result == 0;
    ensures  minus:    \is_minus_infinity(x) ==>
               \is_minus_infinity(\result);
*/
static double minus_log(double x, double l)
{
  return (x < 0.0 ? x : 0.0) - l;
}

/* Method: min(x, 0) - log(1 + w), where w = e^-|x|: no cancellation.
 * Special cases: +inf gives +0, -inf gives -inf, NaN gives NaN.
 * Accuracy: P18 of the contract.
 * Reference: M. Maechler, Accurately computing log(1 - exp(-|a|)), 2012. */
double sp_log_sigmoid(double x)
{
  if (x != x)
    return x;
  return minus_log(x, log_tail(x));
}

/* What is wrong with a logit or a target; of several the first */
/*@ terminates      \true;
    assigns         \nothing;
    ensures  nan:    \result == SP_NAN_LOGIT <==> \is_NaN(x);
    ensures  inf:    \result == SP_POS_INF_LOGIT <==> \is_plus_infinity(x);
    ensures  target: \result == SP_BAD_TARGET <==>
               Logit(x) && !Probability(y);
    ensures  ok:     \result == SP_OK <==> Logit(x) && Probability(y);
*/
static sp_status check(double x, double y)
{
  if (x != x)
    return SP_NAN_LOGIT;
  if (x > DBL_MAX)
    return SP_POS_INF_LOGIT;
  if (!(0.0 <= y && y <= 1.0))
    return SP_BAD_TARGET;
  return SP_OK;
}

/* The distance of the target from 1 for x >= 0, from 0 for x < 0 */
/*@ requires finite: \is_finite(x);
    requires target: Probability(y);
    terminates       \true;
    assigns          \nothing;
    ensures  range:  Probability(\result);
    ensures  model:  \result == FMiss(x, y);
*/
static double miss(double x, double y)
{
  return x < 0.0 ? y : 1.0 - y;
}

/* t a + l */
/*@ requires range:  Probability(t);
    requires finite: \is_finite(a) && 0 <= a;
    requires range:  \is_finite(l) && 0 <= l <= 18.125;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  0 <= \result;
    ensures  model:  \result == FAdd(FMul(t, a), l);
*/
static double add_log(double t, double a, double l)
{
  return t * a + l;
}

/* Method: t |x| + log(1 + e^-|x|), where t is how far the target is from the
 * side of the logit: max(x, 0) - x y without its cancellation.
 * Special cases: -inf gives 0 for y = 0 and +inf for others; no finite x
 * overflows.
 * Accuracy: P18 of the contract.
 * Reference: TensorFlow, sigmoid_cross_entropy_with_logits, for the form
 * max(x, 0) - x y + log(1 + e^-|x|). */
sp_status sp_binary_cross_entropy(double x, double y, double *loss)
{
  sp_status status = check(x, y);
  if (status != SP_OK)
    return status;
  if (x < -DBL_MAX)
    *loss = y > 0.0 ? -x : 0.0;
  else
    *loss = add_log(miss(x, y), magnitude(x), log_tail(x));
  return SP_OK;
}

/* s - y, or (1 - y) - (1 - s) where s - y would cancel near 1: there 1 - y is
 * exact, and 1 - s is the sigmoid of -x */
/*@ requires logit:  Logit(x);
    requires target: Probability(y);
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  -y <= \result <= 1;
    ensures  sign:   y == 1 ==> \result <= 0;
    ensures  masked: \is_minus_infinity(x) ==> \result == -y;
    ensures  model:  \is_finite(x) ==> \result == FLogitGradient(x, y);
*/
static double logit_gradient(double x, double y)
{
  if (x >= 0.0 && y >= 0.5)
    return sp_gradient_entry(miss(x, y), sp_sigmoid(-x));
  return sp_gradient_entry(sp_sigmoid(x), y);
}

/* Method: the sigmoid minus the target; for x >= 0 and y >= 1/2 the target's
 * distance from 1 minus the sigmoid's, which does not cancel near 1.
 * Special cases: -inf gives -y.
 * Accuracy: P18 of the contract; for y = 1 and y = 0, bit for bit, the first
 * entry of sp_cross_entropy_gradient of (x, 0) with the label 0 and 1.
 * Reference: P. H. Sterbenz, Floating-Point Computation, 1974, for 1 - y. */
sp_status sp_binary_cross_entropy_gradient(double x, double y, double *grad)
{
  sp_status status = check(x, y);
  if (status != SP_OK)
    return status;
  *grad = logit_gradient(x, y);
  return SP_OK;
}
