/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P19 of sp_attend, with the row's logits as scores, and of
 * sp_attention_scores. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#include <string.h>

#define MOST_COLUMNS 4
#define LARGEST 0x1p990

/* The unmasked entries of column c, of the n rows V of d columns each */
typedef struct column {
  double lo, hi;
  ld most;      /* the largest magnitude */
  mpfr_t exact; /* sum g_k V_kc */
  mpfr_t size;  /* sum g_k |V_kc| */
} column;

static void column_truth(column *t, const workspace *b, size_t d, size_t c)
{
  mpfr_t term;
  mpfr_init2(term, TRUTH_BITS);
  mpfr_set_zero(t->exact, 1);
  mpfr_set_zero(t->size, 1);
  t->lo = HUGE_VAL;
  t->hi = -HUGE_VAL;
  for (size_t k = 0; k < b->exact.n; k++) {
    double v = b->j.at[k * d + c];
    if (isinf(b->z.at[k]))
      continue;
    mpfr_mul_d(term, b->exact.g[k], v, MPFR_RNDN);
    mpfr_add(t->exact, t->exact, term, MPFR_RNDN);
    mpfr_abs(term, term, MPFR_RNDN);
    mpfr_add(t->size, t->size, term, MPFR_RNDN);
    t->lo = fmin(t->lo, v);
    t->hi = fmax(t->hi, v);
  }
  t->most = fmaxl(fabsl((ld)t->lo), fabsl((ld)t->hi));
  mpfr_clear(term);
}

static void check_column(const workspace *b, size_t d, size_t c, column *t)
{
  size_t n = b->exact.n;
  double x = b->w.at[c];
  column_truth(t, b, d, c);
  tally_value(CHECK_ATTENTION, x, t->exact,
              bound_attention(n, truth_low(t->size), t->most), c);
  ld bound = bound_hull(n, t->most);
  ld outside = fmaxl(fmaxl((ld)t->lo - x, (ld)x - t->hi), 0);
  if (spoilt == CHECK_HULL)
    outside = nextafterl(bound, HUGE_VALL);
  tally_error(CHECK_HULL, outside, bound, c, x);
}

static void check_mean(workspace *b, rng *r)
{
  size_t n = b->exact.n, d = 1 + rng_below(r, MOST_COLUMNS);
  const double *V = b->j.at;
  guarded_reset(&b->j, n * d);
  rows_fill_direction(r, b->j.at, n * d);
  for (size_t i = 0; i < n * d; i++)
    b->j.at[i] = fmax(-LARGEST, fmin(b->j.at[i], LARGEST));
  guarded_reset(&b->q, n);
  guarded_reset(&b->w, d);
  int ok = sp_attend(b->z.at, V, n, d, b->q.at, b->w.at) == SP_OK;
  ok = ok && guarded_intact(&b->q, n) && guarded_intact(&b->w, d)
       && guarded_intact(&b->j, n * d) && same_bits(b->q.at, b->p.at, n);
  tally_exact(CHECK_FRAME, ok, 0, b->w.at[0]);
  column t;
  mpfr_inits2(TRUTH_BITS, t.exact, t.size, (mpfr_ptr)0);
  for (size_t c = 0; c < d; c++)
    check_column(b, d, c, &t);
  mpfr_clears(t.exact, t.size, (mpfr_ptr)0);
}

static void fill(rng *r, double *a, size_t count)
{
  int lo = (int)rng_below(r, 900) - 505, hi = lo + (int)rng_below(r, 60);
  for (size_t i = 0; i < count; i++) {
    int e = lo + (int)rng_below(r, (size_t)(hi - lo + 1));
    a[i] = ldexp(rng_bell(r), e < 397 ? e : 397);
  }
}

static void check_scores(workspace *b, rng *r)
{
  size_t d = b->exact.n, n = 1 + rng_below(r, MOST_COLUMNS);
  const double *q = b->q.at, *K = b->j.at;
  double scale = ldexp(rng_bell(r), (int)rng_below(r, 190) - 93);
  guarded_reset(&b->q, d);
  guarded_reset(&b->j, n * d);
  guarded_reset(&b->w, n);
  fill(r, b->q.at, d);
  fill(r, b->j.at, n * d);
  int ok = sp_attention_scores(q, K, n, d, scale, b->w.at) == SP_OK;
  ok = ok && guarded_intact(&b->w, n) && guarded_intact(&b->q, d)
       && guarded_intact(&b->j, n * d);
  tally_exact(CHECK_FRAME, ok, 0, b->w.at[0]);

  mpfr_t exact, size, term;
  mpfr_inits2(TRUTH_BITS, exact, size, term, (mpfr_ptr)0);
  for (size_t i = 0; i < n; i++) {
    mpfr_set_zero(exact, 1);
    mpfr_set_zero(size, 1);
    for (size_t k = 0; k < d; k++) {
      mpfr_set_d(term, q[k], MPFR_RNDN);
      mpfr_mul_d(term, term, K[i * d + k], MPFR_RNDN);
      mpfr_mul_d(term, term, scale, MPFR_RNDN);
      mpfr_add(exact, exact, term, MPFR_RNDN);
      mpfr_abs(term, term, MPFR_RNDN);
      mpfr_add(size, size, term, MPFR_RNDN);
    }
    tally_value(CHECK_SCORE, b->w.at[i], exact,
                bound_score(d, fabsl((ld)scale), truth_low(size)), i);
  }
  mpfr_clears(exact, size, term, (mpfr_ptr)0);
}

void check_attention(workspace *b, rng *r)
{
  if (b->exact.n * MOST_COLUMNS > MATRIX_N * MATRIX_N)
    return;
  check_mean(b, r);
  check_scores(b, r);
}
