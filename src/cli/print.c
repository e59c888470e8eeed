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
static void print_number(const printer *p, double x)
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

/* JSON has no infinity and no hex floats: these are strings. */
static void print_json_number(const printer *p, double x)
{
  int is_string = p->hex || isinf(x);
  if (is_string)
    putc('"', p->out);
  print_number(p, x);
  if (is_string)
    putc('"', p->out);
}

static void print_json_array(const printer *p, const double *value, size_t n)
{
  putc('[', p->out);
  for (size_t i = 0; i < n; i++) {
    if (i > 0)
      fputs(", ", p->out);
    print_json_number(p, value[i]);
  }
  putc(']', p->out);
}

static void print_json_values(const printer *p, const result *r,
                              const double *value)
{
  if (r->shape == SCALAR) {
    print_json_number(p, value[0]);
  } else if (r->shape == VECTOR) {
    print_json_array(p, value, r->n);
  } else {
    putc('[', p->out);
    for (size_t i = 0; i < r->n; i++) {
      if (i > 0)
        fputs(", ", p->out);
      print_json_array(p, value + i * r->n, r->n);
    }
    putc(']', p->out);
  }
}

static void print_json(const printer *p, const result *r)
{
  fputs(p->results > 0 ? ",\n" : "\n", p->out);
  fprintf(p->out,
          "{\"line\": %zu, \"op\": \"%s\", \"n\": %zu, \"result\": ", r->line,
          r->op, r->n);
  print_json_values(p, r, r->value);
  if (r->bound != NULL) {
    printer q = for_bounds(p);
    fputs(", \"bound\": ", p->out);
    print_json_values(&q, r, r->bound);
  }
  putc('}', p->out);
}

/* A result a line, a matrix in n lines; with bounds, a value and its bound a
 * line. Results of several lines are a blank line apart. */
static void print_tsv(const printer *p, const result *r)
{
  size_t lines = r->shape == MATRIX ? r->n : 1;
  size_t columns = r->shape == SCALAR ? 1 : r->n;
  int has_bound = r->bound != NULL;
  printer q = for_bounds(p);
  if (p->results > 0 && (has_bound || r->shape == MATRIX))
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
