/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Enclosures of attention: exact scores, their weights, and means of values. */
#ifndef SP_CERTIFY_ATTENDED_H
#define SP_CERTIFY_ATTENDED_H

#include "certify/interval.h"
#include "certify/problem.h"

typedef struct attended_key {
  mpfr_t score; /* exact */
  size_t key;
} attended_key;

typedef struct attended {
  const query *a;
  attended_key *at; /* the keys that count, the largest score first */
  size_t n;         /* how many */
  interval_row e;   /* their weights, e^(score - largest) */
  interval sum;     /* of the weights */
  interval term;    /* scratch */
} attended;

/* For a query that sp_attention accepts. 0: not enough memory */
int attended_open(attended *s, const query *a, mpfr_prec_t bits);
void attended_close(attended *s);

/* Encloses entry c of the row, 0 where no key counts. Returns whether it is known
 * to be transcendental: where keys of equal scores have the same mean of values
 * as those of any other score, that mean is the value, and rational. */
int attended_value(attended *s, size_t c, interval *value);

#endif
