/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Masks of attention, and how many keys a query sees. */
#include "mask.h"

#include "../../src/softproof.h"

#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY

static int equal(const double *a, const double *b, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (a[i] != b[i])
      return 0;
  return 1;
}

static void test_masks(void)
{
  double s[] = {1.0, -INF, 3.0, 4.0};
  const double add[] = {0.5, 2.0, -INF, 0.0}, added[] = {1.5, -INF, -INF, 4.0};
  gsl_test(sp_mask_add(s, add, 4) != SP_OK || !equal(s, added, 4),
           "additive mask");
  const unsigned char keep[] = {0, 1, 1, 7};
  const double kept[] = {-INF, -INF, -INF, 4.0};
  gsl_test(sp_mask_keep(s, keep, 4) != SP_OK || !equal(s, kept, 4),
           "boolean mask");
  double t[] = {1.0, 2.0, 3.0};
  const double after[] = {1.0, -INF, -INF};
  gsl_test(sp_mask_after(t, 3, 5) != SP_OK || t[2] != 3.0
               || sp_mask_after(t, 3, 1) != SP_OK || !equal(t, after, 3),
           "causal mask");
}

static void test_refused(void)
{
  double s[] = {1.0, 2.0};
  const double nan[] = {0.0, NAN}, inf[] = {0.0, INF}, zero[] = {0.0, 0.0};
  gsl_test(sp_mask_add(s, nan, 2) != SP_BAD_MASK, "NaN in the mask");
  gsl_test(sp_mask_add(s, inf, 2) != SP_BAD_MASK, "+inf in the mask");
  gsl_test(sp_mask_add(s, zero, 0) != SP_EMPTY, "no scores");
  gsl_test(s[0] != 1.0 || s[1] != 2.0, "nothing is written");
  double large[] = {1.0, 0x1p970};
  gsl_test(sp_mask_add(large, zero, 2) != SP_BAD_VALUE, "score too large");
}

static void test_visible(void)
{
  const struct {
    size_t m, n, j, start, end;
  } cases[] = {{3, 3, 0, 1, 1}, {3, 3, 2, 3, 3}, {2, 5, 0, 1, 4},
               {2, 5, 1, 2, 5}, {5, 2, 0, 1, 0}, {5, 2, 4, 2, 2}};
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    size_t m = cases[k].m, n = cases[k].n, j = cases[k].j;
    gsl_test(sp_visible_keys(m, n, SP_ALL_KEYS, j) != n
                 || sp_visible_keys(m, n, SP_CAUSAL_START, j) != cases[k].start
                 || sp_visible_keys(m, n, SP_CAUSAL_END, j) != cases[k].end,
             "keys that query %zu of %zu sees of %zu", j, m, n);
  }
}

void test_mask(void)
{
  test_masks();
  test_refused();
  test_visible();
}
