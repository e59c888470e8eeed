/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Results known by hand, special values and statuses, with GSL's test
 * framework. Error bounds are tests/oracle's. -v prints the passed tests. */
#include "../../src/softproof.h"
#include "attention.h"
#include "batch.h"
#include "divergence.h"
#include "float32.h"
#include "float_attention.h"
#include "float_functions.h"
#include "float_heads.h"
#include "float_masks.h"
#include "float_queries.h"
#include "online.h"
#include "sampling.h"
#include "scaled_attention.h"
#include "sigmoid.h"
#include "strided.h"
#include "strided_float.h"
#include "target_float.h"
#include "temperature.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
/* gsl_test takes 0 for a pass. */
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)

static void test_exp(void)
{
  double masked = sp_exp(-INF), zero = 0.0;
  gsl_test(sp_exp(0.0) != 1.0, "exp(0) is 1");
  gsl_test(sp_exp(-0.0) != 1.0, "exp(-0) is 1");
  gsl_test(memcmp(&masked, &zero, sizeof zero), "exp(-inf) is +0");
  gsl_test(sp_exp(-1e308) != 0.0, "exp(-1e308) is 0");
  gsl_test(sp_exp(-746.0) != 0.0, "exp(-746) is 0");
  gsl_test(!(sp_exp(-744.0) > 0.0), "exp(-744) is subnormal, not flushed");
  gsl_test(sp_exp(-0x1p-54) > 1.0, "exp just below 0 is at most 1");
  gsl_test_rel(sp_exp(-1.0), 1 / M_E, 3e-16, "exp(-1) is 1/e");
  gsl_test_rel(sp_exp(-M_LN2), 0.5, 3e-16, "exp(-ln 2) is 1/2");
}

static void test_log1p(void)
{
  gsl_test(sp_log1p(0.0) != 0.0, "log1p(0) is 0");
  gsl_test_rel(sp_log1p(1.0), M_LN2, 4e-16, "log1p(1) is ln 2");
  gsl_test_rel(sp_log1p(1e-300), 1e-300, 4e-16, "log1p(1e-300)");
  gsl_test_rel(sp_log1p(0x1p26 - 1.0), 26 * M_LN2, 4e-16, "log1p(2^26 - 1)");
}

static void test_softmax(void)
{
  double p[4];

  const double equal[] = {7e300, 7e300, 7e300, 7e300};
  const double quarters[] = {0.25, 0.25, 0.25, 0.25};
  gsl_test(sp_softmax(equal, p, 4) != SP_OK || DIFFER(quarters, p),
           "four equal logits: 1/4 each");

  const double masked[] = {0.0, -INF, 0.0, -INF};
  const double halves[] = {0.5, 0.0, 0.5, 0.0};
  gsl_test(sp_softmax(masked, p, 4) != SP_OK || DIFFER(halves, p),
           "masked logits: +0, the others as without them");

  const double extreme[] = {-1.7e308, 1.7e308, 0.0, -INF};
  const double one_hot[] = {0.0, 1.0, 0.0, 0.0};
  gsl_test(sp_softmax(extreme, p, 4) != SP_OK || DIFFER(one_hot, p),
           "differences that overflow: one-hot");

  const double only[] = {-1e300};
  gsl_test(sp_softmax(only, p, 1) != SP_OK || p[0] != 1.0, "one logit: 1");

  /* The naive form gives NaN here. */
  const double large[] = {1000.0, 999.0};
  sp_softmax(large, p, 2);
  gsl_test_rel(p[0], M_E / (1 + M_E), 1e-15, "softmax(1000, 999)");

  /* A maximum that starts at a made-up -10000 fails here. */
  const double low[] = {-20000.0, -20001.0};
  sp_softmax(low, p, 2);
  gsl_test_rel(p[0], M_E / (1 + M_E), 1e-15, "softmax(-20000, -20001)");

  double z[] = {1.0, 2.0, 3.0, -INF};
  sp_softmax(z, p, 4);
  sp_softmax(z, z, 4);
  gsl_test(DIFFER(z, p), "in place as out of place");
}

static void test_logs(void)
{
  double x, logp[2];
  const double zeros[] = {0.0, 0.0};
  sp_logsumexp(zeros, 2, &x);
  gsl_test_rel(x, M_LN2, 4e-16, "logsumexp(0, 0) is ln 2");
  const double one[] = {-3.5};
  sp_logsumexp(one, 1, &x);
  gsl_test(x != -3.5, "logsumexp of one logit is the logit");
  const double masked[] = {0.0, -INF};
  sp_log_softmax(masked, logp, 2);
  gsl_test(logp[0] != 0.0 || logp[1] != -INF, "log_softmax(0, -inf)");

  /* 1 - p is lost in p, not in log p. */
  const double sure[] = {0.0, -60.0};
  sp_log_softmax(sure, logp, 2);
  gsl_test_rel(logp[0], -exp(-60.0), 1e-13, "log_softmax(0, -60) of the top");
}

