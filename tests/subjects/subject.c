/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Answers cases as plain C, or C with GSL, does. usage: subject naive|gsl
 *
 * naive: three passes with exp, one sum in order; gsl: the same with the
 * exponential and the logarithm of GSL. */
#include "case.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_exp.h>
#include <gsl/gsl_sf_log.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef double function(double x);

/* GSL signals an underflow as an error; its value is 0. */
static double gsl_exp(double x)
{
  gsl_sf_result r;
  if (x == -INFINITY || gsl_sf_exp_e(x, &r) != GSL_SUCCESS)
    return 0.0;
  return r.val;
}

static double single_exp(double x)
{
  return (double)expf((float)x);
}

static double single_log(double x)
{
  return (double)logf((float)x);
}

typedef struct row {
  const problem *p;
  const format *f;
  double *e, m, sum;
  function *log;
} row;

static double r(const row *w, double x)
{
  return format_round_d(w->f, x);
}

static int weigh(row *w, function *exponential)
{
  const problem *p = w->p;
  w->e = malloc(p->n * sizeof *w->e);
  if (w->e == NULL)
    return 0;
  w->m = p->z[0];
  for (size_t i = 1; i < p->n; i++)
    w->m = p->z[i] > w->m ? p->z[i] : w->m;
  for (size_t i = 0; i < p->n; i++) {
    w->e[i] = r(w, exponential(r(w, p->z[i] - w->m)));
    w->sum = r(w, w->sum + w->e[i]);
  }
  return 1;
}

static double value(const row *w, size_t i)
{
  const problem *p = w->p;
  double log_sum = r(w, w->log(w->sum));
  switch (p->op) {
  case OP_LOG_SOFTMAX:
    return r(w, r(w, p->z[i] - w->m) - log_sum);
  case OP_LOGSUMEXP:
    return r(w, w->m + log_sum);
  case OP_XENT:
    return -r(w, r(w, p->z[p->label] - w->m) - log_sum);
  default:
    return r(w, w->e[i] / w->sum);
  }
}

int main(int argc, char **argv)
{
  int is_gsl = argc == 2 && strcmp(argv[1], "gsl") == 0;
  if (argc != 2 || (!is_gsl && strcmp(argv[1], "naive") != 0)) {
    fprintf(stderr, "usage: subject naive|gsl\n");
    return 2;
  }
  gsl_set_error_handler_off();
  case_reader in;
  if (!cases_open(&in, "-"))
    return 2;
  while (cases_next(&in) == CASE_READ) {
    int is_single = in.f != &binary64;
    row w = {.p = &in.p,
             .f = in.f,
             .log = is_gsl      ? gsl_sf_log
                    : is_single ? single_log
                                : log};
    size_t values = problem_values(&in.p);
    double *result = malloc(values * sizeof *result);
    if (result == NULL
        || !weigh(&w, is_gsl      ? gsl_exp
                      : is_single ? single_exp
                                  : exp))
      return 2;
    for (size_t i = 0; i < values; i++)
      result[i] = value(&w, i);
    case_write(stdout, &in.p, in.f, result);
    free(result);
    free(w.e);
  }
  cases_close(&in);
  return 0;
}
