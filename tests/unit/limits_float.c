/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The limits of float logits and the index of the largest: special values,
 * statuses and results known by hand. */
#include "target_float.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define ROOM 3
#define INF INFINITY
#define THIRD 0x1.555556p-2F /* 1/3, rounded to float */
#define TWO 0.5F, 0.5F
#define THREE THIRD, THIRD, THIRD

static int differ(const float *p, const float *q)
{
  return memcmp(p, q, ROOM * sizeof *p) != 0;
}

static void test_by_hand(void)
{
  const struct {
    float z[ROOM], cold[ROOM], hot[ROOM];
    size_t top;
    const char *what;
  } cases[] = {
      {{1, 2, 2}, {0, TWO}, {THREE}, 1, "two ties"},
      {{-7, -7, -7}, {THREE}, {THREE}, 0, "three ties"},
      {{-INF, 5, -INF}, {0, 1, 0}, {0, 1, 0}, 1, "one open logit"},
      {{-0.0F, 0, -INF}, {TWO, 0}, {TWO, 0}, 0, "-0 and 0"},
      {{-INF, -FLT_MAX, FLT_MAX}, {0, 0, 1}, {0, TWO}, 2, "far logits"},
      {{0, 0x1p-149F, -0x1p-149F}, {0, 1, 0}, {THREE}, 1, "subnormal logits"},
      {{1, 0x1.fffffep-1F, 0x1.000002p0F},
       {0, 0, 1},
       {THREE},
       2,
       "one unit apart"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    const float *z = cases[k].z;
    float p[ROOM + 1] = {7, 7, 7, 7}, q[ROOM];
    size_t top = 99;
    gsl_test(sp_softmax_coldf(z, p, ROOM) != SP_OK || differ(p, cases[k].cold)
                 || p[ROOM] != 7.0F,
             "cold, of floats: %s", cases[k].what);
    gsl_test(sp_softmax_hotf(z, p, ROOM) != SP_OK || differ(p, cases[k].hot)
                 || p[ROOM] != 7.0F,
             "hot, of floats: %s", cases[k].what);
    memcpy(q, z, sizeof q);
    gsl_test(sp_softmax_coldf(q, q, ROOM) != SP_OK || differ(q, cases[k].cold),
             "cold, of floats, in place: %s", cases[k].what);
    memcpy(q, z, sizeof q);
    gsl_test(sp_softmax_hotf(q, q, ROOM) != SP_OK || differ(q, cases[k].hot),
             "hot, of floats, in place: %s", cases[k].what);
    gsl_test(sp_argmaxf(z, ROOM, &top) != SP_OK || top != cases[k].top,
             "argmax, of floats: %s", cases[k].what);
  }
}

static void test_statuses(void)
{
  const struct {
    float z[ROOM];
    size_t n;
    sp_status status;
  } cases[] = {
      {{1, 2, 3}, 0, SP_EMPTY},
      {{1, 2, 3}, 0x4000001, SP_TOO_LONG},
      {{1, NAN, INF}, ROOM, SP_NAN_LOGIT},
      {{1, INF, 0}, ROOM, SP_POS_INF_LOGIT},
      {{-INF, -INF, -INF}, ROOM, SP_ALL_MASKED},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    const float *z = cases[k].z;
    size_t n = cases[k].n, top = 7;
    float p[ROOM] = {7, 7, 7};
    int bad = sp_softmax_coldf(z, p, n) != cases[k].status
              || sp_softmax_hotf(z, p, n) != cases[k].status
              || sp_argmaxf(z, n, &top) != cases[k].status || top != 7;
    for (size_t i = 0; i < ROOM; i++)
      bad |= p[i] != 7.0F;
    gsl_test(bad, "limits of floats: %s, and nothing is written",
             sp_status_name(cases[k].status));
  }
}

void test_limits_float(void)
{
  test_by_hand();
  test_statuses();
}
