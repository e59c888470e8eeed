/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Writes results as TSV or JSON. */
#ifndef SP_CLI_PRINT_H
#define SP_CLI_PRINT_H

#include "shape.h"

#include <stddef.h>
#include <stdio.h>

typedef struct printer {
  FILE *out;
  int json;
  int hex;
  int floats;     /* values are floats */
  size_t results; /* printed so far */
} printer;

typedef struct result {
  const char *op;
  size_t line;         /* of its logits in the input */
  size_t n;            /* how many logits */
  size_t rows;         /* how many rows are reduced to the value, or 0 */
  const char *index;   /* of a row of a tensor, or NULL */
  const shape *logits; /* of a tensor, or NULL */
  size_t axis;         /* of the tensor */
  shape shape;         /* of the values */
  const double *value;
  const double *bound; /* of the same shape, or NULL */
} result;

void print_begin(printer *p);
void print_result(printer *p, const result *r);
void print_end(printer *p);

/* Begins a result whose values the caller prints, a line or a JSON value. */
void print_head(const printer *p, const result *r);

/* One number, and in JSON, where what is not finite and hex floats are strings */
void print_number(const printer *p, double x);
void print_json_number(const printer *p, double x);

#endif
