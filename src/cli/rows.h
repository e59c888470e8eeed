/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Reads rows of numbers from text, one row a line. */
#ifndef SP_CLI_ROWS_H
#define SP_CLI_ROWS_H

#include "certify/format.h"

#include <stddef.h>
#include <stdio.h>

/* The reason to refuse a number, or NULL. */
typedef const char *refusal(double x);

/* Logits are finite or -inf; targets in [0, 1]. */
refusal refuse_logit;
refusal refuse_target;

typedef struct rows {
  FILE *in;
  const char *name; /* for messages */
  int separator;    /* '\t' (blanks separate too) or ',' */
  refusal *refuse;
  const format *format; /* that numbers are rounded to; f64 at first */
  size_t line;          /* of the row just read */
  size_t column;        /* of the byte just read */
  int ended;            /* the last line is read */
  int error;            /* errno of a failed read */
  double *value;        /* the row just read */
  size_t n;
  size_t capacity;
} rows;

typedef enum row_status { ROW_READ, ROW_END, ROW_BAD } row_status;

/* Opens a file, or standard input for "-". On failure: reports, returns 0. */
int rows_open(rows *r, const char *path, int separator, refusal *refuse);

/* Reads from a string, which must outlive r. */
int rows_open_text(rows *r, const char *text, const char *name, int separator,
                   refusal *refuse);

/* Reads from an open file, which stays open: free r->value at the end. */
void rows_open_file(rows *r, FILE *in, const char *name, int separator,
                    refusal *refuse);

/* Reads the next row into r->value and r->n. On ROW_BAD it has reported. */
row_status rows_next(rows *r);

void rows_close(rows *r);

/* Whether the whole of s is one number. */
int is_number(const char *s);

#endif
