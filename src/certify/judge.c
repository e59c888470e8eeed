/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/judge.h"

#include "certify/tolerance.h"

#include <math.h>
#include <stdlib.h>

const char *const grade_names[] = {"rounded",  "faithful", "sound",
                                   "textbook", "wrong",    NULL};
const char *const wanted_names[] = {"rounded", "faithful", "sound", "textbook",
                                    NULL};
const char *const policy_names[] = {"nan", "zero", "uniform", "limit", NULL};

static int is_distribution(eval_op op)
{
  switch (op) {
  case OP_SOFTMAX:
  case OP_TEXTBOOK:
  case OP_ONLINE:
  case OP_COLD:
  case OP_HOT:
  case OP_TOP_K:
  case OP_TOP_P:
    return 1;
  default:
    return 0;
  }
}

static int keeps_order(eval_op op)
{
  return is_distribution(op) || op == OP_LOG_SOFTMAX || op == OP_SIGMOID
         || op == OP_LOG_SIGMOID;
}

/* The distance of got from the enclosed value, in units in its last place */
static double error_of(const format *f, const interval *v, double rounded,
                       double got)
{
  if (got == rounded && isinf(got))
    return 0.0;
  if (!isfinite(got) || isinf(rounded))
    return INFINITY;
  mpfr_t middle;
  mpfr_init2(middle, mpfr_get_prec(v->lo));
  mpfr_add(middle, v->lo, v->hi, MPFR_RNDN);
  mpfr_div_2ui(middle, middle, 1, MPFR_RNDN);
  long ulp = format_ulp(f, middle);
  mpfr_sub_d(middle, middle, got, MPFR_RNDN);
  mpfr_div_2si(middle, middle, ulp, MPFR_RNDN);
  double error = fabs(mpfr_get_d(middle, MPFR_RNDN));
  mpfr_clear(middle);
  return error;
}

static void note(row_verdict *v, histogram *h, size_t i, double rounded,
                 double error)
{
  histogram_add(h, error);
  v->sum_ulp += error;
  if (i == 0 || error > v->max_ulp) {
    v->max_ulp = error;
    v->worst = i;
    v->worst_value = rounded;
  }
}

static grade worse(grade a, grade b)
{
  return a > b ? a : b;
}

/* The grade of a choice that sums decide, and that is not the right one: they
 * are rounded, and need not decide as exact ones do. */
static grade grade_of_choice(const problem *p, const format *f, size_t choice)
{
  double miss = ldexp(filter_miss(p, choice), f->bits);
  if (miss <= tolerated_units(p->n, 0))
    return GRADE_SOUND;
  return miss <= tolerated_units(p->n, 1) ? GRADE_TEXTBOOK : GRADE_WRONG;
}

static int is_index(const problem *p, double got)
{
  return 0.0 <= got && got < (double)p->n && got == (double)(size_t)got;
}

static grade grade_of(const tolerance *t, size_t i, double rounded, double got,
                      double error)
{
  if (got == rounded)
    return GRADE_ROUNDED;
  if (t->p->op == OP_SAMPLE)
    return is_index(t->p, got) ? grade_of_choice(t->p, t->f, (size_t)got)
                               : GRADE_WRONG;
  if (error < 1.0)
    return GRADE_FAITHFUL;
  if (isinf(got) && t->overflows && t->p->op == OP_XENT && !t->p->gradient)
    return GRADE_SOUND; /* +inf is all that a smoothed loss can have there */
  double distance = fabs(got - rounded);
  if (distance <= tolerance_for(t, i, rounded, 0))
    return GRADE_SOUND;
  if (distance <= tolerance_for(t, i, rounded, 1))
    return GRADE_TEXTBOOK;
  return GRADE_WRONG;
}

/* Whether 0 stands for a number below the normal ones */
static int is_flushed(const format *f, double rounded, double got)
{
  double smallest = ldexp(1.0, (int)f->least + f->bits - 1);
  return got == 0.0 && fabs(rounded) < smallest;
}

static certify_status judge_values(certifier *c, const double *got, rules rules,
                                   histogram *h, row_verdict *v, double *right)
{
  tolerance t;
  size_t values = problem_values(&c->p);
  certify_status status =
      tolerance_open(&t, &c->p, c->f) ? CERTIFIED : CERTIFY_NO_MEMORY;
  for (size_t i = 0; i < values && status == CERTIFIED; i++) {
    double rounded;
    status = certify(c, i, &rounded);
    if (status != CERTIFIED)
      break;
    right[i] = rounded;
    if (rules.flushes && is_flushed(c->f, rounded, got[i])) {
      note(v, h, i, rounded, 0.0);
      continue;
    }
    double error = error_of(c->f, &c->value, rounded, got[i]);
    grade grade = grade_of(&t, i, rounded, got[i], error);
    if (c->p.op == OP_SAMPLE || c->p.op == OP_ARGMAX) /* no units: an index */
      error = grade == GRADE_WRONG ? INFINITY : 0.0;
    note(v, h, i, rounded, error);
    v->grade = worse(v->grade, grade);
  }
  tolerance_close(&t);
  return status;
}

/* The exact sum; doubles of the format are multiples of 2^-1074. */
static void judge_sum(const double *got, size_t n, row_verdict *v)
{
  mpfr_t sum;
  mpfr_init2(sum, EXACT_SUM_BITS);
  mpfr_set_si(sum, -1, MPFR_RNDN);
  for (size_t i = 0; i < n; i++)
    mpfr_add_d(sum, sum, got[i], MPFR_RNDN);
  v->has_sum = 1;
  v->sum_defect = fabs(mpfr_get_d(sum, MPFR_RNDN));
  mpfr_clear(sum);
}

typedef struct pair {
  double z, got;
} pair;

