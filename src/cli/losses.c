/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "losses.h"

#include "batch.h"
#include "bound.h"
#include "bound_batch.h"
#include "bound_float.h"
#include "certified.h"
#include "compute.h"
#include "compute_float.h"
#include "publish.h"
#include "report.h"
#include "softproof.h"

#include <math.h>
#include <stdlib.h>

typedef struct evaluation {
  batch b;
  double *value, *bound; /* of a row, or of all rows where they are losses */
  double *y;             /* a smoothed label */
  double *work;          /* for compute(), and for reductions of floats */
  float *floats;         /* for compute_float(); z, losses and weights */
  size_t values;         /* of each row */
} evaluation;

int wants_losses(const eval_options *o)
{
  return o->op == OP_XENT
         && (o->labels != NULL || o->weights != NULL || o->has_ignore
             || o->has_smoothing || o->reduction != REDUCE_NOT);
}

const char *check_losses(const eval_options *o)
{
  int is_given = o->labels != NULL || o->weights != NULL || o->has_ignore
                 || o->has_smoothing || o->has_reduction;
  int has_label = o->has_label || o->labels != NULL;
  if (o->op != OP_XENT)
    return is_given ? "--labels, --ignore, --weights, --smoothing and "
                      "--reduction need --op xent"
                    : NULL;
  if (o->has_ignore && o->labels == NULL)
    return "--ignore needs --labels";
  if (o->has_smoothing && !has_label)
    return "--smoothing needs --label or --labels";
  if (o->weights != NULL && !has_label)
    return "--weights needs --label or --labels";
  if (o->reduction == REDUCE_NOT)
    return o->weights == NULL ? NULL
                              : "--weights needs --reduction sum or mean";
  if (o->gradient)
    return "--gradient and --reduction exclude each other";
  return o->certified ? "--certified and --reduction exclude each other" : NULL;
}

static double smoothing(const eval_options *o)
{
  return o->floats ? (double)o->float_smoothing : o->smoothing;
}

static int is_smoothed(const eval_options *o)
{
  return o->has_smoothing && smoothing(o) > 0.0;
}

static int make_room(evaluation *e)
{
  const eval_options *o = e->b.o;
  size_t n = e->b.z.cols, rows = e->b.z.rows;
  e->values = o->gradient ? n : 1;
  size_t count = o->gradient ? n : rows;
  e->value = malloc(count * sizeof *e->value);
  e->bound = malloc(count * sizeof *e->bound);
  e->y = malloc(n * sizeof *e->y);
  e->work = malloc(2 * (n > rows ? n : rows) * sizeof *e->work);
  e->floats = malloc((3 * n + (o->floats ? n * rows + 2 * rows : 0))
                     * sizeof *e->floats);
  if (e->value != NULL && e->bound != NULL && e->y != NULL && e->work != NULL
      && e->floats != NULL)
    return 1;
  report("not enough memory for the result");
  return 0;
}

static void free_room(evaluation *e)
{
  free(e->value);
  free(e->bound);
  free(e->y);
  free(e->work);
  free(e->floats);
}

static int refused(const evaluation *e, size_t r, sp_status status)
{
  const batch *b = &e->b;
  if (status == SP_BAD_LABEL && b->label_line != NULL)
    report_at(b->label_name, b->label_line[r], 1,
              "%s: %lld, logits in %s:%zu: %zu", sp_status_name(status),
              (long long)b->label[r], b->z.name, b->z.line[r], b->z.cols);
  else if (status == SP_BAD_LABEL)
    report_at(b->z.name, b->z.line[r], 1, "%s: --label %zu, logits: %zu",
              sp_status_name(status), b->label[r], b->z.cols);
  else
    report_at(b->z.name, b->z.line[r], 1, "%s", sp_status_name(status));
  return 0;
}

/* e->y becomes the smoothed label of a row. */
static sp_status smooth(evaluation *e, size_t label)
{
  const eval_options *o = e->b.o;
  size_t n = e->b.z.cols;
  if (!o->floats)
    return sp_smooth_label(e->y, n, label, o->smoothing);
  sp_status status = sp_smooth_labelf(e->floats, n, label, o->float_smoothing);
  for (size_t i = 0; status == SP_OK && i < n; i++)
    e->y[i] = (double)e->floats[i];
  return status;
}

