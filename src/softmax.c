/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "row.h"

#ifdef __FRAMAC__
#include "../specs/softmax_facts.acsl"
#endif

/* Method: the textbook's three passes. The largest logit m is subtracted first,
 * which changes nothing over the reals and keeps every e^(z[i] - m) in [0, 1].
 * Special cases: a logit -inf gives +0; differences may overflow to -inf.
 * Accuracy: P02, P03 of the contract.
 * Reference: P. Blanchard, D. Higham, N. Higham, IMA J. Numer. Anal. 41, 2021. */
sp_status sp_softmax(const double *z, double *p, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  double m = z[top];
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  LogitsFrom{Pre,Here}(z, i, n);
      loop invariant done:  Weights{Pre,Here}(z, p, m, 0, i);
      loop invariant sum:   \is_finite(sum) && 0 <= sum <= i &&
                            sum == FSumExp{Pre}(z, m, i);
      loop assigns i, sum, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    p[i] = sp_weight(z[i], m);
    //@ assert rest: LogitsFrom{Pre,Here}(z, i + 1, n);
    //@ assert done: Weights{Pre,Here}(z, p, m, 0, i + 1);
    sum = sum + p[i];
    /*@ assert sum: \is_finite(sum) && 0 <= sum <= i + 1 &&
          sum == FSumExp{Pre}(z, m, i + 1); */
  }
  //@ assert sum: 1 <= sum <= 0x4000000;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  Weights{Pre,Here}(z, p, m, i, n);
      loop invariant done:  Shares{Pre,Here}(z, p, n, top, i);
      loop assigns i, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    p[i] = p[i] / sum;
    //@ assert rest: Weights{Pre,Here}(z, p, m, i + 1, n);
    //@ assert done: Shares{Pre,Here}(z, p, n, top, i + 1);
  }
  //@ assert done: Shares{Pre,Here}(z, p, n, top, n);
  /*@ assert any_top: \forall integer t; Top{Pre}(z, n, t) ==>
        Shares{Pre,Here}(z, p, n, t, n); */
  return SP_OK;
}
