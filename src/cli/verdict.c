/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "verdict.h"

#include <math.h>

void verdict_begin(const verdict *v)
{
  if (v->format == VERDICT_JSON)
    fputs("{\"findings\": [", v->out);
}

int is_wrong(const verdict *v, const row_verdict *r)
{
  return r->kind != KIND_UNJUDGED && r->grade > v->wanted;
}

static const char *colour(const verdict *v, const char *code)
{
  return v->has_colour ? code : "";
}

#define RED "\033[31m"
#define GREEN "\033[32m"
#define PLAIN "\033[m"

static const char *name(const finding *c)
{
  return operation_name(c->p->op, c->p->gradient);
}

/* Whether value i is of logit i */
static int has_logit(const problem *p)
{
  return p->z != NULL && p->op != OP_JACOBIAN
         && !operation_is_scalar(p->op, p->gradient);
}

static void print_row_text(const verdict *v, const finding *c)
{
  const row_verdict *r = c->v;
  fprintf(v->out, "%s %zu: %s %s, n = %zu: %s%s%s: value %zu", v->unit, c->line,
          name(c), c->f->name, c->p->n, colour(v, RED), grade_names[r->grade],
          colour(v, PLAIN), r->worst);
  if (has_logit(c->p))
    fprintf(v->out, ", of %a,", c->p->z[r->worst]);
  fprintf(v->out, " is %a, should be %a", c->got[r->worst], r->worst_value);
  if (isfinite(r->max_ulp))
    fprintf(v->out, " (%.4g ulp)", r->max_ulp);
  putc('\n', v->out);
}

/* JSON has no infinity and no NaN. */
static void print_json_double(FILE *out, double x)
{
  fprintf(out, isfinite(x) ? "%.17g" : "\"%g\"", x);
}

static void print_row_json(const verdict *v, const finding *c)
{
  const row_verdict *r = c->v;
  fprintf(v->out,
          "%s\n  {\"%s\": %zu, \"op\": \"%s\", \"format\": \"%s\", \"n\": "
          "%zu, \"grade\": \"%s\", \"worst\": %zu, \"got\": \"%a\", "
          "\"should_be\": \"%a\", \"ulp\": ",
          v->all.wrong > 1 ? "," : "", v->unit, c->line, name(c), c->f->name,
          c->p->n, grade_names[r->grade], r->worst, c->got[r->worst],
          r->worst_value);
  print_json_double(v->out, r->max_ulp);
  if (has_logit(c->p))
    fprintf(v->out, ", \"of\": \"%a\"", c->p->z[r->worst]);
  putc('}', v->out);
}

static void print_row_tap(const verdict *v, const finding *c, int wrong)
{
  fprintf(v->out, "%s %zu - %s %zu: %s %s, n = %zu\n", wrong ? "not ok" : "ok",
          v->all.rows, v->unit, c->line, name(c), c->f->name, c->p->n);
  if (!wrong)
    return;
  fprintf(v->out, "# value %zu is %a, should be %a (%g ulp)\n", c->v->worst,
          c->got[c->v->worst], c->v->worst_value, c->v->max_ulp);
}

static void count(summary *s, const finding *c, int wrong)
{
  const row_verdict *r = c->v;
  s->rows++;
  s->wrong += (size_t)wrong;
  s->special += r->kind == KIND_SPECIAL;
  s->unjudged += r->kind == KIND_UNJUDGED;
  s->values += problem_values(c->p);
  s->sum_ulp += r->sum_ulp;
  if (r->kind == KIND_PLAIN
      && (s->worst_line == 0 || r->max_ulp > s->max_ulp)) {
    s->max_ulp = r->max_ulp;
    s->worst_line = c->line;
    s->worst_index = r->worst;
  }
  if (r->has_sum && !(r->sum_defect <= s->sum_defect))
    s->sum_defect = r->sum_defect;
  s->inverted += r->inversions > 0;
  s->topless += r->loses_top != 0;
  if (r->kind != KIND_UNJUDGED && r->grade > s->grade)
    s->grade = r->grade;
}

void verdict_row(verdict *v, const finding *c)
{
  int wrong = is_wrong(v, c->v);
  count(&v->all, c, wrong);
  if (v->format == VERDICT_TAP)
    print_row_tap(v, c, wrong);
  else if (wrong && v->all.wrong <= v->limit)
    (v->format == VERDICT_JSON ? print_row_json : print_row_text)(v, c);
}

