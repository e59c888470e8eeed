/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P21: sp_exp and sp_log1p on their own. */
#include "checks.h"

#include "../../src/softproof.h"

#define LN2_OVER_64 0x1.62e42fefa39efp-7
#define EXP_LOWEST (-0x1.746p9) /* -744.75 */
#define LOG1P_HIGHEST 0x1p26

static double nearby(rng *r, double x)
{
  int steps = (int)rng_below(r, 9) - 4;
  for (; steps > 0; steps--)
    x = nextafter(x, INFINITY);
  for (; steps < 0; steps++)
    x = nextafter(x, -INFINITY);
  return x;
}

static double exp_argument(rng *r, size_t k)
{
  static const double edges[] = {-0.0,
                                 -0x1p-1074,
                                 -0x1p-54,
                                 EXP_LOWEST,
                                 -0x1.74910d52d3051p9,
                                 -0x1.6232bdd7abcd2p9,
                                 -0x1.62e42fefa39efp-1,
                                 -746.0,
                                 -1e308};
  size_t edge_count = sizeof edges / sizeof edges[0];
  double x;
  if (k < 64 * edge_count)
    x = nearby(r, edges[k % edge_count]);
  else if (k % 8 == 0) /* between two table entries */
    x = nearby(r, -((double)rng_below(r, 68761) + 0.5) * LN2_OVER_64);
  else if (k % 8 == 1) /* on a table entry */
    x = nearby(r, -(double)rng_below(r, 68761) * LN2_OVER_64);
  else if (k % 8 == 2)
    x = -rng_between(r, 700.0, 748.0);
  else if (k % 8 == 3)
    x = -ldexp(rng_between(r, 1.0, 2.0), -(int)rng_below(r, 60));
  else if (k % 8 == 4)
    x = -ldexp(rng_between(r, 1.0, 2.0), (int)rng_below(r, 2098) - 1074);
  else
    x = -rng_between(r, 0.0, 746.0);
  return x > 0.0 ? -x : x;
}

static void judge_exp(double x, mpfr_t e)
{
  double value = sp_exp(x);
  mpfr_set_d(e, x, MPFR_RNDN);
  mpfr_exp(e, e, MPFR_RNDN);
  ld low = truth_low(e);
  if (x >= EXP_LOWEST)
    tally_value(CHECK_EXP, value, e, bound_exp(low), 0);
  if (low >= 0x1p-1022L)
    tally_value(CHECK_EXP_NORMAL, value, e, bound_exp_normal(low), 0);
  else
    tally_value(CHECK_EXP_BELOW, value, e, bound_exp_below(), 0);
  if (spoilt == CHECK_EXP_RANGE)
    value = nextafter(1.0, 2.0);
  int exact = x < 0.0 || value == 1.0;
  tally_exact(CHECK_EXP_RANGE, 0.0 <= value && value <= 1.0 && exact, 0, value);
}

void check_exp(uint64_t seed, size_t cases)
{
  rng r = rng_for_case(seed, 0);
  mpfr_t e;
  mpfr_init2(e, TRUTH_BITS);
  for (size_t k = 0; k < cases; k++) {
    double x = exp_argument(&r, k);
    tally_case("exp argument", k, &x, 1);
    judge_exp(x, e);
  }
  double masked = -INFINITY;
  tally_case("exp argument", cases, &masked, 1);
  double value = sp_exp(masked), zero = 0.0;
  tally_exact(CHECK_EXP_RANGE, same_bits(&value, &zero, 1), 0, value);
  mpfr_clear(e);
  tally_case("none", 0, NULL, 0);
}

static double log1p_argument(rng *r, size_t k)
{
  static const double edges[] = {
      0.0, 0x1p-1074, 0x1p-1022,     0x1p-54, 0x1p-53,
      0.5, 1.0,       LOG1P_HIGHEST, 0.25,    0x1.6a09e667f3bcdp-2};
  size_t edge_count = sizeof edges / sizeof edges[0];
  double x;
  if (k < 64 * edge_count)
    x = nearby(r, edges[k % edge_count]);
  else if (k % 8 == 0) /* 1 + x near a power of two, or a 1/128 step of one */
    x = nearby(
        r, ldexp(1.0 + (double)rng_below(r, 128) / 128.0, (int)rng_below(r, 26))
               - 1.0);
  else if (k % 8 == 1)
    x = ldexp(rng_between(r, 1.0, 2.0), -(int)rng_below(r, 1074));
  else if (k % 8 <= 4)
    x = ldexp(rng_between(r, 1.0, 2.0), (int)rng_below(r, 86) - 60);
  else if (k % 8 == 5)
    x = (double)rng_below(r, (size_t)1 << 26);
  else
    x = rng_between(r, 0.0, k % 8 == 6 ? 2.0 : 40.0);
  x = fabs(x);
  return x > LOG1P_HIGHEST ? LOG1P_HIGHEST : x;
}

