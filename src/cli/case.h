/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Cases for other programs to compute, one a line:
 *
 *   OPERATION [NAME=VALUE]... FORMAT : NUMBERS [; NUMBERS]... [= NUMBERS]
 *
 * as in "softmax f32 : 0x1p+0 0x1.8p+1", which a program answers with the same
 * line and its result after "=". Words are apart by blanks. */
#ifndef SP_CLI_CASE_H
#define SP_CLI_CASE_H

#include "certify/format.h"
#include "certify/problem.h"

#include <stdio.h>

typedef struct numbers {
  double *at;
  size_t n, capacity;
} numbers;

typedef struct case_reader {
  FILE *in;
  const char *name; /* for messages */
  size_t line;      /* of the case just read */
  char *text;       /* it */
  size_t room;
  problem p;
  query query; /* of p, for attention */
  const format *f;
  numbers part[4]; /* between ":", ";" and "=" */
  size_t parts;
  int has_result;
  numbers result;
} case_reader;

typedef enum case_status { CASE_READ, CASE_END, CASE_BAD } case_status;

/* Opens a file, or standard input for "-". On failure: reports, returns 0. */
int cases_open(case_reader *r, const char *path);
/* Reads from an open file, which cases_close closes. */
void cases_open_file(case_reader *r, FILE *in, const char *name);

void cases_close(case_reader *r);

/* Reads the next case; skips blank lines and those that begin with #. On
 * CASE_BAD it has reported. */
case_status cases_next(case_reader *r);

/* Sets p->op and p->gradient to what the word names, such as xent-gradient; 0: it
 * names no operation that cases can have. */
int case_operation(const char *word, problem *p);

/* Writes a case, numbers as hexadecimal; result: NULL, or the values of one */
void case_write(FILE *out, const problem *p, const format *f,
                const double *result);

#endif
