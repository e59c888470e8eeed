/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The error bounds of attention, its scores and masks: as bounds.h. */
#ifndef ORACLE_BOUNDS_ATTENTION_H
#define ORACLE_BOUNDS_ATTENTION_H

#include "bounds.h"

/* P19_accuracy: a column of V whose unmasked entries are at most `most' in
 * magnitude; size = sum g|v| */
#define TEXT_ATTENTION "((n + 9/2) u sum g|v| + n (1 + max|v|) eta) (1 + 2^-16)"
static inline ld bound_attention(size_t n, ld size, ld most)
{
  ld factor = ((ld)n + 4.5L) * UNIT;
  return strict((factor * size + (ld)n * (1 + most) * ETA) * SLACK);
}

/* P19_hull: how far outside of the column's unmasked entries */
#define TEXT_HULL "out of [lo, hi]: ((n + 9/2) u max|v| + n eta) (1 + 2^-15)"
static inline ld bound_hull(size_t n, ld most)
{
  ld factor = ((ld)n + 4.5L) * UNIT;
  return strict((factor * most + (ld)n * ETA) * (1 + 0x1p-15L));
}

/* P19_scores_accuracy: d columns; size = c sum |q_k K_ik| for the scale c */
#define TEXT_SCORE "((d + 1) u c sum|q k| + (d c + 1) eta) (1 + 2^-16)"
static inline ld bound_score(size_t d, ld c, ld size)
{
  ld factor = ((ld)d + 1) * UNIT;
  return strict((factor * size + ((ld)d * c + 1) * ETA) * SLACK);
}

/* P19_online_accuracy, P19_online_hull: size and most as for P19_accuracy */
#define TEXT_ATTEND_ONLINE                                                     \
  "((2 n + 17/4 r - 2) u sum g|v| + (n (1 + max|v|) + 1) eta) (1 + 2^-16)"
static inline ld bound_attend_online(size_t n, size_t r, ld size, ld most)
{
  ld factor = (2 * (ld)n + 4.25L * (ld)r - 2) * UNIT;
  return strict((factor * size + ((ld)n * (1 + most) + 1) * ETA) * SLACK);
}
#define TEXT_HULL_ONLINE                                                       \
  "out of [lo, hi]: ((2 n + 17/4 r - 2) u max|v| + (n + 1) eta) (1 + 2^-15)"
static inline ld bound_hull_online(size_t n, size_t r, ld most)
{
  ld factor = (2 * (ld)n + 4.25L * (ld)r - 2) * UNIT;
  return strict((factor * most + ((ld)n + 1) * ETA) * (1 + 0x1p-15L));
}

/* ScoreBound: a score with its mask; size = |c| sum |q_l K_kl|, score = |the
 * exact score| */
static inline ld bound_masked_score(size_t d, ld c, ld size, ld score)
{
  ld e = ((ld)d + 1) * UNIT * size + ((ld)d * c + 1) * ETA + UNIT * score;
  return e * (1 + 0x1p-15L);
}

/* P19_true of sp_attention: a query that sees n keys, whose score errors are at
 * most e; size = sum g|v| for the exact scores */
#define TEXT_QUERY                                                             \
  "(e^(2e) - 1) s + ((n + 9/2) u e^(2e) s + n (1 + max|v|) eta) (1 + 2^-16), " \
  "s = sum g|v|, e = score error"
static inline ld bound_query(size_t n, ld e, ld size, ld most)
{
  ld grown = expl(2 * e) * size, factor = ((ld)n + 4.5L) * UNIT;
  return strict(expm1l(2 * e) * size
                + (factor * grown + (ld)n * (1 + most) * ETA) * SLACK);
}

/* P19_mask_accuracy */
#define TEXT_MASK "u |s + a|"
static inline ld bound_mask(ld sum)
{
  return UNIT * sum;
}

#endif
