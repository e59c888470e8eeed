/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "tensor.h"

#include "bound.h"
#include "bound_float.h"
#include "certified.h"
#include "report.h"
#include "rows.h"
#include "softproof.h"
#include "strided_row.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where a line of the input begins among the numbers */
typedef struct start {
  size_t index, line;
} start;

typedef struct tensor {
  const char *name; /* of the input, for messages */
  shape shape, result;
  split rows;
  size_t count, values; /* how many numbers, and results */
  double *z;
  start *starts; /* of each line that has numbers */
  size_t lines;
  double *value, *bound; /* bound: if it is wanted */
  double *work;          /* 3 n numbers */
  float *z32, *value32;  /* z and value, if the results are floats */
} tensor;

const char *check_tensor(const eval_options *o)
{
  static char text[100];
  long rank = (long)o->shape.rank;
  if (rank == 0 && !o->has_axis)
    return NULL;
  if (rank == 0 || !o->has_axis)
    return "--shape and --axis go together";
  if (o->op != OP_SOFTMAX && o->op != OP_LOG_SOFTMAX && o->op != OP_LOGSUMEXP)
    return "--shape needs --op softmax, logsoftmax or logsumexp";
  if (o->has_temperature)
    return "--shape and --temperature exclude each other";
  if (-rank <= o->axis && o->axis < rank)
    return NULL;
  snprintf(text, sizeof text,
           "--axis %ld: --shape has the axes from %ld to %ld", o->axis, -rank,
           rank - 1);
  return text;
}

/* The same shape without one axis */
static shape without(const shape *s, size_t axis)
{
  shape t = *s;
  t.rank--;
  for (size_t i = axis; i < t.rank; i++)
    t.length[i] = s->length[i + 1];
  return t;
}

static tensor describe(const eval_options *o)
{
  const shape *s = &o->shape;
  tensor t = {.shape = *s,
              .rows = shape_split(s, o->axis),
              .count = shape_count(s, 0, s->rank)};
  t.result = o->op == OP_LOGSUMEXP ? without(s, t.rows.axis) : *s;
  t.values = shape_count(&t.result, 0, t.result.rank);
  return t;
}

static int make_room(tensor *t, int bound, int floats)
{
  t->z = malloc(t->count * sizeof *t->z);
  t->starts = malloc(t->count * sizeof *t->starts);
  t->value = malloc(t->values * sizeof *t->value);
  t->work = malloc(3 * t->rows.n * sizeof *t->work);
  if (bound)
    t->bound = malloc(t->values * sizeof *t->bound);
  if (floats) {
    t->z32 = malloc(t->count * sizeof *t->z32);
    t->value32 = malloc(t->values * sizeof *t->value32);
  }
  if (t->z != NULL && t->starts != NULL && t->value != NULL && t->work != NULL
      && (t->bound != NULL || !bound)
      && ((t->z32 != NULL && t->value32 != NULL) || !floats))
    return 1;
  report("not enough memory for the tensor");
  return 0;
}

static void free_room(tensor *t)
{
  free(t->z);
  free(t->starts);
  free(t->value);
  free(t->work);
  free(t->bound);
  free(t->z32);
  free(t->value32);
}

/* Takes all numbers of the input, whatever its lines. */
static int read_numbers(tensor *t, rows *r)
{
  size_t count = 0;
  row_status status;
  while ((status = rows_next(r)) == ROW_READ) {
    if (r->n > t->count - count) {
      report_at(r->name, r->line, 1,
                "numbers to the end of this line: %zu, in --shape: %zu",
                count + r->n, t->count);
      return 0;
    }
    memcpy(t->z + count, r->value, r->n * sizeof *t->z);
    t->starts[t->lines++] = (start){count, r->line};
    count += r->n;
  }
  if (status == ROW_END && count < t->count)
    report("%s: numbers: %zu, in --shape: %zu", r->name, count, t->count);
  return status == ROW_END && count == t->count;
}

static int read_tensor(tensor *t, const eval_options *o)
{
  rows r;
  if (!rows_open(&r, o->path, o->input_separator, refuse_logit))
    return 0;
  r.format = o->format;
  t->name = r.name;
  int is_read = read_numbers(t, &r);
  rows_close(&r);
  return is_read;
}

/* Names a row as NumPy does, such as [1, :, 2]. */
static void name_row(const tensor *t, size_t first, char *text)
{
  char *to = text;
  *to++ = '[';
  for (size_t i = 0; i < t->shape.rank; i++) {
    size_t step = shape_count(&t->shape, i + 1, t->shape.rank);
    const char *comma = i > 0 ? ", " : "";
    to += i == t->rows.axis
              ? sprintf(to, "%s:", comma)
              : sprintf(to, "%s%zu", comma, first / step % t->shape.length[i]);
  }
  strcpy(to, "]");
}

/* The line of the input that has a number of the tensor */
static size_t line_of(const tensor *t, size_t index)
{
  size_t line = 0;
  while (line + 1 < t->lines && t->starts[line + 1].index <= index)
    line++;
  return t->starts[line].line;
}

static void report_row(const tensor *t, size_t block, size_t row, sp_status s)
{
  size_t first = block * t->rows.n * t->rows.inner + row;
  char text[16 * MAX_RANK + 3] = "";
  name_row(t, first, text);
  report_at(t->name, line_of(t, first), 1, "%s in %s", sp_status_name(s), text);
}

