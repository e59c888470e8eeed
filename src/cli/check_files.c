/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "array.h"
#include "check.h"
#include "report.h"
#include "sp_strided.h"
#include "strided_row.h"

#include <stdint.h>
#include <stdlib.h>

typedef struct files {
  array z, got, y, labels;
  const format *f;
  split rows;
  double *row, *target, *result;
} files;

static int read_files(files *in, const check_options *o)
{
  if (!array_read(&in->z, o->logits, o->f)
      || !array_read(&in->got, o->result, o->f))
    return 0;
  if (o->target != NULL && !array_read(&in->y, o->target, o->f))
    return 0;
  if (o->labels != NULL && !array_read(&in->labels, o->labels, &binary64))
    return 0;
  in->f = array_format(&in->got, o->f);
  return 1;
}

static int describe(files *in, const check_options *o)
{
  const shape *s = &in->z.shape;
  long rank = (long)s->rank;
  if (rank == 0) {
    report("%s: a number without an axis", in->z.name);
    return 0;
  }
  if (o->axis < -rank || o->axis >= rank) {
    report("--axis %ld: %s has the axes from %ld to %ld", o->axis, in->z.name,
           -rank, rank - 1);
    return 0;
  }
  in->rows = shape_split(s, o->axis);
  return 1;
}

static int has_count(const array *a, size_t count, const char *why)
{
  if (a->count != count)
    report("%s: numbers: %zu, expected: %zu, %s", a->name, a->count, count,
           why);
  return a->count == count;
}

static int check_counts(const files *in, const check_options *o)
{
  problem p = o->p;
  p.n = in->rows.n;
  size_t rows = in->rows.outer * in->rows.inner;
  if (p.op == OP_JACOBIAN && in->rows.n > SIZE_MAX / in->rows.n / rows) {
    report("%s: too long for this operation", in->z.name);
    return 0;
  }
  return has_count(&in->got, rows * problem_values(&p),
                   "for the logits and the operation")
         && (o->target == NULL
             || has_count(&in->y, in->z.count, "as many as logits"))
         && (o->labels == NULL
             || has_count(&in->labels, rows, "one for each row"));
}

static int make_room(files *in, const problem *p)
{
  problem q = *p;
  q.n = in->rows.n;
  in->row = malloc(in->rows.n * sizeof *in->row);
  in->target = malloc(in->rows.n * sizeof *in->target);
  in->result = malloc(problem_values(&q) * sizeof *in->result);
  if (in->row != NULL && in->target != NULL && in->result != NULL)
    return 1;
  report("not enough memory");
  return 0;
}

static int set_label(const files *in, size_t row, problem *p)
{
  double label = in->labels.at[row];
  if (!(0.0 <= label && label < (double)p->n
        && label == (double)(size_t)label)) {
    report("%s: label %g of row %zu is not a class from 0 to %zu",
           in->labels.name, label, row + 1, p->n - 1);
    return 0;
  }
  p->label = (size_t)label;
  return 1;
}

/* Judges the row at `inner' of the block `outer'. */
static int check_one(files *in, const check_options *o, size_t outer,
                     size_t inner, verdict *v)
{
  problem p = o->p;
  size_t row = outer * in->rows.inner + inner;
  size_t at = outer * in->rows.n * in->rows.inner + inner;
  p.n = in->rows.n;
  p.z = in->row;
  sp_gather(in->z.at + at, in->rows.n, in->rows.inner, in->row);
  if (o->target != NULL) {
    sp_gather(in->y.at + at, in->rows.n, in->rows.inner, in->target);
    p.y = in->target;
  }
  if (o->labels != NULL && !set_label(in, row, &p))
    return 0;
  if (p.y == NULL && p.op == OP_XENT && p.label >= p.n) {
    report("--label %zu: a row has %zu logits", p.label, p.n);
    return 0;
  }
  size_t values = problem_values(&p);
  if (values == p.n && p.op != OP_JACOBIAN)
    sp_gather(in->got.at + at, in->rows.n, in->rows.inner, in->result);
  else
    sp_gather(in->got.at + row * values, values, 1, in->result);
  row_case c = {.name = in->z.name,
                .line = row + 1,
                .p = &p,
                .f = in->f,
                .got = in->result};
  progress(row + 1);
  return check_row(v, o, &c);
}

int check_files(verdict *v, const check_options *o)
{
  files in = {0};
  int right = read_files(&in, o) && describe(&in, o) && check_counts(&in, o)
              && make_room(&in, &o->p);
  for (size_t i = 0; right && i < in.rows.outer; i++)
    for (size_t j = 0; right && j < in.rows.inner; j++)
      right = check_one(&in, o, i, j, v);
  array_free(&in.z);
  array_free(&in.got);
  array_free(&in.y);
  array_free(&in.labels);
  free(in.row);
  free(in.target);
  free(in.result);
  return right;
}
