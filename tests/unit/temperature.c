/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P16 and P17, softmax at a temperature and its limits: results known by hand, special
 * values, statuses. */
#include "temperature.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
/* gsl_test takes 0 for a pass. */
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)

static void test_values(void)
{
  double p[4], q[4];
  const double z[] = {2.0, 1.0, 0.0, -INF};
  const double twice[] = {4.0, 2.0, 0.0, -INF};
  gsl_test(sp_softmax_temperature(twice, p, 4, 2.0) != SP_OK
               || sp_softmax_temperature(z, q, 4, 1.0) != SP_OK || DIFFER(p, q),
           "logits and temperature twice as large: the same");
  sp_softmax_temperature(z, p, 2, 0.5);
  gsl_test_rel(p[1], 1 / (1 + M_E * M_E), 1e-15, "softmax((2, 1) / 0.5)");

  /* z / T would overflow, or lose what the quotient of the difference keeps. */
  const double large[] = {DBL_MAX, 0x1.fffffffffffffp1022, 0.0, -INF};
  const double one_hot[] = {1.0, 0.0, 0.0, 0.0};
  gsl_test(sp_softmax_temperature(large, p, 4, 0x1p-900) != SP_OK
               || DIFFER(one_hot, p),
           "quotients that overflow: one-hot");
  const double near[] = {1e280, 1e280 * (1 - 0x1p-52)};
  double T = near[0] - near[1];
  sp_softmax_temperature(near, p, 2, T);
  gsl_test_rel(p[0], M_E / (1 + M_E), 1e-15, "neighbours, one T apart");

  const double tiny[] = {0x1p-1074, 0.0};
  const double halves[] = {0.5, 0.5};
  gsl_test(sp_softmax_temperature(tiny, p, 2, 0x1p900) != SP_OK
               || memcmp(p, halves, sizeof halves) != 0,
           "a quotient that underflows: 1/2 each");
  const double third[] = {-1.0, 0.0};
  sp_softmax_temperature(third, p, 2, 3.0);
  gsl_test_rel(p[1], 0.5825702064623147, 1e-15, "softmax((-1, 0) / 3)");

  double same[] = {1.0, 2.0, 3.0, -INF};
  sp_softmax_temperature(same, p, 4, 0.7);
  sp_softmax_temperature(same, same, 4, 0.7);
  gsl_test(DIFFER(same, p), "temperature in place as out of place");
}

static void test_limits(void)
{
  double p[5];
  const double z[] = {3.0, -INF, -0.0, 3.0, 1.0};
  const double cold[] = {0.5, 0.0, 0.0, 0.5, 0.0};
  const double hot[] = {0.25, 0.0, 0.25, 0.25, 0.25};
  gsl_test(sp_softmax_cold(z, p, 5) != SP_OK || DIFFER(cold, p),
           "cold: 1/2 on each of two ties");
  gsl_test(sp_softmax_hot(z, p, 5) != SP_OK || DIFFER(hot, p),
           "hot: 1/4 on each of four entries");
  const double zeros[] = {-0.0, 0.0, -1.0, -INF, 0.0};
  const double thirds[] = {1.0 / 3, 1.0 / 3, 0.0, 0.0, 1.0 / 3};
  gsl_test(sp_softmax_cold(zeros, p, 5) != SP_OK || DIFFER(thirds, p),
           "cold: -0 and 0 are a tie");
  const double low[] = {-INF, -DBL_MAX, -INF, -INF, -INF};
  const double only[] = {0.0, 1.0, 0.0, 0.0, 0.0};
  gsl_test(sp_softmax_cold(low, p, 5) != SP_OK || DIFFER(only, p),
           "cold: one entry");
  gsl_test(sp_softmax_hot(low, p, 5) != SP_OK || DIFFER(only, p),
           "hot: one entry");

  double same[] = {3.0, -INF, -0.0, 3.0, 1.0};
  sp_softmax_cold(same, same, 5);
  gsl_test(DIFFER(same, cold), "cold in place");
  double again[] = {3.0, -INF, -0.0, 3.0, 1.0};
  sp_softmax_hot(again, again, 5);
  gsl_test(DIFFER(again, hot), "hot in place");

  size_t index = 9;
  gsl_test(sp_argmax(z, 5, &index) != SP_OK || index != 0, "argmax: the first");
  gsl_test(sp_argmax(zeros + 1, 4, &index) != SP_OK || index != 0,
           "argmax: 0 before a later 0");
  gsl_test(sp_argmax(low, 5, &index) != SP_OK || index != 1,
           "argmax past a masked entry");
}

