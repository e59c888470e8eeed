/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Attention of one query over the reals, from q, K, its mask and V, in MPFR. */
#ifndef ORACLE_EXACT_QUERY_H
#define ORACLE_EXACT_QUERY_H

#include "checks.h"

#define MOST_KEYS 24

typedef struct exact_query {
  size_t keys;   /* that it may see */
  ld e;          /* the largest bound of the error of a score that it sees */
  int any;       /* whether it sees a key */
  double lo, hi; /* of the column */
  ld most;       /* the largest magnitude in it */
  int hidden[MOST_KEYS];
  mpfr_t weight[MOST_KEYS], top, sum, exact, size, term;
} exact_query;

void exact_query_open(exact_query *t);
void exact_query_close(exact_query *t);

/* e, any and the weights; a, the mask, may be null */
void exact_query_weigh(exact_query *t, const double *q, const double *K,
                       const double *a, size_t keys, size_t d, double scale);

/* The mean of column c, the mean of its magnitudes, lo, hi and most */
void exact_query_mean(exact_query *t, const double *V, size_t dv, size_t c);

/* Whether e makes a bound that can be missed. Of a score of -DBL_MAX, as masks
 * have it, e is at least 2^970, so the bound of P19_true is infinite, though
 * the key has no weight; and from e^(2e) = 2 on, the bound is above the mean of
 * the magnitudes, which hardly any result would miss. */
int exact_query_is_of_use(const exact_query *t);

#endif
