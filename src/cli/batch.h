/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What cross-entropy of all rows of a file takes, read and of one length. */
#ifndef SP_CLI_BATCH_H
#define SP_CLI_BATCH_H

#include "matrix.h"
#include "options.h"

/* A label that no input can have */
#define NO_LABEL ((size_t)1 << 62)

typedef struct batch {
  const eval_options *o;
  matrix z;      /* logits */
  matrix y;      /* targets, a row for each of z or one for all; or nothing */
  size_t *label; /* of each row, if there are no targets; a negative one as
                    (size_t) */
  const char *label_name; /* where they are from */
  size_t *label_line;     /* of each, or NULL */
  size_t ignore;          /* this label's rows are left out; or NO_LABEL */
  double *weight;         /* of each row, for a reduction */
} batch;

/* Whether row r is left out */
int batch_ignores(const batch *b, size_t r);

/* Reads and opens all; returns an exit status and has reported what is wrong.
 * batch_close is due in any case. */
int batch_open(batch *b, const eval_options *o);
void batch_close(batch *b);

#endif
