/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Enclosures of what softmax and its relatives have in common: with x = z / T
 * and m = max x, the weights e^(x_i - m), their sum, and its logarithm. */
#ifndef SP_CERTIFY_WEIGHTS_H
#define SP_CERTIFY_WEIGHTS_H

#include "certify/interval.h"

typedef struct weights {
  const double *z;
  size_t n;
  double T;
  size_t top;      /* the first index of the largest logit */
  size_t ties;     /* how many logits are the largest */
  size_t finite;   /* how many are finite */
  int equal;       /* whether these are all the same */
  interval_row e;  /* the weights */
  interval rest;   /* their sum but that of top, whose weight is 1 */
  interval sum;    /* the sum */
  interval excess; /* its logarithm: logsumexp(x) - m */
} weights;

/* z as sp_softmax accepts it, and T above 0. 0: not enough memory */
int weights_open(weights *w, const double *z, size_t n, double T,
                 mpfr_prec_t bits);
void weights_close(weights *w);

/* The softmax of entry i */
void weights_share(const weights *w, size_t i, interval *p);

/* m - x_i, for a finite z_i */
void weights_below(const weights *w, size_t i, interval *d);

/* The sum of the weights of all entries but i, without cancellation */
void weights_others(const weights *w, size_t i, interval *s);

#endif
