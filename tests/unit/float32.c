/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax of floats: exact cases, special values, statuses, and half a unit in
 * the last place against long double. */
#include "float32.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define N 100

static void test_by_hand(void)
{
  double work[4];
  float p[4];
  const float equal[] = {-FLT_MAX, -FLT_MAX, -FLT_MAX, -FLT_MAX};
  int ok = sp_softmaxf(equal, p, 4, work) == SP_OK;
  for (size_t i = 0; i < 4; i++)
    ok = ok && p[i] == 0.25F;
  gsl_test(!ok, "float softmax of equal logits");

  const float masked[] = {-INF, FLT_MAX, -INF, -FLT_MAX};
  ok = sp_softmaxf(masked, p, 4, work) == SP_OK && p[0] == 0.0F
       && !signbit(p[0]) && p[1] == 1.0F && p[2] == 0.0F && p[3] == 0.0F;
  gsl_test(!ok, "float softmax of masked and of extreme logits");

  float z[] = {0.0F, -100.0F, -INF};
  ok = sp_softmaxf(z, z, 3, work) == SP_OK && z[0] == 1.0F && z[1] == 0x1bp-149F
       && z[2] == 0.0F; /* e^-100 */
  gsl_test(!ok, "float softmax in place, with a subnormal result");
}

static void test_statuses(void)
{
  const float nan[] = {INF, NAN}, inf[] = {1.0F, INF}, none[] = {-INF, -INF};
  const struct {
    const float *z;
    size_t n;
    sp_status expected;
  } refused[] = {{nan, 2, SP_NAN_LOGIT},
                 {inf, 2, SP_POS_INF_LOGIT},
                 {none, 2, SP_ALL_MASKED},
                 {inf, 0, SP_EMPTY},
                 {inf, SP_MAX_N + 1, SP_TOO_LONG}};
  for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
    float p[2] = {7.0F, 7.0F};
    double work[2] = {7.0, 7.0};
    sp_status s = sp_softmaxf(refused[k].z, p, refused[k].n, work);
    gsl_test(s != refused[k].expected, "float softmax: %s",
             sp_status_name(refused[k].expected));
    gsl_test(p[0] != 7.0F || p[1] != 7.0F || work[0] != 7.0 || work[1] != 7.0,
             "nothing is written: %s", sp_status_name(refused[k].expected));
  }
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
      worst = INF;
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
  gsl_rng *r = gsl_rng_alloc(gsl_rng_mt19937);
  test_by_hand();
  test_statuses();
  test_error(r);
  gsl_rng_free(r);
}
