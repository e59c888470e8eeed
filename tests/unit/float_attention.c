/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Attention of one query and its scores, of floats: cases whose arithmetic is
 * exact, the ends of float's range, statuses. */
#include "float_attention.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define ROOM 16

static void test_mean_by_hand(void)
{
  const float V[] = {1.0F, -2.0F, 8.0F, 3.0F, 6.0F, FLT_MAX}; /* 2 rows of 3 */
  float p[2], out[3];
  double work[ROOM];

  const float even[] = {5.0F, 5.0F}, halves[] = {0.5F, 0.5F};
  const float mean[] = {2.0F, 2.0F, 0.5F * FLT_MAX};
  gsl_test(sp_attendf(even, V, 2, 3, p, out, work) != SP_OK || DIFFER(halves, p)
               || DIFFER(mean, out),
           "floats, equal scores: the mean of the rows");

  const float masked[] = {-7.0F, -INF}, first[] = {1.0F, 0.0F};
  gsl_test(sp_attendf(masked, V, 2, 3, p, out, work) != SP_OK
               || DIFFER(first, p) || memcmp(V, out, 3 * sizeof *V),
           "floats, the second row masked: the first row");

  const float far[] = {-FLT_MAX, FLT_MAX};
  gsl_test(sp_attendf(far, V, 2, 3, p, out, work) != SP_OK
               || memcmp(V + 3, out, 3 * sizeof *V),
           "floats, the second score far ahead: the second row");

  float s[] = {5.0F, 5.0F};
  gsl_test(sp_attendf(s, V, 2, 3, s, out, work) != SP_OK || DIFFER(halves, s)
               || DIFFER(mean, out),
           "floats, weights in the place of the scores");
}

/* Where the mean in double is a little more than FLT_MAX, or less than half of
 * the smallest float */
static void test_ends(void)
{
  float s[7], V[7], p[7], out[1];
  double work[ROOM];
  for (size_t n = 1; n <= 7; n++) {
    for (size_t i = 0; i < n; i++) {
      s[i] = 0.3F * (float)i;
      V[i] = -FLT_MAX;
    }
    gsl_test(sp_attendf(s, V, n, 1, p, out, work) != SP_OK
                 || out[0] != -FLT_MAX,
             "floats, %zu rows of -FLT_MAX", n);
    for (size_t i = 0; i < n; i++)
      V[i] = 0x1p-149F;
    gsl_test(sp_attendf(s, V, n, 1, p, out, work) != SP_OK
                 || out[0] != 0x1p-149F,
             "floats, %zu rows of the smallest", n);
  }
  /* e^-103.5 is above half the smallest float, e^-104.5 below */
  const float low[] = {0.0F, -103.5F, -104.5F}, V1[] = {0.0F, 0x1p120F, 0.0F};
  sp_status status = sp_attendf(low, V1, 3, 1, p, out, work);
  gsl_test(status != SP_OK || p[0] != 1.0F || p[1] != 0x1p-149F || p[2] != 0.0F,
           "floats, subnormal weights");
  double exact = 0x1p120 * exp(-103.5); /* not 2^120 times the float weight */
  gsl_test(fabs((double)out[0] - exact) > exact * 0x1.1p-24,
           "floats, the weights of the mean are not rounded");
}

