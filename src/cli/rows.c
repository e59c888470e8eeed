/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#define _POSIX_C_SOURCE 200809L
#include "rows.h"

#include "report.h"
#include "softproof.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Every double has an exact decimal form shorter than this. */
#define MAX_FIELD 4096
#define MAX_QUOTED 40

const char *refuse_logit(double x)
{
  if (x != x)
    return sp_status_name(SP_NAN_LOGIT);
  return x > 0.0 && x - x != 0.0 ? sp_status_name(SP_POS_INF_LOGIT) : NULL;
}

const char *refuse_target(double y)
{
  return 0.0 <= y && y <= 1.0 ? NULL : sp_status_name(SP_BAD_TARGET);
}

static void rows_start(rows *r, FILE *in, const char *name, int separator,
                       refusal *refuse)
{
  *r = (rows){.in = in,
              .name = name,
              .separator = separator,
              .format = &binary64,
              .refuse = refuse};
}

int rows_open(rows *r, const char *path, int separator, refusal *refuse)
{
  int is_stdin = strcmp(path, "-") == 0;
  FILE *in = is_stdin ? stdin : fopen(path, "rb");
  rows_start(r, in, is_stdin ? "<stdin>" : path, separator, refuse);
  if (in == NULL)
    report("%s: %s", path, strerror(errno));
  return in != NULL;
}

int rows_open_text(rows *r, const char *text, const char *name, int separator,
                   refusal *refuse)
{
  /* fmemopen only reads: the cast is safe */
  FILE *in = fmemopen((void *)text, strlen(text), "rb");
  rows_start(r, in, name, separator, refuse);
  if (in == NULL)
    report("%s: %s", name, strerror(errno));
  return in != NULL;
}

void rows_open_file(rows *r, FILE *in, const char *name, int separator,
                    refusal *refuse)
{
  rows_start(r, in, name, separator, refuse);
}

void rows_close(rows *r)
{
  if (r->in != NULL && r->in != stdin)
    fclose(r->in);
  free(r->value);
  *r = (rows){0};
}

/* The next byte or EOF; a CR before the end of a line is dropped. */
static int next_byte(rows *r)
{
  int c = getc_unlocked(r->in);
  if (c == '\r') {
    int after = getc_unlocked(r->in);
    if (after == '\n' || after == EOF)
      c = after;
    else
      ungetc(after, r->in);
  }
  if (c == EOF) {
    r->ended = 1;
    if (ferror(r->in))
      r->error = errno;
  }
  r->column++;
  return c;
}

static int is_line_end(int c)
{
  return c == '\n' || c == EOF;
}

static int is_blank(int c)
{
  return c == ' ' || c == '\t';
}

/* Puts s between double quotes, made printable and cut when long. */
static const char *quoted(const char *s)
{
  static char text[4 * MAX_QUOTED + 6];
  char *to = text;
  *to++ = '"';
  for (int i = 0; s[i] != '\0'; i++) {
    if (i == MAX_QUOTED) {
      to += sprintf(to, "...");
      break;
    }
    unsigned char c = (unsigned char)s[i];
    if (' ' <= c && c <= '~')
      *to++ = (char)c;
    else
      to += sprintf(to, "\\x%02x", c);
  }
  sprintf(to, "\"");
  return text;
}

int is_number(const char *s)
{
  double x;
  return format_parse(&binary64, s, &x);
}

static row_status bad_number(const rows *r, size_t column, const char *field)
{
  int want_csv = r->separator == '\t' && strchr(field, ',') != NULL;
  report_at(r->name, r->line, column, "not a number: %s%s", quoted(field),
            want_csv ? " (for commas: --input-format csv)" : "");
  return ROW_BAD;
}

