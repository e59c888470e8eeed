/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "print.h"

#include <math.h>
#include <stdlib.h>

/* A bound is a double, also that of a float. */
static printer for_bounds(const printer *p)
{
  printer q = *p;
  q.floats = 0;
  return q;
}

/* The shortest that reads back as x, of 15, 16 and 17 digits, or as the float
 * that x is, of 6 to 9; or %a. */
void print_number(const printer *p, double x)
{
  if (p->hex) {
    fprintf(p->out, "%a", x);
    return;
  }
  char text[32];
  for (int digits = p->floats ? 6 : 15; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, x);
    if ((p->floats ? (double)strtof(text, NULL) : strtod(text, NULL)) == x)
      break;
  }
  fputs(text, p->out);
}

static void print_values(const printer *p, const double *value, size_t n,
                         const char *separator)
{
  for (size_t i = 0; i < n; i++) {
    if (i > 0)
      fputs(separator, p->out);
    print_number(p, value[i]);
  }
}

/* JSON has no infinity, no NaN and no hex floats: these are strings. */
void print_json_number(const printer *p, double x)
{
  int is_string = p->hex || !isfinite(x);
  if (is_string)
    putc('"', p->out);
  print_number(p, x);
  if (is_string)
    putc('"', p->out);
}

/* The values below one index of the axes before `axis': arrays in arrays.
 * Returns where the next ones are. */
static const double *print_json_values(const printer *p, const shape *s,
                                       size_t axis, const double *value)
{
  if (axis == s->rank) {
    print_json_number(p, *value);
    return value + 1;
  }
  putc('[', p->out);
  for (size_t i = 0; i < s->length[axis]; i++) {
    if (i > 0)
      fputs(", ", p->out);
    value = print_json_values(p, s, axis + 1, value);
  }
  putc(']', p->out);
  return value;
}

static void print_json_axis(const printer *p, const result *r)
{
  fputs("\"shape\": [", p->out);
  for (size_t i = 0; i < r->logits->rank; i++)
    fprintf(p->out, i > 0 ? ", %zu" : "%zu", r->logits->length[i]);
  fprintf(p->out, "], \"axis\": %zu, ", r->axis);
}

/* A result up to its values */
static void print_json_head(const printer *p, const result *r)
{
  fputs(p->results > 0 ? ",\n" : "\n", p->out);
  fprintf(p->out, "{\"line\": %zu, \"op\": \"%s\", \"n\": %zu, ", r->line,
          r->op, r->n);
  if (r->rows > 0)
    fprintf(p->out, "\"rows\": %zu, ", r->rows);
  if (r->index != NULL)
    fprintf(p->out, "\"index\": \"%s\", ", r->index);
  if (r->logits != NULL)
    print_json_axis(p, r);
  fputs("\"result\": ", p->out);
}

static void print_json(const printer *p, const result *r)
{
  print_json_head(p, r);
  print_json_values(p, &r->shape, 0, r->value);
  if (r->bound != NULL) {
    printer q = for_bounds(p);
    fputs(", \"bound\": ", p->out);
    print_json_values(&q, &r->shape, 0, r->bound);
  }
  putc('}', p->out);
}

/* A result a line, a line for each index of all axes but the last; with bounds,
 * a value and its bound a line. Results of several lines are a blank line
 * apart. */
static void print_tsv(const printer *p, const result *r)
{
  size_t rank = r->shape.rank;
  size_t lines = rank > 0 ? shape_count(&r->shape, 0, rank - 1) : 1;
  size_t columns = rank > 0 ? r->shape.length[rank - 1] : 1;
  int has_bound = r->bound != NULL;
  printer q = for_bounds(p);
  if (p->results > 0 && (has_bound || rank > 1))
    putc('\n', p->out);
  for (size_t i = 0; !has_bound && i < lines; i++) {
    print_values(p, r->value + i * columns, columns, "\t");
    putc('\n', p->out);
  }
  for (size_t i = 0; has_bound && i < lines * columns; i++) {
    print_number(p, r->value[i]);
    putc('\t', p->out);
    print_number(&q, r->bound[i]);
    putc('\n', p->out);
  }
}

void print_head(const printer *p, const result *r)
{
  if (p->json)
    print_json_head(p, r);
  else if (p->results > 0)
    putc('\n', p->out);
}

void print_begin(printer *p)
{
  if (p->json)
    putc('[', p->out);
}

void print_result(printer *p, const result *r)
{
  if (p->json)
    print_json(p, r);
  else
    print_tsv(p, r);
  p->results++;
}

void print_end(printer *p)
{
  if (p->json)
    fputs("\n]\n", p->out);
}
