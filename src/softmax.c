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
      loop invariant rest:  \forall integer k; i <= k < n ==>
                              \eq_double(z[k], \at(z[k], Pre));
      loop invariant done:  \forall integer k; 0 <= k < i ==> \is_finite(p[k]) &&
                              p[k] == FExp(\at(z[k], Pre), m);
      loop invariant sum:   \is_finite(sum) && 0 <= sum <= i &&
                              sum == FSumExp{Pre}(z, m, i);
      loop assigns i, sum, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    p[i] = sp_exp(z[i] - m);
    sum = sum + p[i];
  }
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  \forall integer k; i <= k < n ==> \is_finite(p[k]) &&
                              p[k] == FExp(\at(z[k], Pre), m);
      loop invariant done:  \forall integer k; 0 <= k < i ==> \is_finite(p[k]) &&
                              p[k] == FSoftmax{Pre}(z, n, top, k);
      loop assigns i, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    p[i] = p[i] / sum;
  return SP_OK;
}