static void test_entropy(void)
{
  double p[4], h = -1.0;
  const double equal[] = {7.0, 7.0, -INF, 7.0};
  sp_entropy(equal, p, 4, &h);
  gsl_test_rel(h, log(3.0), 1e-15, "entropy of three equal logits is ln 3");
  const double only[] = {-INF, -1e300, -INF, -INF};
  gsl_test(sp_entropy(only, p, 4, &h) != SP_OK || h != 0.0 || p[1] != 1.0,
           "entropy of one entry is 0");
  const double far[] = {0.0, -60.0};
  sp_entropy(far, p, 2, &h);
  gsl_test_rel(h, 61 * exp(-60.0), 1e-13, "a small entropy is not lost");
  const double huge[] = {-DBL_MAX, DBL_MAX};
  gsl_test(sp_entropy(huge, p, 2, &h) != SP_OK || h != 0.0,
           "differences that overflow: entropy 0");
}

static void test_refused(void)
{
  static const struct {
    sp_status expected;
    double z[2];
    size_t n;
  } bad[] = {
      {SP_EMPTY, {0, 0}, 0},
      {SP_TOO_LONG, {0, 0}, SP_MAX_N + 1},
      {SP_NAN_LOGIT, {INF, NAN}, 2},
      {SP_POS_INF_LOGIT, {-INF, INF}, 2},
      {SP_ALL_MASKED, {-INF, -INF}, 2},
  };
  const double before[] = {42.0, 42.0};
  for (size_t k = 0; k < COUNT(bad); k++) {
    sp_status expected = bad[k].expected;
    const double *z = bad[k].z;
    size_t n = bad[k].n, index = 7;
    double p[] = {42.0, 42.0};
    int wrong = sp_softmax_temperature(z, p, n, 1.0) != expected
                || sp_softmax_temperature(z, p, n, NAN) != expected
                || sp_softmax_cold(z, p, n) != expected
                || sp_softmax_hot(z, p, n) != expected
                || sp_argmax(z, n, &index) != expected
                || sp_entropy(z, p, n, &p[1]) != expected;
    gsl_test(wrong || index != 7 || DIFFER(before, p), "limits refuse: %s",
             sp_status_name(expected));
  }

  static const double temperatures[] = {NAN,
                                        0.0,
                                        -0.0,
                                        -1.0,
                                        INF,
                                        -INF,
                                        0x1.fffffffffffffp-901,
                                        0x1.0000000000001p900};
  const double z[] = {0.0, 1.0};
  for (size_t k = 0; k < COUNT(temperatures); k++) {
    double p[] = {42.0, 42.0};
    gsl_test(sp_softmax_temperature(z, p, 2, temperatures[k])
                     != SP_BAD_TEMPERATURE
                 || DIFFER(before, p),
             "temperature %g is refused", temperatures[k]);
  }
  double p[2];
  gsl_test(sp_softmax_temperature(z, p, 2, 0x1p-900) != SP_OK
               || sp_softmax_temperature(z, p, 2, 0x1p900) != SP_OK,
           "the ends of the temperatures are accepted");
}

void test_temperature(void)
{
  test_values();
  test_limits();
  test_entropy();
  test_refused();
}