static void test_loss(void)
{
  double x, grad[3];
  const double z[] = {0.0, 0.0, -INF};
  const double zeros[] = {0.0, 0.0, 0.0}, split[] = {0.5, 0.5, 0.0};
  const double impossible[] = {0.5, 0.25, 0.25};
  sp_cross_entropy(z, 3, 0, &x);
  gsl_test_rel(x, M_LN2, 4e-16, "loss of a half chance is ln 2");
  sp_cross_entropy(z, 3, 2, &x);
  gsl_test(x != INF, "loss of a masked label is +inf");
  sp_cross_entropy_target(z, split, 3, &x);
  gsl_test_rel(x, M_LN2, 8e-16, "target (1/2, 1/2, 0): 0 times inf is 0");
  sp_cross_entropy_target(z, impossible, 3, &x);
  gsl_test(x != INF, "a target on a masked logit: +inf");
  sp_cross_entropy_target(z, zeros, 3, &x);
  gsl_test(x != 0.0, "targets all 0: loss 0");

  const double expected[] = {-0.5, 0.5, 0.0};
  sp_cross_entropy_gradient(z, grad, 3, 0);
  gsl_test(DIFFER(expected, grad), "gradient is p - one-hot");
  sp_cross_entropy_target_gradient(z, split, grad, 3);
  gsl_test(DIFFER(zeros, grad), "gradient at the target is 0");
}

static void test_jacobian(void)
{
  double j[4], out[2];
  const double p[] = {0.25, 0.75}, v[] = {4.0, 8.0};
  const double expected[] = {0.1875, -0.1875, -0.1875, 0.1875};
  const double product[] = {-0.75, 0.75};
  sp_softmax_jacobian(p, j, 2);
  gsl_test(DIFFER(expected, j), "Jacobian at (1/4, 3/4)");
  sp_softmax_jacobian_product(p, v, out, 2);
  gsl_test(DIFFER(product, out), "Jacobian times (4, 8)");
}

static void test_status(void)
{
  static const struct {
    sp_status expected;
    double z[3];
    size_t n, label;
    double y;
  } bad[] = {
      {SP_EMPTY, {0, 0, 0}, 0, 0, 0},
      {SP_TOO_LONG, {0, 0, 0}, SP_MAX_N + 1, 0, 0},
      {SP_NAN_LOGIT, {0, NAN, 0}, 3, 0, 0},
      {SP_NAN_LOGIT, {INF, NAN, 0}, 3, 0, 0},
      {SP_NAN_LOGIT, {NAN, -INF, INF}, 3, 0, 0},
      {SP_POS_INF_LOGIT, {-INF, INF, INF}, 3, 0, 0},
      {SP_ALL_MASKED, {-INF, -INF, -INF}, 3, 0, 0},
      {SP_BAD_LABEL, {0, 0, 0}, 3, 3, 0},
      {SP_BAD_LABEL, {-INF, 0, 0}, 3, 7, 0},
      {SP_NAN_LOGIT, {NAN, 0, 0}, 3, 7, 0},
      {SP_BAD_TARGET, {0, 0, 0}, 3, 0, NAN},
      {SP_BAD_TARGET, {0, 0, 0}, 3, 0, -0x1p-1074},
      {SP_BAD_TARGET, {0, 0, 0}, 3, 0, 1 + 0x1p-52},
  };
  for (size_t k = 0; k < COUNT(bad); k++) {
    sp_status expected = bad[k].expected;
    const char *name = sp_status_name(expected);
    const double y[] = {0.0, bad[k].y, 0.0};
    const double *z = bad[k].z;
    size_t n = bad[k].n;
    double out[] = {42.0, 42.0, 42.0};
    const double before[] = {42.0, 42.0, 42.0};
    int wrong = 0;
    if (expected == SP_BAD_TARGET) {
      wrong |= sp_cross_entropy_target(z, y, n, out) != expected;
      wrong |= sp_cross_entropy_target_gradient(z, y, out, n) != expected;
      wrong |= sp_cross_entropy_soft_gradient(z, y, out, n) != expected;
    } else {
      wrong |= sp_cross_entropy(z, n, bad[k].label, out) != expected;
      wrong |= sp_cross_entropy_gradient(z, out, n, bad[k].label) != expected;
    }
    if (expected != SP_BAD_TARGET && expected != SP_BAD_LABEL) {
      wrong |= sp_softmax(z, out, n) != expected;
      wrong |= sp_logsumexp(z, n, out) != expected;
      wrong |= sp_log_softmax(z, out, n) != expected;
      wrong |= sp_cross_entropy_soft_gradient(z, y, out, n) != expected;
    }
    gsl_test(wrong, "refused, case %zu: %s", k, name);
    gsl_test(DIFFER(before, out), "nothing written, case %zu: %s", k, name);
  }
  gsl_test(strcmp(sp_status_name(SP_OK), "ok"), "name of SP_OK");
  gsl_test(strcmp(sp_status_name((sp_status)99), "unknown status"),
           "name of no status");
}

int main(int argc, char **argv)
{
  gsl_test_verbose(argc > 1 && strcmp(argv[1], "-v") == 0);
  test_exp();
  test_log1p();
  test_softmax();
  test_logs();
  test_loss();
  test_jacobian();
  test_status();
  test_sampling();
  test_sigmoid();
  test_temperature();
  test_batch();
  test_batch_float();
  test_attention();
  test_strided();
  test_strided_float();
  test_online();
  test_float32();
  test_float_functions();
  test_target_float();
  test_entropy_float();
  test_limits_float();
  test_sampling_float();
  test_float_attention();
  test_float_queries();
  test_float_heads();
  test_float_masks();
  test_divergence();
  test_divergence_float();
  test_masks();
  test_scaled_attention();
  return gsl_test_summary();
}
