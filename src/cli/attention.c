/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "attention.h"

#include "bound_attention.h"
#include "certified.h"
#include "matrix.h"
#include "report.h"
#include "softproof.h"
#include "within.h"

#include <math.h>
#include <stdlib.h>

typedef struct inputs {
  matrix Q, K, V, mask;
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

static int read_inputs(const eval_options *o, inputs *in)
{
  int separator = o->input_separator;
  return matrix_read(&in->Q, o->path, separator, o->format, refuse_key)
         && matrix_read(&in->K, o->keys, separator, o->format, refuse_key)
         && matrix_read(&in->V, o->values, separator, o->format, refuse_value)
         && (o->mask == NULL
             || matrix_read(&in->mask, o->mask, separator, o->format,
                            refuse_mask));
}

static int check_shapes(const inputs *in)
{
  const matrix *Q = &in->Q, *K = &in->K, *V = &in->V, *mask = &in->mask;
  if (!same(width(K), width(Q)) || !same(height(V), height(K)))
    return 0;
  return mask->at == NULL
         || (same(height(mask), height(Q)) && same(width(mask), height(K)));
}

static int print_rows(const eval_options *o, const inputs *in,
                      const double *out, double *bound, printer *p)
{
  int wants_bound = o->bound || o->certified;
  for (size_t j = 0; j < in->Q.rows; j++) {
    query a = {.q = in->Q.at + j * in->Q.cols,
               .K = in->K.at,
               .V = in->V.at,
               .mask =
                   in->mask.at == NULL ? NULL : in->mask.at + j * in->K.rows,
               .keys = sp_visible_keys(in->Q.rows, in->K.rows, o->causal, j),
               .d = in->K.cols,
               .dv = in->V.cols,
               .scale = in->scale};
    const double *value = out + j * a.dv;
    if (wants_bound)
      bound_attention(&a, o->floats, value, bound);
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

/* What sp_attentionf has, as doubles. Returns 0 if there is no memory. */
static int attend_floats(const eval_options *o, const inputs *in, double *out,
                         sp_status *status)
{
  size_t m = in->Q.rows, n = in->K.rows, d = in->K.cols, dv = in->V.cols;
  float *Q = floats_of(in->Q.at, m * d);
  float *K = floats_of(in->K.at, n * d);
  float *V = floats_of(in->V.at, n * dv);
  float *mask = in->mask.at == NULL ? NULL : floats_of(in->mask.at, m * n);
  float *y = malloc(m * dv * sizeof *y);
  double *work = malloc((n * d + n * dv + dv + d + 2 * n) * sizeof *work);
  int has_room = Q != NULL && K != NULL && V != NULL && y != NULL
                 && work != NULL && (mask != NULL) == (in->mask.at != NULL);
  if (has_room)
    *status = sp_attentionf(Q, K, V, mask, m, n, d, dv, in->scale, o->causal,
                            work, y);
  if (has_room && *status == SP_OK)
    sp_widen(y, out, m * dv);
  free(Q);
  free(K);
  free(V);
  free(mask);
  free(y);
  free(work);
  return has_room;
}

/* The same of sp_attention */
static int attend_doubles(const eval_options *o, const inputs *in, double *out,
                          sp_status *status)
{
  size_t n = in->K.rows;
  double *work = malloc(n * sizeof *work);
  if (work == NULL)
    return 0;
  *status =
      sp_attention(in->Q.at, in->K.at, in->V.at, in->mask.at, in->Q.rows, n,
                   in->K.cols, in->V.cols, in->scale, o->causal, work, out);
  free(work);
  return 1;
}

static int compute_attention(const eval_options *o, const inputs *in,
                             printer *p)
{
  size_t dv = in->V.cols;
  double *bound = malloc(dv * sizeof *bound);
  double *out = calloc(in->Q.rows, dv * sizeof *out);
  sp_status s = SP_OK;
  int status = EXIT_DATA;
  if (bound == NULL || out == NULL
      || !(o->floats ? attend_floats(o, in, out, &s)
                     : attend_doubles(o, in, out, &s)))
    report("not enough memory for the result");
  else if (s != SP_OK)
    report("%s", sp_status_name(s));
  else if (print_rows(o, in, out, bound, p))
    status = EXIT_OK;
  free(bound);
  free(out);
  return status;
}

int eval_attention(const eval_options *o, printer *p)
{
  inputs in = {.scale = o->scale};
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
