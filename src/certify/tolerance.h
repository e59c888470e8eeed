/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* How far a good implementation may be from the truth.
 *
 * A sum of n terms by halves, an exponential within a few units in the last
 * place of the rounded difference from the maximum, and the other operations
 * rounded once: their errors add up to
 *
 *   (8 + 2 log2 n + min(m - x_i, D)) u S + eta,
 *
 * with u half a unit in the last place of 1, eta the smallest positive value,
 * e^-D below it, and S the size that the operation's condition gives. Adding
 * the n terms one by one puts n in the place of 2 log2 n. Where the value can be
 * as small as the terms, as a loss can, there are n + 1 eta. In attention, the
 * scores are sums of d terms, whose errors the exponential takes up. In the gradient
 * for targets these are a second sum. */
#ifndef SP_CERTIFY_TOLERANCE_H
#define SP_CERTIFY_TOLERANCE_H

#include "certify/format.h"
#include "certify/problem.h"

typedef struct tolerance {
  const problem *p;
  const format *f;
  double u, eta, farthest; /* D */
  double m;                /* the largest logit */
  double excess;           /* logsumexp(x) - m */
  double entropy;          /* of the softmax */
  double rest;             /* the mean of m - x_i over all but the first m,
                              by weight: what log1p of their sum magnifies */
  int overflows;           /* m - x_i may, though the result does not */
  double unlikely;         /* sum p_i |log q_i|, for OP_KL */
  double targets;          /* their sum, for OP_XENT */
  double *columns;         /* of OP_ATTENTION: two for each value */
} tolerance;

/* For a problem that the core accepts. 0: not enough memory */
int tolerance_open(tolerance *t, const problem *p, const format *f);
void tolerance_close(tolerance *t);

/* The absolute tolerance for value i, which is near `value'. `sequential': for
 * a sum of terms one by one */
double tolerance_for(const tolerance *t, size_t i, double value,
                     int sequential);

#define TOLERATED_ROUNDINGS 8.0

/* The tolerated roundings of a sum of n terms, by halves or one by one, and of
 * what is made of it: in u */
double tolerated_units(size_t n, int sequential);

/* The tolerance for a value that a policy wants of a special row */
double tolerance_special(const format *f, double wanted);

/* Fills t->columns. 0: not enough memory */
int tolerance_attention(tolerance *t);

#endif
