/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "query.h"

#include "sp_attention.h"
#include "sp_mask.h"

#ifdef __FRAMAC__
#include "../specs/query_facts.acsl"
#endif

/*@ requires size:      0 < n <= 0x4000000 && 0 < d <= 0x4000000;
    requires q:         \valid_read(q + (0 .. d - 1)) &&
                        Within(q, d, 0x1p400);
    requires K:         \valid_read(K + (0 .. n * d - 1)) &&
                        Rows(K, n, d, 0x1p400);
    requires scale:     \is_finite(scale) && -0x1p100 <= scale <= 0x1p100;
    requires s:         \valid(s + (0 .. n - 1));
    requires separated: \separated(s + (0 .. n - 1), q + (0 .. d - 1));
    requires separated: \separated(s + (0 .. n - 1), K + (0 .. n * d - 1));
    terminates          \true;
    assigns             s[0 .. n - 1];
    ensures  model:     \forall integer k; 0 <= k < n ==>
               \is_finite(s[k]) && -0x1p969 <= s[k] <= 0x1p969 &&
               s[k] == FScore{Pre}(q, K + k * d, d, scale);
    ensures  kept:      \forall double *x; \separated(x, s + (0 .. n - 1)) ==>
               SameEntry{Pre,Post}(x, 0);
*/
static void scores(const double *q, const double *K, size_t n, size_t d,
                   double scale, double *s)
{
  /*@ assert small: \forall integer k; 0 <= k < n ==>
        -0x1p969 <= FScore(q, K + k * d, d, scale) <= 0x1p969; */
  //@ assert accepted: Sizes(n, d) && Keys(q, K, n, d, scale);
  sp_attention_scores(q, K, n, d, scale, s);
}

/*@ requires size:      0 < n <= 0x4000000 && 0 < d <= 0x4000000;
    requires q:         \valid_read(q + (0 .. d - 1)) &&
                        Within(q, d, 0x1p400);
    requires K:         \valid_read(K + (0 .. n * d - 1)) &&
                        Rows(K, n, d, 0x1p400);
    requires mask:      mask == \null ||
                        (\valid_read(mask + (0 .. n - 1)) &&
                         Logits(mask, n) &&
                         \separated(s + (0 .. n - 1), mask + (0 .. n - 1)));
    requires scale:     \is_finite(scale) && -0x1p100 <= scale <= 0x1p100;
    requires s:         \valid(s + (0 .. n - 1));
    requires separated: \separated(s + (0 .. n - 1), q + (0 .. d - 1));
    requires separated: \separated(s + (0 .. n - 1), K + (0 .. n * d - 1));
    terminates          \true;
    assigns             s[0 .. n - 1];
    ensures  scores:    ScoresOf{Pre,Post}(q, K, mask, s, n, d, scale);
    ensures  logits:    Logits(s, n);
    ensures  kept:      \forall double *x; \separated(x, s + (0 .. n - 1)) ==>
               SameEntry{Pre,Post}(x, 0);
*/
static void masked_scores(const double *q, const double *K, const double *mask,
                          size_t n, size_t d, double scale, double *s)
{
  scores(q, K, n, d, scale, s);
  /*@ assert free: mask == \null ==>
        ScoresOf{Pre,Here}(q, K, mask, s, n, d, scale); */
  if (mask) {
    //@ assert mask: LogitsFrom{Pre,Here}(mask, 0, n) && Logits(mask, n);
    //@ assert maskable: MaskableScores(s, n);
    sp_mask_add(s, mask, n);
    //@ assert scores: ScoresOf{Pre,Here}(q, K, mask, s, n, d, scale);
  }
}

/*@ requires size:      0 < n <= 0x4000000 && 0 < dv <= 0x4000000;
    requires s:         \valid(s + (0 .. n - 1)) && Logits(s, n);
    requires V:         \valid_read(V + (0 .. n * dv - 1)) &&
                        Rows(V, n, dv, 0x1p990);
    requires out:       \valid(out + (0 .. dv - 1));
    requires separated: \separated(s + (0 .. n - 1), V + (0 .. n * dv - 1));
    requires separated: \separated(s + (0 .. n - 1), out + (0 .. dv - 1));
    requires separated: \separated(V + (0 .. n * dv - 1), out + (0 .. dv - 1));
    terminates          \true;
    assigns             s[0 .. n - 1], out[0 .. dv - 1];
    ensures  hidden:    \result == 0 <==> AllMasked{Pre}(s, n);
    ensures  weights:   \result != 0 ==> \forall integer k, t;
               0 <= k < n && Top{Pre}(s, n, t) ==>
               s[k] == FSoftmax{Pre}(s, n, t, k);
    ensures  kept:      \forall double *x; \separated(x, s + (0 .. n - 1)) &&
               \separated(x, out + (0 .. dv - 1)) ==> SameEntry{Pre,Post}(x, 0);
    ensures  model:     \result != 0 ==> \forall integer c; 0 <= c < dv ==>
               \is_finite(out[c]) && out[c] == FColumn(s, V, dv, c, n);
*/
static int mean(double *s, const double *V, size_t n, size_t dv, double *out)
{
  return sp_attend(s, V, n, dv, s, out) == SP_OK;
}

/*@ requires out:   \valid(out + (0 .. dv - 1));
    terminates      \true;
    assigns         out[0 .. dv - 1];
    ensures  zeros: \forall integer c; 0 <= c < dv ==>
               \is_finite(out[c]) && out[c] == 0;
*/
static void zeros(double *out, size_t dv)
{
  /*@ loop invariant range: 0 <= c <= dv;
      loop invariant done:  \forall integer k; 0 <= k < c ==>
                              \is_finite(out[k]) && out[k] == 0;
      loop assigns c, out[0 .. dv - 1];
      loop variant dv - c;
  */
  for (size_t c = 0; c < dv; c++)
    out[c] = 0.0;
}

void sp_query(const double *q, const double *K, const double *mask,
              const double *V, size_t n, size_t d, size_t dv, double scale,
              double *s, double *out)
{
  if (n > 0) {
    masked_scores(q, K, mask, n, d, scale, s);
    //@ ghost scored: ;
    /*@ assert V:    Rows(V, n, dv, 0x1p990) &&
                     Same{Pre,Here}(V, V, n * dv); */
    if (mean(s, V, n, dv, out)) {
      //@ assert open: !Hidden{Pre}(mask, n);
      /*@ assert V:    Same{Pre,Here}(V, V, n * dv); */
      /*@ assert done: QueryResult{Pre,Here}(q, K, mask, V, n, d, dv, scale,
                                             out); */
      return;
    }
    //@ assert hidden: Hidden{Pre}(mask, n);
  }
  //@ assert hidden: Hidden{Pre}(mask, n);
  zeros(out, dv);
}
