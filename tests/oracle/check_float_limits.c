/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of the argmax of floats. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#define LONGEST 256

/* Some logits of size 1 become ties. */
static void fill(workspace *b, rng *r, float *z)
{
  size_t n = b->exact.n;
  int coarse = rng_bits(r) & 1;
  for (size_t i = 0; i < n; i++) {
    double x = b->z.at[i];
    if (isinf(x))
      z[i] = -INFINITY;
    else
      z[i] = (float)fmax(-FLT_MAX, fmin(coarse ? floor(x) : x, FLT_MAX));
  }
}

void check_float_limits(workspace *b, rng *r)
{
  float z[LONGEST], m = -INFINITY;
  size_t n = b->exact.n, index = 0, first = 0;
  if (n > LONGEST)
    return;
  fill(b, r, z);
  guarded_reset(&b->w, n);
  for (size_t i = 0; i < n; i++) {
    m = fmaxf(m, z[i]);
    b->w.at[i] = (double)z[i];
  }
  tally_case("float limits", rng_bits(r), b->w.at, n);
  while (z[first] < m)
    first++;
  int ok = sp_argmaxf(z, n, &index) == SP_OK;
  if (spoilt == CHECK_ARGMAXF)
    index++;
  tally_exact(CHECK_ARGMAXF, ok && index == first, index, (double)m);
}
