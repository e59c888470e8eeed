/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P18, the sigmoid and binary cross-entropy: special values, bit for bit against the
 * softmax of two logits, and the error bounds of the contracts against long
 * double. */
#include "sigmoid.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define U 0x1p-53L
#define ETA 0x1p-1074L

static int same_bits(double a, double b)
{
  return memcmp(&a, &b, sizeof a) == 0;
}

static void test_special_values(void)
{
  gsl_test(!same_bits(sp_sigmoid(0.0), 0.5), "sigmoid(0) is 1/2");
  gsl_test(!same_bits(sp_sigmoid(-0.0), 0.5), "sigmoid(-0) is 1/2");
  gsl_test(!same_bits(sp_sigmoid(INF), 1.0), "sigmoid(+inf) is 1");
  gsl_test(!same_bits(sp_sigmoid(-INF), 0.0), "sigmoid(-inf) is +0");
  gsl_test(!same_bits(sp_sigmoid(DBL_MAX), 1.0), "sigmoid of the largest is 1");
  gsl_test(!same_bits(sp_sigmoid(-DBL_MAX), 0.0),
           "sigmoid of the smallest is +0");
  gsl_test(!(sp_sigmoid(-744.0) > 0.0), "sigmoid(-744) is subnormal");
  gsl_test(!isnan(sp_sigmoid(NAN)), "sigmoid of NaN is NaN");
  gsl_test(sp_log_sigmoid(0.0) != -sp_log1p(1.0), "log sigmoid(0) is -log 2");
  gsl_test(sp_log_sigmoid(INF) != 0.0, "log sigmoid(+inf) is 0");
  gsl_test(sp_log_sigmoid(-INF) != -INF, "log sigmoid(-inf) is -inf");
  gsl_test(sp_log_sigmoid(-DBL_MAX) != -DBL_MAX,
           "log sigmoid of the smallest does not overflow");
  gsl_test(!isnan(sp_log_sigmoid(NAN)), "log sigmoid of NaN is NaN");
}

static void test_statuses(void)
{
  static const struct {
    double x, y;
    sp_status expected;
  } cases[] = {
      {NAN, 0.5, SP_NAN_LOGIT},     {NAN, NAN, SP_NAN_LOGIT},
      {INF, 0.5, SP_POS_INF_LOGIT}, {INF, 2.0, SP_POS_INF_LOGIT},
      {1.0, NAN, SP_BAD_TARGET},    {1.0, -0x1p-1074, SP_BAD_TARGET},
      {-INF, 1.5, SP_BAD_TARGET},   {1.0, 1.0 + 0x1p-52, SP_BAD_TARGET},
      {-INF, 0.5, SP_OK},           {DBL_MAX, 0.0, SP_OK},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    double x = cases[k].x, y = cases[k].y, loss = 99.0, grad = 99.0;
    sp_status expected = cases[k].expected;
    int bad = sp_binary_cross_entropy(x, y, &loss) != expected
              || sp_binary_cross_entropy_gradient(x, y, &grad) != expected
              || (expected != SP_OK && (loss != 99.0 || grad != 99.0));
    gsl_test(bad, "binary cross-entropy, status of case %zu", k);
  }
}

static void test_loss_by_hand(void)
{
  static const struct {
    double x, y, loss, grad;
  } cases[] = {
      {-INF, 0.0, 0.0, 0.0},
      {-INF, 0.25, INF, -0.25},
      {-INF, 1.0, INF, -1.0},
      {DBL_MAX, 0.0, DBL_MAX, 1.0},
      {DBL_MAX, 1.0, 0.0, 0.0},
      {-DBL_MAX, 1.0, DBL_MAX, -1.0},
      {-DBL_MAX, 0.0, 0.0, 0.0},
      {1000.0, 0.5, 500.0, 0.5},
      {-1000.0, 0.25, 250.0, -0.25},
      {1e300, 1.0 - 0x1p-53, 1e300 * 0x1p-53, 0x1p-53},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    double x = cases[k].x, y = cases[k].y, loss = 99.0, grad = 99.0;
    sp_binary_cross_entropy(x, y, &loss);
    sp_binary_cross_entropy_gradient(x, y, &grad);
    gsl_test(loss != cases[k].loss, "binary cross-entropy, case %zu", k);
    gsl_test(grad != cases[k].grad, "its gradient, case %zu", k);
  }
}

/* Where s - y cancels: the values to 26 digits, from decimal arithmetic of 400
 * digits (Python's), -1 / (1 + e^x) where y is 1. */
static void test_gradient_near_1(void)
{
  static const struct {
    double x, y;
    long double grad;
  } cases[] = {
      {0.5, 1.0, -3.7754066879814543536109943e-1L},
      {40.0, 1.0, -4.2483542552915889772807209e-18L},
      {100.0, 1.0, -3.7200759760208359629596958e-44L},
      {700.0, 1.0, -9.8596765437597708567053729e-305L},
      {740.0, 1.0, -4.1887398800480489394575400e-322L},
      {20.0, 1.0 - 0x1p-30, -1.1298310435747250658058621e-9L},
      {37.0, 1.0 - 0x1p-53, 2.5691826205075003380872847e-17L},
      {-3.0, 1.0, -9.5257412682243321912115185e-1L},
      {-40.0, 0.25, -2.4999999999999999575164574e-1L},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    double grad = 99.0;
    sp_binary_cross_entropy_gradient(cases[k].x, cases[k].y, &grad);
    long double exact = cases[k].grad;
    gsl_test(fabsl(grad - exact) > 16 * U * fabsl(exact) + ETA,
             "binary gradient without cancellation, case %zu", k);
  }
}

