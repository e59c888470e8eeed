/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What `softproof check` prints. */
#ifndef SP_CLI_VERDICT_H
#define SP_CLI_VERDICT_H

#include "certify/family.h"
#include "certify/judge.h"

#include <stdio.h>

typedef enum verdict_format {
  VERDICT_TEXT,
  VERDICT_JSON,
  VERDICT_TAP
} verdict_format;

/* All rows so far */
typedef struct summary {
  size_t rows, wrong, special, unjudged, values;
  double max_ulp, sum_ulp;
  size_t worst_line, worst_index;
  double sum_defect;
  size_t inverted, topless; /* rows */
  grade grade;              /* the worst of them */
  histogram errors;
  comparison families;
} summary;

typedef struct verdict {
  FILE *out;
  verdict_format format;
  const char *unit; /* what a row is in the input: "line" or "row" */
  grade wanted;
  size_t limit; /* how many wrong rows are told */
  int has_colour;
  summary all;
} verdict;

/* A row and what was found of it */
typedef struct finding {
  size_t line; /* or the number of the row, from 1 */
  const problem *p;
  const format *f;
  const double *got;
  const row_verdict *v;
} finding;

void verdict_begin(const verdict *v);

int is_wrong(const verdict *v, const row_verdict *r);

/* Takes a row into account; prints it where it is told. */
void verdict_row(verdict *v, const finding *found);

void verdict_end(const verdict *v);

#endif
