/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "array.h"
#include "check.h"
#include "report.h"
#include "softproof.h"

#include <math.h>
#include <string.h>

typedef struct files {
  array Q, K, V, mask, got;
  const format *f;
  size_t batches, m, n, d, dv; /* m queries and n keys in each */
} files;

static int read_files(files *in, const check_options *o)
{
  if (!array_read(&in->Q, o->queries, o->f)
      || !array_read(&in->K, o->keys, o->f)
      || !array_read(&in->V, o->values, o->f)
      || !array_read(&in->got, o->result, o->f))
    return 0;
  if (o->mask != NULL && !array_read(&in->mask, o->mask, o->f))
    return 0;
  in->f = array_format(&in->got, o->f);
  return 1;
}

/* Lines of text that are one row have no axis of rows. */
static int has_rows(array *a)
{
  if (a->shape.rank == 1) {
    a->shape.length[1] = a->shape.length[0];
    a->shape.length[0] = 1;
    a->shape.rank = 2;
  }
  if (a->shape.rank == 0)
    report("%s: a number without an axis", a->name);
  return a->shape.rank > 0;
}

static size_t rows(const array *a)
{
  return a->shape.length[a->shape.rank - 2];
}

static size_t columns(const array *a)
{
  return a->shape.length[a->shape.rank - 1];
}

static int has_shape(array *a, const files *in, size_t height, size_t width)
{
  if (!has_rows(a))
    return 0;
  size_t batches = shape_count(&a->shape, 0, a->shape.rank - 2);
  if (batches == in->batches && rows(a) == height && columns(a) == width)
    return 1;
  report("%s: %zu times %zu rows of %zu numbers, expected: %zu times %zu of "
         "%zu",
         a->name, batches, rows(a), columns(a), in->batches, height, width);
  return 0;
}

static int describe(files *in, const check_options *o)
{
  if (!has_rows(&in->Q) || !has_rows(&in->K) || !has_rows(&in->V))
    return 0;
  in->batches = shape_count(&in->Q.shape, 0, in->Q.shape.rank - 2);
  in->m = rows(&in->Q);
  in->d = columns(&in->Q);
  in->n = rows(&in->K);
  in->dv = columns(&in->V);
  return has_shape(&in->K, in, in->n, in->d)
         && has_shape(&in->V, in, in->n, in->dv)
         && (o->mask == NULL || has_shape(&in->mask, in, in->m, in->n))
         && has_shape(&in->got, in, in->m, in->dv);
}

/* Judges the row of a query. */
static int check_one(const files *in, const check_options *o, size_t row,
                     verdict *v)
{
  size_t batch = row / in->m, j = row % in->m;
  query a = {.q = in->Q.at + row * in->d,
             .K = in->K.at + batch * in->n * in->d,
             .V = in->V.at + batch * in->n * in->dv,
             .mask = o->mask != NULL ? in->mask.at + row * in->n : NULL,
             .keys = sp_visible_keys(in->m, in->n, (sp_causal)o->causal, j),
             .d = in->d,
             .dv = in->dv,
             .scale = isnan(o->scale) ? 1.0 / sqrt((double)in->d) : o->scale};
  problem p = {.op = OP_ATTENTION, .n = a.keys, .query = &a};
  row_case c = {.name = in->Q.name,
                .line = row + 1,
                .p = &p,
                .f = in->f,
                .got = in->got.at + row * in->dv};
  progress(row + 1);
  return check_row(v, o, &c);
}

int check_attention_files(verdict *v, const check_options *o)
{
  files in = {0};
  int right = read_files(&in, o) && describe(&in, o);
  for (size_t row = 0; right && row < in.batches * in.m; row++)
    right = check_one(&in, o, row, v);
  array_free(&in.Q);
  array_free(&in.K);
  array_free(&in.V);
  array_free(&in.mask);
  array_free(&in.got);
  return right;
}
