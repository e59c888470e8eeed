/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Attention of one query, of floats: computed in double and rounded once. */
#ifndef SP_ATTENTION_FLOAT_H
#define SP_ATTENTION_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/attention32_model.acsl"
#include "../specs/status32.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* p = softmax(s), out = p V, for n scores s and the n rows of V, of d columns
 * each. A score -inf masks its row: that row must be finite like the others,
 * but counts for nothing. The weights of out are those in double, not p. No
 * finite V overflows. work has room for n + n d + d doubles. */
/*@ requires scores:       n <= 0x4000000 ==> \valid_read(s + (0 .. n - 1));
    requires values:       n <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(V + (0 .. n * d - 1));
    requires weights:      n <= 0x4000000 ==> \valid(p + (0 .. n - 1));
    requires writable:     d <= 0x4000000 ==> \valid(out + (0 .. d - 1));
    requires work:         n <= 0x4000000 && d <= 0x4000000 ==>
               \valid(work + (0 .. n + n * d + d - 1));
    requires alias:        p == s || \separated(p + (0 .. n - 1), s + (0 .. n - 1));
    requires separated:    \separated(p + (0 .. n - 1), V + (0 .. n * d - 1)) &&
               \separated(p + (0 .. n - 1), out + (0 .. d - 1)) &&
               \separated(V + (0 .. n * d - 1), out + (0 .. d - 1)) &&
               \separated(work + (0 .. n + n * d + d - 1), s + (0 .. n - 1)) &&
               \separated(work + (0 .. n + n * d + d - 1), V + (0 .. n * d - 1)) &&
               \separated(work + (0 .. n + n * d + d - 1), p + (0 .. n - 1)) &&
               \separated(work + (0 .. n + n * d + d - 1), out + (0 .. d - 1));
    terminates             \true;
    assigns                p[0 .. n - 1], out[0 .. d - 1],
               work[0 .. n + n * d + d - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0 || d == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==>
               n != 0 && d != 0 && !Sizes(n, d);
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               Sizes(n, d) && HasNaN32{Pre}(s, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               Sizes(n, d) && !HasNaN32{Pre}(s, n) &&
               HasPlusInfinity32{Pre}(s, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               Sizes(n, d) && AllMasked32{Pre}(s, n);
    ensures  P22_value:    \result == SP_BAD_VALUE <==>
               Sizes(n, d) && Accepted32{Pre}(s, n) && !Rows32{Pre}(V, n, d);
    behavior refused:
      assumes              !(Sizes(n, d) && Accepted32(s, n) &&
                             Rows32(V, n, d));
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Sizes(n, d) && Accepted32(s, n) && Rows32(V, n, d);
      assigns              p[0 .. n - 1], out[0 .. d - 1],
               work[0 .. n + n * d + d - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_weights: \forall integer i; 0 <= i < n ==>
          \is_finite(p[i]) && 0 <= p[i] <= 1;
      ensures P22_weights_ulp: \forall integer i; 0 <= i < n ==>
          \abs(p[i] - Softmax32{Pre}(s, n, i)) <=
            (0.5 + 0x1p-24) * Ulp32(Softmax32{Pre}(s, n, i));
      ensures P22_masked:  \forall integer i; 0 <= i < n &&
          \is_minus_infinity(\at(s[i], Pre)) ==> p[i] == 0;
      ensures P22_finite:  \forall integer c; 0 <= c < d ==>
          \is_finite(out[c]);
      ensures P22_ulp:     \forall integer c; 0 <= c < d ==>
          \abs(out[c] - Attention32{Pre}(s, V, n, d, c)) <=
            (0.5 + 0x1p-24) * Ulp32(Attention32{Pre}(s, V, n, d, c)) +
            2 * AttendError(n, Magnitude32{Pre}(s, V, n, d, c));
      ensures P22_hull:    \forall integer c, real lo, hi, M;
          0 <= c < d && ColumnIn32{Pre}(s, V, n, d, c, lo, hi) &&
          -M <= lo && hi <= M ==>
          RN32(lo - HullError(n, M)) <= out[c] <= RN32(hi + HullError(n, M));
      ensures P22_largest: \forall integer c, float M;
          0 <= c < d && \is_finite(M) && 0 <= M &&
          ColumnIn32{Pre}(s, V, n, d, c, -M, M) ==> -M <= out[c] <= M;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_attendf(const float *s, const float *V, size_t n, size_t d,
                     float *p, float *out, double *work);

/* s[i] = scale (q . K_i), for a query q and the n rows of K, the keys, of d
 * columns each. Finite or refused: where a score, computed in double, is beyond
 * FLT_MAX, the status is SP_BAD_VALUE and s is as it was. work has room for
 * n + n d + d doubles. */
/*@ requires query:        d <= 0x4000000 ==> \valid_read(q + (0 .. d - 1));
    requires keys:         n <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(K + (0 .. n * d - 1));
    requires scores:       n <= 0x4000000 ==> \valid(s + (0 .. n - 1));
    requires work:         n <= 0x4000000 && d <= 0x4000000 ==>
               \valid(work + (0 .. n + n * d + d - 1));
    requires separated:    \separated(q + (0 .. d - 1), s + (0 .. n - 1)) &&
               \separated(K + (0 .. n * d - 1), s + (0 .. n - 1)) &&
               \separated(work + (0 .. n + n * d + d - 1), q + (0 .. d - 1)) &&
               \separated(work + (0 .. n + n * d + d - 1), K + (0 .. n * d - 1)) &&
               \separated(work + (0 .. n + n * d + d - 1), s + (0 .. n - 1));
    terminates             \true;
    assigns                s[0 .. n - 1], work[0 .. n + n * d + d - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0 || d == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==>
               n != 0 && d != 0 && !Sizes(n, d);
    ensures  P22_value:    \result == SP_BAD_VALUE <==>
               Sizes(n, d) &&
               !(Keys32{Pre}(q, K, n, d, scale) &&
                 ScoresFit32{Pre}(q, K, n, d, scale));
    behavior refused:
      assumes              !(Sizes(n, d) && Keys32(q, K, n, d, scale));
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior overflow:
      assumes              Sizes(n, d) && Keys32(q, K, n, d, scale) &&
                           !ScoresFit32(q, K, n, d, scale);
      assigns              work[0 .. n + n * d + d - 1];
      ensures P22_overflow: \result == SP_BAD_VALUE;
    behavior accepted:
      assumes              Sizes(n, d) && Keys32(q, K, n, d, scale) &&
                           ScoresFit32(q, K, n, d, scale);
      assigns              s[0 .. n - 1], work[0 .. n + n * d + d - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_finite:  \forall integer i; 0 <= i < n ==>
          \is_finite(s[i]);
      ensures P22_ulp:     \forall integer i; 0 <= i < n ==>
          \abs(s[i] - Score32{Pre}(q, K + i * d, d, scale)) <=
            (0.5 + 0x1p-24) * Ulp32(Score32{Pre}(q, K + i * d, d, scale)) +
            2 * DotError(d, \abs(scale) * AbsDot32{Pre}(q, K + i * d, d));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_attention_scoresf(const float *q, const float *K, size_t n,
                               size_t d, float scale, float *s, double *work);

#ifdef __cplusplus
}
#endif
#endif