/* The results of the first block are there. */
static sp_status compute_doubles(const tensor *t, eval_op op, const double *z,
                                 double *value, size_t *bad_row)
{
  size_t rows = t->rows.inner, n = t->rows.n;
  if (op == OP_SOFTMAX)
    return sp_softmax_rows(z, value, rows, n, 1, rows, t->work, bad_row);
  if (op == OP_LOG_SOFTMAX)
    return sp_log_softmax_rows(z, value, rows, n, 1, rows, t->work, bad_row);
  return sp_logsumexp_rows(z, value, rows, n, 1, rows, t->work, bad_row);
}

static sp_status compute_floats(const tensor *t, eval_op op, const float *z,
                                float *value, size_t *bad_row)
{
  size_t rows = t->rows.inner, n = t->rows.n;
  if (op == OP_SOFTMAX)
    return sp_softmax_rowsf(z, value, rows, n, 1, rows, t->work, bad_row);
  if (op == OP_LOG_SOFTMAX)
    return sp_log_softmax_rowsf(z, value, rows, n, 1, rows, t->work, bad_row);
  return sp_logsumexp_rowsf(z, value, rows, n, 1, rows, t->work, bad_row);
}

static sp_status compute_block(const tensor *t, eval_op op, size_t block,
                               size_t *bad_row)
{
  size_t rows = t->rows.inner, n = t->rows.n, at = block * n * rows;
  size_t count = op == OP_LOGSUMEXP ? rows : n * rows, to = block * count;
  if (t->z32 == NULL)
    return compute_doubles(t, op, t->z + at, t->value + to, bad_row);
  for (size_t i = at; i < at + n * rows; i++)
    t->z32[i] = (float)t->z[i];
  sp_status s = compute_floats(t, op, t->z32 + at, t->value32 + to, bad_row);
  if (s == SP_OK)
    sp_widen(t->value32 + to, t->value + to, count);
  return s;
}

/* The same as bound_softmax and bound_log_softmax, of floats */
static void bound_floats(const double *z, const double *value, double *bound,
                         size_t n)
{
  for (size_t i = 0; i < n; i++)
    bound[i] = z[i] == -HUGE_VAL ? 0.0 : bound_float((float)value[i]);
}

/* P23, and P22 of floats, promise of each row what P03, P15 and P22 do of the
 * function on one row, so the bounds are the same. */
static void bound_row(const tensor *t, eval_op op, size_t block, size_t row)
{
  size_t n = t->rows.n, at = block * n * t->rows.inner + row;
  double *z = t->work, *value = z + n, *bound = value + n;
  sp_gather(t->z + at, n, t->rows.inner, z);
  if (op == OP_LOGSUMEXP) {
    size_t to = block * t->rows.inner + row;
    t->bound[to] = t->z32 == NULL
                       ? bound_logsumexp(z, n)
                       : bound_float_logsumexp(z, n, (float)t->value[to]);
    return;
  }
  sp_gather(t->value + at, n, t->rows.inner, value);
  if (t->z32 != NULL)
    bound_floats(z, value, bound, n);
  else if (op == OP_SOFTMAX)
    bound_softmax(z, value, bound, n);
  else
    bound_log_softmax(z, value, bound, n);
  sp_scatter(bound, n, t->rows.inner, t->bound + at);
}

static int compute_tensor(const tensor *t, eval_op op)
{
  for (size_t block = 0; block < t->rows.outer; block++) {
    size_t bad_row = 0;
    sp_status s = compute_block(t, op, block, &bad_row);
    if (s != SP_OK) {
      report_row(t, block, bad_row, s);
      return 0;
    }
    for (size_t row = 0; t->bound != NULL && row < t->rows.inner; row++)
      bound_row(t, op, block, row);
  }
  return 1;
}

/* Prints the certified values of one row, a result of its own. */
static int certify_row(const tensor *t, const eval_options *o, size_t block,
                       size_t row, printer *p)
{
  size_t n = t->rows.n, first = block * n * t->rows.inner + row;
  double *z = t->work, *value = z + n, *bound = value + n;
  char text[16 * MAX_RANK + 3] = "";
  name_row(t, first, text);
  sp_gather(t->z + first, n, t->rows.inner, z);
  if (o->op == OP_LOGSUMEXP) {
    value[0] = t->value[block * t->rows.inner + row];
    bound[0] = t->bound[block * t->rows.inner + row];
  } else {
    sp_gather(t->value + first, n, t->rows.inner, value);
    sp_gather(t->bound + first, n, t->rows.inner, bound);
  }
  problem q = {.op = o->op, .n = n, .z = z, .T = 1.0};
  result r = {.op = eval_op_name(o),
              .line = line_of(t, first),
              .n = n,
              .index = text,
              .value = value,
              .bound = bound};
  return print_certified(p, &r, &q, o->format);
}

static int print_tensor(const tensor *t, const eval_options *o, printer *p)
{
  if (!o->certified) {
    result r = {.op = eval_op_name(o),
                .line = t->starts[0].line,
                .n = t->count,
                .logits = &t->shape,
                .axis = t->rows.axis,
                .shape = t->result,
                .value = t->value,
                .bound = t->bound};
    print_result(p, &r);
    return 1;
  }
  for (size_t block = 0; block < t->rows.outer; block++)
    for (size_t row = 0; row < t->rows.inner; row++)
      if (!certify_row(t, o, block, row, p))
        return 0;
  return 1;
}

int eval_tensor(const eval_options *o, printer *p)
{
  tensor t = describe(o);
  int status = EXIT_DATA;
  print_begin(p);
  if (make_room(&t, o->bound || o->certified, o->floats) && read_tensor(&t, o)
      && compute_tensor(&t, o->op) && print_tensor(&t, o, p)) {
    print_end(p);
    status = EXIT_OK;
  }
  free_room(&t);
  return status;
}
