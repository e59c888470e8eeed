/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* A whole file of numbers: NPY (*.npy), JSON (*.json), CSV (*.csv), or else rows
 * between tabs or blanks. */
#ifndef SP_CLI_ARRAY_H
#define SP_CLI_ARRAY_H

#include "certify/format.h"
#include "shape.h"

#include <stdio.h>

typedef struct array {
  const char *name; /* for messages */
  shape shape;
  size_t count;    /* of all numbers */
  double *at;      /* the last axis runs fastest */
  const format *f; /* that the file itself names, or NULL */
} array;

/* Reads the file; text is rounded to `f', and so must be what NPY holds.
 * f: NULL for what NPY says, or f64. On failure: reports, returns 0. */
int array_read(array *a, const char *path, const format *f);

/* The format of an array that was read with f: f, the file's own, or f64 */
const format *array_format(const array *a, const format *f);

void array_free(array *a);

/* For the readers below: takes one number more; 0: reported */
int array_append(array *a, size_t *room, double x);

/* The readers of files by kind, as array_read */
int array_read_npy(array *a, FILE *in, const format *f);
int array_read_json(array *a, FILE *in, const format *f);
int array_read_rows(array *a, FILE *in, const format *f, int separator);

#endif