static const double *targets_of(const evaluation *e, size_t r)
{
  const batch *b = &e->b;
  if (b->label != NULL)
    return is_smoothed(b->o) ? e->y : NULL;
  return b->y.at + (b->o->target_is_list ? 0 : r * b->y.cols);
}

static void bound_smoothed(const evaluation *e, const task *t)
{
  smoothed s = {.z = t->x, .y = t->y, .n = t->n, .floats = t->o->floats};
  if (t->o->gradient)
    bound_smoothed_gradient(&s, e->work, t->bound);
  else
    t->bound[0] = bound_smoothed_loss(&s, t->value[0], t->bound[0]);
}

/* The values of row r, to `value' and `bound' */
static int compute_row(evaluation *e, size_t r, double *value, double *bound)
{
  const batch *b = &e->b;
  eval_options o = *b->o;
  size_t label = b->label != NULL ? b->label[r] : 0;
  sp_status status = SP_OK;
  o.has_label = b->label != NULL && !is_smoothed(&o);
  o.label = label;
  if (is_smoothed(&o))
    status = smooth(e, label);
  task t = {.o = &o,
            .x = b->z.at + r * b->z.cols,
            .y = targets_of(e, r),
            .n = b->z.cols,
            .p = e->work,
            .floats = e->floats,
            .value = value,
            .bound = bound};
  if (status == SP_OK)
    status = o.floats ? compute_float(&t) : compute(&t);
  if (status != SP_OK)
    return refused(e, r, status);
  if (is_smoothed(&o))
    bound_smoothed(e, &t);
  return 1;
}

/* The losses of labels that are not smoothed, by the core's functions for rows */
static sp_status compute_rows(evaluation *e, size_t *bad_row)
{
  const batch *b = &e->b;
  size_t n = b->z.cols, rows = b->z.rows;
  if (!b->o->floats)
    return sp_cross_entropy_rows(b->z.at, rows, n, b->label, b->ignore,
                                 e->value, bad_row);
  float *z = e->floats, *loss = z + n * rows;
  for (size_t i = 0; i < n * rows; i++)
    z[i] = (float)b->z.at[i];
  sp_status status = sp_cross_entropy_rowsf(z, rows, n, b->label, b->ignore,
                                            loss, e->work, bad_row);
  for (size_t r = 0; status == SP_OK && r < rows; r++)
    e->value[r] = (double)loss[r];
  return status;
}

/* P14_rows, P22_rows: each loss is that of the function on one row. */
static void bound_rows(evaluation *e)
{
  const batch *b = &e->b;
  size_t n = b->z.cols;
  for (size_t r = 0; r < b->z.rows; r++) {
    const double *z = b->z.at + r * n;
    if (batch_ignores(b, r))
      e->bound[r] = 0.0;
    else if (!b->o->floats)
      e->bound[r] = bound_label_loss(z, n, b->label[r], e->value[r]);
    else
      e->bound[r] =
          isinf(z[b->label[r]]) ? 0.0 : bound_float((float)e->value[r]);
  }
}

static int compute_losses(evaluation *e)
{
  const batch *b = &e->b;
  size_t bad_row = 0;
  if (b->label != NULL && !is_smoothed(b->o)) {
    sp_status status = compute_rows(e, &bad_row);
    if (status != SP_OK)
      return refused(e, bad_row, status);
    bound_rows(e);
    return 1;
  }
  for (size_t r = 0; r < b->z.rows; r++) {
    e->value[r] = e->bound[r] = 0.0;
    if (!batch_ignores(b, r) && !compute_row(e, r, e->value + r, e->bound + r))
      return 0;
  }
  return 1;
}

