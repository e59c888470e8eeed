/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Rows of logits on which wrong implementations go wrong. */
#ifndef SP_CERTIFY_SAMPLE_H
#define SP_CERTIFY_SAMPLE_H

#include "certify/format.h"
#include "certify/rng.h"

#include <stddef.h>

/* How many kinds of rows there are, and how many without special values */
extern const size_t sample_kinds, sample_plain_kinds;

/* Fills z with n values of the format, n >= 1, of one kind. */
void sample_row(rng *r, const format *f, size_t kind, double *z, size_t n);

/* Fills y with targets that sum to 1 up to rounding. */
void sample_targets(rng *r, const format *f, double *y, size_t n);

#endif
