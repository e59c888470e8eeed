/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "attention.h"

#include "bound_attention.h"
#include "certified.h"
#include "matrix.h"
#include "one_pass.h"
#include "report.h"
#include "softproof.h"
#include "within.h"

#include <math.h>
#include <stdlib.h>

/* Rows of one head after the other; without heads, there is one. */
typedef struct inputs {
  matrix Q, K, V, mask;
  size_t heads, m, n; /* m queries and n keys of each */
  double scale;
} inputs;

static const char *refuse_key(double x)
{
  return sp_is_within(x, LARGEST_KEY) ? NULL
                                      : "not a number from -2^400 to 2^400";
}

static const char *refuse_value(double x)
{
  return sp_is_within(x, LARGEST_VALUE) ? NULL
                                        : "not a number from -2^990 to 2^990";
}

static const char *refuse_mask(double x)
{
  return x < INFINITY ? NULL : sp_status_name(SP_BAD_MASK);
}

static const char *refuse_keep(double x)
{
  return x == 0.0 || x == 1.0 ? NULL : "not 0 or 1";
}

const char *refuse_scale(double c)
{
  return sp_is_within(c, LARGEST_SCALE) ? NULL : "not from -2^100 to 2^100";
}

static const char *refuse_all(const double *x, size_t n, refusal *refuse)
{
  const char *wrong = NULL;
  for (size_t i = 0; i < n && wrong == NULL; i++)
    wrong = refuse(x[i]);
  return wrong;
}

const char *refuse_query(const query *a)
{
  const char *wrong = refuse_scale(a->scale) == NULL
                          ? refuse_all(a->q, a->d, refuse_key)
                          : "a scale that is not from -2^100 to 2^100";
  if (wrong == NULL)
    wrong = refuse_all(a->K, a->keys * a->d, refuse_key);
  if (wrong == NULL)
    wrong = refuse_all(a->V, a->keys * a->dv, refuse_value);
  if (wrong == NULL && a->mask != NULL)
    wrong = refuse_all(a->mask, a->keys, refuse_mask);
  return wrong;
}

typedef struct length {
  const matrix *of;
  const char *what;
  size_t count;
} length;

static length width(const matrix *a)
{
  return (length){a, "numbers in a row", a->cols};
}

static length height(const matrix *a)
{
  return (length){a, "rows", a->rows};
}

static int same(length a, length b)
{
  if (a.count != b.count)
    report("%s: %s: %zu, %s: %s: %zu", a.of->name, a.what, a.count, b.of->name,
           b.what, b.count);
  return a.count == b.count;
}

/* From 1 and 0 to the mask that is added: 0 and -inf */
static int hide_keys(matrix *mask)
{
  unsigned char *keep = malloc(mask->cols);
  for (size_t j = 0; keep != NULL && j < mask->rows; j++) {
    double *row = mask->at + j * mask->cols;
    for (size_t k = 0; k < mask->cols; k++) {
      keep[k] = row[k] != 0.0;
      row[k] = 0.0;
    }
    sp_mask_keep(row, keep, mask->cols);
  }
  if (keep == NULL)
    report("not enough memory for the mask");
  free(keep);
  return keep != NULL;
}

static int read_inputs(const eval_options *o, inputs *in)
{
  int separator = o->input_separator;
  return matrix_read(&in->Q, o->path, separator, o->format, refuse_key)
         && matrix_read(&in->K, o->keys, separator, o->format, refuse_key)
         && matrix_read(&in->V, o->values, separator, o->format, refuse_value)
         && (o->mask == NULL
             || matrix_read(&in->mask, o->mask, separator, o->format,
                            refuse_mask))
         && (o->keep == NULL
             || (matrix_read(&in->mask, o->keep, separator, &binary64,
                             refuse_keep)
                 && hide_keys(&in->mask)));
}

/* Whether the rows are as many for each head */
static int divide(const matrix *a, size_t heads, size_t *rows)
{
  *rows = a->rows / heads;
  if (*rows * heads != a->rows)
    report("%s: rows: %zu, not as many for each of %zu heads", a->name, a->rows,
           heads);
  return *rows * heads == a->rows;
}

static int check_shapes(inputs *in)
{
  const matrix *Q = &in->Q, *K = &in->K, *V = &in->V, *mask = &in->mask;
  if (!same(width(K), width(Q)) || !same(height(V), height(K))
      || !divide(Q, in->heads, &in->m) || !divide(K, in->heads, &in->n))
    return 0;
  length keys = {K, in->heads > 1 ? "rows of a head" : "rows", in->n};
  return mask->at == NULL
         || (same(height(mask), height(Q)) && same(width(mask), keys));
}

static query query_of(const eval_options *o, const inputs *in, size_t j)
{
  size_t first = j / in->m * in->n; /* key of the head */
  return (query){.q = in->Q.at + j * in->Q.cols,
                 .K = in->K.at + first * in->K.cols,
                 .V = in->V.at + first * in->V.cols,
                 .mask = in->mask.at == NULL ? NULL : in->mask.at + j * in->n,
                 .keys = sp_visible_keys(in->m, in->n, o->causal, j % in->m),
                 .d = in->K.cols,
                 .dv = in->V.cols,
                 .scale = in->scale};
}

/* work: room for the scores of a query. Of floats there is one way only. */
static void find_bound(const eval_options *o, const query *a,
                       const double *value, double *work, double *bound)
{
  if (o->online && !o->floats)
    bound_one_pass(a, value, work, bound);
  else
    bound_attention(a, o->floats, value, bound);
}

