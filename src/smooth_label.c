/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_batch.h"

#include "smooth_share.h"

#ifdef __FRAMAC__
#include "../specs/batch_facts.acsl"
#endif

double sp_uniform_share(double a, size_t n)
{
  return a / (double)n;
}

double sp_label_share(double share, double a)
{
  return share + (1.0 - a);
}

/* Method: the formula, each of its two values computed once.
 * Special cases: smoothing 0 gives exactly 0 and 1.
 * Accuracy: 2 u relative, and eta.
 * Reference: C. Szegedy et al., Rethinking the Inception Architecture for
 * Computer Vision, 2016. */
sp_status sp_smooth_label(double *y, size_t n, size_t label, double smoothing)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;
  if (n <= label)
    return SP_BAD_LABEL;
  if (!(0.0 <= smoothing && smoothing <= 1.0)) {
    //@ assert smoothing: !Smoothing(smoothing);
    return SP_BAD_SMOOTHING;
  }
  //@ assert smoothing: Smoothing(smoothing);

  double share = sp_uniform_share(smoothing, n);
  double top = sp_label_share(share, smoothing);
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  SmoothTargets(y, n, label, smoothing, i);
      loop assigns i, y[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    y[i] = i == label ? top : share;
    /*@ assert entry: Probability(y[i]) &&
          y[i] == FSmoothTarget(n, label, smoothing, i); */
    //@ assert done: SmoothTargets(y, n, label, smoothing, i + 1);
  }
  //@ assert all: SmoothTargets(y, n, label, smoothing, n);
  return SP_OK;
}
