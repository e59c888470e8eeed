/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Enclosures of the values of a problem by MPFR, at any precision. */
#ifndef SP_CERTIFY_ENCLOSE_H
#define SP_CERTIFY_ENCLOSE_H

#include "certify/attended.h"
#include "certify/filter.h"
#include "certify/problem.h"
#include "certify/weights.h"

typedef struct enclosure {
  const problem *p;
  /* Whether values, of OP_ATTENTION the last one, are known to be
   * transcendental, so no number with finitely many digits (Lindemann and
   * Weierstrass: so are sums of different powers e^a, a algebraic, with
   * algebraic factors, and quotients of them that are not constant). */
  int transcendental;
  weights w;      /* of the logits */
  weights v;      /* of the second logits */
  filter kept;    /* of probabilities */
  attended keys;  /* of a query */
  interval total; /* the one value of a scalar operation */
  mpfr_t targets; /* their sum, exactly, for the gradient of OP_XENT */
  interval a, b;  /* scratch */
} enclosure;

/* The problem must be one that the core accepts. 0: not enough memory */
int enclosure_open(enclosure *s, const problem *p, mpfr_prec_t bits);
void enclosure_close(enclosure *s);

/* Encloses value i. */
void enclosure_value(enclosure *s, size_t i, interval *value);

/* For enclosure_open and the others: the gradient of OP_XENT */
void targets_open(enclosure *s);
void targets_close(enclosure *s);
void enclose_gradient(enclosure *s, size_t i, interval *value);

#endif
