/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Rows of logits, by kind. */
#ifndef ORACLE_ROWS_H
#define ORACLE_ROWS_H

#include "certify/rng.h"

/* How many kinds there are, and the name of one. */
size_t rows_kinds(void);
const char *rows_kind_name(size_t kind);

/* Fills z with n logits of the kind; at least one is finite, none is NaN or
 * +inf. */
void rows_fill(size_t kind, rng *r, double *z, size_t n);

/* A target distribution over n: entries in [0, 1], summing to 1 or nearly. */
void rows_fill_target(rng *r, double *y, size_t n);

/* A vector for the Jacobian's products, entries up to 1e300. */
void rows_fill_direction(rng *r, double *v, size_t n);

#endif
