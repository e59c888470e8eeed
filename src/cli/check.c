/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#define _POSIX_C_SOURCE 200809L
#include "check.h"

#include "attention.h"
#include "case.h"
#include "publish.h"
#include "report.h"
#include "shape.h"
#include "softproof.h"
#include "temperature.h"
#include "words.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char check_help[] =
    "usage: softproof check [OPTION]... [FILE]\n"
    "       softproof check --op OP --logits FILE --result FILE [OPTION]...\n"
    "       softproof check --op attention --queries FILE --keys FILE\n"
    "                       --values FILE --result FILE [OPTION]...\n"
    "\n"
    "Judges results against certified values. Reads cases with results from\n"
    "FILE or standard input, one a line:\n"
    "\n"
    "  softmax f32 : 0x1p+1 0x1p+0 0x0p+0 = 0x1.54p-1 0x1.f5p-3 0x1.70p-4\n"
    "\n"
    "or whole files, *.npy, *.json, *.csv, or else with tabs or blanks:\n"
    "\n"
    "  softproof check --op softmax --logits z.npy --result p.npy\n"
    "\n"
    "options:\n"
    "  --grade G       what is asked of every row (sound):\n"
    "                  rounded   every value is the one next to the truth\n"
    "                  faithful  below one unit in the last place (ulp)\n"
    "                  sound     as a good sum and exponential have it: about\n"
    "                            8 + 2 log2 n + (largest logit - this one) "
    "ulp\n"
    "                  textbook  the same with n: terms added one by one\n"
    "  --policy P      what is right for a row without a softmax (nan; for\n"
    "                  attention zero):\n"
    "                  nan       NaN\n"
    "                  zero      all masked: zeros\n"
    "                  uniform   all masked: 1/n\n"
    "                  limit     +inf: equal parts for those that are\n"
    "  --ftz           0 is right for results below the normal numbers\n"
    "  --errors N      how many wrong rows to tell (10)\n"
    "  --format text|json|tap\n"
    "  --help          print this text\n"
    "options for files:\n"
    "  --op OP, --expected-op OP\n"
    "                  the operation, such as softmax or xent-gradient\n"
    "  --precision F   of the numbers: f64, f32, f16 or bf16; text is rounded "
    "to\n"
    "                  it (what the NPY file has, or f64)\n"
    "  --axis A        of the logits along which rows lie (-1, the last)\n"
    "  --target FILE   targets, or for kl the second logits\n"
    "  --label K, --labels FILE\n"
    "                  the correct class, for all rows or for each\n"
    "  --smoothing S   of the labels\n"
    "  --temperature T, --k K, --threshold P, --variate X\n"
    "                  as softproof eval has them\n"
    "  --queries FILE, --keys FILE, --values FILE, --mask FILE\n"
    "                  of attention: the last two axes are rows and columns,\n"
    "                  those before are batches and heads\n"
    "  --scale C       of the scores (1/sqrt(d))\n"
    "  --causal start|end\n"
    "                  query j sees the keys up to j, or up to j - m + n\n"
    "\n"
    "exit status: 0 all right, 1 something is wrong, 2 usage or unreadable "
    "input\n";

static const char *const alignments[] = {"none", "start", "end", NULL};
static const char *const formats[] = {"text", "json", "tap", NULL};

static int parse_path(words *w, const char *option, const char **path)
{
  if (!takes_value(w, option))
    return 0;
  *path = w->value;
  return 1;
}

static const char *refuse_temperature(double T)
{
  return sp_is_temperature(T) ? NULL : sp_status_name(SP_BAD_TEMPERATURE);
}

static const char *refuse_part(double x)
{
  return 0.0 <= x && x <= 1.0 ? NULL : "not from 0 to 1";
}

