/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of attention and its scores on floats, against MPFR at the widened
 * inputs. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#include <string.h>

#define LONGEST 256
#define MOST_COLUMNS 4
#define CELLS (LONGEST * MOST_COLUMNS)
#define ROOM (CELLS + LONGEST + MOST_COLUMNS)
#define CANARY 12345.0F
#define KEPT 7.0 /* after the end of work */

static double work[ROOM + 1];

/* a float of any size up to 2^most, sometimes the largest */
static float any_float(rng *r, int low, int most)
{
  int e = low + (int)rng_below(r, (size_t)(most - low + 1));
  double x = ldexp(rng_between(r, -1.0, 1.0), e);
  if (most == 128 && rng_below(r, 8) == 0)
    x = copysign((double)FLT_MAX, x);
  return (float)fmax(-FLT_MAX, fmin(x, FLT_MAX));
}

static void fill(rng *r, float *a, size_t count, int largest)
{
  int most = rng_below(r, 4) == 0 ? largest : (int)rng_below(r, 290) - 148;
  most = most < largest ? most : largest;
  int low = most - (int)rng_below(r, 40);
  for (size_t i = 0; i < count; i++)
    a[i] = any_float(r, low, most);
}

/* What column c of V is under the softmax of s: sum g V, sum g |V|, its open
 * entries' largest magnitude */
static float column_truth(const workspace *b, const float *s, const float *V,
                          size_t d, size_t c, mpfr_t exact, mpfr_t size)
{
  float most = 0.0F;
  mpfr_t term;
  mpfr_init2(term, TRUTH_BITS);
  mpfr_set_zero(exact, 1);
  mpfr_set_zero(size, 1);
  for (size_t k = 0; k < b->exact.n; k++) {
    if (isinf(s[k]))
      continue;
    mpfr_mul_d(term, b->exact.g[k], (double)V[k * d + c], MPFR_RNDN);
    mpfr_add(exact, exact, term, MPFR_RNDN);
    mpfr_abs(term, term, MPFR_RNDN);
    mpfr_add(size, size, term, MPFR_RNDN);
    most = fmaxf(most, fabsf(V[k * d + c]));
  }
  mpfr_clear(term);
  return most;
}

static void check_mean(workspace *b, rng *r, const float *s)
{
  size_t n = b->exact.n, d = 1 + rng_below(r, MOST_COLUMNS);
  size_t end = n + n * d + d;
  float V[CELLS], p[LONGEST + 1], q[LONGEST], out[MOST_COLUMNS + 1];
  fill(r, V, n * d, 128);
  p[n] = out[d] = CANARY;
  work[end] = KEPT;
  int ok = sp_attendf(s, V, n, d, p, out, work) == SP_OK && p[n] == CANARY
           && out[d] == CANARY && work[end] == KEPT;
  tally_exact(CHECK_FRAME, ok, 0, (double)out[0]);
  for (size_t i = 0; i < n; i++) {
    mpfr_srcptr g = b->exact.g[i];
    tally_value(CHECK_ATTENDF_WEIGHTS, (double)p[i], g, bound_float(g), i);
    int right = 0.0F <= p[i] && p[i] <= 1.0F && (!isinf(s[i]) || p[i] == 0.0F);
    tally_exact(CHECK_FLOAT_RANGE, right, i, (double)p[i]);
  }
  ok = sp_softmaxf(s, q, n, work) == SP_OK && memcmp(p, q, n * sizeof *p) == 0;
  tally_exact(CHECK_FRAME, ok, 0, (double)p[0]);

  mpfr_t exact, size;
  mpfr_inits2(2 * TRUTH_BITS, exact, size, (mpfr_ptr)0);
  for (size_t c = 0; c < d; c++) {
    float most = column_truth(b, s, V, d, c, exact, size);
    tally_value(CHECK_ATTENDF, (double)out[c], exact,
                bound_float_attention(exact, n, truth_low(size)), c);
    tally_exact(CHECK_ATTENDF_LARGEST,
                fabsf(out[c]) <= most && spoilt != CHECK_ATTENDF_LARGEST, c,
                (double)out[c]);
  }
  mpfr_clears(exact, size, (mpfr_ptr)0);
}

