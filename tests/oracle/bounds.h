/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Every error bound that the oracle holds the code to: the ID of its property
 * (specs/PROPERTIES), the theorem of proofs/coq, the text for the report.
 *
 * g = softmax(z), m = max z, L = logsumexp(z) - m, all over the reals;
 * n <= 2^26.
 *
 * The formulas are computed in x87 long double (64 bits), at most 40
 * operations each, from arguments rounded down; strict() takes off more than
 * those roundings can add, so a bound is never wider than its text. */
#ifndef ORACLE_BOUNDS_H
#define ORACLE_BOUNDS_H

#include <float.h>
#include <math.h>
#include <mpfr.h>
#include <stddef.h>

#if LDBL_MANT_DIG < 64 || LDBL_MIN_EXP > -16000
#error "the oracle needs a long double of 64 bits and a wide exponent"
#endif

typedef long double ld;

#define UNIT 0x1p-53L
#define ETA 0x1p-1074L
#define EXCESS (UNIT * (1 + 0x1p-20L)) /* u (1 + 2^-20) */
#define FAR_BELOW 746.0L               /* e^-746 is below eta / 4 */
#define EXP_ERR 1.125L                 /* exp_err, in u */

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
  return strict(EXP_ERR * UNIT * e + ETA / 2);
}

#define TEXT_EXP_NORMAL "9/8 u E where E >= 2^-1022"
static inline ld bound_exp_normal(ld e)
{
  return strict(EXP_ERR * UNIT * e);
}

#define TEXT_EXP_BELOW "eta where E < 2^-1022"
static inline ld bound_exp_below(void)
{
  return ETA;
}

/* P21, log1p. L = log(1 + x) */
#define TEXT_LOG1P "2.1 u L"
static inline ld bound_log1p(ld l)
{
  return strict(2.1L * UNIT * l);
}

/* P18_accuracy. s = sigmoid(x) */
#define TEXT_SIGMOID "25/8 u (1 + 2^-20) s + eta"
static inline ld bound_sigmoid(ld s)
{
  return strict(3.125L * EXCESS * s + ETA);
}

#define TEXT_SIGMOID_ABOVE "33/16 u (1 + 2^-20) s for x >= 0"
static inline ld bound_sigmoid_above(ld s)
{
  return strict(2.0625L * EXCESS * s);
}

#define TEXT_LOG_SIGMOID "4 u |log s| + eta"
static inline ld bound_log_sigmoid(ld l)
{
  return strict(4 * UNIT * l + ETA);
}

#define TEXT_LOGIT_LOSS "17/4 u loss + 3/2 eta"
static inline ld bound_logit_loss(ld loss)
{
  return strict(4.25L * UNIT * loss + 1.5L * ETA);
}

/* P18_accuracy and P18_accuracy_right of the gradient g = s - y; part is 1 - s
 * for x >= 0 and y >= 1/2, else s */
#define TEXT_LOGIT_GRADIENT                                                    \
  "25/8 u (1 + 2^-20) s + u |s - y| + eta; x >= 0, y >= 1/2: 1 - s for s"
static inline ld bound_logit_gradient(ld part, ld g)
{
  return strict(3.125L * EXCESS * part + UNIT * g + ETA);
}

#define TEXT_LOGIT_LABEL "33/8 u (1 + 2^-20) (1 - s) + eta for y = 1"
static inline ld bound_logit_label(ld g)
{
  return strict(4.125L * EXCESS * g + ETA);
}

/* P02_sum: the exact sum of the p_i against 1 */
#define TEXT_SUM "9/4 u (1 + 2^-16)"
static inline ld bound_sum(void)
{
  return strict(2.25L * UNIT * (1 + 0x1p-16L));
}

/* P03_accuracy: p_i against g_i, whatever n and the spread */
#define TEXT_SOFTMAX "9/2 u (1 + 2^-16) g_i + eta"
#define SOFTMAX_FACTOR (4.5L * UNIT * (1 + 0x1p-16L))
static inline ld bound_softmax(ld g)
{
  return strict(SOFTMAX_FACTOR * g + ETA);
}

/* P17_accuracy: the same at a temperature T, whatever T */
#define TEXT_TEMPERATURE "9/2 u (1 + 2^-10) g_i + eta"
static inline ld bound_temperature(ld g)
{
  return strict(4.5L * UNIT * (1 + 0x1p-10L) * g + ETA);
}

/* P17_entropy_accuracy */
#define TEXT_ENTROPY "(n + 11) u (1 + 2^-15) H + 780 n eta"
static inline ld bound_entropy(size_t n, ld h)
{
  return strict(((ld)n + 11) * UNIT * (1 + 0x1p-15L) * h + 780 * (ld)n * ETA);
}

