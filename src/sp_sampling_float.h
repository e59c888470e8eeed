/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Sampling from float probabilities, and the filters of decoding: in double,
 * and rounded once. The probabilities need not sum to 1. */
#ifndef SP_SAMPLING_FLOAT_H
#define SP_SAMPLING_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/sampling32_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* *index = the first k with x < p[0] + ... + p[k], for a uniform variate x;
 * the last k with p[k] > 0 where rounding leaves the whole sum at or below x;
 * work has room for n doubles, p, whose sums are those of double arithmetic */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(p + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. n - 1));
    requires writable:     \valid(index);
    requires separated:    \separated(work + (0 .. n - 1), p + (0 .. n - 1)) &&
               \separated(index, p + (0 .. n - 1)) &&
               \separated(index, work + (0 .. n - 1));
    terminates             \true;
    assigns                *index, work[0 .. n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_bad:      \result == SP_BAD_PROBABILITY <==>
               0 < n <= 0x4000000 && !Probabilities32{Pre}(p, n);
    ensures  P22_zero:     \result == SP_ALL_ZERO <==>
               0 < n <= 0x4000000 && AllZero32{Pre}(p, n) &&
               Probabilities32{Pre}(p, n);
    ensures  P22_variate:  \result == SP_BAD_VARIATE <==>
               Distribution32{Pre}(p, n) && !UnitVariate32(x);
    behavior refused:
      assumes              !(Distribution32(p, n) && UnitVariate32(x));
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Distribution32(p, n) && UnitVariate32(x);
      assigns              *index, work[0 .. n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_exact:   Doubles{Pre,Post}(p, work, n);
      ensures P22_index:   *index < n;
      ensures P22_positive: p[*index] > 0;
      ensures P22_bracket: Brackets(work, n, x, *index);
      ensures P22_first:   \forall integer j; 0 <= j <= *index ==>
        FSum(work, j) <= x;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_samplef(const float *p, size_t n, float x, size_t *index,
                     double *work);

/* out = the k most probable entries of p, divided by their sum; +0 elsewhere.
 * Of equal ones those with the lower index are kept. work has room for 2 n
 * doubles: p, and what sp_top_k makes of it. A share of 2^-150 or less
 * becomes +0, for which a sum above 1 is needed. out may be p. */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(p + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. 2 * n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(out + (0 .. n - 1));
    requires separated:    \separated(work + (0 .. 2 * n - 1), p + (0 .. n - 1)) &&
               \separated(work + (0 .. 2 * n - 1), out + (0 .. n - 1));
    terminates             \true;
    assigns                out[0 .. n - 1], work[0 .. 2 * n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_bad:      \result == SP_BAD_PROBABILITY <==>
               0 < n <= 0x4000000 && !Probabilities32{Pre}(p, n);
    ensures  P22_zero:     \result == SP_ALL_ZERO <==>
               0 < n <= 0x4000000 && AllZero32{Pre}(p, n) &&
               Probabilities32{Pre}(p, n);
    ensures  P22_top_k:    \result == SP_BAD_TOP_K <==>
               Distribution32{Pre}(p, n) && k == 0;
    behavior refused:
      assumes              !(Distribution32(p, n) && 0 < k);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Distribution32(p, n) && 0 < k;
      assigns              out[0 .. n - 1], work[0 .. 2 * n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_exact:   Doubles{Pre,Post}(p, work, n);
      ensures P22_range:   Probabilities32(out, n);
      ensures P22_kept:    \exists integer t; 0 <= t < n &&
        KeptCount(work, t, n) == \min(k, n) &&
        Renormalised{Post,Post}(work, work + n, n, t) &&
        FilteredFloats(work, work + n, out, n, t) &&
        (FKeptSum(work, t, n) <= 1 ==> \forall integer i; 0 <= i < n &&
          Kept(work, t, i) ==> \at(p[i], Pre) <= out[i]);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_top_kf(const float *p, float *out, size_t n, size_t k,
                    double *work);

/* out = the nucleus of p, divided by its sum; +0 elsewhere; the nucleus as in
 * sp_top_p. work has room for 2 n doubles: p, and what sp_top_p makes of it. A
 * share of 2^-150 or less becomes +0, for which a sum above 1 is needed. out may
 * be p. */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(p + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. 2 * n - 1));
    requires writable:     n <= 0x4000000 ==> \valid(out + (0 .. n - 1));
    requires separated:    \separated(work + (0 .. 2 * n - 1), p + (0 .. n - 1)) &&
               \separated(work + (0 .. 2 * n - 1), out + (0 .. n - 1));
    terminates             \true;
    assigns                out[0 .. n - 1], work[0 .. 2 * n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_bad:      \result == SP_BAD_PROBABILITY <==>
               0 < n <= 0x4000000 && !Probabilities32{Pre}(p, n);
    ensures  P22_zero:     \result == SP_ALL_ZERO <==>
               0 < n <= 0x4000000 && AllZero32{Pre}(p, n) &&
               Probabilities32{Pre}(p, n);
    ensures  P22_top_p:    \result == SP_BAD_TOP_P <==>
               Distribution32{Pre}(p, n) && !Threshold32(top_p);
    behavior refused:
      assumes              !(Distribution32(p, n) && Threshold32(top_p));
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Distribution32(p, n) && Threshold32(top_p);
      assigns              out[0 .. n - 1], work[0 .. 2 * n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_exact:   Doubles{Pre,Post}(p, work, n);
      ensures P22_range:   Probabilities32(out, n);
      ensures P22_kept:    \exists integer t; 0 <= t < n &&
        Nucleus(work, n, top_p, t) &&
        Renormalised{Post,Post}(work, work + n, n, t) &&
        FilteredFloats(work, work + n, out, n, t) &&
        (FKeptSum(work, t, n) <= 1 ==> \forall integer i; 0 <= i < n &&
          Kept(work, t, i) ==> \at(p[i], Pre) <= out[i]);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_top_pf(const float *p, float *out, size_t n, float top_p,
                    double *work);

#ifdef __cplusplus
}
#endif
#endif
