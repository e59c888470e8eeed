/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The error bounds of results that are floats: as bounds.h. */
#ifndef ORACLE_BOUNDS_FLOAT_H
#define ORACLE_BOUNDS_FLOAT_H

#include "bounds.h"

/* P22_ulp: a float; ulp32 is the unit in the last place of binary32 at the
 * exact result */
#define FLOAT_UNITS (0.5L + 0x1p-24L)
static inline ld ulp32(mpfr_srcptr exact)
{
  long e = mpfr_zero_p(exact) ? -126 : (long)mpfr_get_exp(exact) - 1;
  return ldexpl(1, (int)(e < -126 ? -126 : e) - 23);
}

#define TEXT_FLOAT "(1/2 + 2^-24) ulp32"
static inline ld bound_float(mpfr_srcptr exact)
{
  return strict(FLOAT_UNITS * ulp32(exact));
}

#define TEXT_FLOAT_NEAREST "1/2 ulp32"
static inline ld bound_float_nearest(mpfr_srcptr exact)
{
  return 0.5L * ulp32(exact); /* no rounding, and reached by ties */
}

/* Of a row of the Jacobian, where the sum of n floats p is s off 1 */
#define TEXT_FLOAT_ROW_SUM                                                     \
  "p_i (s + 2^-24 (1 + 2^-23) (2 (1 - p_i) + s)) + n 2^-150 (1 + 2^-23)"
static inline ld bound_float_row_sum(size_t n, ld p, ld s)
{
  const ld more = 1 + 0x1p-23L;
  ld sum = p * (s + 0x1p-24L * more * (2 * (1 - p) + s));
  return strict(sum + (ld)n * 0x1p-150L * more);
}

/* exact is m + L */
#define TEXT_FLOAT_LSE "(1/2 + 2^-24) ulp32 + 9 u (1 + 2^-16) L"
static inline ld bound_float_lse(mpfr_srcptr exact, ld l)
{
  return strict(FLOAT_UNITS * ulp32(exact) + 9 * UNIT * SLACK * l);
}

/* P22_ulp, P22_ulp_right: exact is the sigmoid s minus its target; part is 1 - s
 * for x >= 0 and y >= 1/2, else s; P22_ulp_ends: 0 for y = 0, 1 */
#define TEXT_FLOAT_BINARY                                                      \
  "(1/2 + 2^-24) ulp32 + 25/4 u (1 + 2^-20) s; x >= 0, y >= 1/2: 1 - s for "   \
  "s; "                                                                        \
  "y = 0, 1: 0"
static inline ld bound_float_binary(mpfr_srcptr exact, ld part)
{
  return strict(FLOAT_UNITS * ulp32(exact)
                + 6.25L * UNIT * (1 + 0x1p-20L) * part);
}

/* P22_product_ulp: an entry of J v for the floats p and v */
#define TEXT_FLOAT_PRODUCT                                                     \
  "(1/2 + 2^-24) ulp32 + 2 p_i (n + 4) u (1 + 2^-18) max|v|"
static inline ld bound_float_product(mpfr_srcptr exact, size_t n, ld p, ld vmax)
{
  ld factor = ((ld)n + 4) * UNIT * (1 + 0x1p-18L);
  return strict(FLOAT_UNITS * ulp32(exact) + 2 * p * factor * vmax);
}

/* exact is the loss of n targets */
#define TEXT_FLOAT_TARGET "(1/2 + 2^-24) ulp32 + n u (1 + 2^-16) loss"
static inline ld bound_float_target(mpfr_srcptr exact, size_t n)
{
  ld loss = fabsl(mpfr_get_ld(exact, MPFR_RNDZ));
  return strict(FLOAT_UNITS * ulp32(exact) + (ld)n * UNIT * SLACK * loss);
}

/* exact is a sum of losses; of a mean, with 2 rows for rows */
#define TEXT_FLOAT_SUM "(1/2 + 2^-24) ulp32 + rows u (1 + 2^-16) sum"
#define TEXT_FLOAT_MEAN "(1/2 + 2^-24) ulp32 + 2 rows u (1 + 2^-16) mean"
static inline ld bound_float_sum(mpfr_srcptr exact, size_t rows)
{
  return bound_float_target(exact, rows);
}