static int print_rows(const eval_options *o, const inputs *in,
                      const double *out, double *work, double *bound,
                      printer *p)
{
  int wants_bound = o->bound || o->certified;
  for (size_t j = 0; j < in->Q.rows; j++) {
    query a = query_of(o, in, j);
    const double *value = out + j * a.dv;
    if (wants_bound)
      find_bound(o, &a, value, work, bound);
    result r = {.op = eval_op_name(o),
                .line = in->Q.line[j],
                .n = a.dv,
                .shape = {1, {a.dv}},
                .value = value,
                .bound = wants_bound ? bound : NULL};
    problem q = {.op = OP_ATTENTION, .n = a.keys, .query = &a};
    if (!o->certified)
      print_result(p, &r);
    else if (!print_certified(p, &r, &q, o->format))
      return 0;
  }
  return 1;
}

/* A copy of n numbers that are floats already; NULL without memory or n */
static float *floats_of(const double *x, size_t n)
{
  float *y = n > 0 ? malloc(n * sizeof *y) : NULL;
  for (size_t i = 0; y != NULL && i < n; i++)
    y[i] = (float)x[i];
  return y;
}

/* The numbers of all heads as floats; mask or NULL */
typedef struct float_inputs {
  float *Q, *K, *V, *mask;
} float_inputs;

static sp_status call_floats(const eval_options *o, const inputs *in,
                             const float_inputs *x, double *work, float *y)
{
  size_t m = in->m, n = in->n, d = in->K.cols, dv = in->V.cols;
  if (o->heads > 0)
    return sp_attention_headsf(x->Q, x->K, x->V, x->mask, in->heads, m, n, d,
                               dv, in->scale, o->causal, work, y);
  return sp_attentionf(x->Q, x->K, x->V, x->mask, m, n, d, dv, in->scale,
                       o->causal, work, y);
}

/* As doubles. Returns 0 if there is no memory. */
static int attend_floats(const eval_options *o, const inputs *in, double *out,
                         sp_status *status)
{
  size_t n = in->n, d = in->K.cols, dv = in->V.cols, rows = in->Q.rows;
  float_inputs x = {
      .Q = floats_of(in->Q.at, rows * d),
      .K = floats_of(in->K.at, in->K.rows * d),
      .V = floats_of(in->V.at, in->K.rows * dv),
      .mask = in->mask.at == NULL ? NULL : floats_of(in->mask.at, rows * n)};
  float *y = malloc(rows * dv * sizeof *y);
  double *work = malloc((n * d + n * dv + dv + d + 2 * n) * sizeof *work);
  int has_room = x.Q != NULL && x.K != NULL && x.V != NULL && y != NULL
                 && work != NULL && (x.mask != NULL) == (in->mask.at != NULL);
  if (has_room)
    *status = call_floats(o, in, &x, work, y);
  if (has_room && *status == SP_OK)
    sp_widen(y, out, rows * dv);
  free(x.Q);
  free(x.K);
  free(x.V);
  free(x.mask);
  free(y);
  free(work);
  return has_room;
}

static sp_status attend_online(const eval_options *o, const inputs *in,
                               double *work, double *out)
{
  sp_status status = SP_OK;
  for (size_t j = 0; status == SP_OK && j < in->Q.rows; j++) {
    query a = query_of(o, in, j);
    status = attend_in_one_pass(&a, work, out + j * a.dv);
  }
  return status;
}

static sp_status attend_doubles(const eval_options *o, const inputs *in,
                                double *work, double *out)
{
  const double *Q = in->Q.at, *K = in->K.at, *V = in->V.at, *A = in->mask.at;
  size_t m = in->m, n = in->n, d = in->K.cols, dv = in->V.cols;
  if (o->online)
    return attend_online(o, in, work, out);
  if (o->heads > 0)
    return sp_attention_heads(Q, K, V, A, in->heads, m, n, d, dv, in->scale,
                              o->causal, work, out);
  return sp_attention(Q, K, V, A, m, n, d, dv, in->scale, o->causal, work, out);
}

/* Returns 0 if there is no memory. */
static int attend(const eval_options *o, const inputs *in, double *work,
                  double *out, sp_status *status)
{
  if (o->floats)
    return attend_floats(o, in, out, status);
  *status = attend_doubles(o, in, work, out);
  return 1;
}

static int compute_attention(const eval_options *o, const inputs *in,
                             printer *p)
{
  size_t dv = in->V.cols;
  double *bound = malloc(dv * sizeof *bound);
  double *work = malloc(in->n * sizeof *work);
  double *out = calloc(in->Q.rows, dv * sizeof *out);
  sp_status s = SP_OK;
  int status = EXIT_DATA;
  if (bound == NULL || work == NULL || out == NULL
      || !attend(o, in, work, out, &s))
    report("not enough memory for the result");
  else if (s != SP_OK)
    report("%s", sp_status_name(s));
  else if (print_rows(o, in, out, work, bound, p))
    status = EXIT_OK;
  free(bound);
  free(work);
  free(out);
  return status;
}

int eval_attention(const eval_options *o, printer *p)
{
  inputs in = {.scale = o->scale, .heads = o->heads > 0 ? o->heads : 1};
  int status = EXIT_DATA;
  if (read_inputs(o, &in) && check_shapes(&in)) {
    if (!o->has_scale)
      in.scale = 1.0 / sqrt((double)in.K.cols);
    print_begin(p);
    status = compute_attention(o, &in, p);
    print_end(p);
  }
  matrix_free(&in.Q);
  matrix_free(&in.K);
  matrix_free(&in.V);
  matrix_free(&in.mask);
  return status;
}