/* P17_perplexity_accuracy: e^H */
#define TEXT_PERPLEXITY "((n + 11) H + 2.13) u (1 + 2^-14) e^H"
static inline ld bound_perplexity(size_t n, ld h, ld perplexity)
{
  ld factor = ((ld)n + 11) * h + 2.13L;
  return strict(factor * UNIT * (1 + 0x1p-14L) * perplexity);
}

/* P14_kl_accuracy: log p and log q of the true p and q; where z is not masked,
 * size = sum g |log p - log q|, logs = sum g (|log p| + |log q|), reach = sum
 * |log q| */
#define TEXT_KL                                                                \
  "(n + 11/2) U sum g|log p - log q| + 13/2 U sum g(|log p| + |log q|) + "     \
  "(780 n + 2 sum |log q|) eta, U = u (1 + 2^-15)"
static inline ld bound_kl(size_t n, ld size, ld logs, ld reach)
{
  ld factor = ((ld)n + 5.5L) * size + 6.5L * logs;
  return strict(factor * UNIT * (1 + 0x1p-15L)
                + (780 * (ld)n + 2 * reach) * ETA);
}

/* P17_accuracy of the limits: 1 over the number of ties, or of entries */
#define TEXT_LIMIT "u g_i"
static inline ld bound_limit(ld g)
{
  return strict(UNIT * g);
}

#define TEXT_LIMIT_SUM "u"
static inline ld bound_limit_sum(void)
{
  return UNIT;
}

/* P04_order, P04_order_any: where z_i <= z_j, p_i may exceed p_j by this. */
#define TEXT_ORDER                                                             \
  "z_i <= z_j: p_i - p_j <= 4 u p_j, or 5 u p_j + 3 eta below 2^-900"
static inline ld bound_order(ld pj)
{
  return strict(pj >= 0x1p-900L ? 4 * UNIT * pj : 5 * UNIT * pj + 3 * ETA);
}

/* P05_lower, times n: p_top >= (1 - 3 u) / n */
#define TEXT_PEAK "1 - n p_top <= 3 u"
static inline ld bound_peak(void)
{
  return strict(3 * UNIT);
}

/* The same where the sum is not compensated: p_top >= (1 - u) / n */
#define TEXT_PEAK_PLAIN "1 - n p_top <= u"
static inline ld bound_peak_plain(void)
{
  return strict(UNIT);
}

/* The same of the textbook's softmax; below is m - z_i. */
#define TEXT_TEXTBOOK_SUM "n u (1 + 2 u)"
static inline ld bound_textbook_sum(size_t n)
{
  return strict((ld)n * UNIT * (1 + 2 * UNIT));
}

#define TEXT_TEXTBOOK                                                          \
  "(n + ln n + min(m - z_i, 746) + 9/4) u (1 + 2^-20) g_i + eta"
static inline ld bound_textbook(size_t n, ld below, ld g)
{
  ld factor = (ld)n + logl((ld)n) + capped(below) + 2 * EXP_ERR;
  return strict(factor * EXCESS * g + ETA);
}

/* P15_accuracy; exact is m + L */
#define SLACK (1 + 0x1p-16L)
#define TEXT_LSE "u |m + L| + 9/2 u (1 + 2^-16) L + n eta"
static inline ld bound_lse(size_t n, ld l, ld exact)
{
  return strict(UNIT * exact + 4.5L * UNIT * SLACK * l + (ld)n * ETA);
}

/* P14_accuracy, P15_log_softmax_accuracy: (m - z_i) + L and its negative */
#define TEXT_LOSS "13/2 u (1 + 2^-16) (m - z_i + L) + 2 n eta"
static inline ld bound_loss(size_t n, ld exact)
{
  return strict(6.5L * UNIT * SLACK * exact + 2 * (ld)n * ETA);
}

/* P14_target_accuracy: the loss of targets, whose entries add to sum */
#define TEXT_SOFT_LOSS "(n + 13/2) u (1 + 2^-16) loss + n (1 + 3 sum y) eta"
static inline ld bound_soft_loss(size_t n, ld sum, ld exact)
{
  return strict(((ld)n + 6.5L) * UNIT * SLACK * exact
                + (ld)n * (1 + 3 * sum) * ETA);
}

/* P14_smooth_accuracy: an entry t of a smoothed label */
#define TEXT_SMOOTH "2 u (1 + 2^-16) t + eta"
static inline ld bound_smooth(ld t)
{
  return strict(2 * UNIT * SLACK * t + ETA);
}

/* P14_sum_accuracy, P14_mean_accuracy: losses with weights that add to W */
#define TEXT_SUM_LOSS "rows u (1 + 2^-16) sum + rows eta"
static inline ld bound_sum_loss(size_t rows, ld sum)
{
  return strict((ld)rows * UNIT * SLACK * sum + (ld)rows * ETA);
}

