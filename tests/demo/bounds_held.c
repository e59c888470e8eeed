/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* After the fact, by measurement: the proofs are `make prove`'s, the thorough
 * judge is tests/oracle. A long double's own rounding, 2^-64, is 2048 times
 * smaller than u; the C library's expl is taken to be that good. */
#include "bounds_held.h"

#include "../../src/softproof.h"
#include "../oracle/bounds.h"

#include <stdio.h>

#define MOST_CLASSES 1000

typedef struct measured {
  size_t values, out_of_range;
  ld sum, error; /* largest, over their bounds */
} measured;

static void measure_row(measured *all, const double *z, const double *p,
                        size_t n)
{
  size_t top = 0;
  ld g_sum = 0, p_sum = 0, g[MOST_CLASSES];
  for (size_t c = 1; c < n; c++)
    if (z[c] > z[top])
      top = c;
  for (size_t c = 0; c < n; c++) {
    g[c] = expl((ld)z[c] - (ld)z[top]);
    g_sum += g[c];
    p_sum += (ld)p[c];
    all->out_of_range += !(0.0 <= p[c] && p[c] <= 1.0);
  }
  all->values += n;
  all->sum = fmaxl(all->sum, fabsl(p_sum - 1) / bound_sum());
  for (size_t c = 0; c < n; c++) {
    ld exact = g[c] / g_sum;
    ld bound = bound_softmax(exact);
    all->error = fmaxl(all->error, fabsl((ld)p[c] - exact) / bound);
  }
}

int bounds_held(const model *m, const dataset *d, double temperature)
{
  double z[MOST_CLASSES], p[MOST_CLASSES];
  measured all = {0, 0, 0, 0};
  for (size_t i = 0; i < d->rows; i++) {
    model_logits(m, d->x + i * d->features, temperature, z);
    if (sp_softmax(z, p, m->classes) != SP_OK)
      return 0;
    measure_row(&all, z, p, m->classes);
  }
  printf("  bounds at T = %.3f, %zu probabilities measured in long double:\n",
         temperature, all.values);
  printf("    P01  0 <= p_i <= 1 ............ %zu outside\n", all.out_of_range);
  printf("    P02  sum of the p_i ........... at most %.3Lf of the bound\n",
         all.sum);
  printf("    P03  error of each p_i ........ at most %.3Lf of the bound\n",
         all.error);
  return all.out_of_range == 0 && all.sum <= 1 && all.error <= 1;
}
