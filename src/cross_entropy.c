/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_cross_entropy.h"

#include "gradient_entry.h"
#include "log_excess.h"
#include "row.h"

#ifdef __FRAMAC__
#include "../specs/loss_facts.acsl"
#endif

/* log(e^l e^m / e^x), where +inf stands for what is above every double */
/*@ requires logits:  \is_finite(m);
    requires logits:  \is_minus_infinity(x) || (\is_finite(x) && x <= m);
    requires l:       \is_finite(l) && 0 <= l <= 18.125;
    terminates        \true;
    assigns           \nothing;
    ensures  model:   \is_plus_infinity(\result) ||
               (\is_finite(\result) && \is_finite(x) && 0 <= \result &&
                \result == -FLogOf(x, m, l));
    ensures  near:    \is_finite(x) && m - x <= 0x1p1023 ==>
               \is_finite(\result);
    ensures  small:   \is_finite(x) && m - x <= 0x1p990 ==>
               \is_finite(\result) && \result <= 0x1p991;
*/
static double label_loss(double m, double x, double l)
{
  return 0.0 - sp_log_prob(x, m, l); /* +0, not -0 */
}

sp_status sp_cross_entropy(const double *z, size_t n, size_t label,
                           double *loss)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;
  if (n <= label)
    return SP_BAD_LABEL;

  double l = sp_log_excess(z, n, top);
  double y = label_loss(z[top], z[label], l);
  /*@ assert accuracy: \is_finite(y) ==>
        \abs(y - LabelLoss(z, n, label)) <=
          6.5 * U * (1 + 0x1p-16) * LabelLoss(z, n, label) + 2 * n * ETA; */
  *loss = y;
  return SP_OK;
}

/* The sum of the entries of p but p[label] */
/*@ requires size:        n <= 0x4000000;
    requires readable:    \valid_read(p + (0 .. n - 1));
    requires entries:     OthersInUnit(p, n, label);
    terminates            \true;
    assigns               \nothing;
    ensures  finite:      \is_finite(\result);
    ensures  model:       \result ==
               FAdd(FOthers(p, label, n), FOthersLow(p, label, n));
*/
static double sum_others(const double *p, size_t n, size_t label)
{
  double sum = 0.0, low = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum:   \is_finite(sum) && 0 <= sum <= i &&
                            sum == FOthers(p, label, i);
      loop invariant low:   \is_finite(low) && -i <= low <= i &&
                            low == FOthersLow(p, label, i);
      loop assigns i, sum, low;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    if (i != label) {
      double x = p[i];
      //@ assert entry: \is_finite(x) && 0 <= x <= 1;
      low = sp_add_error(low, sum, x);
      //@ assert low: low == FOthersLow(p, label, i + 1);
      //@ assert low: -(i + 1) <= low <= i + 1;
      sum = sum + x;
      /*@ assert next: \is_finite(sum) && 0 <= sum <= i + 1 &&
            sum == FOthers(p, label, i + 1); */
    }
  double total = sum + low;
  //@ assert total: \is_finite(total) && total == FAdd(sum, low);
  return total;
}

sp_status sp_cross_entropy_gradient(const double *z, double *grad, size_t n,
                                    size_t label)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;
  if (n <= label)
    return SP_BAD_LABEL;

  sp_softmax(z, grad, n);
  /*@ assert shares: \forall integer t; Top{Pre}(z, n, t) ==>
        Shares{Pre,Here}(z, grad, n, t, n); */
  double p = grad[label];
  //@ assert label: \is_finite(p) && 0 <= p <= 1;
  double d;
  if (p < 0.5)
    d = sp_gradient_entry(p, 1.0);
  else /* p - 1 would cancel */
    d = 0.0 - sum_others(grad, n, label);
  //@ assert entry: \is_finite(d);
  /*@ assert entry: d == FLabelEntry(p,
        FAdd(FOthers(grad, label, n), FOthersLow(grad, label, n))); */
  grad[label] = d;
  /*@ assert done: \forall integer t; Top{Pre}(z, n, t) ==>
        LabelGradients{Pre,Here}(z, grad, n, t, label); */
  return SP_OK;
}

/* y[i] in [0, 1] for every i; false on NaN */
/*@ requires readable:   \valid_read(y + (0 .. n - 1));
    terminates           \true;
    assigns              \nothing;
    ensures  P09_target: \result != 0 <==> Probabilities(y, n);
*/
static int is_target(const double *y, size_t n)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  Probabilities(y, i);
      loop assigns i;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (!(0.0 <= y[i] && y[i] <= 1.0))
      return 0;
    //@ assert entry: Probability(y[i]);
  }
  return 1;
}

/* sum + y loss, where +inf stands for what is above every double */
/*@ requires sum:    \is_plus_infinity(sum) || (\is_finite(sum) && 0 <= sum);
    requires y:      \is_finite(y) && 0 < y <= 1;
    requires loss:   \is_plus_infinity(loss) ||
               (\is_finite(loss) && 0 <= loss);
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \is_plus_infinity(\result) ||
               (\is_finite(\result) && 0 <= \result && \is_finite(sum) &&
                \is_finite(loss) && \result == FAdd(sum, FMul(y, loss)));
    ensures  small:  \forall integer i; 0 <= i <= 0x4000000 &&
               \is_finite(sum) && Small(sum, i) && \is_finite(loss) &&
               loss <= 0x1p991 ==>
                 \is_finite(\result) && Small(\result, i + 1);
*/
static double add_term(double sum, double y, double loss)
{
  return sum + y * loss;
}

sp_status sp_cross_entropy_target(const double *z, const double *y, size_t n,
                                  double *loss)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;
  if (!is_target(y, n))
    return SP_BAD_TARGET;

  double m = z[top];
  double l = sp_log_excess(z, n, top);
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum:   PartialLoss(y, z, n, top, i, sum);
      loop assigns i, sum;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (y[i] > 0.0)
      sum = add_term(sum, y[i], label_loss(m, z[i], l));
    //@ assert sum: PartialLoss(y, z, n, top, i + 1, sum);
  }
  //@ assert sum: PartialLoss(y, z, n, top, n, sum);
  *loss = sum;
  return SP_OK;
}

sp_status sp_cross_entropy_target_gradient(const double *z, const double *y,
                                           double *grad, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;
  if (!is_target(y, n))
    return SP_BAD_TARGET;

  sp_softmax(z, grad, n);
  //@ assert shares: Shares{Pre,Here}(z, grad, n, top, n);
  //@ assert y: Probabilities(y, n) && Same{Pre,Here}(y, y, n);
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant y:     Probabilities(y, n) && Same{Pre,Here}(y, y, n);
      loop invariant left:  SharesFrom{Pre,Here}(z, grad, n, top, i);
      loop invariant done:  Gradients{Pre,Here}(y, z, grad, n, top, i);
      loop assigns i, grad[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    grad[i] = sp_gradient_entry(grad[i], y[i]);
    //@ assert y: Probabilities(y, n) && Same{Pre,Here}(y, y, n);
    //@ assert left: SharesFrom{Pre,Here}(z, grad, n, top, i + 1);
    //@ assert done: Gradients{Pre,Here}(y, z, grad, n, top, i + 1);
  }
  //@ assert done: Gradients{Pre,Here}(y, z, grad, n, top, n);
  /*@ assert any_top: \forall integer t; Top{Pre}(z, n, t) ==>
        Gradients{Pre,Here}(y, z, grad, n, t, n); */
  return SP_OK;
}
