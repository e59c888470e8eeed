/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* References built from GSL: exp and log1p with their error estimates, the
 * Jacobian (P11) and the gradients (P13) as numerical derivatives.
 *
 * GSL's estimates are twice an expected error, not proofs; MPFR is the judge
 * elsewhere. Below ln DBL_MIN = -708.396... gsl_sf_exp_e gives 0 and
 * GSL_EUNDRFLW where e^x is a subnormal number: there GSL is no reference, and
 * the check is that this is so and that Softproof does not flush. */
#include "checks.h"

#include "../../src/softproof.h"

#include <gsl/gsl_deriv.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_exp.h>
#include <gsl/gsl_sf_log.h>

#define LARGEST_N 8
#define STEP 1e-2         /* where gsl_deriv_central starts */
#define ESTIMATE_FACTOR 2 /* its abserr is an estimate */
#define GSL_LOWEST (-708.39)
#define LOWEST_ABOVE_ETA (-743.7)

static void check_gsl_exp(rng *r, size_t cases)
{
  for (size_t k = 0; k < cases; k++) {
    double x = k % 4 ? -rng_between(r, 0.0, -GSL_LOWEST)
                     : -ldexp(rng_between(r, 1.0, 2.0), -(int)rng_below(r, 60));
    tally_case("exp argument", k, &x, 1);
    gsl_sf_result ref = {0, 0};
    int status = gsl_sf_exp_e(x, &ref);
    ld bound = bound_exp_normal((ld)ref.val + (ld)ref.err) + (ld)ref.err;
    double value = status == GSL_SUCCESS ? sp_exp(x) : NAN;
    tally_near(CHECK_GSL_EXP, value, ref.val, bound, 0);

    x = -rng_between(r, 708.4, -LOWEST_ABOVE_ETA);
    tally_case("subnormal exp argument", k, &x, 1);
    status = gsl_sf_exp_e(x, &ref);
    value = spoilt == CHECK_GSL_FLUSH ? 0.0 : sp_exp(x);
    tally_exact(CHECK_GSL_FLUSH,
                status == GSL_EUNDRFLW && ref.val == 0.0 && value > 0.0, 0,
                value);
  }
}

static void check_gsl_log1p(rng *r, size_t cases)
{
  for (size_t k = 0; k < cases; k++) {
    double x = ldexp(rng_between(r, 1.0, 2.0), (int)rng_below(r, 86) - 60);
    tally_case("log1p argument", k, &x, 1);
    gsl_sf_result ref = {0, 0};
    int status = gsl_sf_log_1plusx_e(x, &ref);
    ld bound = bound_log1p((ld)ref.val + (ld)ref.err) + (ld)ref.err;
    double value = status == GSL_SUCCESS ? sp_log1p(x) : NAN;
    tally_near(CHECK_GSL_LOG1P, value, ref.val, bound, 0);
  }
}

/* The row as a function of its j-th logit. */
typedef struct along {
  double z[LARGEST_N];
  size_t n, i, j;
} along;

static double gsl_exp(double x)
{
  gsl_sf_result e = {0, 0};
  gsl_sf_exp_e(x, &e); /* underflow leaves 0: too small to matter here */
  return e.val;
}

/* Moves the j-th logit to x. The largest logit, and log-sum-exp less it. */
static double move(along *row, double x, double *excess)
{
  row->z[row->j] = x;
  size_t top = 0;
  for (size_t k = 1; k < row->n; k++)
    if (row->z[k] > row->z[top])
      top = k;
  double others = 0.0;
  for (size_t k = 0; k < row->n; k++)
    if (k != top)
      others += gsl_exp(row->z[k] - row->z[top]);
  gsl_sf_result l = {0, 0};
  gsl_sf_log_1plusx_e(others, &l);
  *excess = l.val;
  return row->z[top];
}

/* None of the three subtracts numbers that nearly cancel: gsl_deriv_central
 * takes the values to be right to an epsilon of their own size. */
static double log_sum_exp(double x, void *params)
{
  double excess, m = move(params, x, &excess);
  return m + excess;
}

static double softmax_entry(double x, void *params)
{
  along *row = params;
  double excess, m = move(row, x, &excess);
  return gsl_exp((row->z[row->i] - m) - excess);
}

/* loss of the label i */
static double loss(double x, void *params)
{
  along *row = params;
  double excess, m = move(row, x, &excess);
  return (m - row->z[row->i]) + excess;
}

/* value against the derivative of f along the j-th logit */
static void judge(check c, double (*f)(double, void *), const double *z,
                  size_t n, size_t i, size_t j, double value, ld bound)
{
  along row = {{0}, n, i, j};
  for (size_t k = 0; k < n; k++)
    row.z[k] = z[k];
  gsl_function function = {f, &row};
  double slope = NAN, abserr = NAN;
  gsl_deriv_central(&function, z[j], STEP, &slope, &abserr);
  tally_near(c, value, slope, bound + ESTIMATE_FACTOR * (ld)abserr, i * n + j);
}

static void check_derivatives(rng *r, uint64_t number)
{
  double z[LARGEST_N], p[LARGEST_N], grad[LARGEST_N];
  double jacobian[LARGEST_N * LARGEST_N];
  size_t n = 2 + rng_below(r, LARGEST_N - 1);
  double scale = rng_between(r, 0.1, 4.0);
  for (size_t k = 0; k < n; k++)
    z[k] = rng_below(r, 4) ? scale * rng_bell(r) : 0.5; /* some ties */
  size_t label = rng_below(r, n);
  tally_case("bell", number, z, n);
  sp_softmax(z, p, n);
  sp_softmax_jacobian(p, jacobian, n);
  sp_cross_entropy_gradient(z, grad, n, label);

  for (size_t i = 0; i < n; i++) {
    ld g = (ld)p[i];
    judge(CHECK_GSL_LSE, log_sum_exp, z, n, 0, i, p[i], bound_softmax(g));
    ld away = fabsl(g - (i == label));
    judge(CHECK_GSL_GRADIENT, loss, z, n, label, i, grad[i],
          bound_gradient(g, away));
    for (size_t j = 0; j < n; j++) {
      ld bound = i == j ? bound_diagonal(g) : bound_off_diagonal(g, (ld)p[j]);
      judge(CHECK_GSL_JACOBIAN, softmax_entry, z, n, i, j, jacobian[i * n + j],
            bound);
    }
  }
}

void check_gsl(uint64_t seed, size_t cases)
{
  gsl_error_handler_t *before = gsl_set_error_handler_off();
  rng r = rng_for_case(seed, 2);
  check_gsl_exp(&r, 10 * cases);
  check_gsl_log1p(&r, 10 * cases);
  for (uint64_t k = 0; k < cases; k++)
    check_derivatives(&r, k);
  gsl_set_error_handler(before);
  tally_case("none", 0, NULL, 0);
}
