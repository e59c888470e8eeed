/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "batch.h"

#include "losses.h"
#include "report.h"
#include "softproof.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Any larger is not exact as a double. */
#define LARGEST_LABEL 0x1p53

const char *refuse_label(double x)
{
  return fabs(x) <= LARGEST_LABEL && x == floor(x)
             ? NULL
             : "not a whole number from -2^53 to 2^53";
}

const char *refuse_smoothing(double x)
{
  return 0.0 <= x && x <= 1.0 ? NULL : sp_status_name(SP_BAD_SMOOTHING);
}

static const char *refuse_weight(double w)
{
  return w == 0.0 || (0x1p-500 <= w && w <= 0x1p500)
             ? NULL
             : sp_status_name(SP_BAD_WEIGHT);
}

/* Every float but NaN, infinities and negative ones is a weight. */
static const char *refuse_float_weight(double w)
{
  return 0.0 <= w && w < HUGE_VAL ? NULL : sp_status_name(SP_BAD_WEIGHT);
}

/* A row that is left out may hold anything: the core judges the others. */
static const char *refuse_nothing(double x)
{
  (void)x;
  return NULL;
}

static size_t label_of(double x)
{
  return (size_t)(long long)x;
}

int batch_ignores(const batch *b, size_t r)
{
  return b->label != NULL && b->label[r] == b->ignore;
}

/* Numbers from a list on the command line, or a file of lines of any length, one
 * behind the other; `line': that of each */
typedef struct sequence {
  double *at;
  size_t *line;
  size_t n, capacity;
  const char *name;
} sequence;

static int append(sequence *s, double x, size_t line)
{
  if (s->n == s->capacity) {
    size_t more = s->capacity == 0 ? 64 : 2 * s->capacity;
    double *at = realloc(s->at, more * sizeof *at);
    if (at == NULL)
      return 0;
    s->at = at;
    size_t *lines = realloc(s->line, more * sizeof *lines);
    if (lines == NULL)
      return 0;
    s->line = lines;
    s->capacity = more;
  }
  s->at[s->n] = x;
  s->line[s->n++] = line;
  return 1;
}

static int append_all(sequence *s, const rows *r)
{
  for (size_t i = 0; i < r->n; i++)
    if (s->n == SP_MAX_N || !append(s, r->value[i], r->line)) {
      report_at(r->name, r->line, 1, "%s",
                s->n == SP_MAX_N ? "more than 2^26 numbers"
                                 : "not enough memory");
      return 0;
    }
  return 1;
}

/* Returns an exit status. */
static int read_sequence(sequence *s, const eval_options *o, const char *from,
                         int is_list, const char *option, const format *f,
                         refusal *refuse)
{
  rows r;
  int failed = is_list ? EXIT_USAGE : EXIT_DATA;
  int opened = is_list ? rows_open_text(&r, from, option, ',', refuse)
                       : rows_open(&r, from, o->input_separator, refuse);
  if (!opened)
    return failed;
  r.format = f;
  s->name = r.name;
  row_status status;
  while ((status = rows_next(&r)) == ROW_READ)
    if (!append_all(s, &r)) {
      status = ROW_BAD;
      break;
    }
  if (status == ROW_END && s->n == 0) {
    report("%s: no numbers", s->name);
    status = ROW_BAD;
  }
  rows_close(&r);
  return status == ROW_END ? EXIT_OK : failed;
}

static void free_sequence(sequence *s)
{
  free(s->at);
  free(s->line);
}

/* One label for all rows */
static int repeat_label(batch *b)
{
  b->label_name = "--label";
  for (size_t r = 0; r < b->z.rows; r++)
    b->label[r] = b->o->label;
  return EXIT_OK;
}

