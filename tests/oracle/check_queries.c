/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P19 of sp_attention against the exact scores, of masks and of heads; and the
 * statuses of sp_attention and sp_attention_heads. A mask may hold -DBL_MAX:
 * such a row shows nothing of P19_true, whose bound is infinite then, and is
 * counted as left out; that its output is in the column's hull is checked. */
#include "exact_query.h"

#include "../../src/softproof.h"

#include <float.h>
#include <string.h>

#define MOST_ROWS 4
#define MOST_COLUMNS 6
#define MOST_BLOCKS 3

typedef struct input {
  size_t B, m, n, d, dv;
  double scale;
  sp_causal causal;
  int masked;
  guarded Q, K, V, mask, work, out, one;
} input;

static void fill(rng *r, double *a, size_t count, int exponent)
{
  for (size_t i = 0; i < count; i++)
    a[i] = ldexp(rng_bell(r), exponent - (int)rng_below(r, 12));
}

static void fill_mask(rng *r, double *a, size_t count)
{
  size_t hidden = rng_below(r, 11), kind = rng_below(r, 4);
  for (size_t i = 0; i < count; i++) {
    a[i] = kind ? ldexp(rng_bell(r), (int)rng_below(r, 8)) : 0.0;
    if (kind == 3 && rng_below(r, 9) == 0)
      a[i] = -DBL_MAX;
    if (rng_below(r, 10) < hidden)
      a[i] = -INFINITY;
  }
}

static void make(input *in, rng *r)
{
  in->B = 1 + rng_below(r, MOST_BLOCKS);
  in->m = 1 + rng_below(r, MOST_ROWS);
  in->n = 1 + rng_below(r, rng_below(r, 3) ? 4 : MOST_KEYS);
  in->d = 1 + rng_below(r, MOST_COLUMNS);
  in->dv = 1 + rng_below(r, MOST_COLUMNS);
  in->scale = ldexp(rng_bell(r), (int)rng_below(r, 4) - 2);
  in->causal = (sp_causal)rng_below(r, 3);
  in->masked = rng_below(r, 3) > 0;
  size_t rows = in->B * in->m, keys = in->B * in->n;
  guarded_reset(&in->Q, rows * in->d);
  guarded_reset(&in->K, keys * in->d);
  guarded_reset(&in->V, keys * in->dv);
  guarded_reset(&in->mask, rows * in->n);
  guarded_reset(&in->work, in->n);
  guarded_reset(&in->out, rows * in->dv);
  guarded_reset(&in->one, in->m * in->dv);
  int exponent = rng_below(r, 8) ? 2 : (int)rng_below(r, 26);
  fill(r, in->Q.at, rows * in->d, exponent);
  fill(r, in->K.at, keys * in->d, exponent);
  fill(r, in->V.at, keys * in->dv, (int)rng_below(r, 900) - 450);
  fill_mask(r, in->mask.at, rows * in->n);
}

static const double *mask_row(const input *in, size_t row)
{
  return in->masked ? in->mask.at + row * in->n : NULL;
}

static void check_output(exact_query *t, size_t c, double x)
{
  ld bound = bound_hull(t->keys, t->most);
  ld outside = fmaxl(fmaxl((ld)t->lo - x, (ld)x - t->hi), 0);
  if (spoilt == CHECK_QUERY_HULL)
    outside = nextafterl(bound, HUGE_VALL);
  tally_error(CHECK_QUERY_HULL, outside, bound, c, x);
  if (exact_query_is_of_use(t))
    tally_value(CHECK_QUERY, x, t->exact,
                bound_query(t->keys, t->e, truth_low(t->size), t->most), c);
  else
    tally_left_out(CHECK_QUERY);
}

static void check_query(exact_query *t, const input *in, size_t block, size_t j)
{
  const double *out = in->out.at + (block * in->m + j) * in->dv;
  exact_query_weigh(
      t, in->Q.at + (block * in->m + j) * in->d,
      in->K.at + block * in->n * in->d, mask_row(in, block * in->m + j),
      sp_visible_keys(in->m, in->n, in->causal, j), in->d, in->scale);
  for (size_t c = 0; c < in->dv; c++) {
    double zero = spoilt == CHECK_QUERY_HIDDEN ? -0.0 : 0.0, x = out[c];
    if (t->any) {
      exact_query_mean(t, in->V.at + block * in->n * in->dv, in->dv, c);
      check_output(t, c, x);
    } else {
      tally_exact(CHECK_QUERY_HIDDEN, same_bits(&zero, &x, 1), c, x);
    }
  }
}

static void check_blocks(exact_query *t, input *in)
{
  const double *mask = in->masked ? in->mask.at : NULL;
  size_t cells = in->m * in->dv;
  int ok = sp_attention_heads(in->Q.at, in->K.at, in->V.at, mask, in->B, in->m,
                              in->n, in->d, in->dv, in->scale, in->causal,
                              in->work.at, in->out.at)
           == SP_OK;
  ok = ok && guarded_intact(&in->out, in->B * cells)
       && guarded_intact(&in->work, in->n)
       && guarded_intact(&in->Q, in->B * in->m * in->d)
       && guarded_intact(&in->K, in->B * in->n * in->d)
       && guarded_intact(&in->V, in->B * in->n * in->dv)
       && guarded_intact(&in->mask, in->B * in->m * in->n);
  tally_exact(CHECK_FRAME, ok, 0, in->out.at[0]);
  for (size_t b = 0; b < in->B; b++) {
    guarded_reset(&in->one, cells);
    ok =
        sp_attention(in->Q.at + b * in->m * in->d, in->K.at + b * in->n * in->d,
                     in->V.at + b * in->n * in->dv, mask_row(in, b * in->m),
                     in->m, in->n, in->d, in->dv, in->scale, in->causal,
                     in->work.at, in->one.at)
        == SP_OK;
    if (spoilt == CHECK_HEADS)
      in->one.at[0] = nextafter(in->one.at[0], HUGE_VAL);
    ok = ok && same_bits(in->one.at, in->out.at + b * cells, cells)
         && guarded_intact(&in->one, cells);
    tally_exact(CHECK_HEADS, ok, b, in->one.at[0]);
    for (size_t j = 0; j < in->m; j++)
      check_query(t, in, b, j);
  }
}

