/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Sampling from probabilities, and the filters of decoding. The probabilities
 * need not sum to 1. */
#ifndef SP_SAMPLING_H
#define SP_SAMPLING_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/filter_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* *index = the first k with x < p[0] + ... + p[k], for a uniform variate x;
 * the last k with p[k] > 0 where rounding leaves the whole sum at or below x */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(p + (0 .. n - 1));
    requires writable:     \valid(index);
    requires separated:    \separated(index, p + (0 .. n - 1));
    terminates             \true;
    assigns                *index;
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_bad:      \result == SP_BAD_PROBABILITY <==>
               0 < n <= 0x4000000 && !Probabilities{Pre}(p, n);
    ensures  P09_zero:     \result == SP_ALL_ZERO <==>
               0 < n <= 0x4000000 && AllZero{Pre}(p, n) &&
               Probabilities{Pre}(p, n);
    ensures  P09_variate:  \result == SP_BAD_VARIATE <==>
               Distribution{Pre}(p, n) && !UnitVariate(x);
    behavior refused:
      assumes              !(Distribution(p, n) && UnitVariate(x));
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Distribution(p, n) && UnitVariate(x);
      assigns              *index;
      ensures P09_ok:      \result == SP_OK;
      ensures P20_index:   *index < n;
      ensures P20_positive: p[*index] > 0;
      ensures P20_bracket: Brackets{Pre}(p, n, x, *index);
      ensures P20_first:   \forall integer j; 0 <= j <= *index ==>
        FSum{Pre}(p, j) <= x;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_sample(const double *p, size_t n, double x, size_t *index);

/* out = the k most probable entries of p, divided by their sum; +0 elsewhere.
 * Of equal ones those with the lower index are kept. O(n k). */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(p + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(out + (0 .. n - 1));
    requires alias:        out == p ||
               \separated(out + (0 .. n - 1), p + (0 .. n - 1));
    terminates             \true;
    assigns                out[0 .. n - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_bad:      \result == SP_BAD_PROBABILITY <==>
               0 < n <= 0x4000000 && !Probabilities{Pre}(p, n);
    ensures  P09_zero:     \result == SP_ALL_ZERO <==>
               0 < n <= 0x4000000 && AllZero{Pre}(p, n) &&
               Probabilities{Pre}(p, n);
    ensures  P09_top_k:    \result == SP_BAD_TOP_K <==>
               Distribution{Pre}(p, n) && k == 0;
    behavior refused:
      assumes              !(Distribution(p, n) && 0 < k);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Distribution(p, n) && 0 < k;
      assigns              out[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P20_range:   Probabilities(out, n);
      ensures P20_kept:    \exists integer t; 0 <= t < n &&
        KeptCount{Pre}(p, t, n) == \min(k, n) &&
        Renormalised{Pre,Post}(p, out, n, t);
      ensures P20_sum:     \abs(Sum(out, n) - 1) <=
        \min(k, n) * (U * (1 + U) + ETA / 2);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_top_k(const double *p, double *out, size_t n, size_t k);

/* out = the nucleus of p, divided by its sum; +0 elsewhere. The nucleus is the
 * fewest most probable entries that sum to top_p, or all positive ones where
 * they do not; the sum adds in the order of indices. Of equal entries those
 * with the lower index come first. O(n kept). */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(p + (0 .. n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(out + (0 .. n - 1));
    requires alias:        out == p ||
               \separated(out + (0 .. n - 1), p + (0 .. n - 1));
    terminates             \true;
    assigns                out[0 .. n - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_bad:      \result == SP_BAD_PROBABILITY <==>
               0 < n <= 0x4000000 && !Probabilities{Pre}(p, n);
    ensures  P09_zero:     \result == SP_ALL_ZERO <==>
               0 < n <= 0x4000000 && AllZero{Pre}(p, n) &&
               Probabilities{Pre}(p, n);
    ensures  P09_top_p:    \result == SP_BAD_TOP_P <==>
               Distribution{Pre}(p, n) && !Threshold(top_p);
    behavior refused:
      assumes              !(Distribution(p, n) && Threshold(top_p));
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Distribution(p, n) && Threshold(top_p);
      assigns              out[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P20_range:   Probabilities(out, n);
      ensures P20_kept:    \exists integer t; 0 <= t < n &&
        Nucleus{Pre}(p, n, top_p, t) && Renormalised{Pre,Post}(p, out, n, t);
      ensures P20_sum:     \abs(Sum(out, n) - 1) <=
        n * (U * (1 + U) + ETA / 2);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_top_p(const double *p, double *out, size_t n, double top_p);

#ifdef __cplusplus
}
#endif
#endif