/* exact is the entropy of n logits */
#define TEXT_FLOAT_ENTROPY "(1/2 + 2^-24) ulp32 + n u (1 + 2^-15) H"
static inline ld bound_float_entropy(mpfr_srcptr exact, size_t n)
{
  ld factor = (ld)n * UNIT * (1 + 0x1p-15L);
  return strict(FLOAT_UNITS * ulp32(exact)
                + factor * fabsl(mpfr_get_ld(exact, MPFR_RNDZ)));
}

/* exact is e^h, h the entropy of n logits */
#define TEXT_FLOAT_PERPLEXITY                                                  \
  "(1/2 + 2^-24) ulp32 + 2 ((n + 11) H + 2.13) u (1 + 2^-14) e^H"
static inline ld bound_float_perplexity(mpfr_srcptr exact, size_t n, ld h)
{
  ld factor = (((ld)n + 11) * h + 2.13L) * UNIT * (1 + 0x1p-14L);
  return strict(FLOAT_UNITS * ulp32(exact)
                + 2 * factor * mpfr_get_ld(exact, MPFR_RNDZ));
}

/* exact is the divergence of n logits whose entropy is h; size = sum g |log p -
 * log q| */
#define TEXT_FLOAT_KL                                                          \
  "(1/2 + 2^-24) ulp32 + 2 ((n + 11/2) sum g|log p - log q| + 13 H) u (1 + "   \
  "2^-15)"
static inline ld bound_float_kl(mpfr_srcptr exact, size_t n, ld size, ld h)
{
  ld factor = ((ld)n + 5.5L) * size + 13 * h;
  return strict(FLOAT_UNITS * ulp32(exact)
                + 2 * factor * UNIT * (1 + 0x1p-15L));
}

/* exact is the softmax s minus its target */
#define TEXT_FLOAT_GRADIENT "(1/2 + 2^-24) ulp32 + 9 u (1 + 2^-15) s"
static inline ld bound_float_gradient(mpfr_srcptr exact, ld s)
{
  return strict(FLOAT_UNITS * ulp32(exact) + 9 * UNIT * (1 + 0x1p-15L) * s);
}

/* exact is s g_i - y_i, s the sum of the targets, and share is s g_i */
#define TEXT_FLOAT_ANY_SUM                                                     \
  "(1/2 + 2^-24) ulp32 + 27/2 u (1 + 2^-16) s g_i, s = sum y"
static inline ld bound_float_any_sum(mpfr_srcptr exact, ld share)
{
  return strict(FLOAT_UNITS * ulp32(exact) + 13.5L * UNIT * SLACK * share);
}

/* P22_ulp of sp_attendf and sp_attention_scoresf: size = sum g|v|, or c sum |q
 * k| for the scale c and d columns */
#define TEXT_FLOAT_ATTENTION                                                   \
  "(1/2 + 2^-24) ulp32 + 2 (n + 9/2) u (1 + 2^-16) sum g|v|"
static inline ld bound_float_attention(mpfr_srcptr exact, size_t n, ld size)
{
  ld factor = ((ld)n + 4.5L) * UNIT * SLACK;
  return strict(FLOAT_UNITS * ulp32(exact) + 2 * factor * size);
}

/* P22_true of sp_attentionf: a query that sees n keys, whose score errors are at
 * most e; size = sum g|v| for the exact scores */
#define TEXT_FLOAT_QUERY                                                       \
  "(1/2 + 2^-24) ulp32 + 2 (e^(2e) - 1 + (n + 9/2) u (1 + 2^-16) e^(2e)) s, "  \
  "s = sum g|v|, e = score error"
static inline ld bound_float_query(mpfr_srcptr exact, size_t n, ld e, ld size)
{
  ld factor = ((ld)n + 4.5L) * UNIT * SLACK * expl(2 * e);
  return strict(FLOAT_UNITS * ulp32(exact)
                + 2 * (expm1l(2 * e) + factor) * size);
}
#define TEXT_FLOAT_SCORE                                                       \
  "(1/2 + 2^-24) ulp32 + 2 (d + 1) u (1 + 2^-16) c sum|q k|"
static inline ld bound_float_score(mpfr_srcptr exact, size_t d, ld size)
{
  ld factor = ((ld)d + 1) * UNIT * SLACK;
  return strict(FLOAT_UNITS * ulp32(exact) + 2 * factor * size);
}

#endif
