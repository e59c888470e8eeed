/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* splitmix64 (S. Vigna, public domain): the same numbers everywhere. */
#ifndef SP_CERTIFY_RNG_H
#define SP_CERTIFY_RNG_H

#include <stddef.h>
#include <stdint.h>

typedef struct rng {
  uint64_t state;
} rng;

static inline uint64_t rng_bits(rng *r)
{
  uint64_t x = (r->state += UINT64_C(0x9e3779b97f4a7c15));
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* The generator of case k: every case can be drawn again on its own. */
static inline rng rng_for_case(uint64_t seed, uint64_t k)
{
  rng r = {seed ^ (k * UINT64_C(0xd1342543de82ef95))};
  rng_bits(&r);
  return r;
}

/* uniform in [0, 1) */
static inline double rng_unit(rng *r)
{
  return (double)(rng_bits(r) >> 11) * 0x1p-53;
}

static inline double rng_between(rng *r, double lo, double hi)
{
  return lo + (hi - lo) * rng_unit(r);
}

/* uniform in 0 .. n - 1 (the bias is below n 2^-64) */
static inline size_t rng_below(rng *r, size_t n)
{
  return (size_t)(rng_bits(r) % n);
}

/* bell-shaped, variance 1, within +-6 */
static inline double rng_bell(rng *r)
{
  double sum = 0.0;
  for (int i = 0; i < 12; i++)
    sum += rng_unit(r);
  return sum - 6.0;
}

#endif
