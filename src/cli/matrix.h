/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* A whole file of rows of one length. */
#ifndef SP_CLI_MATRIX_H
#define SP_CLI_MATRIX_H

#include "rows.h"

typedef struct matrix {
  const char *name; /* for messages */
  double *at;       /* row by row */
  size_t rows, cols;
  size_t *line; /* of each row in the input */
} matrix;

/* Reads all of a file, or of standard input for "-", numbers rounded to f. On
 * failure: reports, returns 0. */
int matrix_read(matrix *a, const char *path, int separator, const format *f,
                refusal *refuse);

void matrix_free(matrix *a);

#endif