static void test_statuses(void)
{
  static const struct {
    sp_status expected;
    float s[2], v;
    size_t n, d;
  } cases[] = {
      {SP_EMPTY, {0, 0}, 0, 0, 2},
      {SP_EMPTY, {0, 0}, 0, 2, 0},
      {SP_EMPTY, {0, 0}, 0, SP_MAX_N + 1, 0},
      {SP_TOO_LONG, {0, 0}, 0, SP_MAX_N + 1, 2},
      {SP_TOO_LONG, {0, 0}, 0, 2, SP_MAX_N + 1},
      {SP_NAN_LOGIT, {0, NAN}, NAN, 2, 2},
      {SP_POS_INF_LOGIT, {INF, 0}, NAN, 2, 2},
      {SP_ALL_MASKED, {-INF, -INF}, NAN, 2, 2},
      {SP_BAD_VALUE, {0, 0}, NAN, 2, 2},
      {SP_BAD_VALUE, {0, -INF}, INF, 2, 2}, /* in a masked row */
      {SP_BAD_VALUE, {0, 0}, -INF, 2, 2},
      {SP_OK, {0, 0}, FLT_MAX, 2, 2},
      {SP_OK, {0, 0}, -FLT_MAX, 2, 2},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    const float before[] = {42, 42};
    float V[] = {0, 0, 0, 0}, p[] = {42, 42}, out[] = {42, 42};
    double work[ROOM] = {42.0};
    V[3] = cases[k].v;
    sp_status got =
        sp_attendf(cases[k].s, V, cases[k].n, cases[k].d, p, out, work);
    gsl_test(got != cases[k].expected, "float attention, status %zu", k);
    gsl_test(
        got != SP_OK
            && (DIFFER(before, p) || DIFFER(before, out) || work[0] != 42.0),
        "float attention, nothing written in case %zu", k);
  }
}

static void test_scores_by_hand(void)
{
  const float q[] = {1.0F, -2.0F, 4.0F};
  const float K[] = {1.0F, 1.0F, 1.0F, 0.0F, 0.5F, 2.0F, -3.0F, 7.0F, 0.0F};
  const float expected[] = {1.5F, 3.5F, -8.5F};
  float s[3];
  double work[ROOM];
  gsl_test(sp_attention_scoresf(q, K, 3, 3, 0.5F, s, work) != SP_OK
               || DIFFER(expected, s),
           "three float scores, scale 1/2");

  /* q k is beyond float's range, and cancels */
  const float big[] = {FLT_MAX, FLT_MAX, 1.0F};
  const float cancels[] = {FLT_MAX, -FLT_MAX, 3.0F};
  gsl_test(sp_attention_scoresf(big, cancels, 1, 3, 1.0F, s, work) != SP_OK
               || s[0] != 3.0F,
           "a float score of large terms that cancel");
}

static void test_score_statuses(void)
{
  static const struct {
    sp_status expected;
    float q, k, scale;
    size_t n, d;
  } cases[] = {
      {SP_EMPTY, 0, 0, 1, 0, 2},
      {SP_EMPTY, 0, 0, 1, 2, 0},
      {SP_TOO_LONG, 0, 0, 1, 2, SP_MAX_N + 1},
      {SP_TOO_LONG, 0, 0, 1, SP_MAX_N + 1, 2},
      {SP_BAD_VALUE, NAN, 0, 1, 2, 2},
      {SP_BAD_VALUE, 0, -INF, 1, 2, 2},
      {SP_BAD_VALUE, 0, 0, NAN, 2, 2},
      {SP_BAD_VALUE, 0, 0, -0x1.000002p100F, 2, 2},
      {SP_OK, FLT_MAX, -1, 1, 2, 2},
      {SP_OK, 0x1p50F, 0x1.fffffep77F, -1, 2, 2}, /* -FLT_MAX */
      {SP_BAD_VALUE, 0x1p50F, 0x1p78F, -1, 2, 2}, /* -2^128 */
      {SP_BAD_VALUE, FLT_MAX, -1, -0x1.000002p0F, 2, 2},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    const float before[] = {42, 42};
    float q[] = {0, 0}, K[] = {0, 0, 0, 0}, s[] = {42, 42};
    double work[ROOM];
    q[1] = cases[k].q;
    K[3] = cases[k].k;
    sp_status got = sp_attention_scoresf(q, K, cases[k].n, cases[k].d,
                                         cases[k].scale, s, work);
    gsl_test(got != cases[k].expected, "float scores, status %zu", k);
    gsl_test(got != SP_OK && DIFFER(before, s),
             "float scores, nothing written in case %zu", k);
    gsl_test(got == SP_OK
                 && (s[0] != 0.0F
                     || (double)s[1]
                            != (double)cases[k].q * (double)cases[k].k
                                   * (double)cases[k].scale),
             "float scores, value in case %zu", k);
  }
}

void test_float_attention(void)
{
  test_mean_by_hand();
  test_ends();
  test_statuses();
  test_scores_by_hand();
  test_score_statuses();
}
