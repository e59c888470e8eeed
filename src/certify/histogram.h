/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Errors by size, in constant memory: quantiles to a quarter of an octave. */
#ifndef SP_CERTIFY_HISTOGRAM_H
#define SP_CERTIFY_HISTOGRAM_H

#include <stddef.h>

#define STEPS_IN_OCTAVE 4
#define LEAST_OCTAVE (-10)
#define OCTAVES 80

typedef struct histogram {
  size_t count; /* of all errors */
  size_t small; /* below 2^LEAST_OCTAVE */
  size_t steps[STEPS_IN_OCTAVE * OCTAVES];
  size_t large; /* above all of them, or not finite */
  double most;  /* the largest */
} histogram;

void histogram_add(histogram *h, double error);

/* A number that `share' of the errors do not exceed */
double histogram_quantile(const histogram *h, double share);

#endif
