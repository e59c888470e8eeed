/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of the limits of the temperature and of the argmax, of floats. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#include <string.h>

#define LONGEST 256
#define CANARY 7.0F

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

/* One of the limits: 1 / count where it is not 0. */
static void check_limit(const float *z, size_t n, float lowest, int cold)
{
  float p[LONGEST + 1], q[LONGEST + 1], share = -1.0F;
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    count += z[i] >= lowest;
  memcpy(q, z, n * sizeof *z);
  p[n] = q[n] = CANARY;
  int ok = (cold ? sp_softmax_coldf : sp_softmax_hotf)(z, p, n) == SP_OK
           && (cold ? sp_softmax_coldf : sp_softmax_hotf)(q, q, n) == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && memcmp(p, q, (n + 1) * sizeof *p) == 0 && p[n] == CANARY, 0,
              (double)p[0]);

  mpfr_t g;
  mpfr_init2(g, TRUTH_BITS);
  for (size_t i = 0; i < n; i++) {
    int open = z[i] >= lowest;
    mpfr_set_ui(g, (unsigned long)open, MPFR_RNDN);
    mpfr_div_ui(g, g, (unsigned long)count, MPFR_RNDN);
    tally_value(cold ? CHECK_COLDF : CHECK_HOTF, (double)p[i], g,
                bound_float(g), i);
    if (open && share < 0.0F)
      share = p[i];
    float value = spoilt == CHECK_SHARESF ? -p[i] : p[i];
    float expected = open ? share : 0.0F;
    tally_exact(CHECK_SHARESF, memcmp(&value, &expected, sizeof value) == 0, i,
                (double)value);
  }
  mpfr_clear(g);
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
  check_limit(z, n, m, 1);
  check_limit(z, n, -FLT_MAX, 0);
  while (z[first] < m)
    first++;
  int ok = sp_argmaxf(z, n, &index) == SP_OK;
  if (spoilt == CHECK_ARGMAXF)
    index++;
  tally_exact(CHECK_ARGMAXF, ok && index == first, index, (double)m);
}
