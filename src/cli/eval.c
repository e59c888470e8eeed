/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "eval.h"

#include "attention.h"
#include "certified.h"
#include "compute.h"
#include "compute_float.h"
#include "losses.h"
#include "print.h"
#include "publish.h"
#include "report.h"
#include "rows.h"
#include "softproof.h"
#include "tensor.h"
#include "within.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of the vector that the Jacobian is multiplied by, for the product not to
 * overflow */
#define LARGEST_FACTOR 0x1p990

typedef struct array {
  double *at;
  size_t capacity;
} array;

typedef struct evaluation {
  const eval_options *o;
  rows input; /* logits or probabilities */
  rows targets;
  array value;
  array bound;
  array p;       /* workspace of compute() */
  float *floats; /* the same of compute_float() */
  printer printer;
} evaluation;

static const char *refuse_probability(double p)
{
  return 0.0 <= p && p <= 1.0 ? NULL : sp_status_name(SP_BAD_PROBABILITY);
}

static const char *refuse_factor(double v)
{
  return sp_is_within(v, LARGEST_FACTOR) ? NULL
                                         : "not a number from -2^990 to 2^990";
}

static int make_room(array *a, size_t n)
{
  if (n <= a->capacity)
    return 1;
  if (n > SIZE_MAX / sizeof(double))
    return 0;
  free(a->at);
  a->at = malloc(n * sizeof(double));
  a->capacity = a->at == NULL ? 0 : n;
  return a->at != NULL;
}

/* Room for 2 n floats and the values, at least n; n is at most SP_MAX_N, and
 * there is room for the values as doubles. */
static int make_floats(evaluation *e, size_t n, size_t values)
{
  if (!e->o->floats)
    return 1;
  free(e->floats);
  e->floats = malloc((2 * n + (values > n ? values : n)) * sizeof *e->floats);
  return e->floats != NULL;
}

/* What the second rows are called in messages */
static const char *second(const eval_options *o)
{
  return o->has_against ? "second logits"
         : o->has_times ? "numbers of the vector"
                        : "targets";
}

/* Reads the targets, or second logits, of the row of logits just read. */
static int next_target(evaluation *e)
{
  const eval_options *o = e->o;
  rows *y = &e->targets;
  const rows *z = &e->input;
  if (o->target == NULL)
    return 1;
  if (!o->target_is_list) {
    row_status status = rows_next(y);
    if (status == ROW_END)
      report_at(z->name, z->line, 1, "no %s for this row in %s", second(o),
                y->name);
    if (status != ROW_READ)
      return 0;
  }
  if (y->n != z->n) {
    report_at(z->name, z->line, 1, "logits: %zu, %s at %s:%zu: %zu", z->n,
              second(o), y->name, y->line, y->n);
    return 0;
  }
  return 1;
}

static int all_masked(const rows *z)
{
  for (size_t i = 0; i < z->n; i++)
    if (z->value[i] - z->value[i] == 0.0)
      return 0;
  return 1;
}

static int refused(const evaluation *e, sp_status status)
{
  const rows *z = &e->input;
  if (status == SP_ALL_MASKED && !all_masked(z))
    z = &e->targets; /* the second logits */
  if (status == SP_BAD_LABEL)
    report_at(z->name, z->line, 1, "%s: --label %zu, logits: %zu",
              sp_status_name(status), e->o->label, z->n);
  else
    report_at(z->name, z->line, 1, "%s", sp_status_name(status));
  return 0;
}

