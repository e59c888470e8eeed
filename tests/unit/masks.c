/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Masks: special values, statuses, and which keys a query sees. */
#include "scaled_attention.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)

static void test_add(void)
{
  double s[] = {1.5, -2.0, 3.0, -INF, -INF, 0x1p969, -0x1p969, 0.1};
  const double mask[] = {0.0, -INF, -1e9, 5.0, -INF, DBL_MAX, -DBL_MAX, 0.2};
  const double sum[] = {1.5,  -INF,    -999999997.0, -INF,
                        -INF, DBL_MAX, -DBL_MAX,     0.1 + 0.2};
  gsl_test(sp_mask_add(s, mask, COUNT(s)) != SP_OK || DIFFER(sum, s),
           "additive mask, special values");

  static const struct {
    sp_status expected;
    double s, mask;
    size_t n;
  } cases[] = {
      {SP_EMPTY, 0, 0, 0},
      {SP_TOO_LONG, 0, 0, SP_MAX_N + 1},
      {SP_BAD_VALUE, NAN, NAN, 2},
      {SP_BAD_VALUE, INF, 0, 2},
      {SP_BAD_VALUE, 0x1.0000000000001p969, 0, 2},
      {SP_BAD_VALUE, -0x1.0000000000001p969, -INF, 2},
      {SP_BAD_MASK, 0, NAN, 2},
      {SP_BAD_MASK, -INF, INF, 2},
      {SP_OK, -INF, -INF, 2},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    double row[] = {7.0, 0.0}, added[] = {0.0, 0.0};
    row[1] = cases[k].s;
    added[1] = cases[k].mask;
    double before[2];
    memcpy(before, row, sizeof row);
    sp_status got = sp_mask_add(row, added, cases[k].n);
    gsl_test(got != cases[k].expected, "additive mask, status of case %zu", k);
    gsl_test(got != SP_OK && DIFFER(before, row),
             "additive mask, nothing written in case %zu", k);
  }
}

static void test_keep(void)
{
  double s[] = {1.0, NAN, -INF, INF, 5.0};
  const unsigned char keep[] = {0, 0, 1, 0, 255};
  const double kept[] = {-INF, -INF, -INF, -INF, 5.0};
  gsl_test(sp_mask_keep(s, keep, 5) != SP_OK || DIFFER(kept, s),
           "boolean mask");
  gsl_test(sp_mask_keep(s, keep, 0) != SP_EMPTY, "boolean mask, empty");
  gsl_test(sp_mask_keep(s, keep, SP_MAX_N + 1) != SP_TOO_LONG,
           "boolean mask, too long");
}

static void test_after(void)
{
  double s[] = {1.0, 2.0, 3.0, 4.0};
  const double all[] = {1.0, 2.0, 3.0, 4.0}, two[] = {1.0, 2.0, -INF, -INF};
  const double none[] = {-INF, -INF, -INF, -INF};
  gsl_test(sp_mask_after(s, 4, 9) != SP_OK || DIFFER(all, s), "all visible");
  gsl_test(sp_mask_after(s, 4, 2) != SP_OK || DIFFER(two, s), "two visible");
  gsl_test(sp_mask_after(s, 4, 0) != SP_OK || DIFFER(none, s), "none visible");
  gsl_test(sp_mask_after(s, 0, 0) != SP_EMPTY, "no scores to hide");
  gsl_test(sp_mask_after(s, SP_MAX_N + 1, 0) != SP_TOO_LONG,
           "too many scores to hide");
}

static void test_visible(void)
{
  static const struct {
    size_t m, n, j, all, start, end;
  } cases[] = {
      {3, 3, 0, 3, 1, 1}, {3, 3, 2, 3, 3, 3}, {2, 5, 0, 5, 1, 4},
      {2, 5, 1, 5, 2, 5}, {5, 2, 0, 2, 1, 0}, {5, 2, 2, 2, 2, 0},
      {5, 2, 3, 2, 2, 1}, {5, 2, 4, 2, 2, 2}, {1, 0, 0, 0, 0, 0},
      {1, 7, 0, 7, 1, 7},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    size_t m = cases[k].m, n = cases[k].n, j = cases[k].j;
    gsl_test(sp_visible_keys(m, n, SP_ALL_KEYS, j) != cases[k].all
                 || sp_visible_keys(m, n, SP_CAUSAL_START, j) != cases[k].start
                 || sp_visible_keys(m, n, SP_CAUSAL_END, j) != cases[k].end,
             "keys that query %zu of %zu sees of %zu", j, m, n);
  }
}

void test_masks(void)
{
  test_add();
  test_keep();
  test_after();
  test_visible();
}