void check_log1p(uint64_t seed, size_t cases)
{
  rng r = rng_for_case(seed, 1);
  mpfr_t l;
  mpfr_init2(l, TRUTH_BITS);
  for (size_t k = 0; k < cases; k++) {
    double x = log1p_argument(&r, k);
    tally_case("log1p argument", k, &x, 1);
    mpfr_set_d(l, x, MPFR_RNDN);
    mpfr_log1p(l, l, MPFR_RNDN);
    tally_value(CHECK_LOG1P, sp_log1p(x), l, bound_log1p(truth_low(l)), 0);
  }
  mpfr_clear(l);
  tally_case("none", 0, NULL, 0);
}

static double sigmoid_argument(rng *r, size_t k)
{
  if (k == 0)
    return 0.0;
  double x = k % 4 == 0 ? rng_between(r, 0.0, 760.0)
             : k % 4 == 1
                 ? rng_between(r, 0.0, 40.0)
                 : ldexp(rng_between(r, 1.0, 2.0), (int)rng_below(r, 80) - 70);
  return rng_below(r, 2) ? x : -x;
}

static void judge_logit_gradient(double x, double y, mpfr_t g, mpfr_t small)
{
  double grad = 7.0;
  int ok = sp_binary_cross_entropy_gradient(x, y, &grad) == SP_OK;
  tally_exact(CHECK_STATUS, ok, 0, grad);
  truth_logit_gradient(g, small, x, y);
  ld size = truth_low(g), part = truth_low(small);
  if (x >= 0.0 && y < 0.5)
    part = (1 - part) * (1 - 0x1p-60L);
  tally_value(CHECK_LOGIT_GRADIENT, grad, g, bound_logit_gradient(part, size),
              0);
  if (y == 1.0)
    tally_value(CHECK_LOGIT_LABEL, grad, g, bound_logit_label(size), 0);
  if (y == 0.0 || y == 1.0) {
    double z[2] = {x, 0.0}, pair[2] = {7.0, 7.0};
    int same = sp_cross_entropy_gradient(z, pair, 2, y == 0.0) == SP_OK
               && same_bits(pair, &grad, 1) && spoilt != CHECK_LOGIT_BITS;
    tally_exact(CHECK_LOGIT_BITS, same, 0, grad);
  }
}

void check_sigmoid(uint64_t seed, size_t cases)
{
  rng r = rng_for_case(seed, 2);
  mpfr_t s, l;
  mpfr_init2(s, TRUTH_BITS);
  mpfr_init2(l, TRUTH_BITS);
  for (size_t k = 0; k < cases; k++) {
    double x = sigmoid_argument(&r, k);
    double y = k % 3 ? rng_between(&r, 0.0, 1.0) : (double)(k % 2);
    tally_case("sigmoid argument", k, &x, 1);
    truth_sigmoid(s, l, x);
    double value = sp_sigmoid(x);
    tally_value(CHECK_SIGMOID, value, s, bound_sigmoid(truth_low(s)), 0);
    if (x >= 0.0)
      tally_value(CHECK_SIGMOID_ABOVE, value, s,
                  bound_sigmoid_above(truth_low(s)), 0);
    double z[2] = {x, 0.0}, p[2];
    int same = sp_softmax(z, p, 2) == SP_OK && p[0] == value;
    tally_exact(CHECK_SIGMOID_BITS, same && spoilt != CHECK_SIGMOID_BITS, 0,
                value);

    double loss = 0.0;
    int ok = sp_binary_cross_entropy(x, y, &loss) == SP_OK;
    tally_exact(CHECK_STATUS, ok, 0, loss);
    truth_logit_loss(s, l, x, y);
    tally_value(CHECK_LOGIT_LOSS, loss, s, bound_logit_loss(truth_low(s)), 0);
    if (x < 0.0)
      mpfr_sub_d(l, l, x, MPFR_RNDN);
    ld bound = bound_log_sigmoid(truth_low(l));
    mpfr_neg(l, l, MPFR_RNDN);
    tally_value(CHECK_LOG_SIGMOID, sp_log_sigmoid(x), l, bound, 0);

    /* every third: where s - y cancels */
    judge_logit_gradient(x, k % 3 == 1 ? value : y, s, l);
  }
  mpfr_clear(s);
  mpfr_clear(l);
  tally_case("none", 0, NULL, 0);
}
