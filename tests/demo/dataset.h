/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* A table of examples: features and a class each, from a CSV file. */
#ifndef DEMO_DATASET_H
#define DEMO_DATASET_H

#include <stddef.h>

typedef struct dataset {
  size_t rows, features, classes;
  double *x;     /* rows by features */
  size_t *label; /* below classes */
} dataset;

/* Reads lines "feature,...,feature,class". A first line "rows,features,name,
 * ..." (has_header) is checked against the rest. On a missing or malformed
 * file: says "file:line: reason" on stderr and returns 0. */
int dataset_read(dataset *d, const char *path, int has_header);
void dataset_free(dataset *d);

/* Puts the rows in an order that only the seed decides. */
void dataset_shuffle(dataset *d, unsigned long long seed);

/* Gives every feature mean 0 and variance 1 over the first rows; one that is
 * constant there becomes 0. */
void dataset_standardise(dataset *d, size_t first_rows);

#endif
