/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Attention of one query: its scores, and the mean of the values. */
#ifndef SP_ATTENTION_H
#define SP_ATTENTION_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/attention_model.acsl"
#include "../specs/softmax_model.acsl"
#include "../specs/status.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* p = softmax(s), out = p V, for n scores s and the n rows of V, of d columns
 * each. A score -inf masks its row: that row is read all the same, and must be
 * in range like the others, but counts for nothing. */
/*@ requires scores:       n <= 0x4000000 ==> \valid_read(s + (0 .. n - 1));
    requires values:       n <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(V + (0 .. n * d - 1));
    requires weights:      n <= 0x4000000 ==> \valid(p + (0 .. n - 1));
    requires writable:     d <= 0x4000000 ==> \valid(out + (0 .. d - 1));
    requires alias:        p == s || \separated(p + (0 .. n - 1), s + (0 .. n - 1));
    requires separated:    \separated(p + (0 .. n - 1), V + (0 .. n * d - 1)) &&
               \separated(p + (0 .. n - 1), out + (0 .. d - 1)) &&
               \separated(V + (0 .. n * d - 1), out + (0 .. d - 1));
    terminates             \true;
    assigns                p[0 .. n - 1], out[0 .. d - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0 || d == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==>
               n != 0 && d != 0 && !Sizes(n, d);
    ensures  P09_nan:      \result == SP_NAN_LOGIT <==>
               Sizes(n, d) && HasNaN{Pre}(s, n);
    ensures  P09_inf:      \result == SP_POS_INF_LOGIT <==>
               Sizes(n, d) && !HasNaN{Pre}(s, n) && HasPlusInfinity{Pre}(s, n);
    ensures  P09_masked:   \result == SP_ALL_MASKED <==>
               Sizes(n, d) && AllMasked{Pre}(s, n);
    ensures  P09_value:    \result == SP_BAD_VALUE <==>
               Sizes(n, d) && Accepted{Pre}(s, n) &&
               !Rows{Pre}(V, n, d, 0x1p990);
    behavior refused:
      assumes              !(Sizes(n, d) && Accepted(s, n) &&
                             Rows(V, n, d, 0x1p990));
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Sizes(n, d) && Accepted(s, n) &&
                           Rows(V, n, d, 0x1p990);
      assigns              p[0 .. n - 1], out[0 .. d - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P19_weights: Probabilities(p, n);
      ensures P19_weights_model:
        \forall integer k, t; 0 <= k < n && Top{Pre}(s, n, t) ==>
          p[k] == FSoftmax{Pre}(s, n, t, k);
      ensures P19_weights_accuracy: SoftmaxNear{Pre,Post}(s, p, n);
      ensures P19_finite:  \forall integer c; 0 <= c < d ==>
          \is_finite(out[c]);
      ensures P19_model:   \forall integer c; 0 <= c < d ==>
          out[c] == FColumn(p, V, d, c, n);
      ensures P19_accuracy: \forall integer c, real M;
          0 <= c < d && ColumnIn{Pre}(s, V, n, d, c, -M, M) ==>
          \abs(out[c] - Attention{Pre}(s, V, n, d, c)) <=
            ((n + 4.5) * U * Magnitude{Pre}(s, V, n, d, c) +
             n * (1 + M) * ETA) * (1 + 0x1p-16);
      ensures P19_hull:    \forall integer c, real lo, hi, M;
          0 <= c < d && ColumnIn{Pre}(s, V, n, d, c, lo, hi) &&
          -M <= lo && hi <= M ==>
          lo - ((n + 4.5) * U * M + n * ETA) * (1 + 0x1p-15) <= out[c] <=
          hi + ((n + 4.5) * U * M + n * ETA) * (1 + 0x1p-15);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_attend(const double *s, const double *V, size_t n, size_t d,
                    double *p, double *out);

/* s[i] = scale (q . K_i), for a query q and the n rows of K, the keys, of d
 * columns each. The usual scale is 1 / sqrt(d). */
/*@ requires query:        d <= 0x4000000 ==> \valid_read(q + (0 .. d - 1));
    requires keys:         n <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(K + (0 .. n * d - 1));
    requires scores:       n <= 0x4000000 ==> \valid(s + (0 .. n - 1));
    requires separated:    \separated(q + (0 .. d - 1), s + (0 .. n - 1)) &&
               \separated(K + (0 .. n * d - 1), s + (0 .. n - 1));
    terminates             \true;
    assigns                s[0 .. n - 1];
    ensures  P09_empty:    \result == SP_EMPTY <==> n == 0 || d == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==>
               n != 0 && d != 0 && !Sizes(n, d);
    ensures  P09_value:    \result == SP_BAD_VALUE <==>
               Sizes(n, d) && !Keys{Pre}(q, K, n, d, scale);
    behavior refused:
      assumes              !(Sizes(n, d) && Keys(q, K, n, d, scale));
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Sizes(n, d) && Keys(q, K, n, d, scale);
      assigns              s[0 .. n - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P19_scores_finite: \forall integer i; 0 <= i < n ==>
          \is_finite(s[i]);
      ensures P19_scores_model: \forall integer i; 0 <= i < n ==>
          s[i] == FScore{Pre}(q, K + i * d, d, scale);
      ensures P19_scores_accuracy: \forall integer i; 0 <= i < n ==>
          \abs(s[i] - Score{Pre}(q, K + i * d, d, scale)) <=
            ((d + 1) * U * (\abs(scale) * AbsDot{Pre}(q, K + i * d, d)) +
             (d * \abs(scale) + 1) * ETA) * (1 + 0x1p-16);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_attention_scores(const double *q, const double *K, size_t n,
                              size_t d, double scale, double *s);

#ifdef __cplusplus
}
#endif
#endif
