/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The index of the largest float: special values, statuses and results known by
 * hand. */
#include "target_float.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define ROOM 3
#define INF INFINITY

static void test_by_hand(void)
{
  const struct {
    float z[ROOM];
    size_t top;
    const char *what;
  } cases[] = {
      {{1, 2, 2}, 1, "two ties"},
      {{-7, -7, -7}, 0, "three ties"},
      {{-INF, 5, -INF}, 1, "one open logit"},
      {{-0.0F, 0, -INF}, 0, "-0 and 0"},
      {{-INF, -FLT_MAX, FLT_MAX}, 2, "far logits"},
      {{0, 0x1p-149F, -0x1p-149F}, 1, "subnormal logits"},
      {{1, 0x1.fffffep-1F, 0x1.000002p0F}, 2, "one unit apart"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    size_t top = 99;
    gsl_test(sp_argmaxf(cases[k].z, ROOM, &top) != SP_OK || top != cases[k].top,
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
    gsl_test(sp_argmaxf(z, n, &top) != cases[k].status || top != 7,
             "argmax of floats: %s, and nothing is written",
             sp_status_name(cases[k].status));
  }
}

void test_limits_float(void)
{
  test_by_hand();
  test_statuses();
}