static int by_logit(const void *left, const void *right)
{
  const pair *a = left, *b = right;
  if (a->z != b->z)
    return a->z < b->z ? -1 : 1;
  return (a->got > b->got) - (a->got < b->got);
}

static int judge_order(const problem *p, const double *got, row_verdict *v)
{
  pair *pairs = malloc(p->n * sizeof *pairs);
  if (pairs == NULL)
    return 0;
  double most = -INFINITY;
  for (size_t i = 0; i < p->n; i++) {
    pairs[i] = (pair){p->z[i], got[i]};
    most = got[i] > most ? got[i] : most;
  }
  qsort(pairs, p->n, sizeof *pairs, by_logit);
  for (size_t i = 1; i < p->n; i++)
    v->inversions +=
        !(pairs[i - 1].got <= pairs[i].got)
        || (pairs[i - 1].z == pairs[i].z && pairs[i - 1].got != pairs[i].got);
  v->loses_top = !(pairs[p->n - 1].got >= most);
  free(pairs);
  return 1;
}

typedef struct census {
  size_t nans, infinities, masked;
} census;

static census count(const problem *p)
{
  census c = {0};
  for (size_t i = 0; p->op == OP_ATTENTION && i < p->n; i++)
    c.masked += !query_sees(p->query, i);
  for (size_t i = 0; p->z != NULL && i < p->n; i++) {
    c.nans += isnan(p->z[i]) != 0;
    c.infinities += p->z[i] == INFINITY;
    c.masked += p->z[i] == -INFINITY;
  }
  return c;
}

/* The softmax, or row of attention, that a policy wants of a special row */
static double special(const problem *p, census c, policy policy, size_t i)
{
  if (p->op == OP_ATTENTION)
    return policy == POLICY_NAN ? NAN : 0.0;
  if (c.nans > 0)
    return NAN;
  if (c.infinities > 0)
    return policy != POLICY_LIMIT ? NAN
           : p->z[i] == INFINITY  ? 1.0 / (double)c.infinities
                                  : 0.0;
  return policy == POLICY_ZERO      ? 0.0
         : policy == POLICY_UNIFORM ? 1.0 / (double)p->n
                                    : NAN;
}

static int has_policy(eval_op op, policy policy)
{
  switch (op) {
  case OP_SOFTMAX:
  case OP_TEXTBOOK:
  case OP_ONLINE:
  case OP_LOG_SOFTMAX:
    return 1;
  case OP_ATTENTION:
    return policy == POLICY_NAN || policy == POLICY_ZERO;
  default:
    return 0;
  }
}

static void judge_special(const problem *p, const format *f, const double *got,
                          census c, policy policy, row_verdict *v,
                          double *right)
{
  int is_log = p->op == OP_LOG_SOFTMAX;
  v->kind = has_policy(p->op, policy) ? KIND_SPECIAL : KIND_UNJUDGED;
  size_t values = v->kind == KIND_SPECIAL ? problem_values(p) : 0;
  for (size_t i = 0; i < values; i++) {
    double wanted = special(p, c, policy, i);
    if (is_log)
      wanted = log(wanted);
    right[i] = wanted;
    int agrees = isnan(wanted) || isinf(wanted) || wanted == 0.0
                     ? isnan(wanted) ? isnan(got[i]) : got[i] == wanted
                     : fabs(got[i] - wanted) <= tolerance_special(f, wanted);
    if (!agrees && v->grade != GRADE_WRONG) {
      v->grade = GRADE_WRONG;
      v->worst = i;
      v->worst_value = wanted;
      v->max_ulp = INFINITY;
    }
  }
}

/* Opens a certifier for p. Where got keeps another number of probabilities than
 * exact sums do, and rounded ones may, it is for those; *least is then the best
 * grade that is left. */
static certify_status open_certifier(certifier *c, const problem *p,
                                     const format *f, const double *got,
                                     grade *least)
{
  certify_status status = certifier_open(c, p, f);
  *least = GRADE_ROUNDED;
  if (status != CERTIFIED || p->op != OP_TOP_P)
    return status;
  problem q = *p;
  q.op = OP_TOP_K;
  q.k = 0;
  for (size_t i = 0; i < p->n; i++)
    q.k += got[i] != 0.0;
  if (q.k == 0 || q.k == c->base.kept.count)
    return status;
  grade best = grade_of_choice(p, f, q.k);
  if (best == GRADE_WRONG)
    return status;
  *least = best;
  certifier_close(c);
  return certifier_open(c, &q, f);
}

certify_status judge(const problem *p, const format *f, const double *got,
                     rules rules, histogram *h, row_verdict *v, double *right)
{
  census c = count(p);
  policy policy = rules.policy != POLICY_USUAL ? rules.policy
                  : p->op == OP_ATTENTION      ? POLICY_ZERO
                                               : POLICY_NAN;
  *v = (row_verdict){.grade = GRADE_ROUNDED};
  if (!takes_probabilities(p->op)
      && (c.nans > 0 || c.infinities > 0
          || (c.masked == p->n && !operation_is_entrywise(p->op)))) {
    judge_special(p, f, got, c, policy, v, right);
    return CERTIFIED;
  }
  certifier certifier;
  grade least;
  certify_status status = open_certifier(&certifier, p, f, got, &least);
  if (status == CERTIFIED)
    status = judge_values(&certifier, got, rules, h, v, right);
  v->grade = worse(v->grade, least);
  certifier_close(&certifier);
  if (status == CERTIFIED && is_distribution(p->op))
    judge_sum(got, p->n, v);
  if (status == CERTIFIED && keeps_order(p->op) && !judge_order(p, got, v))
    status = CERTIFY_NO_MEMORY;
  return status;
}
