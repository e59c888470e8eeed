/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P15: log-sum-exp and log-softmax. P14: cross-entropy and its gradient. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#include <string.h>

/* (m - z_i) + L into out; z_i finite */
static void true_loss(mpfr_t out, const truth *t, double zi)
{
  mpfr_set_d(out, t->m, MPFR_RNDN);
  mpfr_sub_d(out, out, zi, MPFR_RNDN);
  mpfr_add(out, out, t->l, MPFR_RNDN);
}

static void check_logsumexp(workspace *b)
{
  const truth *t = &b->exact;
  size_t n = t->n;
  guarded_reset(&b->q, 1);
  int ok = sp_logsumexp(b->z.at, n, b->q.at) == SP_OK;
  double lse = b->q.at[0];
  tally_exact(CHECK_FRAME, ok && guarded_intact(&b->q, 1), 0, lse);

  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  mpfr_add_d(exact, t->l, t->m, MPFR_RNDN);
  ld size = truth_low(exact);
  tally_value(CHECK_LSE, lse, exact, bound_lse(n, truth_low(t->l), size), 0);
  mpfr_clear(exact);
  if (spoilt == CHECK_LSE_RANGE)
    lse = nextafter(t->m, -INFINITY);
  tally_exact(CHECK_LSE_RANGE, t->m <= lse, 0, lse);
}

void check_logs(workspace *b, rng *r)
{
  (void)r;
  const truth *t = &b->exact;
  const double *z = b->z.at;
  size_t n = t->n;
  check_logsumexp(b);

  guarded_reset(&b->q, n);
  int ok = sp_log_softmax(z, b->q.at, n) == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && guarded_intact(&b->q, n) && guarded_intact(&b->z, n), 0,
              b->q.at[0]);
  guarded_reset(&b->w, n);
  memcpy(b->w.at, z, n * sizeof *z);
  ok = sp_log_softmax(b->w.at, b->w.at, n) == SP_OK;
  tally_exact(CHECK_IN_PLACE, ok && same_bits(b->q.at, b->w.at, n), 0,
              b->q.at[0]);

  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  for (size_t i = 0; i < n; i++) {
    double value = b->q.at[i];
    if (spoilt == CHECK_LOG_RANGE)
      value = 0x1p-1074;
    tally_exact(CHECK_LOG_RANGE, value <= 0.0, i, value);
    if (isinf(z[i])) {
      tally_exact(CHECK_LOG_RANGE, value == -INFINITY, i, value);
      continue;
    }
    true_loss(exact, t, z[i]);
    ld bound = bound_loss(n, truth_low(exact));
    mpfr_neg(exact, exact, MPFR_RNDN);
    tally_value(CHECK_LOG_SOFTMAX, b->q.at[i], exact, bound, i);
  }
  mpfr_clear(exact);
}

static void check_loss_range(double loss, size_t i)
{
  if (spoilt == CHECK_LOSS_RANGE)
    loss = -0x1p-1074;
  tally_exact(CHECK_LOSS_RANGE, loss >= 0.0, i, loss);
}

static void check_hard_loss(workspace *b, size_t label)
{
  const truth *t = &b->exact;
  size_t n = t->n;
  double zy = b->z.at[label];
  guarded_reset(&b->q, 1);
  int ok = sp_cross_entropy(b->z.at, n, label, b->q.at) == SP_OK;
  double loss = b->q.at[0];
  tally_exact(CHECK_FRAME, ok && guarded_intact(&b->q, 1), 0, loss);
  check_loss_range(loss, label);
  if (isinf(zy)) {
    tally_exact(CHECK_LOSS_RANGE, loss == INFINITY, label, loss);
    return;
  }
  mpfr_t exact;
  mpfr_init2(exact, TRUTH_BITS);
  true_loss(exact, t, zy);
  tally_value(CHECK_LOSS, loss, exact, bound_loss(n, truth_low(exact)), label);
  mpfr_clear(exact);
}

/* The loss is +inf when a target meets a masked logit, and also when m - z_i
 * overflows, however small the target: the bound is for the other rows. */
static void check_soft_loss(workspace *b)
{
  const truth *t = &b->exact;
  const double *z = b->z.at, *y = b->y.at;
  size_t n = t->n;
  guarded_reset(&b->q, 1);
  int ok = sp_cross_entropy_target(z, y, n, b->q.at) == SP_OK;
  double loss = b->q.at[0];
  tally_exact(CHECK_FRAME,
              ok && guarded_intact(&b->q, 1) && guarded_intact(&b->y, n), 0,
              loss);
  check_loss_range(loss, 0);

  mpfr_t exact, term;
  mpfr_init2(exact, TRUTH_BITS);
  mpfr_init2(term, TRUTH_BITS);
  mpfr_set_zero(exact, 1);
  int infinite = 0;
  ld sum = 0;
  for (size_t i = 0; i < n; i++) {
    if (!(y[i] > 0.0))
      continue;
    infinite |= isinf(t->m - z[i]) != 0;
    if (infinite)
      break;
    true_loss(term, t, z[i]);
    mpfr_mul_d(term, term, y[i], MPFR_RNDN);
    mpfr_add(exact, exact, term, MPFR_RNDN);
    sum += (ld)y[i] * (1 - 0x1p-60L); /* rounded down */
  }
  ld bound = bound_soft_loss(n, sum, truth_low(exact));
  if (infinite)
    tally_exact(CHECK_LOSS_RANGE, loss == INFINITY, 0, loss);
  else
    tally_value(CHECK_SOFT_LOSS, loss, exact, bound, 0);
  mpfr_clear(exact);
  mpfr_clear(term);
}

