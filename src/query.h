/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* One query of attention, its input already checked. */
#ifndef SP_QUERY_H
#define SP_QUERY_H

#include "sp_mask.h"

#ifdef __FRAMAC__
#include "../specs/query_model.acsl"
#endif

/* out, dv entries, is the result of the query q for n keys, which may be none;
 * mask, n entries, may be null; s is work */
/*@ requires size:      0 <= n <= 0x4000000 && 0 < d <= 0x4000000 &&
                        0 < dv <= 0x4000000;
    requires q:         \valid_read(q + (0 .. d - 1)) &&
                        Within(q, d, 0x1p400);
    requires K:         \valid_read(K + (0 .. n * d - 1)) &&
                        Rows(K, n, d, 0x1p400);
    requires V:         \valid_read(V + (0 .. n * dv - 1)) &&
                        Rows(V, n, dv, 0x1p990);
    requires mask:      mask == \null ||
                        (\valid_read(mask + (0 .. n - 1)) &&
                         Logits(mask, n) &&
                         \separated(s + (0 .. n - 1), mask + (0 .. n - 1)));
    requires scale:     \is_finite(scale) && -0x1p100 <= scale <= 0x1p100;
    requires s:         \valid(s + (0 .. n - 1));
    requires out:       \valid(out + (0 .. dv - 1));
    requires separated: \separated(s + (0 .. n - 1), q + (0 .. d - 1));
    requires separated: \separated(s + (0 .. n - 1), K + (0 .. n * d - 1));
    requires separated: \separated(s + (0 .. n - 1), V + (0 .. n * dv - 1));
    requires separated: \separated(s + (0 .. n - 1), out + (0 .. dv - 1));
    requires separated: \separated(V + (0 .. n * dv - 1), out + (0 .. dv - 1));
    terminates          \true;
    assigns             s[0 .. n - 1], out[0 .. dv - 1];
    ensures  result:    QueryResult{Pre,Post}(q, K, mask, V, n, d, dv, scale,
                                              out);
    ensures  kept:      \forall double *x; \separated(x, s + (0 .. n - 1)) &&
               \separated(x, out + (0 .. dv - 1)) ==> SameEntry{Pre,Post}(x, 0);
*/
void sp_query(const double *q, const double *K, const double *mask,
              const double *V, size_t n, size_t d, size_t dv, double scale,
              double *s, double *out);

#endif