static sp_status reduce_floats(const evaluation *e, double *value)
{
  size_t rows = e->b.z.rows;
  float *loss = e->floats, *weight = loss + rows, x = 0.0F;
  for (size_t r = 0; r < rows; r++) {
    loss[r] = (float)e->value[r];
    weight[r] = (float)e->b.weight[r];
  }
  sp_status status = e->b.o->reduction == REDUCE_SUM
                         ? sp_sum_lossf(loss, weight, rows, &x, e->work)
                         : sp_mean_lossf(loss, weight, rows, &x, e->work);
  *value = (double)x;
  return status;
}

static sp_status reduce(const evaluation *e, double *value)
{
  const batch *b = &e->b;
  if (b->o->floats)
    return reduce_floats(e, value);
  return b->o->reduction == REDUCE_SUM
             ? sp_sum_loss(e->value, b->weight, b->z.rows, value)
             : sp_mean_loss(e->value, b->weight, b->z.rows, value);
}

static int print_reduced(const evaluation *e, printer *p)
{
  const batch *b = &e->b;
  int is_sum = b->o->reduction == REDUCE_SUM;
  double value = 0.0, bound;
  sp_status status = reduce(e, &value);
  if (status != SP_OK) {
    report("%s: %s", b->z.name, sp_status_name(status));
    return 0;
  }
  losses s = {.loss = e->value,
              .bound = e->bound,
              .weight = b->weight,
              .rows = b->z.rows,
              .floats = b->o->floats};
  bound = is_sum ? bound_sum(&s, value) : bound_mean(&s, value);
  result r = {.op = is_sum ? "xent-sum" : "xent-mean",
              .line = b->z.line[0],
              .n = b->z.cols,
              .rows = b->z.rows,
              .value = &value,
              .bound = b->o->bound ? &bound : NULL};
  print_result(p, &r);
  return 1;
}

static int print_row(const evaluation *e, size_t r, const double *value,
                     const double *bound, printer *p)
{
  const batch *b = &e->b;
  const eval_options *o = b->o;
  shape vector = {1, {e->values}}, number = {0};
  result x = {.op = eval_op_name(o),
              .line = b->z.line[r],
              .n = b->z.cols,
              .shape = o->gradient ? vector : number,
              .value = value,
              .bound = o->bound || o->certified ? bound : NULL};
  problem q = {.op = OP_XENT,
               .gradient = o->gradient,
               .n = b->z.cols,
               .z = b->z.at + r * b->z.cols,
               .label = b->label != NULL ? b->label[r] : 0,
               .y = b->label == NULL ? targets_of(e, r) : NULL,
               .smoothing = o->has_smoothing ? smoothing(o) : 0.0,
               .T = 1.0};
  if (o->certified && !batch_ignores(b, r))
    return print_certified(p, &x, &q, o->format);
  if (o->certified)
    print_exact(p, &x, e->values);
  else
    print_result(p, &x);
  return !ferror(p->out) || report_full();
}

static int print_gradients(evaluation *e, printer *p)
{
  for (size_t r = 0; r < e->b.z.rows; r++) {
    for (size_t i = 0; i < e->values; i++)
      e->value[i] = e->bound[i] = 0.0;
    if (!batch_ignores(&e->b, r) && !compute_row(e, r, e->value, e->bound))
      return 0;
    if (!print_row(e, r, e->value, e->bound, p))
      return 0;
  }
  return 1;
}

static int print_losses(const evaluation *e, printer *p)
{
  for (size_t r = 0; r < e->b.z.rows; r++)
    if (!print_row(e, r, e->value + r, e->bound + r, p))
      return 0;
  return 1;
}

int eval_losses(const eval_options *o, printer *p)
{
  evaluation e = {0};
  int status = batch_open(&e.b, o);
  print_begin(p);
  if (status == EXIT_OK) {
    int is_done = make_room(&e);
    if (is_done && o->gradient)
      is_done = print_gradients(&e, p);
    else if (is_done)
      is_done = compute_losses(&e)
                && (o->reduction == REDUCE_NOT ? print_losses(&e, p)
                                               : print_reduced(&e, p));
    status = is_done ? EXIT_OK : EXIT_DATA;
  }
  print_end(p);
  free_room(&e);
  batch_close(&e.b);
  return status;
}
