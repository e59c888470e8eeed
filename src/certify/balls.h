/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* A second opinion: the values of a problem as balls of Arb, by their
 * definitions. It shares no code with the enclosures of MPFR. */
#ifndef SP_CERTIFY_BALLS_H
#define SP_CERTIFY_BALLS_H

#include "certify/problem.h"

#include <arb.h>

typedef struct balls {
  const problem *p;
  slong bits;
  arb_ptr e, f;       /* weights of the logits and of the second ones */
  arb_t sum, log_sum; /* of e, and its logarithm */
  arb_t sum_f, log_sum_f;
  arb_t total; /* the value of an operation that has one */
  size_t top, top_f;
} balls;

/* Of OP_ATTENTION: the weights and their sum, and a mean */
void balls_attend(balls *s);
void balls_mean(const balls *s, size_t c, arb_t value);

void balls_open(balls *s, const problem *p, slong bits);
void balls_close(balls *s);

void balls_value(balls *s, size_t i, arb_t value);

#endif
