/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#define _POSIX_C_SOURCE 200809L
#include "case.h"

#include "report.h"
#include "softproof.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PARTS (sizeof((case_reader *)0)->part / sizeof(numbers))

/* The words of a line */
typedef struct cursor {
  const case_reader *r;
  char *word;
  size_t column; /* of the word */
  char *rest;
} cursor;

int cases_open(case_reader *r, const char *path)
{
  int is_stdin = strcmp(path, "-") == 0;
  *r = (case_reader){.name = is_stdin ? "<stdin>" : path};
  r->in = is_stdin ? stdin : fopen(path, "rb");
  if (r->in == NULL)
    report("%s: %s", path, strerror(errno));
  return r->in != NULL;
}

void cases_open_file(case_reader *r, FILE *in, const char *name)
{
  *r = (case_reader){.in = in, .name = name};
}

void cases_close(case_reader *r)
{
  if (r->in != NULL && r->in != stdin)
    fclose(r->in);
  free(r->text);
  for (size_t i = 0; i < MOST_PARTS; i++)
    free(r->part[i].at);
  free(r->result.at);
}

static const char blanks[] = " \t\r\n";

/* Takes the next word; 0 at the end of the line. */
static int next_word(cursor *c)
{
  c->rest += strspn(c->rest, blanks);
  c->word = c->rest;
  c->column = (size_t)(c->word - c->r->text) + 1;
  size_t length = strcspn(c->rest, blanks);
  if (length == 0)
    return 0;
  c->rest += length;
  if (*c->rest != '\0')
    *c->rest++ = '\0';
  return 1;
}

static case_status bad(const cursor *c, const char *what)
{
  if (c->word[0] == '\0')
    report_at(c->r->name, c->r->line, c->column, "%s at the end of the line",
              what);
  else
    report_at(c->r->name, c->r->line, c->column, "%s: \"%.40s\"", what,
              c->word);
  return CASE_BAD;
}

int case_operation(const char *word, problem *p)
{
  static const eval_op with_gradient[] = {OP_XENT, OP_BINARY_XENT};
  p->op = OP_NONE;
  p->gradient = 0;
  for (int i = 0; operation_names[i] != NULL; i++)
    if (strcmp(operation_names[i], word) == 0)
      p->op = (eval_op)(i + 1);
  for (size_t i = 0; i < sizeof with_gradient / sizeof *with_gradient; i++)
    if (strcmp(operation_name(with_gradient[i], 1), word) == 0) {
      p->op = with_gradient[i];
      p->gradient = 1;
    }
  return p->op != OP_NONE;
}

static int read_count(const char *s, size_t *count)
{
  errno = 0;
  *count = (size_t)strtoull(s, NULL, 10);
  return *s != '\0' && s[strspn(s, "0123456789")] == '\0' && errno == 0;
}

/* NAME=VALUE */
static int read_parameter(char *word, problem *p, query *a)
{
  char *value = strchr(word, '=');
  if (value == NULL || value == word)
    return 0;
  *value++ = '\0';
  if (strcmp(word, "label") == 0 && p->op == OP_XENT)
    return read_count(value, &p->label);
  if (strcmp(word, "smoothing") == 0 && p->op == OP_XENT)
    return format_parse(&binary64, value, &p->smoothing) && 0.0 <= p->smoothing
           && p->smoothing <= 1.0;
  if (strcmp(word, "k") == 0 && p->op == OP_TOP_K)
    return read_count(value, &p->k) && p->k > 0;
  if (strcmp(word, "keys") == 0 && p->op == OP_ATTENTION)
    return read_count(value, &a->keys) && a->keys > 0;
  if (strcmp(word, "scale") == 0 && p->op == OP_ATTENTION)
    return format_parse(&binary64, value, &a->scale) && isfinite(a->scale);
  if (strcmp(word, "T") == 0 && p->op == OP_SOFTMAX)
    return format_parse(&binary64, value, &p->T) && 0x1p-900 <= p->T
           && p->T <= 0x1p900;
  if (strcmp(word, "threshold") == 0 && p->op == OP_TOP_P)
    return format_parse(&binary64, value, &p->threshold) && 0.0 < p->threshold
           && p->threshold <= 1.0;
  if (strcmp(word, "variate") == 0 && p->op == OP_SAMPLE)
    return format_parse(&binary64, value, &p->variate) && 0.0 <= p->variate
           && p->variate < 1.0;
  return 0;
}

