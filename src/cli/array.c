/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "array.h"

#include "report.h"
#include "rows.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int array_append(array *a, size_t *room, double x)
{
  if (a->count == *room) {
    size_t more = *room == 0 ? 1024 : 2 * *room;
    double *at = more <= SIZE_MAX / sizeof *at
                     ? realloc(a->at, more * sizeof *at)
                     : NULL;
    if (at == NULL) {
      report("%s: not enough memory", a->name);
      return 0;
    }
    a->at = at;
    *room = more;
  }
  a->at[a->count++] = x;
  return 1;
}

static const char *accept_all(double x)
{
  (void)x;
  return NULL;
}

int array_read_rows(array *a, FILE *in, const format *f, int separator)
{
  rows r;
  row_status status;
  size_t room = 0, columns = 0, lines = 0;
  rows_open_file(&r, in, a->name, separator, accept_all);
  r.format = f;
  while ((status = rows_next(&r)) == ROW_READ) {
    if (lines++ == 0)
      columns = r.n;
    if (r.n != columns) {
      report_at(r.name, r.line, 1, "numbers: %zu, in the first row: %zu", r.n,
                columns);
      status = ROW_BAD;
    }
    for (size_t i = 0; status == ROW_READ && i < r.n; i++)
      if (!array_append(a, &room, r.value[i]))
        status = ROW_BAD;
    if (status == ROW_BAD)
      break;
  }
  free(r.value);
  if (status == ROW_BAD)
    return 0;
  if (lines == 0) {
    report("%s: no numbers", a->name);
    return 0;
  }
  a->shape = lines == 1 ? (shape){1, {columns}} : (shape){2, {lines, columns}};
  return 1;
}

static int ends_with(const char *s, const char *end)
{
  size_t length = strlen(s), tail = strlen(end);
  return length > tail && strcmp(s + length - tail, end) == 0;
}

int array_read(array *a, const char *path, const format *f)
{
  *a = (array){.name = path};
  FILE *in = fopen(path, "rb");
  if (in == NULL) {
    report("%s: %s", path, strerror(errno));
    return 0;
  }
  int is_read;
  if (ends_with(path, ".npy"))
    is_read = array_read_npy(a, in, f);
  else if (ends_with(path, ".json"))
    is_read = array_read_json(a, in, f != NULL ? f : &binary64);
  else
    is_read = array_read_rows(a, in, f != NULL ? f : &binary64,
                              ends_with(path, ".csv") ? ',' : '\t');
  fclose(in);
  if (!is_read)
    array_free(a);
  return is_read;
}

const format *array_format(const array *a, const format *f)
{
  return f != NULL ? f : a->f != NULL ? a->f : &binary64;
}

void array_free(array *a)
{
  free(a->at);
  *a = (array){0};
}
