/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of sp_attentionf and sp_attention_headsf: against MPFR at the exact scores
 * and at those in double, and bit for bit against each other and sp_attention at
 * the widened inputs; masks by themselves; bad inputs. */
#include "exact_query.h"

#include "../../src/softproof.h"

#include <string.h>

#define MOST_ROWS 4
#define MOST_COLUMNS 6
#define MOST_BLOCKS 3
#define ROOM (2 * MOST_KEYS * MOST_COLUMNS + 2 * MOST_COLUMNS + 2 * MOST_KEYS)
#define MOST_QUERIES (MOST_BLOCKS * MOST_ROWS * MOST_COLUMNS)
#define MOST_PAIRS (MOST_BLOCKS * MOST_KEYS * MOST_COLUMNS)
#define MOST_SCORES (MOST_BLOCKS * MOST_ROWS * MOST_KEYS)
#define CANARY 12345.0F
#define KEPT 7.0 /* after the end of work */

typedef struct floats {
  float Q[MOST_QUERIES], K[MOST_PAIRS], V[MOST_PAIRS], mask[MOST_SCORES];
} floats;

/* The same, exactly */
typedef struct doubles {
  double Q[MOST_QUERIES], K[MOST_PAIRS], V[MOST_PAIRS], mask[MOST_SCORES];
} doubles;

typedef struct input {
  size_t B, m, n, d, dv;
  double scale;
  sp_causal causal;
  int masked;
  floats f;
  doubles x;
  double work[ROOM + 1];
  float out[MOST_QUERIES + 1];
} input;

static size_t work_size(const input *in)
{
  return in->n * in->d + in->n * in->dv + in->dv + in->d + 2 * in->n;
}

static void fill(rng *r, float *a, double *x, size_t count, int exponent)
{
  for (size_t i = 0; i < count; i++) {
    double y = ldexp(rng_bell(r), exponent - (int)rng_below(r, 12));
    a[i] = (float)fmax(-FLT_MAX, fmin(y, FLT_MAX));
    x[i] = (double)a[i];
  }
}