static int append(numbers *a, double x)
{
  if (a->n == a->capacity) {
    size_t capacity = a->capacity == 0 ? 64 : 2 * a->capacity;
    double *at = realloc(a->at, capacity * sizeof *at);
    if (at == NULL)
      return 0;
    a->at = at;
    a->capacity = capacity;
  }
  a->at[a->n++] = x;
  return 1;
}

static int is_separator(const char *word)
{
  return strcmp(word, ";") == 0 || strcmp(word, "=") == 0;
}

/* Reads numbers up to a separator or the end of the line. */
static case_status read_numbers(cursor *c, const format *f, numbers *a)
{
  a->n = 0;
  while (next_word(c) && !is_separator(c->word)) {
    double x;
    if (!format_parse(f, c->word, &x))
      return bad(c, "not a number");
    if (format_overflows(c->word, x))
      return bad(c, "too large for the format");
    if (a->n == SP_MAX_N)
      return bad(c, "more than 2^26 numbers");
    if (!append(a, x))
      return bad(c, "not enough memory");
  }
  return CASE_READ;
}

static int is_second_wanted(const problem *p, int has_label)
{
  return p->op == OP_KL || p->op == OP_BINARY_XENT
         || (p->op == OP_XENT && !has_label);
}

static case_status read_head(cursor *c, case_reader *r, int *has_label)
{
  r->p = (problem){.T = 1.0, .label = SIZE_MAX};
  r->query = (query){.scale = NAN};
  next_word(c);
  if (!case_operation(c->word, &r->p))
    return bad(c, "not an operation");
  while (next_word(c) && strchr(c->word, '=') != NULL)
    if (!read_parameter(c->word, &r->p, &r->query))
      return bad(c, "not a parameter of this operation, or out of its range");
  *has_label = r->p.label != SIZE_MAX;
  r->f = format_named(c->word);
  if (r->f == NULL)
    return bad(c, "not a format (" FORMAT_NAMES ")");
  if (!next_word(c) || strcmp(c->word, ":") != 0)
    return bad(c, "\":\" is missing");
  return CASE_READ;
}

/* The numbers between ":" and "=": at least one part, at most `most' */
static case_status read_parts(cursor *c, case_reader *r, size_t most)
{
  r->parts = 0;
  do {
    if (r->parts == most)
      return bad(c, most == 1 ? "second numbers without need"
                              : "more numbers than the operation takes");
    numbers *part = r->part + r->parts++;
    if (read_numbers(c, r->f, part) != CASE_READ)
      return CASE_BAD;
    if (part->n == 0)
      return bad(c, "no numbers");
  } while (strcmp(c->word, ";") == 0);
  return CASE_READ;
}

/* Logits, and targets or second logits where there are any */
static case_status read_logits(cursor *c, case_reader *r, int has_label)
{
  int wants_second = is_second_wanted(&r->p, has_label);
  if (read_parts(c, r, wants_second ? 2 : 1) != CASE_READ)
    return CASE_BAD;
  if (wants_second && r->parts < 2)
    return bad(c, "\";\" and second numbers are missing");
  if (wants_second && r->part[1].n != r->part[0].n)
    return bad(c, "as many second numbers are needed as first ones");
  r->p.n = r->part[0].n;
  r->p.z = r->part[0].at;
  r->p.y = wants_second ? r->part[1].at : NULL;
  return CASE_READ;
}

/* A query, its keys, their values, and perhaps their mask */
static case_status read_query(cursor *c, case_reader *r)
{
  const numbers *part = r->part;
  query *a = &r->query;
  if (a->keys == 0)
    return bad(c, "attention needs keys=N before");
  if (read_parts(c, r, MOST_PARTS) != CASE_READ)
    return CASE_BAD;
  if (r->parts < 3)
    return bad(c, "query \";\" keys \";\" values are needed");
  a->d = part[0].n;
  a->dv = part[2].n / a->keys;
  if (part[1].n / a->d != a->keys || part[1].n % a->d != 0)
    return bad(c,
               "the numbers of the keys are not keys times those of the query");
  if (part[2].n % a->keys != 0 || a->dv == 0)
    return bad(c, "the numbers of the values are no multiple of keys");
  if (r->parts == 4 && part[3].n != a->keys)
    return bad(c, "as many numbers of the mask are needed as keys");
  a->q = part[0].at;
  a->K = part[1].at;
  a->V = part[2].at;
  a->mask = r->parts == 4 ? part[3].at : NULL;
  if (isnan(a->scale))
    a->scale = 1.0 / sqrt((double)a->d);
  r->p.n = a->keys;
  r->p.query = a;
  return CASE_READ;
}

