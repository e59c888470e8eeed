/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P20 of sp_top_k and sp_top_p: the exact sum of what they keep of a softmax,
 * as it is or scaled down, as probabilities need not sum to 1. */
#include "checks.h"

#include "../../src/softproof.h"

#define LARGEST_N 512 /* the filters take O(n kept) */

static void check_kept(check c, workspace *b, sp_status status, ld kept)
{
  size_t n = b->exact.n;
  tally_exact(CHECK_FRAME, guarded_intact(&b->q, n), 0, b->q.at[0]);
  tally_exact(CHECK_STATUS, status == SP_OK, 0, (double)status);
  check_sum(c, b->q.at, n, bound_kept_sum(kept));
}

void check_kept_sums(workspace *b, rng *r)
{
  size_t n = b->exact.n, k = 1 + rng_below(r, n + 1);
  if (n > LARGEST_N)
    return;
  int down = rng_below(r, 4) == 0 ? -(int)rng_below(r, 1060) : 0;
  guarded_reset(&b->w, n);
  for (size_t i = 0; i < n; i++)
    b->w.at[i] = ldexp(b->p.at[i], down);
  guarded_reset(&b->q, n);
  check_kept(CHECK_TOP_K, b, sp_top_k(b->w.at, b->q.at, n, k),
             (ld)(k < n ? k : n));
  guarded_reset(&b->q, n);
  double top_p = 1.0 - rng_unit(r);
  check_kept(CHECK_TOP_P, b, sp_top_p(b->w.at, b->q.at, n, top_p), (ld)n);
}
