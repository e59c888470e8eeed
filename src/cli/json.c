/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Arrays of numbers in JSON, nested or not. JSON has no infinity, no NaN and no
 * hex floats: a string may hold any of them, as softproof prints them. */
#include "array.h"
#include "report.h"

#include <string.h>

#define MOST_TEXT 4096

typedef struct reader {
  array *a;
  FILE *in;
  const format *f;
  size_t line, column;
  int c; /* the byte to look at */
  size_t room;
} reader;

static int bad(const reader *r, const char *what)
{
  report_at(r->a->name, r->line, r->column, "%s", what);
  return 0;
}

static void next(reader *r)
{
  if (r->c == '\n') {
    r->line++;
    r->column = 0;
  }
  r->c = getc(r->in);
  r->column++;
}

static void skip_blanks(reader *r)
{
  while (r->c == ' ' || r->c == '\t' || r->c == '\n' || r->c == '\r')
    next(r);
}

/* A number, or a string that holds one */
static int read_number(reader *r)
{
  char text[MOST_TEXT + 1];
  size_t length = 0;
  int is_string = r->c == '"';
  double x;
  if (is_string)
    next(r);
  while (r->c != EOF && r->c != '\0'
         && (is_string ? r->c != '"' : strchr(",] \t\r\n", r->c) == NULL)) {
    if (length == MOST_TEXT)
      return bad(r, "a number of more than 4096 characters");
    text[length++] = (char)r->c;
    next(r);
  }
  if (is_string && r->c != '"')
    return bad(r, "a string without an end");
  if (is_string)
    next(r);
  text[length] = '\0';
  int is_plain = strspn(text, "0123456789+-.eE") == length;
  if (!format_parse(r->f, text, &x) || (!is_string && !is_plain))
    return bad(r, "not a number");
  if (format_overflows(text, x))
    return bad(r, "a number that is too large");
  return array_append(r->a, &r->room, x);
}

/* The length of an axis is what the first array along it has. */
static int note_length(reader *r, size_t axis, size_t length)
{
  size_t *known = r->a->shape.length + axis;
  if (length == 0)
    return bad(r, "an empty array");
  if (*known == 0)
    *known = length;
  return *known == length || bad(r, "arrays of different lengths");
}

static int read_value(reader *r, size_t depth);

static int read_array(reader *r, size_t depth)
{
  size_t length = 0;
  if (depth == MAX_RANK)
    return bad(r, "more than 32 axes");
  do {
    next(r);
    skip_blanks(r);
    if (r->c == ']' && length == 0)
      break;
    if (!read_value(r, depth + 1))
      return 0;
    length++;
    skip_blanks(r);
  } while (r->c == ',');
  if (r->c != ']')
    return bad(r, r->c == '\0' ? "NUL byte" : "\",\" or \"]\" is missing");
  next(r);
  return note_length(r, depth, length);
}

static int read_value(reader *r, size_t depth)
{
  shape *s = &r->a->shape;
  if (r->c == '[')
    return read_array(r, depth);
  if (r->a->count == 0)
    s->rank = depth;
  if (depth != s->rank)
    return bad(r, "numbers at different depths");
  return read_number(r);
}

/* Of UTF-8, where there is one. 0: it is cut short */
static int skip_byte_order_mark(reader *r)
{
  static const int mark[] = {0xef, 0xbb, 0xbf};
  for (int i = 0; i < 3 && (i > 0 || r->c == mark[0]); i++) {
    if (r->c != mark[i])
      return 0;
    next(r);
  }
  return 1;
}

int array_read_json(array *a, FILE *in, const format *f)
{
  reader r = {.a = a, .in = in, .f = f, .line = 1};
  next(&r);
  if (!skip_byte_order_mark(&r))
    return bad(&r, "not an array of numbers");
  skip_blanks(&r);
  if (r.c != '[')
    return bad(&r, "not an array of numbers");
  if (!read_value(&r, 0))
    return 0;
  skip_blanks(&r);
  return r.c == EOF || bad(&r, "more than one array");
}
