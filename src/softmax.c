/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "row.h"
#include "sum_error.h"

#ifdef __FRAMAC__
#include "../specs/softmax_facts.acsl"
#endif

/* Method: the textbook's three passes (softmax_textbook.c), without what it
 * loses: the difference of a logit to the largest, m, is exponentiated together
 * with its rounding error, and the rounding errors of the sum are summed too.
 * Special cases: a logit -inf gives +0; differences may overflow to -inf.
 * Accuracy: P02, P03 of the contract.
 * Reference: T. Ogita, S. Rump, S. Oishi, Accurate sum and dot product, SIAM J.
 * Sci. Comput. 26, 2005, for the sum. */
sp_status sp_softmax(const double *z, double *p, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  double m = z[top];
  double sum = 0.0, low = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  LogitsFrom{Pre,Here}(z, i, n);
      loop invariant done:  Weights{Pre,Here}(z, p, m, 0, i);
      loop invariant sum:   \is_finite(sum) && 0 <= sum <= i &&
                            sum == FSumExp{Pre}(z, m, i);
      loop invariant low:   \is_finite(low) && -i <= low <= i &&
                            low == FLow{Pre}(z, m, i);
      loop assigns i, sum, low, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    double w = sp_weight(z[i], m);
    low = sp_add_error(low, sum, w);
    //@ assert low: low == FLow{Pre}(z, m, i + 1);
    //@ assert low: -(i + 1) <= low <= i + 1;
    sum = sum + w;
    /*@ assert sum: \is_finite(sum) && 0 <= sum <= i + 1 &&
          sum == FSumExp{Pre}(z, m, i + 1); */
    p[i] = w;
    //@ assert rest: LogitsFrom{Pre,Here}(z, i + 1, n);
    //@ assert done: Weights{Pre,Here}(z, p, m, 0, i + 1);
  }
  double total = sum + low;
  //@ assert total: total == FTotal{Pre}(z, m, n) && \is_finite(total);
  //@ assert total: 1 <= total;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  Weights{Pre,Here}(z, p, m, i, n);
      loop invariant done:  Shares{Pre,Here}(z, p, n, top, i);
      loop assigns i, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    p[i] = p[i] / total;
    //@ assert rest: Weights{Pre,Here}(z, p, m, i + 1, n);
    //@ assert done: Shares{Pre,Here}(z, p, n, top, i + 1);
  }
  //@ assert done: Shares{Pre,Here}(z, p, n, top, n);
  /*@ assert any_top: \forall integer t; Top{Pre}(z, n, t) ==>
        Shares{Pre,Here}(z, p, n, t, n); */
  return SP_OK;
}
