/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Masks of floats: special values, ties and statuses. */
#include "float_masks.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)

static void test_addf(void)
{
  float s[] = {1.5F,     -2.0F,     3.0F,      -INF, -INF,
               0x1p102F, -0x1p102F, 0x1p-149F, 1.0F, 1.0F};
  const float mask[] = {0.0F,     -INF,           -1e9F,    5.0F,
                        -INF,     FLT_MAX,        -FLT_MAX, 0x1p-149F,
                        0x1p-24F, 0x1.000002p-24F};
  const float sum[] = {1.5F,    -INF,     -1e9F,     -INF, -INF,
                       FLT_MAX, -FLT_MAX, 0x1p-148F, 1.0F, 0x1.000002p0F};
  gsl_test(sp_mask_addf(s, mask, COUNT(s)) != SP_OK || DIFFER(sum, s),
           "float additive mask, special values");

  static const struct {
    sp_status expected;
    float s, mask;
    size_t n;
  } cases[] = {
      {SP_EMPTY, 0, 0, 0},
      {SP_TOO_LONG, 0, 0, SP_MAX_N + 1},
      {SP_BAD_VALUE, NAN, NAN, 2},
      {SP_BAD_VALUE, INF, 0, 2},
      {SP_BAD_VALUE, 0x1.000002p102F, 0, 2},
      {SP_BAD_VALUE, -0x1.000002p102F, -INF, 2},
      {SP_BAD_MASK, 0, NAN, 2},
      {SP_BAD_MASK, -INF, INF, 2},
      {SP_OK, -INF, -INF, 2},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float row[] = {7.0F, 0.0F}, added[] = {0.0F, 0.0F};
    row[1] = cases[k].s;
    added[1] = cases[k].mask;
    float before[2];
    memcpy(before, row, sizeof row);
    sp_status got = sp_mask_addf(row, added, cases[k].n);
    gsl_test(got != cases[k].expected,
             "float additive mask, status of case %zu", k);
    gsl_test(got != SP_OK && DIFFER(before, row),
             "float additive mask, nothing written in case %zu", k);
  }
}

static void test_keepf(void)
{
  float s[] = {1.0F, NAN, -INF, INF, 5.0F};
  const unsigned char keep[] = {0, 0, 1, 0, 255};
  const float kept[] = {-INF, -INF, -INF, -INF, 5.0F};
  gsl_test(sp_mask_keepf(s, keep, 5) != SP_OK || DIFFER(kept, s),
           "float boolean mask");
  gsl_test(sp_mask_keepf(s, keep, 0) != SP_EMPTY, "float boolean mask, empty");
  gsl_test(sp_mask_keepf(s, keep, SP_MAX_N + 1) != SP_TOO_LONG,
           "float boolean mask, too long");
}

static void test_afterf(void)
{
  float s[] = {1.0F, 2.0F, 3.0F, 4.0F};
  const float all[] = {1.0F, 2.0F, 3.0F, 4.0F},
              two[] = {1.0F, 2.0F, -INF, -INF};
  const float none[] = {-INF, -INF, -INF, -INF};
  gsl_test(sp_mask_afterf(s, 4, 9) != SP_OK || DIFFER(all, s),
           "float, all visible");
  gsl_test(sp_mask_afterf(s, 4, 2) != SP_OK || DIFFER(two, s),
           "float, two visible");
  gsl_test(sp_mask_afterf(s, 4, 0) != SP_OK || DIFFER(none, s),
           "float, none visible");
  gsl_test(sp_mask_afterf(s, 0, 0) != SP_EMPTY, "float, no scores to hide");
  gsl_test(sp_mask_afterf(s, SP_MAX_N + 1, 0) != SP_TOO_LONG,
           "float, too many scores to hide");
}

void test_float_masks(void)
{
  test_addf();
  test_keepf();
  test_afterf();
}