#define TEXT_MEAN_LOSS "2 rows (u (1 + 2^-16) mean + eta / W) + eta"
static inline ld bound_mean_loss(size_t rows, ld mean, ld total)
{
  return strict(2 * (ld)rows * (UNIT * SLACK * mean + ETA / total) + ETA);
}

/* P14_gradient_at_label: p - 1, without cancellation */
#define TEXT_AT_LABEL "23/4 u (1 + 2^-16) (1 - g_y) + 2 n eta"
static inline ld bound_at_label(size_t n, ld exact)
{
  return strict(5.75L * UNIT * SLACK * exact + 2 * (ld)n * ETA);
}

/* P14_gradient, from P03_accuracy */
#define TEXT_GRADIENT "u |p_i - y_i| + B g_i + eta"
static inline ld bound_gradient(ld g, ld p_less_y)
{
  return strict(UNIT * p_less_y + SOFTMAX_FACTOR * g + ETA);
}

/* P14_soft_accuracy: targets that add to sum, of any sum */
#define TEXT_ANY_SUM                                                           \
  "27/4 u (1 + 2^-16) s g_i + u |s g_i - y_i| + 2 (s + 1) eta, s = sum y"
static inline ld bound_any_sum(ld sum, ld g, ld exact)
{
  return strict(6.75L * UNIT * SLACK * sum * g + UNIT * exact
                + 2 * (sum + 1) * ETA);
}

/* JacobianC_Diag_True and JacobianC_Off_True: against the real Jacobian; B of
 * P03 */
#define TEXT_DIAGONAL "((B + 2 u) g_i + eta) (1 + 2^-20) + eta/2"
static inline ld bound_diagonal(ld g)
{
  ld factor = SOFTMAX_FACTOR + 2 * UNIT;
  return strict((factor * g + ETA) * (1 + 0x1p-20L) + ETA / 2);
}

#define TEXT_OFF_DIAGONAL "((2 B + u) g_i g_j + 2 eta) (1 + 2^-18) + eta/2"
static inline ld bound_off_diagonal(ld gi, ld gj)
{
  ld factor = 2 * SOFTMAX_FACTOR + UNIT;
  return strict((factor * gi * gj + 2 * ETA) * (1 + 0x1p-18L) + ETA / 2);
}

/* JacobianC_RowSum, with s of P02_sum */
#define TEXT_ROW_SUM                                                           \
  "p_i (s + u (3 (1 - p_i) + s)) + n eta/2, s = 9/4 u (1 + 2^-16)"
static inline ld bound_row_sum(size_t n, ld p)
{
  ld s = 2.25L * UNIT * (1 + 0x1p-16L);
  return strict(p * (s + UNIT * (3 * (1 - p) + s)) + (ld)n * ETA / 2);
}

/* ProductC_Error: J v against the exact product of the given p */
#define TEXT_PRODUCT "p_i (n + 4) u (1 + 2^-18) max|v| + (n + 1) eta"
static inline ld bound_product(size_t n, ld p, ld vmax)
{
  ld factor = ((ld)n + 4) * UNIT * (1 + 0x1p-18L);
  return strict(p * factor * vmax + ((ld)n + 1) * ETA);
}

/* ProductC_True: J v against the product for g; B of P03 */
#define TEXT_REAL_PRODUCT                                                      \
  "((3 B + (n + 4) u) (1 + 2^-17) g_i + (n + 3) eta) max|v| + (n + 1) eta"
static inline ld bound_real_product(size_t n, ld g, ld vmax)
{
  ld factor = (3 * SOFTMAX_FACTOR + ((ld)n + 4) * UNIT) * (1 + 0x1p-17L);
  return strict((factor * g + ((ld)n + 3) * ETA) * vmax + ((ld)n + 1) * ETA);
}

/* P20_sum: what a filter keeps, divided by its sum, against 1 */
#define TEXT_TOP_K "min(k, n) (u (1 + u) + eta/2)"
#define TEXT_TOP_P "n (u (1 + u) + eta/2)"
static inline ld bound_kept_sum(ld kept)
{
  return strict(kept * (UNIT * (1 + UNIT) + ETA / 2));
}

/* P03_accuracy, P02_sum of online softmax; r logits exceed all before them */
#define TEXT_ONLINE "(n + 17/8 r + 1/8) u (1 + 2^-19) g_i + eta"
#define TEXT_ONLINE_SUM "(n + 17/8 r + 1/8) u (1 + 2^-19) + n eta"
static inline ld online_factor(size_t n, size_t r)
{
  return ((ld)n + 2.125L * (ld)r + 0.125L) * UNIT * (1 + 0x1p-19L);
}
static inline ld bound_online(size_t n, size_t r, ld g)
{
  return strict(online_factor(n, r) * g + ETA);
}
static inline ld bound_online_sum(size_t n, size_t r)
{
  return strict(online_factor(n, r) + (ld)n * ETA);
}

#endif