static int parse_option(check_options *o, words *w)
{
  if (strcmp(w->option, "--help") == 0)
    return o->help = 1;
  if (strcmp(w->option, "--ftz") == 0)
    return o->flushes = 1;
  if (takes_value(w, "--grade"))
    return choose(w, wanted_names, &o->grade);
  if (takes_value(w, "--policy"))
    return choose(w, policy_names, &o->policy);
  if (takes_value(w, "--format"))
    return choose(w, formats, &o->format);
  if (takes_value(w, "--errors"))
    return parse_count(w, 0, SIZE_MAX, &o->errors);
  if (parse_path(w, "--logits", &o->logits)
      || parse_path(w, "--result", &o->result)
      || parse_path(w, "--target", &o->target)
      || parse_path(w, "--labels", &o->labels)
      || parse_path(w, "--queries", &o->queries)
      || parse_path(w, "--keys", &o->keys)
      || parse_path(w, "--values", &o->values)
      || parse_path(w, "--mask", &o->mask))
    return has_value(w);
  if (takes_value(w, "--op") || takes_value(w, "--expected-op"))
    return has_value(w)
           && accepts(w, case_operation(w->value, &o->p) ? NULL
                                                         : "no operation here");
  if (takes_value(w, "--precision")) {
    o->f = has_value(w) ? format_named(w->value) : NULL;
    return w->value != NULL
           && accepts(w, o->f == NULL ? "not one of " FORMAT_NAMES : NULL);
  }
  if (takes_value(w, "--axis"))
    return has_value(w) && accepts(w, axis_parse(&o->axis, w->value));
  if (takes_value(w, "--scale"))
    return parse_number(w, refuse_scale, &o->scale);
  if (takes_value(w, "--causal"))
    return choose(w, alignments, &o->causal);
  if (takes_value(w, "--label"))
    return parse_count(w, 0, SP_MAX_N - 1, &o->p.label);
  if (takes_value(w, "--temperature"))
    return parse_number(w, refuse_temperature, &o->p.T);
  if (takes_value(w, "--smoothing"))
    return parse_number(w, refuse_part, &o->p.smoothing);
  if (takes_value(w, "--k"))
    return parse_count(w, 1, SP_MAX_N, &o->p.k);
  if (takes_value(w, "--threshold"))
    return parse_number(w, refuse_part, &o->p.threshold);
  if (takes_value(w, "--variate"))
    return parse_number(w, refuse_part, &o->p.variate);
  if (w->option[0] != '-' || w->option[1] == '\0') {
    if (o->path == NULL) {
      o->path = w->option;
      return 1;
    }
    report("more than one input: %s", w->option);
    return see_help(w);
  }
  report("unknown option %s", w->option);
  return see_help(w);
}

static const char *check_attention(const check_options *o)
{
  if (o->p.op != OP_ATTENTION)
    return o->queries != NULL || o->keys != NULL || o->values != NULL
                   || o->mask != NULL || o->causal != SP_ALL_KEYS
                   || !isnan(o->scale)
               ? "--queries, --keys, --values, --mask, --scale and --causal "
                 "need --op attention"
               : NULL;
  if (o->queries == NULL || o->keys == NULL || o->values == NULL
      || o->result == NULL)
    return "--op attention needs --queries, --keys, --values and --result";
  return o->path != NULL || o->logits != NULL
             ? "--op attention takes its input from --queries, --keys and "
               "--values"
             : NULL;
}

/* What no single option can tell */
static const char *check_together(const check_options *o)
{
  const problem *p = &o->p;
  int has_label = p->label != SIZE_MAX || o->labels != NULL;
  const char *wrong = check_attention(o);
  if (wrong != NULL || p->op == OP_ATTENTION)
    return wrong;
  if (p->op == OP_NONE)
    return o->logits != NULL || o->result != NULL
               ? "--logits and --result need --op"
               : NULL;
  if (o->logits == NULL || o->result == NULL)
    return "--op needs --logits and --result";
  if (o->path != NULL)
    return "--op takes its input from --logits and --result";
  if ((p->op == OP_KL || p->op == OP_BINARY_XENT) && o->target == NULL)
    return "this --op needs --target (for kl, the second logits)";
  if (p->op == OP_XENT && has_label == (o->target != NULL))
    return "--op xent needs one of --label, --labels and --target";
  if (p->op != OP_SOFTMAX && p->T != 1.0)
    return "--temperature needs --op softmax";
  if (p->op != OP_XENT && (has_label || p->smoothing > 0.0))
    return "--label, --labels and --smoothing need --op xent";
  if (p->op == OP_SAMPLE && !(p->variate < 1.0))
    return "--variate must be below 1";
  if (p->op == OP_TOP_K && p->k == 0)
    return "--op top-k needs --k";
  if (p->op == OP_TOP_P && p->threshold == 0.0)
    return "--op top-p needs --threshold above 0";
  return NULL;
}

static int parse(check_options *o, char **argv)
{
  words w = {.command = "check", .next = argv};
  *o = (check_options){.grade = GRADE_SOUND,
                       .policy = POLICY_USUAL,
                       .errors = 10,
                       .p = {.label = SIZE_MAX, .T = 1.0},
                       .scale = NAN,
                       .axis = -1};
  while (*w.next != NULL && !o->help) {
    w.option = *w.next++;
    if (!parse_option(o, &w))
      return 0;
  }
  const char *wrong = o->help ? NULL : check_together(o);
  if (wrong != NULL) {
    report("%s", wrong);
    return see_help(&w);
  }
  if (o->path == NULL)
    o->path = "-";
  return 1;
}

/* Why the numbers of a case have no truth, or NULL. Special logits of a softmax
 * have: the policy's. */
