/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The functions on floats: conversions at ties and ends of the range, special
 * values, statuses, results known by hand, and half a unit in the last place
 * against long double. */
#include "float32.h"

#include "../../src/softproof.h"
#include "../../src/sp_convert.h"

#include <float.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define ROOM 4
#define N 100

static void test_conversions(void)
{
  const struct {
    double from;
    float to;
    const char *what;
  } cases[] = {
      {1.0, 1.0F, "1"},
      {0x1.000001p0, 1.0F, "tie, down to even"},
      {0x1.000003p0, 0x1.000004p0F, "tie, up to even"},
      {0x1.0000010000001p0, 0x1.000002p0F, "just above a tie"},
      {0x1.fffffep127, FLT_MAX, "largest float"},
      {-0x1.fffffep127, -FLT_MAX, "least float"},
      {0x1.fffffdp127, 0x1.fffffcp127F, "tie below the largest, to even"},
      {0x1.fffffeffffffep127, FLT_MAX, "just below the middle to 2^128"},
      {-0x1.fffffeffffffep127, -FLT_MAX, "the same below 0"},
      {0x1.ffffffp127, INFINITY, "the middle to 2^128"},
      {-0x1.ffffffp127, -INFINITY, "the same below 0"},
      {1e300, INFINITY, "far above the largest float"},
      {INFINITY, INFINITY, "inf"},
      {-INFINITY, -INFINITY, "-inf"},
      {0x1p-126, 0x1p-126F, "smallest normal"},
      {0x1.ffffffp-127, 0x1p-126F, "tie up to the smallest normal"},
      {0x1p-149, 0x1p-149F, "smallest subnormal"},
      {0x1p-150, 0.0F, "tie down to 0"},
      {0x1.0000000000001p-150, 0x1p-149F, "just above half the smallest"},
      {0x1.8p-149, 0x1p-148F, "tie of subnormals, to even"},
      {0x1p-1074, 0.0F, "smallest double"},
      {-0.0, 0.0F, "-0"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float to = sp_to_float(cases[k].from);
    gsl_test(to != cases[k].to, "to float: %s", cases[k].what);
    gsl_test(cases[k].from != 0.0 && to != (float)cases[k].from,
             "as the compiler's cast: %s", cases[k].what);
  }
  gsl_test(signbit(sp_to_float(-0.0)) != 0, "-0 to float is +0");
  gsl_test(sp_from_float(0x1p-149F) != 0x1p-149, "from float: subnormal");
  gsl_test(sp_from_float(FLT_MAX) != 0x1.fffffep127, "from float: largest");
  gsl_test(sp_from_float(INFINITY) != (double)INFINITY, "from float: inf");
  gsl_test(sp_from_float(-INFINITY) != (double)-INFINITY, "from float: -inf");
}

static void test_by_hand(void)
{
  double work[ROOM];
  float p[ROOM], value = 0.0F;
  const float even[] = {-3.0F, -3.0F, -3.0F, -3.0F};
  const float quarters[] = {0.25F, 0.25F, 0.25F, 0.25F};
  gsl_test(sp_softmaxf(even, p, 4, work) != SP_OK || DIFFER(quarters, p),
           "four equal logits");
  gsl_test(sp_logsumexpf(even, 4, &value, work) != SP_OK
               || value != -0x1.9d1bdp0F,
           "logsumexp of four times -3: log 4 - 3");
  gsl_test(sp_cross_entropyf(even, 4, 2, &value, work) != SP_OK
               || value != 0x1.62e43p0F,
           "loss of four equal logits: log 4");
  const float gradient[] = {0.25F, 0.25F, -0.75F, 0.25F};
  gsl_test(sp_cross_entropy_gradientf(even, p, 4, 2, work) != SP_OK
               || DIFFER(gradient, p),
           "gradient of four equal logits");

  const float one[] = {-FLT_MAX};
  gsl_test(sp_softmaxf(one, p, 1, work) != SP_OK || p[0] != 1.0F,
           "one logit: 1");
  gsl_test(sp_log_softmaxf(one, p, 1, work) != SP_OK || p[0] != 0.0F,
           "one logit: log 1");
  gsl_test(sp_logsumexpf(one, 1, &value, work) != SP_OK || value != -FLT_MAX,
           "logsumexp of one logit");

  const float far[] = {-FLT_MAX, FLT_MAX, -INFINITY};
  const float all[] = {0.0F, 1.0F, 0.0F};
  const float logs[] = {-INFINITY, 0.0F, -INFINITY};
  float q[3];
  gsl_test(sp_softmaxf(far, q, 3, work) != SP_OK || DIFFER(all, q),
           "the whole range of float, and a masked logit");
  gsl_test(sp_log_softmaxf(far, q, 3, work) != SP_OK || q[0] != logs[0]
               || q[1] != logs[1] || q[2] != logs[2],
           "log-softmax: -inf below -FLT_MAX");
  gsl_test(sp_cross_entropyf(far, 3, 0, &value, work) != SP_OK
               || value != INFINITY,
           "loss above FLT_MAX: inf");
  gsl_test(sp_cross_entropyf(far, 3, 2, &value, work) != SP_OK
               || value != INFINITY,
           "loss of a masked label: inf");
  const float half[] = {-FLT_MAX, 0.0F};
  gsl_test(sp_log_softmaxf(half, q, 2, work) != SP_OK || q[0] != -FLT_MAX,
           "log-softmax of just -FLT_MAX");
  const float top[] = {FLT_MAX, FLT_MAX};
  gsl_test(sp_logsumexpf(top, 2, &value, work) != SP_OK || value != FLT_MAX,
           "logsumexp of twice FLT_MAX");

  /* e^-103.5 is above half the smallest float, e^-104.5 below */
  const float tiny[] = {0.0F, -103.5F, -104.5F};
  gsl_test(sp_softmaxf(tiny, q, 3, work) != SP_OK || q[0] != 1.0F
               || q[1] != 0x1p-149F || q[2] != 0.0F,
           "subnormal and 0");
  float z[] = {0.0F, -103.5F, -104.5F};
  gsl_test(sp_softmaxf(z, z, 3, work) != SP_OK || DIFFER(z, q), "in place");
}

static void test_sigmoids(void)
{
  gsl_test(sp_sigmoidf(0.0F) != 0.5F, "sigmoid of 0");
  gsl_test(sp_sigmoidf(INFINITY) != 1.0F, "sigmoid of inf");
  gsl_test(sp_sigmoidf(-INFINITY) != 0.0F, "sigmoid of -inf");
  gsl_test(!isnan(sp_sigmoidf(NAN)), "sigmoid of NaN");
  gsl_test(sp_sigmoidf(-103.5F) != 0x1p-149F, "sigmoid, subnormal");
  gsl_test(sp_log_sigmoidf(0.0F) != -0x1.62e43p-1F, "log-sigmoid of 0");
  gsl_test(sp_log_sigmoidf(INFINITY) != 0.0F, "log-sigmoid of inf");
  gsl_test(sp_log_sigmoidf(-INFINITY) != -INFINITY, "log-sigmoid of -inf");
  gsl_test(sp_log_sigmoidf(-FLT_MAX) != -FLT_MAX, "log-sigmoid of -FLT_MAX");
  gsl_test(!isnan(sp_log_sigmoidf(NAN)), "log-sigmoid of NaN");
}

/* The status of all functions on the row; nothing may be written. */
static void refused(const float *z, size_t n, sp_status status,
                    const char *what)
{
  const float kept[ROOM] = {7.0F, 7.0F, 7.0F, 7.0F};
  const double idle[ROOM] = {7.0, 7.0, 7.0, 7.0};
  float p[ROOM] = {7.0F, 7.0F, 7.0F, 7.0F};
  double work[ROOM] = {7.0, 7.0, 7.0, 7.0};
  int same = sp_softmaxf(z, p, n, work) == status
             && sp_log_softmaxf(z, p, n, work) == status
             && sp_logsumexpf(z, n, p, work) == status
             && sp_cross_entropyf(z, n, 0, p, work) == status
             && sp_cross_entropy_gradientf(z, p, n, 0, work) == status;
  gsl_test(!same, "status on floats: %s", what);
  gsl_test(DIFFER(kept, p) || DIFFER(idle, work), "nothing written: %s", what);
}

static void test_refused(void)
{
  const float nan[] = {INFINITY, NAN}, inf[] = {1.0F, INFINITY};
  const float masked[] = {-INFINITY, -INFINITY}, good[] = {1.0F, 2.0F};
  float p[ROOM];
  double work[ROOM];
  refused(good, 0, SP_EMPTY, "empty");
  refused(good, SP_MAX_N + 1, SP_TOO_LONG, "too long");
  refused(nan, 2, SP_NAN_LOGIT, "NaN, before inf");
  refused(inf, 2, SP_POS_INF_LOGIT, "inf");
  refused(masked, 2, SP_ALL_MASKED, "all masked");
  gsl_test(sp_cross_entropyf(good, 2, 2, p, work) != SP_BAD_LABEL,
           "loss: label out of range");
  gsl_test(sp_cross_entropy_gradientf(good, p, 2, 2, work) != SP_BAD_LABEL,
           "gradient: label out of range");
}

/* The unit in the last place of binary32 */
static long double ulp(long double g)
{
  int e;
  frexpl(g, &e);
  return ldexpl(1.0L, (e < -125 ? -125 : e) - 24);
}

static void test_error(gsl_rng *r)
{
  float z[N], p[N];
  double work[N];
  long double worst = 0.0L;
  for (int k = 0; k < 2000; k++) {
    double spread = pow(2.0, gsl_rng_uniform(r) * 8.0 - 1.0);
    size_t n = 1 + gsl_rng_uniform_int(r, N);
    long double sum = 0.0L;
    for (size_t i = 0; i < n; i++)
      z[i] = (float)(spread * (gsl_rng_uniform(r) - 0.5));
    for (size_t i = 0; i < n; i++)
      sum += expl((long double)z[i]);
    if (sp_softmaxf(z, p, n, work) != SP_OK)
      worst = INFINITY;
    for (size_t i = 0; i < n; i++) {
      long double g = expl((long double)z[i]) / sum;
      worst = fmaxl(worst, fabsl((long double)p[i] - g) / ulp(g));
    }
  }
  /* the bound of P22_ulp, and the error of the long doubles */
  gsl_test(worst > 0.5L + 0x1p-24L + 0x1p-30L, "float softmax: %.9Lf ulp",
           worst);
  gsl_test(worst < 0.49L, "the test sees its error");
}

void test_float32(void)
{
  test_conversions();
  test_by_hand();
  test_sigmoids();
  test_refused();
  gsl_rng *r = gsl_rng_alloc(gsl_rng_mt19937);
  test_error(r);
  gsl_rng_free(r);
}
