/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Writes results as TSV or JSON. */
#ifndef SP_CLI_PRINT_H
#define SP_CLI_PRINT_H

#include <stddef.h>
#include <stdio.h>

typedef enum shape { SCALAR, VECTOR, MATRIX } shape;

typedef struct printer {
  FILE *out;
  int json;
  int hex;
  int floats;     /* values are floats */
  size_t results; /* printed so far */
} printer;

typedef struct result {
  const char *op;
  size_t line; /* of its logits in the input */
  size_t n;    /* how many logits */
  shape shape; /* 1, n or n by n values */
  const double *value;
  const double *bound; /* of the same shape, or NULL */
} result;

void print_begin(printer *p);
void print_result(printer *p, const result *r);
void print_end(printer *p);

#endif