static const char *refuse(const problem *p)
{
  size_t top;
  sp_status status = SP_OK;
  switch (p->op) {
  case OP_ATTENTION:
    return refuse_query(p->query);
  case OP_TOP_K:
  case OP_TOP_P:
  case OP_SAMPLE:
    status = sp_sample(p->z, p->n, 0.0, &top);
    break;
  case OP_KL:
    status = sp_argmax(p->y, p->n, &top);
    break;
  case OP_XENT:
  case OP_BINARY_XENT:
    for (size_t i = 0; p->y != NULL && i < p->n; i++)
      if (!(0.0 <= p->y[i] && p->y[i] <= 1.0))
        status = SP_BAD_TARGET;
    break;
  default:
    break;
  }
  return status == SP_OK ? NULL : sp_status_name(status);
}

/* How many wrong rows, and right ones, are compared with known mistakes */
#define MOST_COMPARED 200

static void compare(const row_case *c, const verdict *v, const row_verdict *row,
                    const double *right, comparison *families)
{
  int wrong = is_wrong(v, row);
  if (wrong && families->wrong < MOST_COMPARED)
    family_compare(families, c->p, c->f, c->got, right);
  else if (!wrong && row->kind == KIND_PLAIN && families->right < MOST_COMPARED)
    family_compare(families, c->p, c->f, c->got, NULL);
}

int check_row(verdict *v, const check_options *o, const row_case *c)
{
  row_verdict row;
  const char *wrong = refuse(c->p);
  double *right = malloc(problem_values(c->p) * sizeof *right);
  certify_status status = right != NULL ? CERTIFIED : CERTIFY_NO_MEMORY;
  if (wrong == NULL && status == CERTIFIED) {
    rules rules = {.policy = (policy)o->policy, .flushes = o->flushes};
    status = judge(c->p, c->f, c->got, rules, &v->all.errors, &row, right);
  }
  if (status != CERTIFIED)
    wrong = certify_status_name(status);
  if (wrong == NULL) {
    compare(c, v, &row, right, &v->all.families);
    verdict_row(
        v,
        &(finding){
            .line = c->line, .p = c->p, .f = c->f, .got = c->got, .v = &row});
  } else {
    report("%s, %s %zu: %s", c->name, v->unit, c->line, wrong);
  }
  free(right);
  return wrong == NULL;
}

static int check_case(const case_reader *r, const check_options *o, verdict *v)
{
  if (!r->has_result) {
    report_at(r->name, r->line, 1, "no result: \"=\" and numbers are missing");
    return 0;
  }
  row_case c = {.name = r->name,
                .line = r->line,
                .p = &r->p,
                .f = r->f,
                .got = r->result.at};
  return check_row(v, o, &c);
}

static int check_cases(verdict *v, const check_options *o)
{
  case_reader r;
  case_status status;
  if (!cases_open(&r, o->path))
    return 0;
  int right = 1;
  while (right && (status = cases_next(&r)) != CASE_END) {
    right = status == CASE_READ && check_case(&r, o, v);
    progress(r.line);
  }
  if (right && v->all.rows == 0) {
    report("%s: no cases", r.name);
    right = 0;
  }
  cases_close(&r);
  return right;
}

/* The exit status of a finished verdict */
static int finish(verdict *v)
{
  verdict_end(v);
  if (v->out != stdout && !publish(v->out))
    return EXIT_USAGE;
  if (fflush(stdout) != 0 || ferror(stdout)) {
    report("standard output: %s", strerror(errno));
    return EXIT_USAGE;
  }
  return v->all.wrong == 0 ? EXIT_OK : EXIT_DATA;
}

int check(char **argv)
{
  check_options o;
  if (!parse(&o, argv))
    return EXIT_USAGE;
  if (o.help) {
    fputs(check_help, stdout);
    return EXIT_OK;
  }
  verdict v = {.out = o.format == VERDICT_JSON ? tmpfile() : stdout,
               .format = (verdict_format)o.format,
               .unit = o.p.op != OP_NONE ? "row" : "line",
               .wanted = (grade)o.grade,
               .limit = o.errors,
               .has_colour = o.format == VERDICT_TEXT && isatty(STDOUT_FILENO)};
  if (v.out == NULL) {
    report("temporary file: %s", strerror(errno));
    return EXIT_USAGE;
  }
  verdict_begin(&v);
  progress_start();
  int judged = o.p.op == OP_NONE        ? check_cases(&v, &o)
               : o.p.op == OP_ATTENTION ? check_attention_files(&v, &o)
                                        : check_files(&v, &o);
  progress_clear();
  int status = judged ? finish(&v) : EXIT_USAGE;
  if (v.out != stdout)
    fclose(v.out);
  return status;
}
