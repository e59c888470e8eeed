/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Queries on which wrong implementations of attention go wrong. */
#ifndef SP_CERTIFY_SAMPLE_QUERY_H
#define SP_CERTIFY_SAMPLE_QUERY_H

#include "certify/format.h"
#include "certify/problem.h"
#include "certify/rng.h"

#define SAMPLED_KEYS 32
#define SAMPLED_D 16
#define SAMPLED_DV 4

typedef struct query_sample {
  query a; /* of the arrays below */
  double q[SAMPLED_D], K[SAMPLED_KEYS * SAMPLED_D];
  double V[SAMPLED_KEYS * SAMPLED_DV], mask[SAMPLED_KEYS];
} query_sample;

/* How many kinds there are, and how many with a key that counts */
extern const size_t query_kinds, query_plain_kinds;

/* Draws a query of one kind, numbers of the format; keys: how many, 0 for any
 * number of them. */
void sample_query(query_sample *s, rng *r, const format *f, size_t kind,
                  size_t keys);

#endif