static void print_diagnosis(const verdict *v, const char *before)
{
  size_t rows;
  const family *m = family_likely(&v->all.families, &rows);
  if (m != NULL)
    fprintf(v->out, "%slooks like %s: %s (%s), in %zu of %zu wrong rows\n",
            before, m->id, m->what, m->source, rows, v->all.families.wrong);
}

static void print_summary_text(const verdict *v)
{
  const summary *s = &v->all;
  if (s->wrong > v->limit)
    fprintf(v->out, "... and %zu more wrong rows\n", s->wrong - v->limit);
  fprintf(v->out, "%zu rows, %zu values: ", s->rows, s->values);
  if (s->wrong == 0)
    fprintf(v->out, "%sall right%s", colour(v, GREEN), colour(v, PLAIN));
  else
    fprintf(v->out, "%s%zu wrong%s", colour(v, RED), s->wrong,
            colour(v, PLAIN));
  if (s->special > 0)
    fprintf(v->out, "; %zu with special values, by the policy", s->special);
  if (s->unjudged > 0)
    fprintf(v->out, "; %zu not judged: special values", s->unjudged);
  fprintf(v->out, "\ngrade  %s (wanted: %s)\n", grade_names[s->grade],
          grade_names[v->wanted]);
  if (s->errors.count > 0)
    fprintf(v->out,
            "error  at most %.4g ulp (%s %zu, value %zu), 99 %% up to %.3g, "
            "mean %.3g\n",
            s->max_ulp, v->unit, s->worst_line, s->worst_index,
            histogram_quantile(&s->errors, 0.99),
            s->sum_ulp / (double)s->errors.count);
  if (s->sum_defect > 0.0)
    fprintf(v->out, "sum    at most %.3g from 1, in exact arithmetic\n",
            s->sum_defect);
  if (s->inverted > 0)
    fprintf(v->out, "order  not kept in %zu rows%s\n", s->inverted,
            s->topless > 0 ? "" : "; the largest is the largest in all");
  if (s->topless > 0)
    fprintf(v->out,
            "top    the largest logit has not the largest result in "
            "%zu rows\n",
            s->topless);
  print_diagnosis(v, "");
}

static void print_summary_json(const verdict *v)
{
  const summary *s = &v->all;
  fprintf(v->out,
          "\n], \"rows\": %zu, \"values\": %zu, \"wrong\": %zu, \"special\": "
          "%zu, \"unjudged\": %zu, \"grade\": \"%s\", \"wanted\": \"%s\", "
          "\"max_ulp\": ",
          s->rows, s->values, s->wrong, s->special, s->unjudged,
          grade_names[s->grade], grade_names[v->wanted]);
  print_json_double(v->out, s->max_ulp);
  fprintf(v->out,
          ", \"worst_%s\": %zu, \"worst_value\": %zu, \"p99_ulp\": ", v->unit,
          s->worst_line, s->worst_index);
  print_json_double(v->out, histogram_quantile(&s->errors, 0.99));
  fputs(", \"mean_ulp\": ", v->out);
  print_json_double(
      v->out, s->errors.count > 0 ? s->sum_ulp / (double)s->errors.count : 0.0);
  fputs(", \"sum_defect\": ", v->out);
  print_json_double(v->out, s->sum_defect);
  fprintf(v->out, ", \"order_lost\": %zu, \"top_lost\": %zu", s->inverted,
          s->topless);
  size_t rows;
  const family *m = family_likely(&s->families, &rows);
  if (m != NULL)
    fprintf(v->out,
            ", \"family\": \"%s\", \"looks_like\": \"%s\", \"explains\": %zu, "
            "\"compared\": %zu",
            m->id, m->what, rows, s->families.wrong);
  fputs("}\n", v->out);
}

void verdict_end(const verdict *v)
{
  if (v->format == VERDICT_TEXT)
    print_summary_text(v);
  else if (v->format == VERDICT_JSON)
    print_summary_json(v);
  else {
    print_diagnosis(v, "# ");
    fprintf(v->out, "1..%zu\n", v->all.rows);
  }
}
