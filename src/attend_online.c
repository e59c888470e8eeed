/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_attend_online.h"

#include <float.h>

#include "online_step.h"
#include "row.h"
#include "within.h"

#ifdef __FRAMAC__
#include "../specs/attend_online_facts.acsl"
#include "../specs/online_facts.acsl"
#endif

/*@ requires range:  \is_finite(o) && -0x1p1016 <= o <= 0x1p1016;
    requires weight: \is_finite(w) && 0 <= w <= 1;
    requires value:  \is_finite(v) && -0x1p990 <= v <= 0x1p990;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FAdd(o, FMul(w, v));
*/
static double add_value(double o, double w, double v)
{
  return o + w * v;
}

/*@ requires range:  \is_finite(o) && -0x1p1016 <= o <= 0x1p1016;
    requires factor: \is_finite(f) && 0 <= f <= 1;
    requires value:  \is_finite(v) && -0x1p990 <= v <= 0x1p990;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FAdd(FMul(o, f), v);
*/
static double rescale_value(double o, double f, double v)
{
  return o * f + v;
}

/*@ requires sum:    \is_finite(sum) && 1 <= sum <= 0x4000000;
    requires range:  \is_finite(o) && -0x1p1016 <= o <= 0x1p1016;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FDiv(o, sum);
*/
static double divide_value(double o, double sum)
{
  return o / sum;
}

/*@ requires size: 0 < d <= 0x4000000;
    requires o:    \valid(o + (0 .. d - 1));
    terminates     \true;
    assigns        o[0 .. d - 1];
    ensures  zero: \forall integer c; 0 <= c < d ==>
               \is_finite(o[c]) && o[c] == 0;
    ensures  kept: OthersKept{Pre,Post}(o, d);
*/
static void zero_row(double *o, size_t d)
{
  /*@ loop invariant range: 0 <= c <= d;
      loop invariant done:
        \forall integer k; 0 <= k < c ==> \is_finite(o[k]) && o[k] == 0;
      loop assigns c, o[0 .. d - 1];
      loop variant d - c;
  */
  for (size_t c = 0; c < d; c++)
    o[c] = 0.0;
}

/*@ requires size:      0 < d <= 0x4000000;
    requires weight:    \is_finite(w) && 0 <= w <= 1;
    requires v:         \valid_read(v + (0 .. d - 1)) && Within(v, d, 0x1p990);
    requires o:         \valid(o + (0 .. d - 1)) && Within(o, d, 0x1p1016);
    requires separated: \separated(v + (0 .. d - 1), o + (0 .. d - 1));
    terminates          \true;
    assigns             o[0 .. d - 1];
    ensures  row:       RowAdded{Pre,Post}(w, v, o, d);
    ensures  kept:      OthersKept{Pre,Post}(o, d);
*/
static void add_row(double w, const double *v, size_t d, double *o)
{
  /*@ loop invariant range: 0 <= c <= d;
      loop invariant done:  RowAdded{Pre,Here}(w, v, o, c);
      loop invariant rest:
        \forall integer k; c <= k < d ==> o[k] == \at(o[k], Pre) &&
          \is_finite(o[k]) && -0x1p1016 <= o[k] <= 0x1p1016;
      loop invariant v:     Within(v, d, 0x1p990) && Same{Pre,Here}(v, v, d);
      loop assigns c, o[0 .. d - 1];
      loop variant d - c;
  */
  for (size_t c = 0; c < d; c++)
    o[c] = add_value(o[c], w, v[c]);
}

