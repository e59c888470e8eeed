/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certified.h"

#include "certify/certify.h"
#include "report.h"

#include <math.h>

problem problem_of(const task *t)
{
  const eval_options *o = t->o;
  return (problem){
      .op = o->op,
      .gradient = o->gradient,
      .n = t->n,
      .z = t->x,
      .y = o->target != NULL ? t->y : NULL,
      .label = o->label,
      .T = o->has_temperature ? o->temperature : 1.0,
      .k = o->k,
      .threshold = o->floats ? (double)o->float_threshold : o->threshold,
      .variate = o->floats ? (double)o->float_variate : o->variate};
}

/* Whether what the core computed is as near as its bound says; infinities are
 * not judged. Nothing is near by a NaN. */
static int keeps_bound(const interval *v, double x, double bound)
{
  return isinf(bound) || isinf(x) || interval_meets(v, x, bound);
}

/* Certifies value i of the result; reports what is wrong. */
static int find(certifier *c, const result *r, size_t i, double *value)
{
  certify_status status = certify(c, i, value);
  if (status != CERTIFIED) {
    report("value %zu of line %zu: %s", i, r->line,
           certify_status_name(status));
    return 0;
  }
  if (r->bound != NULL && !keeps_bound(&c->value, r->value[i], r->bound[i])) {
    report("value %zu of line %zu: not within the proved bound: please report "
           "this",
           i, r->line);
    return 0;
  }
  return 1;
}

/* An end of an enclosure: 25 digits, rounded outward */
static void print_end_of(const printer *p, mpfr_srcptr x, int is_low)
{
  const char *format = p->hex   ? is_low ? "%.20RDa" : "%.20RUa"
                       : is_low ? "%.25RDg"
                                : "%.25RUg";
  char text[64];
  mpfr_snprintf(text, sizeof text, format, x);
  fputs(text, p->out);
}

static void print_tsv(const printer *p, const interval *v, double value)
{
  print_number(p, value);
  putc('\t', p->out);
  print_end_of(p, v->lo, 1);
  putc('\t', p->out);
  print_end_of(p, v->hi, 0);
  putc('\n', p->out);
}

static void print_json(const printer *p, const interval *v, double value)
{
  fputs("{\"value\": ", p->out);
  print_json_number(p, value);
  fputs(", \"lo\": \"", p->out);
  print_end_of(p, v->lo, 1);
  fputs("\", \"hi\": \"", p->out);
  print_end_of(p, v->hi, 0);
  fputs("\"}", p->out);
}

static int print_values(printer *p, const result *r, certifier *c)
{
  size_t values = problem_values(&c->p);
  for (size_t i = 0; i < values; i++) {
    double value;
    if (!find(c, r, i, &value))
      return 0;
    if (p->json && i > 0)
      fputs(", ", p->out);
    if (p->json)
      print_json(p, &c->value, value);
    else
      print_tsv(p, &c->value, value);
    if (i % 4096 == 4095)
      progress(r->line);
  }
  return 1;
}

int print_certified(printer *p, const result *r, const problem *q,
                    const format *f)
{
  certifier c;
  certify_status status = certifier_open(&c, q, f);
  int printed = status == CERTIFIED;
  if (printed) {
    print_head(p, r);
    fputs(p->json ? "[" : "", p->out);
    printed = print_values(p, r, &c);
    fputs(p->json ? "]}" : "", p->out);
    p->results++;
  } else {
    report("line %zu: %s", r->line, certify_status_name(status));
  }
  certifier_close(&c);
  return printed;
}

void print_exact(printer *p, const result *r, size_t values)
{
  interval v;
  interval_open(&v, 53);
  print_head(p, r);
  fputs(p->json ? "[" : "", p->out);
  for (size_t i = 0; i < values; i++) {
    interval_set_d(&v, r->value[i]);
    if (p->json && i > 0)
      fputs(", ", p->out);
    if (p->json)
      print_json(p, &v, r->value[i]);
    else
      print_tsv(p, &v, r->value[i]);
  }
  fputs(p->json ? "]}" : "", p->out);
  p->results++;
  interval_close(&v);
}
