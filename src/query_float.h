/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* One query of attention, of floats, its input already checked. */
#ifndef SP_QUERY_FLOAT_H
#define SP_QUERY_FLOAT_H

#include <stddef.h>

#ifdef __FRAMAC__
#include "../specs/queries32_model.acsl"
#endif

/* out, dv entries, is the result of the query q for n keys, which may be none;
 * W and Y are the keys K and the values V in double; mask, n entries, may be
 * null; u, b, s and y are room for the doubles of q, of the mask, of the scores
 * and of the result. */
/*@ requires size:      0 <= n <= 0x4000000 && 0 < d <= 0x4000000 &&
                        0 < dv <= 0x4000000;
    requires q:         \valid_read(q + (0 .. d - 1)) &&
                        Within32(q, d, MAX_FLOAT);
    requires mask:      mask == \null ||
                        (\valid_read(mask + (0 .. n - 1)) && Logits32(mask, n));
    requires W:         \valid_read(W + (0 .. n * d - 1));
    requires Y:         \valid_read(Y + (0 .. n * dv - 1));
    requires rows:      Rows32(K, n, d) && Rows32(V, n, dv);
    requires wide:      Widened(K, W, n * d) && Widened(V, Y, n * dv);
    requires scale:     \is_finite(scale) && -0x1p100 <= scale <= 0x1p100;
    requires room:      \valid(u + (0 .. d - 1)) && \valid(b + (0 .. n - 1)) &&
                        \valid(s + (0 .. n - 1)) && \valid(y + (0 .. dv - 1));
    requires null:      b != \null;
    requires out:       \valid(out + (0 .. dv - 1));
    requires separated: \separated(u + (0 .. d - 1), q + (0 .. d - 1));
    requires separated: \separated(u + (0 .. d - 1), W + (0 .. n * d - 1));
    requires separated: \separated(u + (0 .. d - 1), Y + (0 .. n * dv - 1));
    requires separated: \separated(u + (0 .. d - 1), b + (0 .. n - 1));
    requires separated: \separated(u + (0 .. d - 1), s + (0 .. n - 1));
    requires separated: \separated(b + (0 .. n - 1), W + (0 .. n * d - 1));
    requires separated: \separated(b + (0 .. n - 1), Y + (0 .. n * dv - 1));
    requires separated: \separated(b + (0 .. n - 1), s + (0 .. n - 1));
    requires separated: \separated(s + (0 .. n - 1), W + (0 .. n * d - 1));
    requires separated: \separated(s + (0 .. n - 1), Y + (0 .. n * dv - 1));
    requires separated: \separated(s + (0 .. n - 1), y + (0 .. dv - 1));
    requires separated: \separated(Y + (0 .. n * dv - 1), y + (0 .. dv - 1));
    requires separated: \separated(out + (0 .. dv - 1), y + (0 .. dv - 1));
    requires apart:     mask == \null ||
                        \separated(b + (0 .. n - 1), mask + (0 .. n - 1));
    terminates          \true;
    assigns             u[0 .. d - 1], b[0 .. n - 1], s[0 .. n - 1],
                        y[0 .. dv - 1], out[0 .. dv - 1];
    ensures  result:    QueryResult32{Pre,Post}(q, K, mask, V, n, d, dv, scale,
                                                out);
    ensures  kept:      \forall float *x; \separated(x, out + (0 .. dv - 1)) ==>
               SameEntry32{Pre,Post}(x, 0);
    ensures  kept_wide: \forall double *x; \separated(x, u + (0 .. d - 1)) &&
               \separated(x, b + (0 .. n - 1)) &&
               \separated(x, s + (0 .. n - 1)) &&
               \separated(x, y + (0 .. dv - 1)) ==> SameEntry{Pre,Post}(x, 0);
*/
void sp_query_float(const float *q, const float *mask, const double *W,
                    const double *Y, size_t n, size_t d, size_t dv,
                    double scale, double *u, double *b, double *s, double *y,
                    float *out)
    /*@ ghost (const float *K, const float *V) */;

#endif