/* g_i - y_i against the gradient at i */
static void judge_gradient(check c, workspace *b, size_t i, double yi,
                           double value)
{
  static mpfr_t exact;
  static int ready;
  if (!ready)
    mpfr_init2(exact, TRUTH_BITS);
  ready = 1;
  const truth *t = &b->exact;
  ld p_less_y = fabsl((ld)b->p.at[i] - (ld)yi);
  ld bound = c == CHECK_GRADIENT ? bound_softmax(truth_low(t->g[i]))
                                 : bound_gradient(truth_low(t->g[i]), p_less_y);
  mpfr_sub_d(exact, t->g[i], yi, MPFR_RNDN);
  if (c == CHECK_AT_LABEL) { /* 256 bits are too few for g - 1 near 0 */
    mpfr_set_zero(exact, 1);
    for (size_t k = 0; k < t->n; k++)
      if (k != i)
        mpfr_add(exact, exact, t->g[k], MPFR_RNDN);
    bound = bound_at_label(t->n, truth_low(exact));
    mpfr_neg(exact, exact, MPFR_RNDN);
  }
  tally_value(c, value, exact, bound, i);
  if (b->p.at[i] == 0.0 && yi == 0.0) {
    if (spoilt == CHECK_GRADIENT_ZERO)
      value = 0x1p-1074;
    tally_exact(CHECK_GRADIENT_ZERO, value == 0.0, i, value);
  }
}

static void check_hard_gradient(workspace *b, size_t label)
{
  size_t n = b->exact.n;
  const double *z = b->z.at;
  guarded_reset(&b->q, n);
  int ok = sp_cross_entropy_gradient(z, b->q.at, n, label) == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && guarded_intact(&b->q, n) && guarded_intact(&b->z, n), 0,
              b->q.at[0]);
  for (size_t i = 0; i < n; i++)
    judge_gradient(i == label ? CHECK_AT_LABEL : CHECK_GRADIENT, b, i,
                   i == label ? 1.0 : 0.0, b->q.at[i]);

  memcpy(b->w.at, z, n * sizeof *z);
  ok = sp_cross_entropy_gradient(b->w.at, b->w.at, n, label) == SP_OK;
  tally_exact(CHECK_IN_PLACE, ok && same_bits(b->q.at, b->w.at, n), 0,
              b->q.at[0]);
}

static void check_soft_gradient(workspace *b)
{
  size_t n = b->exact.n;
  const double *z = b->z.at, *y = b->y.at;
  guarded_reset(&b->q, n);
  int ok = sp_cross_entropy_target_gradient(z, y, b->q.at, n) == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && guarded_intact(&b->q, n) && guarded_intact(&b->y, n)
                  && guarded_intact(&b->z, n),
              0, b->q.at[0]);
  for (size_t i = 0; i < n; i++)
    judge_gradient(CHECK_SOFT_GRADIENT, b, i, y[i], b->q.at[i]);

  memcpy(b->w.at, z, n * sizeof *z);
  ok = sp_cross_entropy_target_gradient(b->w.at, y, b->w.at, n) == SP_OK;
  tally_exact(CHECK_IN_PLACE, ok && same_bits(b->q.at, b->w.at, n), 0,
              b->q.at[0]);
}

/* s g_i - y_i, s the sum of the targets, which is made another one */
static void check_any_sum(workspace *b, rng *r)
{
  const truth *t = &b->exact;
  const double *z = b->z.at;
  double *y = b->y.at, scale = rng_between(r, 0.0, 4.0);
  size_t n = t->n;
  for (size_t i = 0; i < n; i++)
    y[i] = fmin(1.0, scale * y[i]);
  mpfr_t sum, exact;
  mpfr_init2(sum, SUM_BITS);
  mpfr_init2(exact, TRUTH_BITS);
  mpfr_set_zero(sum, 1);
  for (size_t i = 0; i < n; i++)
    mpfr_add_d(sum, sum, y[i], MPFR_RNDN);

  guarded_reset(&b->q, n);
  int ok = sp_cross_entropy_soft_gradient(z, y, b->q.at, n) == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && guarded_intact(&b->q, n) && guarded_intact(&b->y, n)
                  && guarded_intact(&b->z, n),
              0, b->q.at[0]);
  for (size_t i = 0; i < n; i++) {
    mpfr_mul(exact, sum, t->g[i], MPFR_RNDN);
    mpfr_sub_d(exact, exact, y[i], MPFR_RNDN);
    ld bound = bound_any_sum(truth_low(sum), truth_low(t->g[i]),
                             fabsl(truth_low(exact)));
    tally_value(CHECK_ANY_SUM, b->q.at[i], exact, bound, i);
  }
  memcpy(b->w.at, z, n * sizeof *z);
  ok = sp_cross_entropy_soft_gradient(b->w.at, y, b->w.at, n) == SP_OK;
  tally_exact(CHECK_IN_PLACE, ok && same_bits(b->q.at, b->w.at, n), 0,
              b->q.at[0]);
  mpfr_clear(sum);
  mpfr_clear(exact);
}

void check_losses(workspace *b, rng *r)
{
  size_t label = rng_below(r, b->exact.n);
  check_hard_loss(b, label);
  check_hard_gradient(b, label);
  guarded_reset(&b->y, b->exact.n);
  rows_fill_target(r, b->y.at, b->exact.n);
  check_soft_loss(b);
  check_soft_gradient(b);
  check_any_sum(b, r);
}
