/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* For each case on standard input, a line of JSON: what is right, how far a sound
 * result may be from it, which mistakes the case shows, and whether it is hard:
 * even without a mistake, plain arithmetic of this format fails.
 *
 * usage: measure             cases in, JSON out
 *        measure --families  the mistakes, a line each */
#include "case.h"

#include "certify/family.h"
#include "certify/judge.h"
#include "certify/tolerance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct answer {
  double *right, *tolerance, *got;
  size_t values;
  kind kind;
} answer;

static void print_numbers(const char *name, const double *x, size_t n)
{
  printf("\"%s\": [", name);
  for (size_t i = 0; i < n; i++)
    printf(isnan(x[i]) ? "%s\"nan\"" : "%s\"%a\"", i > 0 ? ", " : "", x[i]);
  printf("]");
}

/* Fills a->right by a policy. */
static void find_right(answer *a, const problem *p, const format *f,
                       policy policy)
{
  static histogram errors;
  row_verdict v;
  rules rules = {.policy = policy};
  memset(a->got, 0, a->values * sizeof *a->got);
  if (judge(p, f, a->got, rules, &errors, &v, a->right) != CERTIFIED
      || v.kind == KIND_UNJUDGED) {
    fputs("measure: a case without an answer\n", stderr);
    exit(2);
  }
  a->kind = v.kind;
}

/* Not below x, of 12 bits */
static double short_above(double x)
{
  int exponent;
  double part = frexp(x, &exponent);
  return ldexp(ceil(ldexp(part, 12)), exponent - 12);
}

static void find_tolerance(answer *a, const problem *p, const format *f)
{
  tolerance t = {0};
  if (a->kind == KIND_PLAIN && !tolerance_open(&t, p, f))
    exit(2);
  for (size_t i = 0; i < a->values; i++) {
    double x = a->right[i];
    a->tolerance[i] = !isfinite(x)            ? 0.0
                      : a->kind == KIND_PLAIN ? tolerance_for(&t, i, x, 0)
                                              : ldexp(8.0 * fabs(x), -f->bits);
    a->tolerance[i] = short_above(a->tolerance[i]);
  }
  tolerance_close(&t);
}

/* As a user of the vectors compares */
static int is_right(const answer *a, size_t i)
{
  if (isnan(a->right[i]))
    return isnan(a->got[i]) != 0;
  return isinf(a->right[i]) ? a->got[i] == a->right[i]
                            : fabs(a->got[i] - a->right[i]) <= a->tolerance[i];
}

static int is_caught(answer *a, const family *m, const problem *p,
                     const format *f)
{
  if (!family_compute(m, p, f, a->got))
    return 0;
  for (size_t i = 0; i < a->values; i++)
    if (!is_right(a, i))
      return 1;
  return 0;
}

static void print_caught(answer *a, const problem *p, const format *f)
{
  const char *comma = "";
  printf(", \"kills\": [");
  for (size_t k = 0; k < FAMILIES; k++)
    if (is_caught(a, families + k, p, f)) {
      printf("%s%zu", comma, k);
      comma = ", ";
    }
  printf("]");
}

static void measure(const problem *p, const format *f)
{
  static const family none = {.id = "none"};
  static const char *const names[] = {"zero", "uniform", "limit"};
  static const policy policies[] = {POLICY_ZERO, POLICY_UNIFORM, POLICY_LIMIT};
  answer a = {.values = problem_values(p)};
  a.right = malloc(3 * a.values * sizeof *a.right);
  if (a.right == NULL)
    exit(2);
  a.tolerance = a.right + a.values;
  a.got = a.tolerance + a.values;
  find_right(&a, p, f, POLICY_NAN);
  find_tolerance(&a, p, f);
  printf("{");
  print_numbers("logits", p->z, p->n);
  printf(", ");
  print_numbers("targets", p->y, p->y != NULL ? p->n : 0);
  printf(", ");
  print_numbers("expected", a.right, a.values);
  printf(", ");
  print_numbers("tolerance", a.tolerance, a.values);
  print_caught(&a, p, f);
  printf(", \"is_hard\": %s", is_caught(&a, &none, p, f) ? "true" : "false");
  for (size_t k = 0; a.kind == KIND_SPECIAL && k < 3; k++) {
    find_right(&a, p, f, policies[k]);
    for (size_t i = 0; i < a.values; i++)
      a.right[i] = format_round_d(f, a.right[i]);
    printf(", ");
    print_numbers(names[k], a.right, a.values);
  }
  printf("}\n");
  free(a.right);
}

int main(int argc, char **argv)
{
  if (argc == 2 && strcmp(argv[1], "--families") == 0) {
    for (size_t k = 0; k < FAMILIES; k++)
      printf("%s\t%s\t%s\n", families[k].id, families[k].what,
             families[k].source);
    return 0;
  }
  if (argc != 1) {
    fputs("usage: measure [--families]\n", stderr);
    return 2;
  }
  case_reader r;
  case_status status;
  if (!cases_open(&r, "-"))
    return 2;
  while ((status = cases_next(&r)) == CASE_READ)
    measure(&r.p, r.f);
  cases_close(&r);
  return status == CASE_END ? 0 : 2;
}
