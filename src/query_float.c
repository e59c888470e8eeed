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

void sp_query_float(const float *q, const float *mask, const double *W,
                    const double *Y, size_t n, size_t d, size_t dv,
                    double scale, double *u, double *b, double *s, double *y,
                    float *out)
/*@ ghost (const float *K, const float *V) */
{
  sp_widen(q, u, d);
  //@ assert keys: Widened(K, W, n * d);
  //@ assert values: Widened(V, Y, n * dv);
  const double *wide = widen_mask(mask, b, n);
  //@ assert query: Widened(q, u, d);
  //@ assert mask: WidenedMask(mask, wide, n);
  //@ assert keys: Widened(K, W, n * d);
  //@ assert values: Widened(V, Y, n * dv);
  //@ assert within: Within(u, d, 0x1p400) && Rows(W, n, d, 0x1p400);
  //@ assert bounded: Rows(Y, n, dv, 0x1p990);
  //@ assert logits: wide == \null || Logits(wide, n);
  sp_query(u, W, wide, Y, n, d, dv, scale, s, y);
  //@ assert near: QueryNear32(q, K, mask, V, n, d, dv, scale, y);
  sp_narrow(y, out, dv);
  /*@ assert result: QueryResult32{Pre,Here}(q, K, mask, V, n, d, dv, scale,
                                             out); */
}
