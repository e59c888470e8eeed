/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Attention of one query in one pass: no array of weights. */
#ifndef SP_ATTEND_ONLINE_H
#define SP_ATTEND_ONLINE_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/attend_online_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* out = softmax(s) V, for n scores s and the n rows of V, of d columns each. A
 * score -inf masks its row: that row is read all the same, and must be in range
 * like the others, but counts for nothing. The error grows with n and with how
 * many scores exceed all before them, Records; not with the spread. */
/*@ requires scores:       n <= 0x4000000 ==> \valid_read(s + (0 .. n - 1));
    requires values:       n <= 0x4000000 && d <= 0x4000000 ==>
               \valid_read(V + (0 .. n * d - 1));
    requires writable:     d <= 0x4000000 ==> \valid(out + (0 .. d - 1));
    requires separated:    \separated(s + (0 .. n - 1), out + (0 .. d - 1)) &&
               \separated(V + (0 .. n * d - 1), out + (0 .. d - 1));
    terminates             \true;
    assigns                out[0 .. d - 1];
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
      assigns              out[0 .. d - 1];
      ensures P09_ok:      \result == SP_OK;
      ensures P19_online_finite: \forall integer c; 0 <= c < d ==>
          \is_finite(out[c]);
      ensures P19_online_records: 0 <= Records{Pre}(s, n) <= n;
      ensures P19_online_accuracy: \forall integer c, real M;
          0 <= c < d && ColumnIn{Pre}(s, V, n, d, c, -M, M) ==>
          \abs(out[c] - Attention{Pre}(s, V, n, d, c)) <=
            ((2 * n + 4.25 * Records{Pre}(s, n) - 2) * U *
               Magnitude{Pre}(s, V, n, d, c) +
             (n * (1 + M) + 1) * ETA) * (1 + 0x1p-16);
      ensures P19_online_hull: \forall integer c, real lo, hi, M;
          0 <= c < d && ColumnIn{Pre}(s, V, n, d, c, lo, hi) &&
          -M <= lo && hi <= M ==>
          lo - ((2 * n + 4.25 * Records{Pre}(s, n) - 2) * U * M +
                (n + 1) * ETA) * (1 + 0x1p-15) <= out[c] <=
          hi + ((2 * n + 4.25 * Records{Pre}(s, n) - 2) * U * M +
                (n + 1) * ETA) * (1 + 0x1p-15);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_attend_online(const double *s, const double *V, size_t n, size_t d,
                           double *out);

#ifdef __cplusplus
}
#endif
#endif