static void fill_mask(rng *r, input *in)
{
  size_t hidden = rng_below(r, 11), kind = rng_below(r, 4);
  for (size_t i = 0; i < in->B * in->m * in->n; i++) {
    double y = kind ? ldexp(rng_bell(r), (int)rng_below(r, 8)) : 0.0;
    if (kind == 3 && rng_below(r, 9) == 0)
      y = -FLT_MAX;
    in->f.mask[i] = rng_below(r, 10) < hidden ? -INFINITY : (float)y;
    in->x.mask[i] = (double)in->f.mask[i];
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
  int exponent = rng_below(r, 8) ? 2 : (int)rng_below(r, 26);
  fill(r, in->f.Q, in->x.Q, in->B * in->m * in->d, exponent);
  fill(r, in->f.K, in->x.K, in->B * in->n * in->d, exponent);
  fill(r, in->f.V, in->x.V, in->B * in->n * in->dv,
       rng_below(r, 6) ? (int)rng_below(r, 276) - 148 : 130);
  fill_mask(r, in);
}

static sp_status run(input *in)
{
  for (size_t i = 0; i <= in->B * in->m * in->dv; i++)
    in->out[i] = CANARY;
  for (size_t i = 0; i <= work_size(in); i++)
    in->work[i] = KEPT;
  return sp_attention_headsf(
      in->f.Q, in->f.K, in->f.V, in->masked ? in->f.mask : NULL, in->B, in->m,
      in->n, in->d, in->dv, in->scale, in->causal, in->work, in->out);
}

/* Column c of V under the softmax of the scores s of t */
static void check_output(const truth *t, const input *in, const double *V,
                         const double *s, size_t c, float x)
{
  double lo = HUGE_VAL, hi = -HUGE_VAL;
  mpfr_t exact, size, term;
  mpfr_inits2(2 * TRUTH_BITS, exact, size, term, (mpfr_ptr)0);
  mpfr_set_zero(exact, 1);
  mpfr_set_zero(size, 1);
  for (size_t k = 0; k < t->n; k++) {
    double v = V[k * in->dv + c];
    if (isinf(s[k]))
      continue;
    mpfr_mul_d(term, t->g[k], v, MPFR_RNDN);
    mpfr_add(exact, exact, term, MPFR_RNDN);
    mpfr_abs(term, term, MPFR_RNDN);
    mpfr_add(size, size, term, MPFR_RNDN);
    lo = fmin(lo, v);
    hi = fmax(hi, v);
  }
  tally_value(CHECK_QUERYF, (double)x, exact,
              bound_float_attention(exact, t->n, truth_low(size)), c);
  double most = fmax(fabs(lo), fabs(hi));
  tally_exact(CHECK_QUERYF_ROWS, fabs((double)x) <= most, c, (double)x);
  mpfr_clears(exact, size, term, (mpfr_ptr)0);
}

/* The same at the exact scores: P22_true */
static void check_true(exact_query *t, const input *in, size_t b, size_t j)
{
  size_t row = b * in->m + j;
  const float *out = in->out + row * in->dv;
  exact_query_weigh(t, in->x.Q + row * in->d, in->x.K + b * in->n * in->d,
                    in->masked ? in->x.mask + row * in->n : NULL,
                    sp_visible_keys(in->m, in->n, in->causal, j), in->d,
                    in->scale);
  for (size_t c = 0; t->any && c < in->dv; c++) {
    if (exact_query_is_of_use(t)) {
      exact_query_mean(t, in->x.V + b * in->n * in->dv, in->dv, c);
      tally_value(
          CHECK_QUERYF_TRUE, (double)out[c], t->exact,
          bound_float_query(t->exact, t->keys, t->e, truth_low(t->size)), c);
    } else {
      tally_left_out(CHECK_QUERYF_TRUE);
    }
  }
}

static void check_query(truth *t, const input *in, size_t b, size_t j)
{
  double s[MOST_KEYS];
  size_t seen = sp_visible_keys(in->m, in->n, in->causal, j);
  size_t row = b * in->m + j;
  const double *K = in->x.K + b * in->n * in->d;
  const double *V = in->x.V + b * in->n * in->dv;
  const float *out = in->out + row * in->dv;
  int any = 0;
  if (seen > 0)
    sp_attention_scores(in->x.Q + row * in->d, K, seen, in->d, in->scale, s);
  if (seen > 0 && in->masked)
    sp_mask_add(s, in->x.mask + row * in->n, seen);
  for (size_t k = 0; k < seen; k++)
    any |= !isinf(s[k]);
  if (any)
    truth_of_row(t, s, seen);
  for (size_t c = 0; c < in->dv; c++) {
    if (any)
      check_output(t, in, V, s, c, out[c]);
    else
      tally_exact(CHECK_QUERYF_ROWS, out[c] == 0.0F && !signbit(out[c]), c,
                  (double)out[c]);
  }
}

/* What sp_attentionf and sp_attention have at the same block, rounded */
static void check_same(const input *in, size_t b)
{
  double s[MOST_KEYS], work[ROOM], wide[MOST_ROWS * MOST_COLUMNS];
  float one[MOST_ROWS * MOST_COLUMNS];
  size_t q = b * in->m * in->d, k = b * in->n * in->d, v = b * in->n * in->dv;
  size_t a = b * in->m * in->n, cells = in->m * in->dv;
  const float *out = in->out + b * cells;
  int alone = sp_attentionf(in->f.Q + q, in->f.K + k, in->f.V + v,
                            in->masked ? in->f.mask + a : NULL, in->m, in->n,
                            in->d, in->dv, in->scale, in->causal, work, one)
              == SP_OK;
  int same = sp_attention(in->x.Q + q, in->x.K + k, in->x.V + v,
                          in->masked ? in->x.mask + a : NULL, in->m, in->n,
                          in->d, in->dv, in->scale, in->causal, s, wide)
             == SP_OK;
  for (size_t i = 0; same && i < cells; i++)
    same = one[i] == (float)wide[i];
  tally_exact(CHECK_QUERYF_ROWS, same && spoilt != CHECK_QUERYF_ROWS, b,
              (double)one[0]);
  alone = alone && memcmp(one, out, cells * sizeof *one) == 0;
  tally_exact(CHECK_HEADSF, alone && spoilt != CHECK_HEADSF, b, (double)out[0]);
}

/* Masks by themselves, on n scores of any size: against the float nearest to
 * the sum in MPFR */
static void check_masks(const input *in, rng *r)
{
  float s[MOST_KEYS], before[MOST_KEYS];
  double wide[MOST_KEYS];
  unsigned char keep[MOST_KEYS];
  size_t n = in->n, seen = rng_below(r, n + 2);
  const float *a = in->f.mask;
  mpfr_t sum;
  mpfr_init2(sum, 2 * TRUTH_BITS); /* exact */
  fill(r, before, wide, n, (int)rng_below(r, 247) - 150);
  for (size_t i = 0; i < n; i++)
    if (rng_below(r, 6) == 0)
      before[i] = -INFINITY;
  memcpy(s, before, sizeof s);
  int hidden = sp_mask_addf(s, a, n) == SP_OK;
  for (size_t i = 0; i < n; i++) {
    if (isinf(before[i]) || isinf(a[i])) {
      hidden = hidden && isinf(s[i]) && s[i] < 0;
      continue;
    }
    mpfr_set_flt(sum, before[i], MPFR_RNDN);
    mpfr_add_d(sum, sum, (double)a[i], MPFR_RNDN);
    tally_value(CHECK_MASKF, (double)s[i], sum, bound_float_nearest(sum), i);
    hidden = hidden && s[i] == mpfr_get_flt(sum, MPFR_RNDN);
  }
  memcpy(s, before, sizeof s);
  hidden = hidden && sp_mask_afterf(s, n, seen) == SP_OK;
  for (size_t i = 0; i < n; i++)
    hidden = hidden && (i < seen ? s[i] == before[i] : isinf(s[i]) && s[i] < 0);
  for (size_t i = 0; i < n; i++)
    keep[i] = (unsigned char)(rng_below(r, 2) ? rng_below(r, 256) : 0);
  memcpy(s, before, sizeof s);
  hidden = hidden && sp_mask_keepf(s, keep, n) == SP_OK;
  for (size_t i = 0; i < n; i++)
    hidden = hidden && (keep[i] ? s[i] == before[i] : isinf(s[i]) && s[i] < 0);
  tally_exact(CHECK_HIDDENF, hidden && spoilt != CHECK_HIDDENF, 0,
              (double)s[0]);
  mpfr_clear(sum);
}

/* One bad entry anywhere: the status, and nothing is written. */
static void check_refused(input *in, rng *r)
{
  size_t way = rng_below(r, 4);
  float *at = way == 0   ? in->f.Q + rng_below(r, in->B * in->m * in->d)
              : way == 1 ? in->f.K + rng_below(r, in->B * in->n * in->d)
              : way == 2 ? in->f.V + rng_below(r, in->B * in->n * in->dv)
                         : in->f.mask + rng_below(r, in->B * in->m * in->n);
  *at = rng_below(r, 2) ? NAN : INFINITY;
  in->masked = 1;
  sp_status got = run(in);
  int kept = got == (way == 3 ? SP_BAD_MASK : SP_BAD_VALUE);
  for (size_t i = 0; i <= in->B * in->m * in->dv; i++)
    kept = kept && in->out[i] == CANARY;
  for (size_t i = 0; i <= work_size(in); i++)
    kept = kept && in->work[i] == KEPT;
  tally_exact(CHECK_STATUS, kept && spoilt != CHECK_STATUS, way, (double)got);
}

void check_float_queries(uint64_t seed, size_t cases)
{
  static input in;
  truth t;
  exact_query x;
  truth_open(&t);
  exact_query_open(&x);
  for (uint64_t k = 0; k < cases; k++) {
    rng r = rng_for_case(seed, UINT64_C(1) << 43 | k);
    make(&in, &r);
    tally_case("float queries", k, NULL, in.n);
    int ok = run(&in) == SP_OK && in.out[in.B * in.m * in.dv] == CANARY
             && in.work[work_size(&in)] == KEPT;
    tally_exact(CHECK_FRAME, ok, 0, (double)in.out[0]);
    for (size_t b = 0; b < in.B; b++)
      check_same(&in, b);
    for (size_t row = 0; row < in.B * in.m; row++) {
      check_query(&t, &in, row / in.m, row % in.m);
      check_true(&x, &in, row / in.m, row % in.m);
    }
    check_masks(&in, &r);
    check_refused(&in, &r);
  }
  truth_close(&t);
  exact_query_close(&x);
  tally_case("none", 0, NULL, 0);
}
