/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "dataset.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_SIZE 8192
#define MOST_FIELDS 1024
#define MOST_CLASSES 1000

typedef struct reader {
  FILE *in;
  const char *path;
  size_t line;
  char text[LINE_SIZE];
  char *field[MOST_FIELDS];
  size_t fields, room;
} reader;

__attribute__((format(printf, 2, 3))) static int fail(const reader *r,
                                                      const char *format, ...)
{
  va_list args;
  fprintf(stderr, "demo: %s:%zu: ", r->path, r->line);
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fputc('\n', stderr);
  return 0;
}

/* The next line, cut at its commas: 1; at the end of the file: 0; else -1. */
static int next_line(reader *r)
{
  r->line++;
  if (!fgets(r->text, LINE_SIZE, r->in)) {
    if (ferror(r->in))
      return fail(r, "cannot be read") - 1;
    return 0;
  }
  if (!strchr(r->text, '\n') && !feof(r->in))
    return fail(r, "line longer than %d bytes", LINE_SIZE - 2) - 1;
  r->text[strcspn(r->text, "\r\n")] = '\0';
  r->fields = 0;
  char *at = r->text;
  for (;;) {
    if (r->fields == MOST_FIELDS)
      return fail(r, "more than %d fields", MOST_FIELDS) - 1;
    r->field[r->fields++] = at;
    at = strchr(at, ',');
    if (!at)
      return 1;
    *at++ = '\0';
  }
}

static int to_number(const reader *r, const char *field, double *x)
{
  char *end;
  *x = strtod(field, &end);
  if (end == field || *end != '\0' || !isfinite(*x))
    return fail(r, "not a finite number: \"%s\"", field);
  return 1;
}

static int to_count(const reader *r, const char *field, size_t most,
                    size_t *count)
{
  size_t digits = strspn(field, "0123456789");
  if (digits == 0 || digits > 9 || field[digits] != '\0')
    return fail(r, "not a whole number: \"%s\"", field);
  *count = strtoul(field, NULL, 10);
  if (*count > most)
    return fail(r, "%s is above %zu", field, most);
  return 1;
}

static void *resized(void *block, size_t bytes)
{
  void *more = realloc(block, bytes);
  if (!more) {
    fprintf(stderr, "demo: out of memory\n");
    exit(2);
  }
  return more;
}

static int read_row(reader *r, dataset *d)
{
  if (d->rows == 0 && d->features == 0)
    d->features = r->fields - 1;
  if (r->fields != d->features + 1 || r->fields < 2)
    return fail(r, "%zu fields where %zu features and a class are expected",
                r->fields, d->features);
  if (d->rows == r->room) {
    r->room = 2 * r->room + 64;
    d->x = resized(d->x, r->room * d->features * sizeof *d->x);
    d->label = resized(d->label, r->room * sizeof *d->label);
  }
  double *x = d->x + d->rows * d->features;
  for (size_t k = 0; k < d->features; k++)
    if (!to_number(r, r->field[k], &x[k]))
      return 0;
  size_t most = d->classes > 0 ? d->classes - 1 : MOST_CLASSES - 1;
  if (!to_count(r, r->field[d->features], most, &d->label[d->rows]))
    return 0;
  d->rows++;
  return 1;
}

static int read_all(reader *r, dataset *d, int has_header)
{
  size_t expected = 0;
  int more = next_line(r);
  if (more == 1 && has_header) {
    if (r->fields < 4)
      return fail(r, "the first line is not \"rows,features,name,name,...\"");
    if (!to_count(r, r->field[0], 1000000, &expected)
        || !to_count(r, r->field[1], MOST_FIELDS - 1, &d->features))
      return 0;
    d->classes = r->fields - 2;
    more = next_line(r);
  }
  for (; more == 1; more = next_line(r))
    if (!read_row(r, d))
      return 0;
  if (more < 0)
    return 0;
  if (has_header && d->rows != expected)
    return fail(r, "the file ends after %zu rows; its first line says %zu",
                d->rows, expected);
  for (size_t i = 0; !has_header && i < d->rows; i++)
    if (d->label[i] >= d->classes)
      d->classes = d->label[i] + 1;
  if (d->rows < 10 || d->classes < 2)
    return fail(r, "%zu rows of %zu classes are too few", d->rows, d->classes);
  return 1;
}

int dataset_read(dataset *d, const char *path, int has_header)
{
  static reader r;
  *d = (dataset){0, 0, 0, NULL, NULL};
  r.path = path;
  r.line = r.fields = r.room = 0;
  r.in = fopen(path, "r");
  if (!r.in) {
    fprintf(stderr, "demo: %s: %s\n", path, strerror(errno));
    return 0;
  }
  int ok = read_all(&r, d, has_header);
  fclose(r.in);
  if (!ok)
    dataset_free(d);
  return ok;
}

void dataset_free(dataset *d)
{
  free(d->x);
  free(d->label);
  *d = (dataset){0, 0, 0, NULL, NULL};
}

/* splitmix64 */
static unsigned long long next_bits(unsigned long long *state)
{
  unsigned long long x = (*state += 0x9e3779b97f4a7c15ULL);
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

void dataset_shuffle(dataset *d, unsigned long long seed)
{
  for (size_t i = d->rows - 1; i > 0; i--) {
    size_t j = (size_t)(next_bits(&seed) % (i + 1));
    size_t label = d->label[i];
    d->label[i] = d->label[j];
    d->label[j] = label;
    for (size_t k = 0; k < d->features; k++) {
      double x = d->x[i * d->features + k];
      d->x[i * d->features + k] = d->x[j * d->features + k];
      d->x[j * d->features + k] = x;
    }
  }
}

void dataset_standardise(dataset *d, size_t first_rows)
{
  double count = (double)first_rows;
  for (size_t k = 0; k < d->features; k++) {
    double *x = d->x + k, mean = 0.0, variance = 0.0;
    for (size_t i = 0; i < first_rows; i++)
      mean += x[i * d->features] / count;
    for (size_t i = 0; i < first_rows; i++) {
      double away = x[i * d->features] - mean;
      variance += away * away / count;
    }
    double scale = variance > 1e-12 ? 1.0 / sqrt(variance) : 0.0;
    for (size_t i = 0; i < d->rows; i++)
      x[i * d->features] = (x[i * d->features] - mean) * scale;
  }
}
