/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The divergence of float logits: results known by hand, masked entries,
 * overflow, statuses. */
#include "divergence.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define ROOM 3
#define INF INFINITY
#define LN2 0x1.62e43p-1F /* log 2, rounded to float */

static void test_by_hand(void)
{
  const struct {
    float z[ROOM], w[ROOM], kl;
    const char *what;
  } cases[] = {
      {{1, -2, 3}, {1, -2, 3}, 0, "a row from itself"},
      {{1, -2, 3}, {3, 0, 5}, 0, "from the row plus 2"},
      {{0, 0, -INF}, {5, 5, -INF}, 0, "an entry masked in both rows"},
      {{0, 0, -200}, {0, 0, -INF}, INF, "masked in the second row only"},
      {{0, -INF, -200}, {0, 0, -200}, LN2, "masked in the first row only"},
      /* the halves against 1 and e^-200 */
      {{0, 0, -INF}, {0, -200, -INF}, 100.0F - LN2, "even from one sure"},
      {{0, -FLT_MAX, -INF},
       {0, 0, 0},
       0x1.193ea8p0F,
       "one sure from even: ln 3"},
      {{0, -INF, -INF}, {FLT_MAX, FLT_MAX, 0}, LN2, "one sure from two"},
      {{0, 0, -INF}, {FLT_MAX, 0, 0}, FLT_MAX / 2, "half of FLT_MAX"},
      {{-INF, 0, -INF}, {FLT_MAX, 0, 0}, FLT_MAX, "FLT_MAX"},
      {{-INF, 0, -INF}, {FLT_MAX, -0x1p102F, 0}, FLT_MAX, "nearest is FLT_MAX"},
      {{-INF, 0, -INF}, {FLT_MAX, -0x1p103F, 0}, INF, "nearest is infinite"},
      {{-INF, 0, 0}, {FLT_MAX, -FLT_MAX, -FLT_MAX}, INF, "twice FLT_MAX"},
      /* 1 / 8 of the difference's square, 2^-140 */
      {{0, 0x1p-70F, -INF}, {0, 0, -INF}, 0, "what the doubles lose"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float kl = 7;
    double work[3 * ROOM + 1];
    work[3 * ROOM] = 7.0;
    sp_status status =
        sp_kl_divergencef(cases[k].z, cases[k].w, ROOM, &kl, work);
    gsl_test(status != SP_OK || kl != cases[k].kl || signbit(kl)
                 || work[3 * ROOM] != 7.0,
             "divergence of floats: %s", cases[k].what);
  }
}

static void test_statuses(void)
{
  const struct {
    float z[ROOM], w[ROOM];
    size_t n;
    sp_status status;
  } cases[] = {
      {{1, 2, 3}, {1, 2, 3}, 0, SP_EMPTY},
      {{1, 2, 3}, {1, 2, 3}, 0x4000001, SP_TOO_LONG},
      {{1, NAN, INF}, {1, 2, 3}, ROOM, SP_NAN_LOGIT},
      {{1, 2, INF}, {-INF, NAN, INF}, ROOM, SP_NAN_LOGIT},
      {{-INF, -INF, -INF}, {1, INF, 0}, ROOM, SP_POS_INF_LOGIT},
      {{1, INF, 0}, {-INF, -INF, -INF}, ROOM, SP_POS_INF_LOGIT},
      {{-INF, -INF, -INF}, {1, 2, 3}, ROOM, SP_ALL_MASKED},
      {{1, 2, 3}, {-INF, -INF, -INF}, ROOM, SP_ALL_MASKED},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float kl = 7;
    double work[3 * ROOM];
    for (size_t i = 0; i < COUNT(work); i++)
      work[i] = 7.0;
    int bad = sp_kl_divergencef(cases[k].z, cases[k].w, cases[k].n, &kl, work)
                  != cases[k].status
              || kl != 7.0F;
    for (size_t i = 0; i < COUNT(work); i++)
      bad |= work[i] != 7.0;
    gsl_test(bad, "divergence of floats: %s, and nothing is written",
             sp_status_name(cases[k].status));
  }
}

void test_divergence_float(void)
{
  test_by_hand();
  test_statuses();
}
