/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_soft_gradient.h"

#include "distribution.h"
#include "row.h"
#include "sum_error.h"

#ifdef __FRAMAC__
#include "../specs/soft_gradient_facts.acsl"
#endif

/* The sum of all targets, the errors of its additions summed apart */
/*@ requires size:     n <= 0x4000000;
    requires readable: \valid_read(y + (0 .. n - 1));
    requires targets:  Probabilities(y, n);
    terminates         \true;
    assigns            \nothing;
    ensures  range:    \is_finite(\result) && 0 <= \result <= 0x1p27;
    ensures  model:    \result == FTargetSum(y, n);
*/
static double sum_targets(const double *y, size_t n)
{
  double sum = 0.0, low = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum:   \is_finite(sum) && 0 <= sum <= i &&
                            sum == FOthers(y, n, i);
      loop invariant low:   \is_finite(low) && -i <= low <= i &&
                            low == FOthersLow(y, n, i);
      loop assigns i, sum, low;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    double x = y[i];
    //@ assert entry: \is_finite(x) && 0 <= x <= 1;
    low = sp_add_error(low, sum, x);
    //@ assert low: low == FOthersLow(y, n, i + 1);
    //@ assert low: -(i + 1) <= low <= i + 1;
    sum = sum + x;
    /*@ assert next: \is_finite(sum) && 0 <= sum <= i + 1 &&
          sum == FOthers(y, n, i + 1); */
  }
  double total = sum + low;
  //@ assert total: \is_finite(total) && total == FAdd(sum, low);
  return total;
}

/*@ requires total:  \is_finite(total) && 0 <= total <= 0x1p27;
    requires range:  Probability(p) && Probability(y);
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FSoftEntry(total, p, y);
*/
static double soft_entry(double total, double p, double y)
{
  return total * p - y;
}

/* p = softmax(z) */
/*@ requires row:       Accepted(z, n);
    requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(p + (0 .. n - 1));
    requires alias:     p == z ||
               \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    terminates          \true;
    assigns             p[0 .. n - 1];
    ensures  shares:    \forall integer t; Top{Pre}(z, n, t) ==>
               Shares{Pre,Post}(z, p, n, t, n);
*/
static void shares(const double *z, double *p, size_t n)
{
  sp_softmax(z, p, n);
}

/* Method: softmax, times the compensated sum of the targets, minus the targets.
 * Special cases: -y exactly where the logit is -inf.
 * Accuracy: 6.75 u of (sum y) p, and u of the gradient.
 * Reference: as sp_softmax. */
sp_status sp_cross_entropy_soft_gradient(const double *z, const double *y,
                                         double *grad, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;
  if (sp_check_distribution(y, n) == SP_BAD_PROBABILITY)
    return SP_BAD_TARGET;

  double total = sum_targets(y, n);
  shares(z, grad, n);
  //@ assert same: Same{Pre,Here}(y, y, n);
  //@ assert y: Probabilities(y, n) && Same{Pre,Here}(y, y, n);
  //@ assert shares: Shares{Pre,Here}(z, grad, n, top, n);
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant y:     Probabilities(y, n) && Same{Pre,Here}(y, y, n);
      loop invariant left:  SharesFrom{Pre,Here}(z, grad, n, top, i);
      loop invariant done:  SoftGradients{Pre,Here}(y, z, grad, n, top, i);
      loop assigns i, grad[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    //@ assert entries: Probability(grad[i]) && Probability(y[i]);
    grad[i] = soft_entry(total, grad[i], y[i]);
    //@ assert y: Probabilities(y, n) && Same{Pre,Here}(y, y, n);
    //@ assert left: SharesFrom{Pre,Here}(z, grad, n, top, i + 1);
    //@ assert done: SoftGradients{Pre,Here}(y, z, grad, n, top, i + 1);
  }
  //@ assert done: SoftGradients{Pre,Here}(y, z, grad, n, top, n);
  /*@ assert any_top: \forall integer t; Top{Pre}(z, n, t) ==>
        SoftGradients{Pre,Here}(y, z, grad, n, t, n); */
  return SP_OK;
}
