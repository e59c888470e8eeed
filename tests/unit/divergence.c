/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Divergence and perplexity: known results, masked entries, overflow, statuses.
 */
#include "divergence.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)

static double kl(const double *z, const double *w, size_t n)
{
  double p[4], value = -1.0;
  return sp_kl_divergence(z, w, p, n, &value) == SP_OK ? value : NAN;
}

static void test_kl_values(void)
{
  const double z[] = {1.0, -2.0, 0.25, 3.0}, shifted[] = {3.0, 0.0, 2.25, 5.0};
  gsl_test(kl(z, z, 4) != 0.0, "a row from itself: 0");
  gsl_test(kl(z, shifted, 4) != 0.0, "from the row plus 2: 0");

  /* p = (3/4, 1/4), q = (1/2, 1/2) */
  const double three[] = {log(3.0), 0.0}, even[] = {9.0, 9.0};
  double ahead = 0.75 * log(1.5) + 0.25 * log(0.5);
  double back = 0.5 * log(2.0 / 3.0) + 0.5 * log(2.0);
  gsl_test_rel(kl(three, even, 2), ahead, 1e-14, "(3/4, 1/4) from even");
  gsl_test_rel(kl(even, three, 2), back, 1e-14, "even from (3/4, 1/4)");

  const double near[] = {0.0, 1e-6}, zero[] = {0.0, 0.0};
  gsl_test_abs(kl(near, zero, 2), 1.25e-13, 1e-15, "nearly equal rows");
  const double sure[] = {0.0, -700.0};
  gsl_test_rel(kl(sure, zero, 2), M_LN2, 1e-15, "one sure entry from even");
  gsl_test_rel(kl(zero, sure, 2), 350.0 - M_LN2, 1e-15, "even from one sure");
}

static void test_kl_masked(void)
{
  const double z[] = {0.0, -INF, 0.0}, w[] = {5.0, 7.0, 5.0};
  const double both[] = {5.0, -INF, 5.0};
  double p[3], value;
  const double halves[] = {0.5, 0.0, 0.5};
  gsl_test(kl(z, both, 3) != 0.0, "the same entry masked in both rows");
  gsl_test(sp_kl_divergence(z, w, p, 3, &value) != SP_OK || DIFFER(halves, p),
           "the probabilities of the first row");
  gsl_test_rel(value, log((2 * exp(5.0) + exp(7.0)) / (2 * exp(5.0))), 1e-14,
               "masked in the first row only");
  gsl_test(kl(w, z, 3) != INF, "masked in the second row only: +inf");

  const double tiny[] = {0.0, -1e300}, mask[] = {0.0, -INF};
  gsl_test(kl(tiny, mask, 2) != INF, "the same where p underflows to 0");
  gsl_test(kl(mask, tiny, 2) != 0.0, "nothing on the entry that is tiny");
}

static void test_kl_overflow(void)
{
  const double zero[] = {0.0, 0.0}, huge[] = {DBL_MAX, -DBL_MAX};
  gsl_test(kl(zero, huge, 2) != INF, "even from 2 DBL_MAX apart: +inf");
  gsl_test_rel(kl(huge, zero, 2), M_LN2, 1e-15, "2 DBL_MAX apart: ln 2");
  gsl_test(kl(huge, huge, 2) != 0.0, "from itself");
  const double large[] = {0.0, -0x1p990};
  gsl_test(kl(zero, large, 2) != 0x1p989, "even from 2^990 apart");
}

static void test_perplexity(void)
{
  double p[4], value = -1.0;
  const double equal[] = {7.0, 7.0, -INF, 7.0};
  const double third = 1.0 / 3.0, thirds[] = {third, third, 0.0, third};
  gsl_test(sp_perplexity(equal, p, 4, &value) != SP_OK || DIFFER(thirds, p),
           "perplexity: the probabilities");
  gsl_test_rel(value, 3.0, 3e-15, "perplexity of three equal logits is 3");
  const double only[] = {-INF, -1e300, -INF, -INF};
  gsl_test(sp_perplexity(only, p, 4, &value) != SP_OK || value != 1.0,
           "perplexity of one entry is 1");
  const double huge[] = {-DBL_MAX, DBL_MAX};
  gsl_test(sp_perplexity(huge, p, 2, &value) != SP_OK || value != 1.0,
           "perplexity where differences overflow is 1");
  const double z[] = {0.0, 0.5, -1.0, 2.0};
  double h;
  sp_entropy(z, p, 4, &h);
  sp_perplexity(z, p, 4, &value);
  gsl_test_rel(value, exp(h), 1e-15, "perplexity is e^entropy");
}

static void test_refused(void)
{
  static const struct {
    sp_status expected;
    double z[2], w[2];
    size_t n;
  } cases[] = {
      {SP_EMPTY, {0, 0}, {0, 0}, 0},
      {SP_TOO_LONG, {0, 0}, {0, 0}, SP_MAX_N + 1},
      {SP_NAN_LOGIT, {INF, NAN}, {0, 0}, 2},
      {SP_NAN_LOGIT, {0, 0}, {NAN, -INF}, 2},
      {SP_NAN_LOGIT, {INF, 0}, {0, NAN}, 2},
      {SP_NAN_LOGIT, {NAN, 0}, {-INF, -INF}, 2},
      {SP_POS_INF_LOGIT, {INF, 0}, {-INF, -INF}, 2},
      {SP_POS_INF_LOGIT, {-INF, -INF}, {0, INF}, 2},
      {SP_ALL_MASKED, {-INF, -INF}, {0, 0}, 2},
      {SP_ALL_MASKED, {0, 0}, {-INF, -INF}, 2},
      {SP_OK, {0, 0}, {0, -INF}, 2},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    const double before[] = {42.0, 42.0};
    double p[] = {42.0, 42.0}, value = 42.0;
    sp_status got =
        sp_kl_divergence(cases[k].z, cases[k].w, p, cases[k].n, &value);
    gsl_test(got != cases[k].expected, "divergence, status of case %zu", k);
    gsl_test(got != SP_OK && (DIFFER(before, p) || value != 42.0),
             "divergence, nothing written in case %zu", k);
  }
  for (size_t k = 0; k < COUNT(cases); k++) {
    const double before[] = {42.0, 42.0};
    double p[] = {42.0, 42.0}, value = 42.0, h;
    sp_status got = sp_perplexity(cases[k].z, p, cases[k].n, &value);
    double q[2];
    gsl_test(got != sp_entropy(cases[k].z, q, cases[k].n, &h)
                 || (got != SP_OK && (DIFFER(before, p) || value != 42.0)),
             "perplexity refuses as entropy does, case %zu", k);
  }
}

void test_divergence(void)
{
  test_kl_values();
  test_kl_masked();
  test_kl_overflow();
  test_perplexity();
  test_refused();
}
