/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "matrix.h"

#include "report.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Room for one more row; `room' rows fit by now. */
static int grow(matrix *a, size_t *room)
{
  if (a->rows < *room)
    return 1;
  size_t more = *room == 0 ? 16 : 2 * *room;
  if (more > SIZE_MAX / sizeof(double) / a->cols)
    return 0;
  double *at = realloc(a->at, more * a->cols * sizeof *at);
  if (at == NULL)
    return 0;
  a->at = at;
  size_t *line = realloc(a->line, more * sizeof *line);
  if (line == NULL)
    return 0;
  a->line = line;
  *room = more;
  return 1;
}

/* Takes over the row just read. */
static int add_row(matrix *a, const rows *r, size_t *room)
{
  if (a->rows == 0)
    a->cols = r->n;
  if (r->n != a->cols) {
    report_at(r->name, r->line, 1, "numbers: %zu, in the first row: %zu", r->n,
              a->cols);
    return 0;
  }
  if (!grow(a, room)) {
    report_at(r->name, r->line, 1, "not enough memory");
    return 0;
  }
  memcpy(a->at + a->rows * a->cols, r->value, a->cols * sizeof *a->at);
  a->line[a->rows++] = r->line;
  return 1;
}

int matrix_read(matrix *a, const char *path, int separator, const format *f,
                refusal *refuse)
{
  rows r;
  size_t room = 0;
  *a = (matrix){0};
  if (!rows_open(&r, path, separator, refuse))
    return 0;
  r.format = f;
  a->name = r.name;
  row_status status;
  while ((status = rows_next(&r)) == ROW_READ)
    if (!add_row(a, &r, &room)) {
      status = ROW_BAD;
      break;
    }
  if (status == ROW_END && a->rows == 0) {
    report("%s: no numbers", r.name);
    status = ROW_BAD;
  }
  rows_close(&r);
  return status == ROW_END;
}

void matrix_free(matrix *a)
{
  free(a->at);
  free(a->line);
  *a = (matrix){0};
}
