/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "row.h"

#ifdef __FRAMAC__
#include "../specs/textbook_facts.acsl"
#endif

double sp_textbook_weight(double x, double m)
{
  return sp_exp(x - m); /* -inf if it overflows */
}

/* Method: the textbook's three passes. The largest logit m is subtracted first,
 * which changes nothing over the reals and keeps every e^(z[i] - m) in [0, 1].
 * Special cases: a logit -inf gives +0; differences may overflow to -inf.
 * Accuracy: P02, P03 of the contract.
 * Reference: P. Blanchard, D. Higham, N. Higham, IMA J. Numer. Anal. 41, 2021. */
sp_status sp_softmax_textbook(const double *z, double *p, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  double m = z[top];
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  LogitsFrom{Pre,Here}(z, i, n);
      loop invariant done:  TWeights{Pre,Here}(z, p, m, 0, i);
      loop invariant sum:   \is_finite(sum) && 0 <= sum <= i &&
                            sum == TSumExp{Pre}(z, m, i);
      loop assigns i, sum, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    p[i] = sp_textbook_weight(z[i], m);
    //@ assert rest: LogitsFrom{Pre,Here}(z, i + 1, n);
    //@ assert done: TWeights{Pre,Here}(z, p, m, 0, i + 1);
    sum = sum + p[i];
    /*@ assert sum: \is_finite(sum) && 0 <= sum <= i + 1 &&
          sum == TSumExp{Pre}(z, m, i + 1); */
  }
  //@ assert sum: 1 <= sum <= 0x4000000;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  TWeights{Pre,Here}(z, p, m, i, n);
      loop invariant done:  TShares{Pre,Here}(z, p, n, top, i);
      loop assigns i, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    p[i] = p[i] / sum;
    //@ assert rest: TWeights{Pre,Here}(z, p, m, i + 1, n);
    //@ assert done: TShares{Pre,Here}(z, p, n, top, i + 1);
  }
  //@ assert done: TShares{Pre,Here}(z, p, n, top, n);
  /*@ assert any_top: \forall integer t; Top{Pre}(z, n, t) ==>
        TShares{Pre,Here}(z, p, n, t, n); */
  return SP_OK;
}