/*@ requires size:      0 < d <= 0x4000000;
    requires factor:    \is_finite(f) && 0 <= f <= 1;
    requires v:         \valid_read(v + (0 .. d - 1)) && Within(v, d, 0x1p990);
    requires o:         \valid(o + (0 .. d - 1)) && Within(o, d, 0x1p1016);
    requires separated: \separated(v + (0 .. d - 1), o + (0 .. d - 1));
    terminates          \true;
    assigns             o[0 .. d - 1];
    ensures  row:       RowRescaled{Pre,Post}(f, v, o, d);
    ensures  kept:      OthersKept{Pre,Post}(o, d);
*/
static void rescale_row(double f, const double *v, size_t d, double *o)
{
  /*@ loop invariant range: 0 <= c <= d;
      loop invariant done:  RowRescaled{Pre,Here}(f, v, o, c);
      loop invariant rest:
        \forall integer k; c <= k < d ==> o[k] == \at(o[k], Pre) &&
          \is_finite(o[k]) && -0x1p1016 <= o[k] <= 0x1p1016;
      loop invariant v:     Within(v, d, 0x1p990) && Same{Pre,Here}(v, v, d);
      loop assigns c, o[0 .. d - 1];
      loop variant d - c;
  */
  for (size_t c = 0; c < d; c++)
    o[c] = rescale_value(o[c], f, v[c]);
}

/*@ requires size:      0 < d <= 0x4000000;
    requires sum:       \is_finite(sum) && 1 <= sum <= 0x4000000;
    requires o:         \valid(o + (0 .. d - 1)) && Within(o, d, 0x1p1016);
    terminates          \true;
    assigns             o[0 .. d - 1];
    ensures  quotients: \forall integer c; 0 <= c < d ==>
               \is_finite(o[c]) && o[c] == FDiv(\old(o[c]), sum);
*/
static void divide_row(double *o, size_t d, double sum)
{
  /*@ loop invariant range: 0 <= c <= d;
      loop invariant done:
        \forall integer k; 0 <= k < c ==>
          \is_finite(o[k]) && o[k] == FDiv(\at(o[k], Pre), sum);
      loop invariant rest:
        \forall integer k; c <= k < d ==> o[k] == \at(o[k], Pre) &&
          \is_finite(o[k]) && -0x1p1016 <= o[k] <= 0x1p1016;
      loop assigns c, o[0 .. d - 1];
      loop variant d - c;
  */
  for (size_t c = 0; c < d; c++)
    o[c] = divide_value(o[c], sum);
}