/* The scores are the first row of K. */
static void check_masks(exact_query *t, input *in, rng *r)
{
  size_t n = in->n;
  double s[MOST_KEYS], before[MOST_KEYS];
  unsigned char keep[MOST_KEYS];
  const double *a = in->mask.at;
  fill(r, s, n, 3);
  for (size_t i = 0; i < n; i++)
    if (rng_below(r, 6) == 0)
      s[i] = -INFINITY;
  memcpy(before, s, sizeof before);
  int hidden = sp_mask_add(s, a, n) == SP_OK;
  for (size_t i = 0; i < n; i++) {
    if (isinf(before[i]) || isinf(a[i])) {
      hidden = hidden && isinf(s[i]) && s[i] < 0;
      continue;
    }
    mpfr_set_d(t->exact, before[i], MPFR_RNDN);
    mpfr_add_d(t->exact, t->exact, a[i], MPFR_RNDN);
    mpfr_abs(t->term, t->exact, MPFR_RNDN);
    tally_value(CHECK_MASK, s[i], t->exact, bound_mask(truth_low(t->term)), i);
  }
  size_t seen = rng_below(r, n + 2);
  memcpy(s, before, sizeof s);
  hidden = hidden && sp_mask_after(s, n, seen) == SP_OK;
  for (size_t i = 0; i < n; i++)
    hidden = hidden
             && (i < seen ? same_bits(s + i, before + i, 1)
                          : isinf(s[i]) && s[i] < 0);
  for (size_t i = 0; i < n; i++)
    keep[i] = (unsigned char)(rng_below(r, 2) ? rng_below(r, 256) : 0);
  memcpy(s, before, sizeof s);
  hidden = hidden && sp_mask_keep(s, keep, n) == SP_OK;
  for (size_t i = 0; i < n; i++)
    hidden = hidden
             && (keep[i] ? same_bits(s + i, before + i, 1)
                         : isinf(s[i]) && s[i] < 0);
  tally_exact(CHECK_HIDDEN, hidden && spoilt != CHECK_HIDDEN, 0, s[0]);
}

/* One bad entry anywhere: the status, and nothing is written. */
static void check_refused(input *in, rng *r)
{
  size_t rows = in->B * in->m, keys = in->B * in->n, way = rng_below(r, 5);
  double *at = way == 0   ? in->Q.at + rng_below(r, rows * in->d)
               : way == 1 ? in->K.at + rng_below(r, keys * in->d)
               : way == 2 ? in->V.at + rng_below(r, keys * in->dv)
               : way == 3 ? in->mask.at + rng_below(r, rows * in->n)
                          : &in->scale;
  double kept = *at;
  *at = rng_below(r, 2) ? NAN : INFINITY;
  guarded_reset(&in->out, rows * in->dv);
  guarded_reset(&in->work, in->n);
  sp_status got = sp_attention_heads(
      in->Q.at, in->K.at, in->V.at, in->mask.at, in->B, in->m, in->n, in->d,
      in->dv, in->scale, in->causal, in->work.at, in->out.at);
  if (spoilt == CHECK_STATUS)
    in->out.at[0] = 0.0;
  tally_exact(CHECK_STATUS,
              got == (way == 3 ? SP_BAD_MASK : SP_BAD_VALUE)
                  && guarded_untouched(&in->out, rows * in->dv)
                  && guarded_untouched(&in->work, in->n),
              way, (double)got);
  *at = kept;
}

void check_queries(uint64_t seed, size_t cases)
{
  input in;
  exact_query t;
  size_t rows = MOST_BLOCKS * MOST_ROWS, keys = MOST_BLOCKS * MOST_KEYS;
  guarded_open(&in.Q, rows * MOST_COLUMNS);
  guarded_open(&in.K, keys * MOST_COLUMNS);
  guarded_open(&in.V, keys * MOST_COLUMNS);
  guarded_open(&in.mask, rows * MOST_KEYS);
  guarded_open(&in.work, MOST_KEYS);
  guarded_open(&in.out, rows * MOST_COLUMNS);
  guarded_open(&in.one, MOST_ROWS * MOST_COLUMNS);
  exact_query_open(&t);
  for (uint64_t k = 0; k < cases; k++) {
    rng r = rng_for_case(seed, UINT64_C(1) << 42 | k);
    make(&in, &r);
    tally_case("queries", k, NULL, in.n);
    check_blocks(&t, &in);
    check_masks(&t, &in, &r);
    check_refused(&in, &r);
  }
  exact_query_close(&t);
  guarded_close(&in.Q);
  guarded_close(&in.K);
  guarded_close(&in.V);
  guarded_close(&in.mask);
  guarded_close(&in.work);
  guarded_close(&in.out);
  guarded_close(&in.one);
  tally_case("none", 0, NULL, 0);
}
