/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_attention.h"

#include "row.h"
#include "within.h"

#ifdef __FRAMAC__
#include "../specs/attention_facts.acsl"
#endif

/*@ requires finite:  \is_finite(sum) && \is_finite(x) && \is_finite(y);
    requires product: -0x1p990 <= FMul(x, y) <= 0x1p990;
    requires range:   -0x1p1017 <= FAdd(sum, FMul(x, y)) <= 0x1p1017;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  model:   \result == FAdd(sum, FMul(x, y));
*/
static double add_product(double sum, double x, double y)
{
  return sum + x * y;
}

/*@ requires size:   Sizes(n, d) && 0 <= c < d;
    requires p:      \valid_read(p + (0 .. n - 1)) && Probabilities(p, n);
    requires V:      \valid_read(V + (0 .. n * d - 1)) &&
                     Rows(V, n, d, 0x1p990);
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FColumn(p, V, d, c, n);
*/
static double column_mean(const double *p, const double *V, size_t n, size_t d,
                          size_t c)
{
  double sum = 0.0;
  /*@ loop invariant range: 0 <= k <= n;
      loop invariant sum:   \is_finite(sum) && sum == FColumn(p, V, d, c, k);
      loop assigns k, sum;
      loop variant n - k;
  */
  for (size_t k = 0; k < n; k++) {
    /*@ assert index: 0 <= k * d && k * d + c < n * d <= 0x10000000000000; */
    /*@ assert size:  (size_t)(k * d) == k * d &&
          (size_t)(k * d + c) == k * d + c; */
    /*@ assert term:  Probability(p[k]) && \is_finite(V[k * d + c]); */
    sum = add_product(sum, p[k], V[k * d + c]);
    //@ assert next:  sum == FColumn(p, V, d, c, k + 1);
  }
  return sum;
}

/*@ requires size:      Sizes(n, d);
    requires p:         \valid_read(p + (0 .. n - 1)) && Probabilities(p, n);
    requires V:         \valid_read(V + (0 .. n * d - 1)) &&
                        Rows(V, n, d, 0x1p990);
    requires out:       \valid(out + (0 .. d - 1));
    requires separated: \separated(p + (0 .. n - 1), out + (0 .. d - 1));
    requires separated: \separated(V + (0 .. n * d - 1), out + (0 .. d - 1));
    terminates          \true;
    assigns             out[0 .. d - 1];
    ensures  p:         Probabilities(p, n) && Same{Pre,Post}(p, p, n);
    ensures  V:         Same{Pre,Post}(V, V, n * d);
    ensures  model:     \forall integer c; 0 <= c < d ==>
               \is_finite(out[c]) && out[c] == FColumn(p, V, d, c, n);
*/
static void mean_of_rows(const double *p, const double *V, size_t n, size_t d,
                         double *out)
{
  /*@ loop invariant range: 0 <= c <= d;
      loop invariant p:     Probabilities(p, n) && Same{Pre,Here}(p, p, n);
      loop invariant V:     Rows(V, n, d, 0x1p990) &&
                            Same{Pre,Here}(V, V, n * d);
      loop invariant done:
        \forall integer k; 0 <= k < c ==>
          \is_finite(out[k]) && out[k] == \at(FColumn(p, V, d, k, n), Pre);
      loop assigns c, out[0 .. d - 1];
      loop variant d - c;
  */
  for (size_t c = 0; c < d; c++) {
    out[c] = column_mean(p, V, n, d, c);
    /*@ assert p:    Probabilities(p, n) && Same{Pre,Here}(p, p, n); */
    /*@ assert V:    Rows(V, n, d, 0x1p990) && Same{Pre,Here}(V, V, n * d); */
    /*@ assert done: \forall integer k; 0 <= k <= c ==>
          \is_finite(out[k]) && out[k] == \at(FColumn(p, V, d, k, n), Pre); */
  }
}

