/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* `softproof check` */
#ifndef SP_CLI_CHECK_H
#define SP_CLI_CHECK_H

#include "certify/problem.h"
#include "verdict.h"

typedef struct check_options {
  int help;
  int grade, format, policy, flushes;
  size_t errors;
  const char *path;
  /* of files, where there is an operation: */
  problem p; /* the operation and its parameters */
  const char *logits, *result, *target, *labels;
  const char *queries, *keys, *values, *mask; /* of attention */
  double scale;                               /* NaN: 1 / sqrt(d) */
  int causal;                                 /* sp_causal, 0: all keys */
  const format *f; /* of the numbers, or NULL for what the files say */
  long axis;
} check_options;

/* A row with its result */
typedef struct row_case {
  const char *name; /* of the input, for messages */
  size_t line;      /* or row, from 1 */
  const problem *p;
  const format *f;
  const double *got;
} row_case;

/* Judges a row. On failure: reports, returns 0. */
int check_row(verdict *v, const check_options *o, const row_case *c);

/* Judges whole files. On failure: reports, returns 0. */
int check_files(verdict *v, const check_options *o);
int check_attention_files(verdict *v, const check_options *o);

/* argv: the words after "check". Returns the exit status: 0 right, 1 wrong, 2
 * usage or unreadable input. */
int check(char **argv);

#endif