/* How many of the functions' promises on x and y are broken. */
static int softmax_differs(double x)
{
  const double z[] = {x, 0.0};
  double p[2];
  return sp_softmax(z, p, 2) != SP_OK || !same_bits(p[0], sp_sigmoid(x))
         || !same_bits(p[1], sp_sigmoid(-x));
}

static int ends_differ(double x)
{
  double one, zero;
  sp_binary_cross_entropy(x, 1.0, &one);
  sp_binary_cross_entropy(x, 0.0, &zero);
  return one != -sp_log_sigmoid(x) || zero != -sp_log_sigmoid(-x);
}

/* The gradients of the targets 1 and 0 against those of the labels 0 and 1 */
static int label_differs(double x)
{
  const double z[] = {x, 0.0};
  double one, zero, first[2], second[2];
  sp_binary_cross_entropy_gradient(x, 1.0, &one);
  sp_binary_cross_entropy_gradient(x, 0.0, &zero);
  return sp_cross_entropy_gradient(z, first, 2, 0) != SP_OK
         || sp_cross_entropy_gradient(z, second, 2, 1) != SP_OK
         || !same_bits(one, first[0]) || !same_bits(zero, second[0]);
}

static int sigmoid_off(double x)
{
  long double w = expl(-fabsl((long double)x));
  long double s = (x < 0 ? w : 1) / (1 + w), l = log1pl(w);
  long double log_s = (x < 0 ? x : 0) - l;
  long double bound = (x < 0 ? 3.125L : 2.0625L) * (1 + 0x1p-9L) * U;
  return fabsl(sp_sigmoid(x) - s) > bound * s + ETA
         || fabsl(sp_log_sigmoid(x) - log_s)
                > 4 * (1 + 0x1p-9L) * U * -log_s + ETA;
}

static int loss_off(double x, double y)
{
  long double ax = fabsl((long double)x), w = expl(-ax);
  long double s = (x < 0 ? w : 1) / (1 + w);
  long double exact = ax * (x < 0 ? y : 1 - (long double)y) + log1pl(w);
  long double part = x < 0 || y < 0.5 ? s : w / (1 + w);
  long double slope = x < 0 ? s - y : (1 - (long double)y) - w / (1 + w);
  double loss, grad;
  return sp_binary_cross_entropy(x, y, &loss) != SP_OK
         || sp_binary_cross_entropy_gradient(x, y, &grad) != SP_OK
         || fabsl(loss - exact) > 4.25L * (1 + 0x1p-9L) * U * exact + 1.5L * ETA
         || fabsl(grad - slope)
                > (1 + 0x1p-9L) * U * (3.125L * part + fabsl(slope)) + ETA;
}

/* Logits of every size: near 0, where the exponential lives, and huge. */
static double random_logit(gsl_rng *r)
{
  static const double scale[] = {0x1p-1060, 1e-200, 1e-16, 0.01,
                                 1.0,       40.0,   800.0, DBL_MAX};
  double sign = gsl_rng_uniform_int(r, 2) ? 1.0 : -1.0;
  return sign * gsl_rng_uniform(r)
         * scale[gsl_rng_uniform_int(r, COUNT(scale))];
}

static double random_target(gsl_rng *r)
{
  static const double ends[] = {0.0, 1.0, 0x1p-1074, 1.0 - 0x1p-53};
  if (gsl_rng_uniform_int(r, 4) == 0)
    return ends[gsl_rng_uniform_int(r, COUNT(ends))];
  return gsl_rng_uniform(r);
}

static void test_many(void)
{
  gsl_rng *r = gsl_rng_alloc(gsl_rng_mt19937);
  int softmax = 0, ends = 0, labels = 0, sigmoid = 0, loss = 0;
  for (int k = 0; k < 200000; k++) {
    double x = random_logit(r);
    softmax += softmax_differs(x);
    ends += ends_differ(x);
    labels += label_differs(x);
    sigmoid += sigmoid_off(x);
    loss += loss_off(x, random_target(r));
  }
  gsl_rng_free(r);
  gsl_test(softmax, "sigmoid is the softmax of (x, 0) bit for bit");
  gsl_test(ends, "losses of 0 and 1 are logarithms of sigmoids bit for bit");
  gsl_test(labels + label_differs(-INF),
           "gradients of 1 and 0 are those of labels bit for bit");
  gsl_test(sigmoid, "sigmoid and its logarithm within their bounds");
  gsl_test(loss, "binary cross-entropy and its gradient within their bounds");
}

void test_sigmoid(void)
{
  test_special_values();
  test_statuses();
  test_loss_by_hand();
  test_gradient_near_1();
  test_many();
}
