/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/family.h"

#include <math.h>
#include <stdlib.h>

/* The weights of a row, computed as a family does */
typedef struct row {
  const family *m;
  const problem *p;
  const format *f; /* of the arithmetic: binary64 or binary32 */
  double *e;
  double max, shift;
  double sum, rest; /* rest: of all but the first largest */
  double targets;   /* their sum */
  size_t top;
  int all_masked;
} row;

static double r(const row *w, double x)
{
  return format_round_d(w->f, x);
}

static double logit(const row *w, size_t i)
{
  return w->p->T == 1.0 ? w->p->z[i] : r(w, w->p->z[i] / w->p->T);
}

static void find_max(row *w)
{
  size_t n = w->p->n;
  w->max = w->m->least_max < 0.0 ? r(w, w->m->least_max) : -INFINITY;
  w->all_masked = 1;
  for (size_t i = 0; i < n; i++) {
    double x = logit(w, i);
    if (x > w->max || (isnan(x) && !w->m->skips_nan)) {
      w->max = x;
      w->top = i;
    }
    w->all_masked &= x == -INFINITY;
  }
}

static double shift_of(const row *w)
{
  size_t n = w->p->n;
  double s = logit(w, 0);
  switch (w->m->shift) {
  case SHIFT_MAX:
    return w->max;
  case SHIFT_NONE:
    return 0.0;
  case SHIFT_MIN:
    for (size_t i = 1; i < n; i++)
      s = logit(w, i) < s ? logit(w, i) : s;
    return s;
  case SHIFT_MEAN:
    for (size_t i = 1; i < n; i++)
      s = r(w, s + logit(w, i));
    return r(w, s / (double)n);
  default:
    return s;
  }
}

static double weight(const row *w, size_t i)
{
  const family *m = w->m;
  double d = r(w, logit(w, i) - w->shift);
  if (m->clamp < 0.0 && d < m->clamp)
    d = m->clamp;
  double e = r(w, exp(d));
  if (m->exp_format != NULL)
    e = format_round_d(m->exp_format, e);
  if (m->exp_error > 0.0)
    e = r(w, e * (1.0 + (i % 2 == 0 ? m->exp_error : -m->exp_error)));
  return isnan(e) && m->skips_nan ? 0.0 : e;
}

/* Sums in double, or rounded to a format at each step. */
static void add_up(row *w)
{
  const format *f = w->m->sum_format;
  size_t n = w->p->n;
  size_t end = w->m->tail > 0 ? n - n % w->m->tail : n;
  end -= end < w->m->misses_last ? end : w->m->misses_last;
  for (size_t i = 0; i < end; i++) {
    w->sum += w->e[i];
    w->rest += i != w->top ? w->e[i] : 0.0;
    if (f != NULL) {
      w->sum = format_round_d(f, w->sum);
      w->rest = format_round_d(f, w->rest);
    }
  }
  w->sum = r(w, w->sum + w->m->epsilon);
}

static double share(const row *w, size_t i)
{
  size_t from = w->m->moved ? (i + w->p->n - 1) % w->p->n : i;
  if (w->m->all_zero || (w->all_masked && w->m->zeros))
    return 0.0;
  if (w->m->all_equal || (w->all_masked && w->m->uniform))
    return r(w, 1.0 / (double)w->p->n);
  return r(w, w->e[from] / w->sum);
}

/* Whether the sum is 1 and what is in `rest' */
static int has_rest(const family *m)
{
  return m->shift == SHIFT_MAX && m->epsilon == 0.0 && m->least_max == 0.0;
}

static double log_sum(const row *w)
{
  int is_sum = w->m->log_form == LOG_OF_ALL || w->m->log_form == LOG_OF_SUM;
  return r(w, is_sum || !has_rest(w->m) ? log(w->sum) : log1p(w->rest));
}

static double log_share(const row *w, size_t i)
{
  const family *m = w->m;
  size_t from = m->moved ? (i + w->p->n - 1) % w->p->n : i;
  double d = r(w, logit(w, from) - w->shift), p;
  if (m->all_zero)
    return 0.0;
  switch (m->log_form) {
  case LOG_OF_SOFTMAX:
    p = share(w, i);
    if (m->log_epsilon > 0.0)
      p = r(w, p + m->log_epsilon);
    return r(w, log(p < m->log_least ? m->log_least : p));
  case LOG_OF_ALL:
    return r(w, logit(w, from) - r(w, w->shift + r(w, log(w->sum))));
  case LOG_OF_SUM:
    return r(w, d - r(w, log(w->sum)));
  default:
    return m->all_equal || w->all_masked || !has_rest(m)
               ? r(w, log(share(w, i)))
               : r(w, d - r(w, log1p(w->rest)));
  }
}

static double target(const row *w, size_t i)
{
  const problem *p = w->p;
  if (p->y != NULL)
    return p->y[i];
  double n = (double)p->n, s = p->smoothing;
  double shared = w->m->unsmooth ? s / (n - 1.0) : s / n;
  if (i != p->label)
    return shared;
  return w->m->unsmooth ? 1.0 - s : 1.0 - s + shared;
}

