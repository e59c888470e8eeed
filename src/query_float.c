/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "query_float.h"

#include "query.h"
#include "sp_convert.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#endif

/*@ requires mask:      mask == \null ||
                        (\valid_read(mask + (0 .. n - 1)) && Logits32(mask, n));
    requires b:         \valid(b + (0 .. n - 1)) && b != \null;
    requires apart:     mask == \null ||
                        \separated(b + (0 .. n - 1), mask + (0 .. n - 1));
    terminates          \true;
    assigns             b[0 .. n - 1];
    assigns             \result \from mask, b;
    ensures  mask:      WidenedMask(mask, \result, n);
    ensures  place:     \result == \null || \result == b;
*/
static const double *widen_mask(const float *mask, double *b, size_t n)
{
  if (!mask)
    return NULL;
  sp_widen(mask, b, n);
  return b;
}

/* The query and its mask in double: the mask, or null */
/*@ requires q:         \valid_read(q + (0 .. d - 1)) &&
                        Within32(q, d, MAX_FLOAT);
    requires u:         \valid(u + (0 .. d - 1));
    requires mask:      mask == \null ||
                        (\valid_read(mask + (0 .. n - 1)) && Logits32(mask, n));
    requires b:         \valid(b + (0 .. n - 1)) && b != \null;
    requires separated: \separated(u + (0 .. d - 1), q + (0 .. d - 1));
    requires separated: \separated(u + (0 .. d - 1), b + (0 .. n - 1));
    requires apart:     mask == \null ||
                        \separated(b + (0 .. n - 1), mask + (0 .. n - 1));
    terminates          \true;
    assigns             u[0 .. d - 1], b[0 .. n - 1];
    assigns             \result \from mask, b;
    ensures  query:     Widened(q, u, d);
    ensures  mask:      WidenedMask(mask, \result, n);
    ensures  place:     \result == \null || \result == b;
    ensures  kept_wide: \forall double *x; \separated(x, u + (0 .. d - 1)) &&
               \separated(x, b + (0 .. n - 1)) ==> SameEntry{Pre,Post}(x, 0);
*/
static const double *widen_query(const float *q, const float *mask, double *u,
                                 double *b, size_t n, size_t d)
{
  sp_widen(q, u, d);
  return widen_mask(mask, b, n);
}

/* u, W, a and Y are q, K, mask and V in double. */
/*@ requires size:      0 <= n <= 0x4000000 && 0 < d <= 0x4000000 &&
                        0 < dv <= 0x4000000;
    requires u:         \valid_read(u + (0 .. d - 1)) && Widened(q, u, d) &&
                        Within32(q, d, MAX_FLOAT);
    requires W:         \valid_read(W + (0 .. n * d - 1)) &&
                        Widened(K, W, n * d) && Rows32(K, n, d);
    requires Y:         \valid_read(Y + (0 .. n * dv - 1)) &&
                        Widened(V, Y, n * dv) && Rows32(V, n, dv);
    requires a:         WidenedMask(mask, a, n) && Mask32(mask, n);
    requires mask:      a == \null ||
                        (\valid_read(a + (0 .. n - 1)) &&
                         \separated(s + (0 .. n - 1), a + (0 .. n - 1)));
    requires scale:     \is_finite(scale) && -0x1p100 <= scale <= 0x1p100;
    requires room:      \valid(s + (0 .. n - 1)) && \valid(y + (0 .. dv - 1));
    requires separated: \separated(s + (0 .. n - 1), u + (0 .. d - 1));
    requires separated: \separated(s + (0 .. n - 1), W + (0 .. n * d - 1));
    requires separated: \separated(s + (0 .. n - 1), Y + (0 .. n * dv - 1));
    requires separated: \separated(s + (0 .. n - 1), y + (0 .. dv - 1));
    requires separated: \separated(Y + (0 .. n * dv - 1), y + (0 .. dv - 1));
    terminates          \true;
    assigns             s[0 .. n - 1], y[0 .. dv - 1];
    ensures  near:      QueryNear32(q, K, mask, V, n, d, dv, scale, y);
    ensures  finite:    \forall integer c; 0 <= c < dv ==> \is_finite(y[c]);
    ensures  kept_wide: \forall double *x; \separated(x, s + (0 .. n - 1)) &&
               \separated(x, y + (0 .. dv - 1)) ==> SameEntry{Pre,Post}(x, 0);
*/
static void query_in_double(const double *u, const double *W, const double *a,
                            const double *Y, size_t n, size_t d, size_t dv,
                            double scale, double *s, double *y)
/*@ ghost (const float *q, const float *K, const float *mask, const float *V) */
{
  //@ assert query: Within(u, d, 0x1p400);
  //@ assert keys: Rows(W, n, d, 0x1p400);
  //@ assert values: Rows(Y, n, dv, 0x1p990);
  //@ assert mask: Mask(a, n);
  sp_query(u, W, a, Y, n, d, dv, scale, s, y);
  //@ assert near: QueryNear32(q, K, mask, V, n, d, dv, scale, y);
}

void sp_query_float(const float *q, const float *mask, const double *W,
                    const double *Y, size_t n, size_t d, size_t dv,
                    double scale, double *u, double *b, double *s, double *y,
                    float *out)
/*@ ghost (const float *K, const float *V) */
{
  const double *a = widen_query(q, mask, u, b, n, d);
  //@ assert keys: Widened(K, W, n * d);
  //@ assert values: Widened(V, Y, n * dv);
  query_in_double(u, W, a, Y, n, d, dv, scale, s, y)
      /*@ ghost (q, K, mask, V) */;
  sp_narrow(y, out, dv);
}