static int read_labels(batch *b)
{
  const eval_options *o = b->o;
  sequence s = {0};
  int status = read_sequence(&s, o, o->labels, o->labels_is_list, "--labels",
                             &binary64, refuse_label);
  b->label_name = s.name;
  if (status == EXIT_OK && s.n != b->z.rows) {
    report("%s: labels: %zu, rows in %s: %zu", s.name, s.n, b->z.name,
           b->z.rows);
    status = EXIT_DATA;
  }
  for (size_t r = 0; status == EXIT_OK && r < s.n; r++)
    b->label[r] = label_of(s.at[r]);
  b->label_line = s.line;
  s.line = NULL;
  free_sequence(&s);
  return status;
}

static int open_labels(batch *b)
{
  b->ignore = b->o->has_ignore ? label_of(b->o->ignore) : NO_LABEL;
  b->label = malloc(b->z.rows * sizeof *b->label);
  if (b->label == NULL) {
    report("not enough memory for the labels");
    return EXIT_DATA;
  }
  return b->o->labels != NULL ? read_labels(b) : repeat_label(b);
}

/* The targets: as many rows as logits, or a list for all of them */
static int open_targets(batch *b)
{
  const eval_options *o = b->o;
  if (!o->target_is_list) {
    if (!matrix_read(&b->y, o->target, o->input_separator, o->format,
                     refuse_target))
      return EXIT_DATA;
    if (b->y.rows != b->z.rows || b->y.cols != b->z.cols) {
      report("%s: %zu rows of %zu targets, %s: %zu rows of %zu logits",
             b->y.name, b->y.rows, b->y.cols, b->z.name, b->z.rows, b->z.cols);
      return EXIT_DATA;
    }
    return EXIT_OK;
  }
  sequence s = {0};
  int status =
      read_sequence(&s, o, o->target, 1, "--target", o->format, refuse_target);
  b->y = (matrix){.name = s.name, .at = s.at, .rows = 1, .cols = s.n};
  s.at = NULL;
  free_sequence(&s);
  if (status == EXIT_OK && b->y.cols != b->z.cols) {
    report("--target: targets: %zu, %s: logits in a row: %zu", b->y.cols,
           b->z.name, b->z.cols);
    status = EXIT_DATA;
  }
  return status;
}

/* The weight of a row: that of its class, if it has one; the core finds the label
 * wrong then. */
static double row_weight(const batch *b, const sequence *classes, size_t r)
{
  if (batch_ignores(b, r))
    return 0.0;
  if (classes->n == 0)
    return 1.0;
  return b->label[r] < classes->n ? classes->at[b->label[r]] : 0.0;
}

static int open_weights(batch *b)
{
  const eval_options *o = b->o;
  sequence s = {0};
  int status = EXIT_OK;
  if (o->weights != NULL)
    status = read_sequence(&s, o, o->weights, o->weights_is_list, "--weights",
                           o->format,
                           o->floats ? refuse_float_weight : refuse_weight);
  if (status == EXIT_OK && s.n != 0 && s.n != b->z.cols) {
    report("%s: weights: %zu, %s: logits in a row: %zu", s.name, s.n, b->z.name,
           b->z.cols);
    status = EXIT_DATA;
  }
  b->weight = malloc(b->z.rows * sizeof *b->weight);
  if (status == EXIT_OK && b->weight == NULL) {
    report("not enough memory for the weights");
    status = EXIT_DATA;
  }
  for (size_t r = 0; status == EXIT_OK && r < b->z.rows; r++)
    b->weight[r] = row_weight(b, &s, r);
  free_sequence(&s);
  return status;
}

int batch_open(batch *b, const eval_options *o)
{
  *b = (batch){.o = o};
  if (!matrix_read(&b->z, o->path, o->input_separator, o->format,
                   o->has_ignore ? refuse_nothing : refuse_logit))
    return EXIT_DATA;
  int status = o->target != NULL ? open_targets(b) : open_labels(b);
  return status == EXIT_OK ? open_weights(b) : status;
}

void batch_close(batch *b)
{
  matrix_free(&b->z);
  matrix_free(&b->y);
  free(b->label);
  free(b->label_line);
  free(b->weight);
}