static double loss(const row *w)
{
  double sum = 0.0;
  for (size_t i = 0; i < w->p->n; i++)
    if (target(w, i) != 0.0)
      sum = r(w, sum - r(w, target(w, i) * log_share(w, i)));
  return sum;
}

/* That of a label's, smoothed or not, is 1. */
static double sum_targets(const row *w)
{
  double sum = w->p->y == NULL ? 1.0 : 0.0;
  for (size_t i = 0; w->p->y != NULL && i < w->p->n; i++)
    sum += w->p->y[i];
  return r(w, sum);
}

static double gradient(const row *w, size_t i)
{
  if (w->m->no_target)
    return share(w, i);
  double g = r(w, r(w, w->targets * share(w, i)) - target(w, i));
  return w->m->negated ? -g : g;
}

static double jacobian(const row *w, size_t i, size_t j)
{
  double diagonal = i == j && !w->m->no_target ? 1.0 : 0.0;
  double x = r(w, share(w, i) * r(w, diagonal - share(w, j)));
  return w->m->negated ? -x : x;
}

static double value(const row *w, size_t i)
{
  const problem *p = w->p;
  switch (p->op) {
  case OP_LOG_SOFTMAX:
    return log_share(w, i);
  case OP_LOGSUMEXP:
    return w->m->all_zero ? 0.0 : r(w, w->shift + log_sum(w));
  case OP_JACOBIAN:
    return jacobian(w, i / p->n, i % p->n);
  case OP_XENT:
    return p->gradient ? gradient(w, i) : loss(w);
  default:
    return share(w, i);
  }
}

static int has_families(eval_op op)
{
  switch (op) {
  case OP_SOFTMAX:
  case OP_TEXTBOOK:
  case OP_ONLINE:
  case OP_LOG_SOFTMAX:
  case OP_LOGSUMEXP:
  case OP_JACOBIAN:
  case OP_XENT:
    return 1;
  default:
    return 0;
  }
}

int family_compute(const family *m, const problem *p, const format *f,
                   double *got)
{
  row w = {.m = m, .p = p, .f = f == &binary64 ? &binary64 : &binary32};
  if (!has_families(p->op))
    return 0;
  w.e = malloc(p->n * sizeof *w.e);
  if (w.e == NULL)
    return 0;
  find_max(&w);
  w.shift = shift_of(&w);
  for (size_t i = 0; i < p->n; i++)
    w.e[i] = weight(&w, i);
  add_up(&w);
  if (p->op == OP_XENT)
    w.targets = sum_targets(&w);
  size_t values = problem_values(p);
  for (size_t i = 0; i < values; i++)
    got[i] = format_round_d(f, value(&w, i));
  free(w.e);
  return 1;
}

/* In units in the last place of the format, without limit */
static double distance(const format *f, double a, double b)
{
  if (a == b || (isnan(a) && isnan(b)))
    return 0.0;
  if (!isfinite(a) || !isfinite(b))
    return INFINITY;
  double size = fabs(a) > fabs(b) ? fabs(a) : fabs(b);
  double ulp = ldexp(1.0, ilogb(size) + 1 - f->bits);
  double least = ldexp(1.0, (int)f->least);
  return fabs(a - b) / (ulp > least ? ulp : least);
}

static double farthest(const format *f, const double *a, const double *b,
                       size_t n)
{
  double most = 0.0;
  for (size_t i = 0; i < n; i++) {
    double d = distance(f, a[i], b[i]);
    most = d > most ? d : most;
  }
  return most;
}

/* How near a family's result must be, and how much farther the truth */
#define NEAR 16.0
#define FACTOR 8.0

/* What explains less than this part of the wrong rows is no explanation. */
#define LEAST_PART 4

void family_compare(comparison *c, const problem *p, const format *f,
                    const double *got, const double *truth)
{
  size_t values = problem_values(p);
  double wrong = truth != NULL ? farthest(f, got, truth, values) : 0.0;
  double *guess = malloc(values * sizeof *guess);
  if (guess == NULL)
    return;
  for (size_t k = 0; k < FAMILIES; k++)
    if (family_compute(families + k, p, f, guess)) {
      double d = farthest(f, got, guess, values);
      if (truth == NULL)
        c->contradicts[k] += d > NEAR;
      else
        c->explains[k] += d <= NEAR && d * FACTOR < wrong;
    }
  c->wrong += truth != NULL;
  c->right += truth == NULL;
  free(guess);
}

const family *family_likely(const comparison *c, size_t *explained)
{
  const family *best = NULL;
  double most = 0.0;
  for (size_t k = 0; k < FAMILIES; k++) {
    double score = (double)c->explains[k] - (double)c->contradicts[k];
    if (c->explains[k] * LEAST_PART >= c->wrong && score > most) {
      best = families + k;
      most = score;
      *explained = c->explains[k];
    }
  }
  return best;
}
