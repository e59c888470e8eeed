/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The entropy and the perplexity of float logits: special values, statuses and
 * results known by hand. */
#include "target_float.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define ROOM 3
#define INF INFINITY
#define LN2 0x1.62e43p-1F /* log 2 and log 3, rounded to float */
#define LN3 0x1.193ea8p0F

static void test_by_hand(void)
{
  const struct {
    float z[ROOM], entropy, perplexity;
    const char *what;
  } cases[] = {
      {{1, 1, -INF}, LN2, 2, "two equal logits"},
      {{-7, -7, -7}, LN3, 3, "three equal logits"},
      {{-INF, 5, -INF}, 0, 1, "one open logit"},
      {{FLT_MAX, 0, -FLT_MAX}, 0, 1, "far logits"},
      /* 104.5 e^-103.5 is 83.77 of the smallest floats */
      {{0, -103.5F, -INF}, 84 * 0x1p-149F, 1, "subnormal"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float entropy = 7, perplexity = 7;
    double work[2 * ROOM + 1];
    work[2 * ROOM] = 7.0;
    gsl_test(sp_entropyf(cases[k].z, ROOM, &entropy, work) != SP_OK
                 || entropy != cases[k].entropy || signbit(entropy)
                 || work[2 * ROOM] != 7.0,
             "entropy of floats: %s", cases[k].what);
    gsl_test(sp_perplexityf(cases[k].z, ROOM, &perplexity, work) != SP_OK
                 || perplexity != cases[k].perplexity || work[2 * ROOM] != 7.0,
             "perplexity of floats: %s", cases[k].what);
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
    float out = 7;
    double work[2 * ROOM];
    for (size_t i = 0; i < COUNT(work); i++)
      work[i] = 7.0;
    int bad =
        sp_entropyf(cases[k].z, cases[k].n, &out, work) != cases[k].status
        || sp_perplexityf(cases[k].z, cases[k].n, &out, work) != cases[k].status
        || out != 7.0F;
    for (size_t i = 0; i < COUNT(work); i++)
      bad |= work[i] != 7.0;
    gsl_test(bad, "entropy of floats: %s, and nothing is written",
             sp_status_name(cases[k].status));
  }
}

void test_entropy_float(void)
{
  test_by_hand();
  test_statuses();
}