static int eval_row(evaluation *e)
{
  const rows *z = &e->input;
  int wants_bound =
      e->o->bound || (e->o->certified && !takes_probabilities(e->o->op));
  result r = {.op = eval_op_name(e->o), .line = z->line, .n = z->n};
  size_t values;
  r.shape = result_shape(e->o, z->n, &values);
  if (!next_target(e))
    return 0;
  if (!make_room(&e->value, values) || !make_floats(e, z->n, values)
      || !make_room(&e->p, work_size(e->o, z->n))
      || (wants_bound && !make_room(&e->bound, values))) {
    report_at(z->name, z->line, 1, "not enough memory for the result");
    return 0;
  }

  task t = {.o = e->o,
            .x = z->value,
            .y = e->targets.value,
            .n = z->n,
            .p = e->p.at,
            .floats = e->floats,
            .value = e->value.at,
            .bound = wants_bound ? e->bound.at : NULL};
  sp_status status = e->o->floats ? compute_float(&t) : compute(&t);
  if (status != SP_OK)
    return refused(e, status);
  r.value = t.value;
  r.bound = t.bound;
  if (e->o->certified) {
    problem q = problem_of(&t);
    if (!print_certified(&e->printer, &r, &q, e->o->format))
      return 0;
  } else {
    print_result(&e->printer, &r);
  }
  return !ferror(e->printer.out) || report_full();
}

/* Opens the targets, or second logits; a list on the command line is also
 * read. */
static int open_targets(evaluation *e)
{
  const eval_options *o = e->o;
  rows *y = &e->targets;
  refusal *refuse = o->has_against ? refuse_logit
                    : o->has_times ? refuse_factor
                                   : refuse_target;
  const char *option = o->has_against ? "--against"
                       : o->has_times ? "--times"
                                      : "--target";
  if (o->target == NULL)
    return EXIT_OK;
  int opened = o->target_is_list
                   ? rows_open_text(y, o->target, option, ',', refuse)
                   : rows_open(y, o->target, o->input_separator, refuse);
  if (!opened)
    return o->target_is_list ? EXIT_USAGE : EXIT_DATA;
  y->format = o->format;
  if (!o->target_is_list)
    return EXIT_OK;

  row_status status = rows_next(y);
  if (status == ROW_READ && !y->ended)
    report("%s: more than one line", option);
  else if (status == ROW_END)
    report("%s: no numbers", option);
  return status == ROW_READ && y->ended ? EXIT_OK : EXIT_USAGE;
}

static int eval_rows(evaluation *e)
{
  e->input.format = e->o->format;
  print_begin(&e->printer);
  row_status status;
  while ((status = rows_next(&e->input)) == ROW_READ)
    if (!eval_row(e))
      return EXIT_DATA;
  if (status != ROW_END)
    return EXIT_DATA;

  rows *y = &e->targets;
  if (e->o->target != NULL && !e->o->target_is_list) {
    status = rows_next(y);
    if (status == ROW_READ)
      report_at(y->name, y->line, 1, "%s without logits in %s", second(e->o),
                e->input.name);
    if (status != ROW_END)
      return EXIT_DATA;
  }
  print_end(&e->printer);
  return EXIT_OK;
}

static int open_and_eval(evaluation *e)
{
  const eval_options *o = e->o;
  refusal *refuse =
      takes_probabilities(o->op) ? refuse_probability : refuse_logit;
  int status = open_targets(e);
  if (status != EXIT_OK)
    return status;
  return rows_open(&e->input, o->path, o->input_separator, refuse)
             ? eval_rows(e)
             : EXIT_DATA;
}

int eval(const eval_options *o)
{
  FILE *out = tmpfile();
  if (out == NULL) {
    report("temporary file: %s", strerror(errno));
    return EXIT_DATA;
  }
  evaluation e = {.o = o,
                  .printer = {.out = out,
                              .json = o->json,
                              .hex = o->hex,
                              .floats = o->format == &binary32}};
  progress_start();
  int status;
  if (o->op == OP_ATTENTION)
    status = eval_attention(o, &e.printer);
  else if (wants_losses(o))
    status = eval_losses(o, &e.printer);
  else if (o->shape.rank > 0)
    status = eval_tensor(o, &e.printer);
  else
    status = open_and_eval(&e);
  progress_clear();
  if (status == EXIT_OK)
    status = publish(out) ? EXIT_OK : EXIT_DATA;
  fclose(out);
  rows_close(&e.input);
  rows_close(&e.targets);
  free(e.value.at);
  free(e.bound.at);
  free(e.p.at);
  free(e.floats);
  return status;
}
