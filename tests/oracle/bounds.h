/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Every error bound that the oracle holds the code to, each with the ID of its
 * property (specs/PROPERTIES) and its text as the report prints it.
 *
 * g = softmax(z), m = max z, R = max z - min z over the finite entries,
 * L = logsumexp(z) - m, all over the reals; n <= 2^26.
 *
 * The formulas are computed in x87 long double (64 bits), at most 40
 * operations each, from arguments rounded down; strict() takes off more than
 * those roundings can add, so a bound is never wider than its text. */
#ifndef ORACLE_BOUNDS_H
#define ORACLE_BOUNDS_H

#include <float.h>
#include <math.h>
#include <stddef.h>

#if LDBL_MANT_DIG < 64 || LDBL_MIN_EXP > -16000
#error "the oracle needs a long double of 64 bits and a wide exponent"
#endif

typedef long double ld;

#define UNIT 0x1p-53L
#define ETA 0x1p-1074L
#define EXCESS (UNIT * (1 + 0x1p-20L)) /* u (1 + 2^-20) */
#define FAR_BELOW 746.0L               /* e^-746 is below eta / 4 */

static inline ld strict(ld bound)
{
  return bound * (1 - 0x1p-57L);
}

static inline ld capped(ld distance)
{
  return distance < FAR_BELOW ? distance : FAR_BELOW;
}

/* P21, exp. E = e^x */
#define TEXT_EXP "9/8 u E + eta/2 for x >= -744.75"
static inline ld bound_exp(ld e)
{
  return strict(1.125L * UNIT * e + ETA / 2);
}

#define TEXT_EXP_NORMAL "9/8 u E where E >= 2^-1022"
static inline ld bound_exp_normal(ld e)
{
  return strict(1.125L * UNIT * e);
}

#define TEXT_EXP_BELOW "eta where E < 2^-1022"
static inline ld bound_exp_below(void)
{
  return ETA;
}

/* P21, log1p. L = log(1 + x) */
#define TEXT_LOG1P "3 u L"
static inline ld bound_log1p(ld l)
{
  return strict(3 * UNIT * l);
}

/* P02: the exact sum of the p_i against 1 */
#define TEXT_SUM "n u (1 + 2^-20) + n eta"
static inline ld bound_sum(size_t n)
{
  return strict((ld)n * EXCESS + (ld)n * ETA);
}

/* P03: p_i against g_i; below is m - z_i */
#define TEXT_SOFTMAX \
  "(n + ln n + min(m - z_i, 746) + 2.25) u (1 + 2^-20) g_i + eta"
static inline ld softmax_factor(size_t n, ld below)
{
  return ((ld)n + logl((ld)n) + capped(below) + 2.25L) * EXCESS;
}
static inline ld bound_softmax(size_t n, ld below, ld g)
{
  return strict(softmax_factor(n, below) * g + ETA);
}

/* P04: z_i <= z_j, p_i may exceed p_j by this */
#define TEXT_ORDER "p_i - p_j <= 5 u p_j + 2 eta where z_i <= z_j"
static inline ld bound_order(ld pj)
{
  return strict(5 * UNIT * pj + 2 * ETA);
}

/* P05, times n: p_top >= (1 - (n + 4) u) / n */
#define TEXT_PEAK "1 - n p_top <= (n + 4) u"
static inline ld bound_peak(size_t n)
{
  return strict(((ld)n + 4) * UNIT);
}

/* P15: the factor of L shared by the functions that take log1p; provisional */
static inline ld log_factor(size_t n, ld spread)
{
  return ((ld)n + capped(spread) + 8) * EXCESS;
}

#define TEXT_LSE "(n + min(R, 746) + 8) u (1 + 2^-20) L + u (|m| + L) + n eta"
static inline ld bound_lse(size_t n, ld spread, ld l, ld m)
{
  ld abs_m = m < 0 ? -m : m;
  return strict(log_factor(n, spread) * l + UNIT * (abs_m + l) + (ld)n * ETA);
}

/* P15 log_softmax, P14 loss of a hard label; exact is the true value */
#define TEXT_LOG_SOFTMAX \
  "(n + min(R, 746) + 8) u (1 + 2^-20) |exact| + (n + 1) eta"
static inline ld bound_log_softmax(size_t n, ld spread, ld exact)
{
  return strict(log_factor(n, spread) * exact + ((ld)n + 1) * ETA);
}

/* P14 loss of a target distribution */
#define TEXT_SOFT_LOSS \
  "(2 n + min(R, 746) + 10) u (1 + 2^-20) |exact| + (n + 1) eta"
static inline ld bound_soft_loss(size_t n, ld spread, ld exact)
{
  ld factor = (2 * (ld)n + capped(spread) + 10) * EXCESS;
  return strict(factor * exact + ((ld)n + 1) * ETA);
}

/* P14 gradient: P03, then one subtraction; B is the factor of P03 */
#define TEXT_GRADIENT "(1 + u) B g_i + u |g_i - y_i| + 2 eta"
static inline ld bound_gradient(size_t n, ld below, ld g, ld difference)
{
  return strict((1 + UNIT) * softmax_factor(n, below) * g + UNIT * difference +
                2 * ETA);
}

/* P12 Jacobian against the real one; B is the larger factor of i and j */
#define TEXT_DIAGONAL "(2 B + 3 u) g_i + 2 eta"
static inline ld bound_diagonal(size_t n, ld below, ld g)
{
  return strict((2 * softmax_factor(n, below) + 3 * UNIT) * g + 2 * ETA);
}

#define TEXT_OFF_DIAGONAL "(2 B + 2 u) g_i g_j + 3 eta"
static inline ld bound_off_diagonal(size_t n, ld below, ld gi, ld gj)
{
  ld factor = 2 * softmax_factor(n, below) + 2 * UNIT;
  return strict(factor * gi * gj + 3 * ETA);
}

#define TEXT_ROW_SUM "p_i (n + 4) u (1 + 2^-20) + n eta"
static inline ld bound_row_sum(size_t n, ld p)
{
  return strict(p * ((ld)n + 4) * EXCESS + (ld)n * ETA);
}

/* P12 product J v against the exact one of the given p; vmax = max |v_i| */
#define TEXT_PRODUCT \
  "p_i (2 n + 8) u (1 + 2^-20) max|v| + (n + 2) eta max(1, |v|)"
static inline ld bound_product(size_t n, ld p, ld vmax)
{
  ld scale = vmax > 1 ? vmax : 1;
  return strict(p * (2 * (ld)n + 8) * EXCESS * vmax + ((ld)n + 2) * ETA * scale);
}

#endif
