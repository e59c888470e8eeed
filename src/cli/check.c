/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#define _POSIX_C_SOURCE 200809L
#include "check.h"

#include "case.h"
#include "report.h"
#include "softproof.h"
#include "verdict.h"
#include "words.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char check_help[] =
    "usage: softproof check [OPTION]... [FILE]\n"
    "\n"
    "Judges results against certified values. Reads cases with results from\n"
    "FILE or standard input, one a line:\n"
    "\n"
    "  softmax f32 : 0x1p+1 0x1p+0 0x0p+0 = 0x1.54p-1 0x1.f5p-3 0x1.70p-4\n"
    "\n"
    "options:\n"
    "  --grade G       what is asked of every row (sound):\n"
    "                  rounded   every value is the one next to the truth\n"
    "                  faithful  below one unit in the last place (ulp)\n"
    "                  sound     as a good sum and exponential have it: about\n"
    "                            8 + 2 log2 n + (largest logit - this one) "
    "ulp\n"
    "                  textbook  the same with n: terms added one by one\n"
    "  --policy P      what is right for a row without a softmax (nan):\n"
    "                  nan       NaN\n"
    "                  zero      all masked: zeros\n"
    "                  uniform   all masked: 1/n\n"
    "                  limit     +inf: equal parts for those that are\n"
    "  --ftz           0 is right for results below the normal numbers\n"
    "  --errors N      how many wrong rows to tell (10)\n"
    "  --format text|json|tap\n"
    "  --help          print this text\n"
    "\n"
    "exit status: 0 all right, 1 something is wrong, 2 usage or unreadable "
    "input\n";

typedef struct options {
  int help;
  int grade, format, policy, flushes;
  size_t errors;
  const char *path;
} options;

static const char *const formats[] = {"text", "json", "tap", NULL};

static int parse_option(options *o, words *w)
{
  if (strcmp(w->option, "--help") == 0)
    return o->help = 1;
  if (strcmp(w->option, "--ftz") == 0)
    return o->flushes = 1;
  if (takes_value(w, "--grade"))
    return choose(w, grade_names, &o->grade);
  if (takes_value(w, "--policy"))
    return choose(w, policy_names, &o->policy);
  if (takes_value(w, "--format"))
    return choose(w, formats, &o->format);
  if (takes_value(w, "--errors"))
    return parse_count(w, 0, SIZE_MAX, &o->errors);
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

static int parse(options *o, char **argv)
{
  words w = {.command = "check", .next = argv};
  *o = (options){.grade = GRADE_SOUND, .errors = 10};
  while (*w.next != NULL && !o->help) {
    w.option = *w.next++;
    if (!parse_option(o, &w))
      return 0;
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

static void compare_wrong(const case_reader *r, const row_verdict *row,
                          comparison *families)
{
  size_t values = problem_values(&r->p);
  double *truth = malloc(values * sizeof *truth);
  certifier c;
  if (truth == NULL)
    return;
  certify_status status = CERTIFIED;
  if (row->kind == KIND_SPECIAL) {
    for (size_t i = 0; i < values; i++)
      truth[i] = r->result.at[i] == 0.0; /* far from it */
  } else {
    status = certifier_open(&c, &r->p, r->f);
    for (size_t i = 0; i < values && status == CERTIFIED; i++)
      status = certify(&c, i, truth + i);
    certifier_close(&c);
  }
  if (status == CERTIFIED)
    family_compare(families, &r->p, r->f, r->result.at, truth);
  free(truth);
}

static void compare(const case_reader *r, const verdict *v,
                    const row_verdict *row, comparison *families)
{
  if (is_wrong(v, row)) {
    if (families->wrong < MOST_COMPARED)
      compare_wrong(r, row, families);
  } else if (row->kind == KIND_PLAIN && families->right < MOST_COMPARED) {
    family_compare(families, &r->p, r->f, r->result.at, NULL);
  }
}

static int judge_case(const case_reader *r, const options *o, verdict *v)
{
  row_verdict row;
  const char *refused = refuse(&r->p);
  if (!r->has_result)
    refused = "no result: \" = \" and numbers are missing";
  if (refused != NULL) {
    report_at(r->name, r->line, 1, "%s", refused);
    return 0;
  }
  rules rules = {.policy = (policy)o->policy, .flushes = o->flushes};
  certify_status status =
      judge(&r->p, r->f, r->result.at, rules, &v->all.errors, &row);
  if (status != CERTIFIED) {
    report_at(r->name, r->line, 1, "%s", certify_status_name(status));
    return 0;
  }
  finding found = {
      .line = r->line, .p = &r->p, .f = r->f, .got = r->result.at, .v = &row};
  compare(r, v, &row, &v->all.families);
  verdict_row(v, &found);
  return 1;
}

static int check_cases(const options *o, verdict *v)
{
  case_reader r;
  case_status status;
  if (!cases_open(&r, o->path))
    return 0;
  progress_start();
  int right = 1;
  while (right && (status = cases_next(&r)) != CASE_END) {
    right = status == CASE_READ && judge_case(&r, o, v);
    progress(r.line);
  }
  progress_clear();
  if (right && v->all.rows == 0) {
    report("%s: no cases", r.name);
    right = 0;
  }
  cases_close(&r);
  return right;
}

int check(char **argv)
{
  options o;
  if (!parse(&o, argv))
    return EXIT_USAGE;
  if (o.help) {
    fputs(check_help, stdout);
    return EXIT_OK;
  }
  verdict v = {.out = stdout,
               .format = (verdict_format)o.format,
               .wanted = (grade)o.grade,
               .limit = o.errors,
               .has_colour = o.format == VERDICT_TEXT && isatty(STDOUT_FILENO)};
  if (v.format == VERDICT_JSON)
    fputs("{\"findings\": [", stdout);
  if (!check_cases(&o, &v))
    return EXIT_USAGE;
  verdict_end(&v);
  if (fflush(stdout) != 0 || ferror(stdout)) {
    report("standard output: %s", strerror(errno));
    return EXIT_USAGE;
  }
  return v.all.wrong == 0 ? EXIT_OK : EXIT_DATA;
}