/*@ requires size:      Sizes(n, d);
    requires s:         \valid_read(s + (0 .. n - 1)) && Accepted(s, n);
    requires V:         \valid_read(V + (0 .. n * d - 1)) &&
                        Rows(V, n, d, 0x1p990);
    requires out:       \valid(out + (0 .. d - 1));
    requires separated: \separated(s + (0 .. n - 1), out + (0 .. d - 1));
    requires separated: \separated(V + (0 .. n * d - 1), out + (0 .. d - 1));
    terminates          \true;
    assigns             out[0 .. d - 1];
    ensures  finite:    \forall integer c; 0 <= c < d ==> \is_finite(out[c]);
    ensures  accuracy:  \forall integer c, real M;
               0 <= c < d && ColumnIn{Pre}(s, V, n, d, c, -M, M) ==>
               \abs(out[c] - Attention{Pre}(s, V, n, d, c)) <=
                 ((2 * n + 4.25 * Records{Pre}(s, n) - 2) * U *
                    Magnitude{Pre}(s, V, n, d, c) +
                  (n * (1 + M) + 1) * ETA) * (1 + 0x1p-16);
    ensures  hull:      \forall integer c, real lo, hi, M;
               0 <= c < d && ColumnIn{Pre}(s, V, n, d, c, lo, hi) &&
               -M <= lo && hi <= M ==>
               lo - ((2 * n + 4.25 * Records{Pre}(s, n) - 2) * U * M +
                     (n + 1) * ETA) * (1 + 0x1p-15) <= out[c] <=
               hi + ((2 * n + 4.25 * Records{Pre}(s, n) - 2) * U * M +
                     (n + 1) * ETA) * (1 + 0x1p-15);
*/
static void attend(const double *s, const double *V, size_t n, size_t d,
                   double *out)
{
  zero_row(out, d);
  double m = -DBL_MAX, sum = 0.0; /* of no rows */
  /*@ loop invariant range:   0 <= k <= n;
      loop invariant s:       LogitsFrom{Pre,Here}(s, 0, n);
      loop invariant V:       Rows(V, n, d, 0x1p990) &&
                              Same{Pre,Here}(V, V, n * d);
      loop invariant state:   OnlineState{Pre}(s, k, m, sum);
      loop invariant columns: Columns{Pre,Here}(s, V, d, k, m, out);
      loop assigns k, m, sum, out[0 .. d - 1];
      loop variant n - k;
  */
  for (size_t k = 0; k < n; k++) {
    /*@ assert row:   0 <= k * d && k * d + d <= n * d <= 0x10000000000000; */
    /*@ assert size:  (size_t)(k * d) == k * d; */
    //@ assert value: Within(V + k * d, d, 0x1p990);
    //@ assert range: \is_finite(sum) && 0 <= sum <= 0x4000000;
    //@ assert out:   Within(out, d, 0x1p1016);
    //@ assert logit: \is_finite(s[k]) || \is_minus_infinity(s[k]);
    if (s[k] > m) {
      //@ assert larger: \is_finite(s[k]) && m < s[k];
      double f = sp_weight(m, s[k]);
      sum = sp_online_rescale(sum, f);
      m = s[k];
      rescale_row(f, V + k * d, d, out);
      /*@ assert s:     LogitsFrom{Pre,Here}(s, 0, n); */
      /*@ assert V:     Rows(V, n, d, 0x1p990) && Same{Pre,Here}(V, V, n * d); */
      /*@ assert next:  OnlineState{Pre}(s, k + 1, m, sum) &&
            Columns{Pre,Here}(s, V, d, k + 1, m, out); */
    } else {
      /*@ assert smaller: \is_minus_infinity(s[k]) ||
            (\is_finite(s[k]) && s[k] <= m); */
      double w = sp_weight(s[k], m);
      sum = sp_online_add(sum, w);
      add_row(w, V + k * d, d, out);
      /*@ assert s:     LogitsFrom{Pre,Here}(s, 0, n); */
      /*@ assert V:     Rows(V, n, d, 0x1p990) && Same{Pre,Here}(V, V, n * d); */
      /*@ assert next:  OnlineState{Pre}(s, k + 1, m, sum) &&
            Columns{Pre,Here}(s, V, d, k + 1, m, out); */
    }
  }
  //@ assert near:   OnlineNear{Pre}(s, n, m, sum) && Logits{Pre}(s, n);
  //@ assert states: Columns{Pre,Here}(s, V, d, n, m, out);
  //@ assert out:    Within(out, d, 0x1p1016);
  divide_row(out, d, sum);
}

/* Method: one pass keeps the largest score so far, m, the sum of the
 * e^(s[k] - m), and in out the rows of V with these weights; a new largest
 * rescales them all. At the end, the quotient.
 * Special cases: a masked row has the weight +0 and counts for nothing.
 * Accuracy: P19 of the contract.
 * Reference: T. Dao et al., FlashAttention, NeurIPS 2022, section 3.1. */
sp_status sp_attend_online(const double *s, const double *V, size_t n, size_t d,
                           double *out)
{
  if (n == 0 || d == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N || d > SP_MAX_N)
    return SP_TOO_LONG;
  size_t top;
  sp_status status = sp_scan(s, n, &top); /* top is not used */
  if (status != SP_OK)
    return status;
  /*@ assert size: 0 < n * d <= 0x10000000000000 &&
        (size_t)(n * d) == n * d; */
  if (!sp_all_within(V, n * d, LARGEST_VALUE))
    return SP_BAD_VALUE;

  attend(s, V, n, d, out);
  return SP_OK;
}