/* Whether a score of the d columns q and k is certainly beyond FLT_MAX (1),
 * certainly not (0), or too near to it to tell (-1) */
static int judge_score(const float *q, const float *k, size_t d, float scale,
                       mpfr_t exact, ld *size)
{
  mpfr_t term, sum;
  mpfr_inits2(2 * TRUTH_BITS, term, sum, (mpfr_ptr)0);
  mpfr_set_zero(exact, 1);
  mpfr_set_zero(sum, 1);
  for (size_t i = 0; i < d; i++) {
    mpfr_set_d(term, (double)q[i], MPFR_RNDN);
    mpfr_mul_d(term, term, (double)k[i], MPFR_RNDN);
    mpfr_mul_d(term, term, (double)scale, MPFR_RNDN);
    mpfr_add(exact, exact, term, MPFR_RNDN);
    mpfr_abs(term, term, MPFR_RNDN);
    mpfr_add(sum, sum, term, MPFR_RNDN);
  }
  *size = truth_low(sum);
  ld x = fabsl(truth_low(exact)), e = bound_score(d, fabsl((ld)scale), *size);
  mpfr_clears(term, sum, (mpfr_ptr)0);
  e += x * 0x1p-60L;
  return x - e > (ld)FLT_MAX ? 1 : x + e < (ld)FLT_MAX ? 0 : -1;
}

static void check_scores(workspace *b, rng *r)
{
  size_t d = b->exact.n, n = 1 + rng_below(r, MOST_COLUMNS);
  size_t end = n + n * d + d;
  float q[LONGEST], K[CELLS], s[MOST_COLUMNS + 1];
  fill(r, q, d, 128);
  fill(r, K, n * d, rng_below(r, 4) ? 60 : 128);
  float scale = any_float(r, -100, rng_below(r, 4) ? 4 : 100);
  for (size_t i = 0; i <= n; i++)
    s[i] = CANARY;
  work[end] = KEPT;
  sp_status got = sp_attention_scoresf(q, K, n, d, scale, s, work);
  int beyond = 0, unsure = 0;
  mpfr_t exact[MOST_COLUMNS];
  ld size[MOST_COLUMNS];
  for (size_t i = 0; i < n; i++) {
    mpfr_init2(exact[i], 2 * TRUTH_BITS);
    int over = judge_score(q, K + i * d, d, scale, exact[i], &size[i]);
    beyond |= over == 1;
    unsure |= over == -1;
  }
  int ok = s[n] == CANARY && work[end] == KEPT
           && (got == SP_OK || got == SP_BAD_VALUE)
           && (unsure || beyond == (got == SP_BAD_VALUE));
  for (size_t i = 0; i < n; i++) {
    if (got == SP_OK)
      tally_value(CHECK_SCOREF, (double)s[i], exact[i],
                  bound_float_score(exact[i], d, size[i]), i);
    else
      ok = ok && s[i] == CANARY;
    mpfr_clear(exact[i]);
  }
  tally_exact(CHECK_FLOAT_RANGE, ok, 0, (double)s[0]);
}

void check_float_attention(workspace *b, rng *r)
{
  size_t n = b->exact.n;
  float s[LONGEST];
  if (n > LONGEST || rng_below(r, 3) != 0)
    return;
  guarded_reset(&b->w, n);
  for (size_t i = 0; i < n; i++) {
    double x = b->z.at[i];
    s[i] = isinf(x) ? -INFINITY : (float)fmax(-FLT_MAX, fmin(x, FLT_MAX));
    b->w.at[i] = (double)s[i];
  }
  tally_case("float attention", rng_bits(r), b->w.at, n);
  truth_of_row(&b->exact, b->w.at, n);
  check_mean(b, r, s);
  check_scores(b, r);
}
