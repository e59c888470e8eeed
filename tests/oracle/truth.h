/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What a row's functions are over the reals, by MPFR at 256 bits. */
#ifndef ORACLE_TRUTH_H
#define ORACLE_TRUTH_H

#include "bounds.h"

#include <mpfr.h>

#define TRUTH_BITS 256
/* enough to add 2^26 doubles below 2 without any rounding */
#define SUM_BITS 1152

typedef struct truth {
  size_t n;
  size_t top;  /* an index of the largest logit */
  double m;    /* the largest logit */
  mpfr_t *g;   /* softmax, n of them */
  mpfr_t l;    /* logsumexp - m */
  size_t room; /* how many of g exist */
} truth;

void truth_open(truth *t);
void truth_close(truth *t);

/* z as softproof.h wants it: no NaN, no +inf, not all -inf, n >= 1. */
void truth_of_row(truth *t, const double *z, size_t n);

/* m - z_i, rounded down */
ld truth_below(const truth *t, double zi);

/* The entropy of softmax(z), in nats; t is the truth of z. */
void truth_entropy(mpfr_t sum, const truth *t, const double *z);

/* The divergence of softmax(z) from softmax(w), and what its bound is made of:
 * the terms' magnitudes, -log p - log q under softmax(z), and -log q. Returns 0
 * where the divergence is infinite, or log q is for a computed probability p
 * that is not 0. */
typedef struct kl_truth {
  mpfr_t kl;
  ld size, logs, reach;
} kl_truth;
int truth_kl(kl_truth *s, const truth *z_truth, const truth *w_truth,
             const double *z, const double *w, const double *p);

/* s = 1 / (1 + e^-x) and tail = log(1 + e^-|x|), of the same precision */
void truth_sigmoid(mpfr_t s, mpfr_t tail, double x);

/* The binary cross-entropy of logit x and target y: x (1 - y) or -x y, and
 * that tail */
void truth_logit_loss(mpfr_t loss, mpfr_srcptr tail, double x, double y);

/* small = 1 / (1 + e^|x|), the smaller of s and 1 - s; grad = s - y, which is
 * (1 - y) - small for x >= 0 */
void truth_logit_gradient(mpfr_t grad, mpfr_t small, double x, double y);

/* x toward zero, as a long double */
ld truth_low(mpfr_srcptr x);

#endif