static row_status append(rows *r, size_t column, const char *field)
{
  double x;
  if (!format_parse(r->format, field, &x))
    return bad_number(r, column, field);
  if (format_overflows(field, x)) {
    report_at(r->name, r->line, column, "too large for %s: %s",
              r->format->title, quoted(field));
    return ROW_BAD;
  }
  const char *reason = r->refuse(x);
  if (reason == NULL && r->n == SP_MAX_N)
    reason = "more than 2^26 numbers";
  if (reason != NULL) {
    report_at(r->name, r->line, column, "%s", reason);
    return ROW_BAD;
  }

  if (r->n == r->capacity) {
    size_t capacity = r->capacity == 0 ? 64 : 2 * r->capacity;
    double *value = realloc(r->value, capacity * sizeof *value);
    if (value == NULL) {
      report_at(r->name, r->line, column, "not enough memory");
      return ROW_BAD;
    }
    r->value = value;
    r->capacity = capacity;
  }
  r->value[r->n++] = x;
  if (r->n % 65536 == 0)
    progress(r->line);
  return ROW_READ;
}

static row_status nul_byte(const rows *r)
{
  report_at(r->name, r->line, r->column, "NUL byte");
  return ROW_BAD;
}

/* Reads the field that begins with *c; leaves the byte after it in *c. */
static row_status read_field(rows *r, int *c)
{
  char field[MAX_FIELD + 1];
  size_t length = 0;
  size_t column = r->column;
  while (!is_line_end(*c) && !is_blank(*c) && *c != r->separator) {
    if (*c == '\0')
      return nul_byte(r);
    if (length == MAX_FIELD) {
      report_at(r->name, r->line, column, "number of more than %d characters",
                MAX_FIELD);
      return ROW_BAD;
    }
    field[length++] = (char)*c;
    *c = next_byte(r);
  }
  field[length] = '\0';
  return append(r, column, field);
}

static row_status empty_field(const rows *r, size_t column)
{
  report_at(r->name, r->line, column, "empty field");
  return ROW_BAD;
}

/* Reads the line that begins with c. ROW_READ with r->n == 0: a blank line.
 * Fields are apart by one separator and any blanks; in TSV, blanks suffice. */
static row_status read_line(rows *r, int c)
{
  enum { START, FIELD, SEPARATOR } before = START;
  size_t empty = 0; /* column of the first empty field */
  for (;;) {
    if (c == r->separator) {
      if (before != FIELD && empty == 0)
        empty = r->column;
      before = SEPARATOR;
      c = next_byte(r);
    } else if (is_blank(c)) {
      c = next_byte(r);
    } else if (is_line_end(c)) {
      if (r->n == 0 && (before == START || r->separator == '\t'))
        return ROW_READ;
      if (before == SEPARATOR && empty == 0)
        empty = r->column;
      return empty == 0 ? ROW_READ : empty_field(r, empty);
    } else {
      if (empty != 0)
        return empty_field(r, empty);
      if (before == FIELD && r->separator == ',') {
        report_at(r->name, r->line, r->column, "missing comma");
        return ROW_BAD;
      }
      if (read_field(r, &c) != ROW_READ)
        return ROW_BAD;
      before = FIELD;
    }
  }
}

static row_status skip_comment(rows *r, int c)
{
  while (!is_line_end(c)) {
    if (c == '\0')
      return nul_byte(r);
    c = next_byte(r);
  }
  return ROW_READ;
}

/* The first byte of the input after a UTF-8 byte order mark, if there is one.
 * Without the rest of the mark, its first byte is no number either. */
static int first_byte(rows *r)
{
  int c = next_byte(r);
  if (c != 0xEF)
    return c;
  int second = getc_unlocked(r->in);
  if (second != 0xBB) {
    ungetc(second, r->in);
    return c;
  }
  if (getc_unlocked(r->in) != 0xBF)
    return c;
  r->column = 0;
  return next_byte(r);
}

row_status rows_next(rows *r)
{
  r->n = 0;
  while (!r->ended) {
    r->line++;
    r->column = 0;
    int c = r->line == 1 ? first_byte(r) : next_byte(r);
    row_status status = c == '#' ? skip_comment(r, c) : read_line(r, c);
    if (status == ROW_BAD)
      return status;
    if (r->error != 0) {
      report("%s: %s", r->name, strerror(r->error));
      return ROW_BAD;
    }
    progress(r->line);
    if (r->n > 0)
      return ROW_READ;
  }
  return ROW_END;
}