/*@ requires accepted: Accepted(s, n);
    requires s:        \valid_read(s + (0 .. n - 1));
    requires p:        \valid(p + (0 .. n - 1));
    requires alias:    p == s || \separated(p + (0 .. n - 1), s + (0 .. n - 1));
    terminates         \true;
    assigns            p[0 .. n - 1];
    ensures  range:    Probabilities(p, n);
    ensures  near:     SoftmaxNear{Pre,Post}(s, p, n);
    ensures  model:    \forall integer k, t; 0 <= k < n && Top{Pre}(s, n, t) ==>
               p[k] == FSoftmax{Pre}(s, n, t, k);
    ensures  kept:     \forall double *q;
               \separated(q, p + (0 .. n - 1)) && \is_finite(\old(*q)) ==>
               \is_finite(*q) && *q == \old(*q);
*/
static void attention_weights(const double *s, double *p, size_t n)
{
  sp_softmax(s, p, n);
}

/*@ requires size:      Sizes(n, d);
    requires s:         \valid_read(s + (0 .. n - 1)) && Accepted(s, n);
    requires V:         \valid_read(V + (0 .. n * d - 1)) &&
                        Rows(V, n, d, 0x1p990);
    requires p:         \valid(p + (0 .. n - 1));
    requires out:       \valid(out + (0 .. d - 1));
    requires alias:     p == s ||
               \separated(p + (0 .. n - 1), s + (0 .. n - 1));
    requires separated: \separated(p + (0 .. n - 1), V + (0 .. n * d - 1));
    requires separated: \separated(p + (0 .. n - 1), out + (0 .. d - 1));
    requires separated: \separated(V + (0 .. n * d - 1), out + (0 .. d - 1));
    terminates          \true;
    assigns             p[0 .. n - 1], out[0 .. d - 1];
    ensures  range:     Probabilities(p, n);
    ensures  near:      SoftmaxNear{Pre,Post}(s, p, n);
    ensures  weights:   \forall integer k, t; 0 <= k < n && Top{Pre}(s, n, t) ==>
               p[k] == FSoftmax{Pre}(s, n, t, k);
    ensures  model:     \forall integer c; 0 <= c < d ==>
               \is_finite(out[c]) && out[c] == FColumn(p, V, d, c, n);
    ensures  accuracy:  \forall integer c, t, real M;
               0 <= c < d && Top{Pre}(s, n, t) &&
               ColumnIn{Pre}(s, V, n, d, c, -M, M) ==>
               \abs(out[c] - Attention{Pre}(s, V, n, d, c)) <=
                 ((n + 4.5) * U * Magnitude{Pre}(s, V, n, d, c) +
                  n * (1 + M) * ETA) * (1 + 0x1p-16);
    ensures  hull:      \forall integer c, t, real lo, hi, M;
               0 <= c < d && Top{Pre}(s, n, t) &&
               ColumnIn{Pre}(s, V, n, d, c, lo, hi) && -M <= lo && hi <= M ==>
               lo - ((n + 4.5) * U * M + n * ETA) * (1 + 0x1p-15) <= out[c] <=
               hi + ((n + 4.5) * U * M + n * ETA) * (1 + 0x1p-15);
*/
static void attend(const double *s, const double *V, size_t n, size_t d,
                   double *p, double *out)
{
  attention_weights(s, p, n);
  /*@ assert V: Rows(V, n, d, 0x1p990) && Same{Pre,Here}(V, V, n * d); */
  mean_of_rows(p, V, n, d, out);
  //@ assert V:    Same{Pre,Here}(V, V, n * d);
  //@ assert near: SoftmaxNear{Pre,Here}(s, p, n);
}

/* Method: the weights, then a dot product with each column of V.
 * Special cases: a masked row has the weight +0 and counts for nothing.
 * Accuracy: P19 of the contract.
 * Reference: A. Vaswani et al., Attention is all you need, 2017, 3.2.1. */
