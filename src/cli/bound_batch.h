/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Bounds for smoothed labels and for reductions: as bound.h. */
#ifndef SP_CLI_BOUND_BATCH_H
#define SP_CLI_BOUND_BATCH_H

#include <stddef.h>

/* A row with a smoothed label; `floats': the targets are floats */
typedef struct smoothed {
  const double *z;
  const double *y; /* the targets, rounded */
  size_t n;
  int floats;
} smoothed;

/* From the bound for the targets that were rounded to the one for the smoothed
 * label */
double bound_smoothed_loss(const smoothed *s, double loss, double bound);

/* The same for each entry; p = softmax(z) */
void bound_smoothed_gradient(const smoothed *s, const double *p, double *bound);

/* Losses of rows, each with its bound and its weight */
typedef struct losses {
  const double *loss, *bound, *weight;
  size_t rows;
  int floats; /* the losses are floats, and so is what they are reduced to */
} losses;

double bound_sum(const losses *s, double sum);
double bound_mean(const losses *s, double mean);

#endif