static case_status read_case(case_reader *r)
{
  cursor c = {.r = r, .rest = r->text};
  int has_label = 0;
  if (read_head(&c, r, &has_label) != CASE_READ)
    return CASE_BAD;
  if ((r->p.op == OP_ATTENTION ? read_query(&c, r)
                               : read_logits(&c, r, has_label))
      != CASE_READ)
    return CASE_BAD;
  r->has_result = strcmp(c.word, "=") == 0;
  if (r->has_result && read_numbers(&c, r->f, &r->result) != CASE_READ)
    return CASE_BAD;
  if (is_separator(c.word))
    return bad(&c, "not expected here");
  if (has_label && r->p.label >= r->p.n) {
    report_at(r->name, r->line, 1, "%s", sp_status_name(SP_BAD_LABEL));
    return CASE_BAD;
  }
  if (r->has_result && r->result.n != problem_values(&r->p)) {
    report_at(r->name, r->line, 1, "values in the result: %zu, expected: %zu",
              r->result.n, problem_values(&r->p));
    return CASE_BAD;
  }
  return CASE_READ;
}

case_status cases_next(case_reader *r)
{
  for (;;) {
    errno = 0;
    ssize_t length = getline(&r->text, &r->room, r->in);
    if (length < 0) {
      if (ferror(r->in) || errno == ENOMEM) {
        report("%s: %s", r->name, strerror(errno));
        return CASE_BAD;
      }
      return CASE_END;
    }
    r->line++;
    if (r->line == 1 && strncmp(r->text, "\xef\xbb\xbf", 3) == 0) {
      length -= 3; /* a byte order mark */
      memmove(r->text, r->text + 3, (size_t)length + 1);
    }
    if (strlen(r->text) != (size_t)length) {
      report_at(r->name, r->line, strlen(r->text) + 1, "NUL byte");
      return CASE_BAD;
    }
    if (r->text[strspn(r->text, blanks)] != '\0' && r->text[0] != '#')
      return read_case(r);
  }
}

/* Nothing, if x is NULL */
static void write_part(FILE *out, const char *before, const double *x, size_t n)
{
  if (x == NULL)
    return;
  fputs(before, out);
  for (size_t i = 0; i < n; i++)
    fprintf(out, " %a", x[i]);
}

void case_write(FILE *out, const problem *p, const format *f,
                const double *result)
{
  fputs(operation_name(p->op, p->gradient), out);
  if (p->op == OP_XENT && p->y == NULL)
    fprintf(out, " label=%zu", p->label);
  if (p->op == OP_XENT && p->smoothing > 0.0)
    fprintf(out, " smoothing=%a", p->smoothing);
  if (p->op == OP_SOFTMAX && p->T != 1.0)
    fprintf(out, " T=%a", p->T);
  if (p->op == OP_TOP_K)
    fprintf(out, " k=%zu", p->k);
  if (p->op == OP_TOP_P)
    fprintf(out, " threshold=%a", p->threshold);
  if (p->op == OP_SAMPLE)
    fprintf(out, " variate=%a", p->variate);
  if (p->op == OP_ATTENTION)
    fprintf(out, " keys=%zu scale=%a", p->n, p->query->scale);
  fprintf(out, " %s :", f->name);
  if (p->op == OP_ATTENTION) {
    const query *a = p->query;
    write_part(out, "", a->q, a->d);
    write_part(out, " ;", a->K, a->keys * a->d);
    write_part(out, " ;", a->V, a->keys * a->dv);
    write_part(out, " ;", a->mask, a->keys);
  }
  write_part(out, "", p->z, p->n);
  write_part(out, " ;", p->y, p->n);
  write_part(out, " =", result, problem_values(p));
  putc('\n', out);
}
