/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/sample_query.h"

#include <math.h>

static void fill(rng *r, double scale, double *x, size_t n)
{
  for (size_t i = 0; i < n; i++)
    x[i] = scale * rng_bell(r);
}

/* of common size, without a mask */
static void fill_plain(query_sample *s, rng *r)
{
  query *a = &s->a;
  fill(r, 1.0, s->q, a->d);
  fill(r, 1.0, s->K, a->keys * a->d);
  fill(r, 3.0, s->V, a->keys * a->dv);
}

/* large scores: one key takes nearly all */
static void fill_sharp(query_sample *s, rng *r)
{
  fill_plain(s, r);
  fill(r, 12.0, s->q, s->a.d);
}

/* the same keys again and again: equal scores */
static void fill_repeated(query_sample *s, rng *r)
{
  query *a = &s->a;
  fill_plain(s, r);
  for (size_t k = 1; k < a->keys; k++) {
    size_t of = rng_below(r, k);
    for (size_t l = 0; l < a->d && rng_bits(r) & 1; l++)
      s->K[k * a->d + l] = s->K[of * a->d + l];
  }
}

/* values that cancel in the mean */
static void fill_cancelling(query_sample *s, rng *r)
{
  query *a = &s->a;
  fill_plain(s, r);
  fill(r, 0.25, s->q, a->d);
  for (size_t i = a->dv; i < a->keys * a->dv; i++)
    s->V[i] = -s->V[i - a->dv];
}

/* one value in each column */
static void fill_constant(query_sample *s, rng *r)
{
  query *a = &s->a;
  fill_plain(s, r);
  for (size_t i = a->dv; i < a->keys * a->dv; i++)
    s->V[i] = s->V[i - a->dv];
}

/* scores far from 0, all of them near each other */
static void fill_offset(query_sample *s, rng *r)
{
  query *a = &s->a;
  fill_plain(s, r);
  s->q[0] = rng_bits(r) & 1 ? 40.0 : -40.0;
  for (size_t k = 0; k < a->keys; k++)
    s->K[k * a->d] = 16.0;
}

static void mask_some(query_sample *s, rng *r)
{
  query *a = &s->a;
  double part = rng_unit(r);
  size_t kept = rng_below(r, a->keys);
  fill_plain(s, r);
  for (size_t k = 0; k < a->keys; k++)
    s->mask[k] = k != kept && rng_unit(r) < part ? -INFINITY : 0.0;
  a->mask = s->mask;
}

/* the mask that takes something off for each step back */
static void mask_by_distance(query_sample *s, rng *r)
{
  query *a = &s->a;
  double slope = ldexp(1.0, -(int)rng_below(r, 8));
  fill_plain(s, r);
  for (size_t k = 0; k < a->keys; k++)
    s->mask[k] = -slope * (double)(a->keys - 1 - k);
  a->mask = s->mask;
}

static void mask_all(query_sample *s, rng *r)
{
  query *a = &s->a;
  fill_plain(s, r);
  for (size_t k = 0; k < a->keys; k++)
    s->mask[k] = -INFINITY;
  a->mask = s->mask;
}

typedef void filler(query_sample *s, rng *r);

/* In the last, no key counts. */
static filler *const fillers[] = {
    fill_plain,  fill_sharp, fill_repeated,    fill_cancelling, fill_constant,
    fill_offset, mask_some,  mask_by_distance, mask_all};
const size_t query_kinds = sizeof fillers / sizeof *fillers;
const size_t query_plain_kinds = sizeof fillers / sizeof *fillers - 1;

static void round_all(const format *f, double *x, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (isfinite(x[i]))
      x[i] = format_round_d(f, x[i]);
}

void sample_query(query_sample *s, rng *r, const format *f, size_t kind,
                  size_t keys)
{
  query *a = &s->a;
  *a = (query){.q = s->q,
               .K = s->K,
               .V = s->V,
               .keys = keys != 0 ? keys : 1 + rng_below(r, SAMPLED_KEYS),
               .d = 1 + rng_below(r, SAMPLED_D),
               .dv = 1 + rng_below(r, SAMPLED_DV)};
  a->scale = 1.0 / sqrt((double)a->d);
  fillers[kind](s, r);
  round_all(f, s->q, a->d);
  round_all(f, s->K, a->keys * a->d);
  round_all(f, s->V, a->keys * a->dv);
  round_all(f, s->mask, a->keys);
}