sp_status sp_attend(const double *s, const double *V, size_t n, size_t d,
                    double *p, double *out)
{
  if (n == 0 || d == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N || d > SP_MAX_N)
    return SP_TOO_LONG;
  size_t top;
  sp_status status = sp_scan(s, n, &top);
  if (status != SP_OK)
    return status;
  /*@ assert size: 0 < n * d <= 0x10000000000000 &&
        (size_t)(n * d) == n * d; */
  if (!sp_all_within(V, n * d, LARGEST_VALUE))
    return SP_BAD_VALUE;

  attend(s, V, n, d, p, out);
  return SP_OK;
}

/*@ requires finite:  \is_finite(scale) && \is_finite(x);
    requires product: -0x1p990 <= FMul(scale, x) <= 0x1p990;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  model:   \result == FMul(scale, x);
*/
static double scaled(double scale, double x)
{
  return scale * x;
}

/*@ requires size:    0 < d <= SP_MAX_N;
    requires q:       \valid_read(q + (0 .. d - 1)) && Within(q, d, 0x1p400);
    requires v:       \valid_read(v + (0 .. d - 1)) && Within(v, d, 0x1p400);
    requires scale:   \is_finite(scale) && -0x1p100 <= scale <= 0x1p100;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  model:   \result == FScore(q, v, d, scale);
*/
static double score(const double *q, const double *v, size_t d, double scale)
{
  double sum = 0.0;
  /*@ loop invariant range: 0 <= k <= d;
      loop invariant sum:   \is_finite(sum) && sum == FDot(q, v, k);
      loop assigns k, sum;
      loop variant d - k;
  */
  for (size_t k = 0; k < d; k++) {
    sum = add_product(sum, q[k], v[k]);
    //@ assert next: sum == FDot(q, v, k + 1);
  }
  return scaled(scale, sum);
}

/* Method: a dot product with each key, in order, then the scale.
 * Accuracy: P19 of the contract.
 * Reference: S. M. Rump, Error estimation of floating-point summation and dot
 * product, BIT 52, 2012. */
sp_status sp_attention_scores(const double *q, const double *K, size_t n,
                              size_t d, double scale, double *s)
{
  if (n == 0 || d == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N || d > SP_MAX_N)
    return SP_TOO_LONG;
  /*@ assert size: 0 < n * d <= 0x10000000000000 &&
        (size_t)(n * d) == n * d; */
  if (!sp_all_within(q, d, LARGEST_KEY) || !sp_all_within(K, n * d, LARGEST_KEY)
      || !sp_is_within(scale, LARGEST_SCALE))
    return SP_BAD_VALUE;

  /*@ loop invariant range: 0 <= i <= n;
      loop invariant q:     Within(q, d, 0x1p400) && Same{Pre,Here}(q, q, d);
      loop invariant K:     Rows(K, n, d, 0x1p400) &&
                            Same{Pre,Here}(K, K, n * d);
      loop invariant done:
        \forall integer k; 0 <= k < i ==>
          \is_finite(s[k]) && s[k] == FScore{Pre}(q, K + k * d, d, scale);
      loop assigns i, s[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    /*@ assert row:  0 <= i * d && i * d + d <= n * d <= 0x10000000000000; */
    /*@ assert size: (size_t)(i * d) == i * d; */
    /*@ assert key:  Within(K + i * d, d, 0x1p400) &&
          Same{Pre,Here}(K + i * d, K + i * d, d); */
    s[i] = score(q, K + i * d, d, scale);
    /*@ assert q:    Within(q, d, 0x1p400) && Same{Pre,Here}(q, q, d); */
    /*@ assert K:    Rows(K, n, d, 0x1p400) &&
          Same{Pre,Here}(K, K, n * d); */
    /*@ assert done: \forall integer k; 0 <= k <= i ==>
          \is_finite(s[k]) && s[k] == FScore{Pre}(q, K + k * d, d, scale); */
  }
  return SP_OK;
}
