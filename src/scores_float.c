/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "finite_float.h"
#include "sp_attention.h"
#include "sp_attention_float.h"
#include "sp_convert.h"
#include "within.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#include "../specs/scores32_facts.acsl"
#endif

#define LARGEST_SCORE 0x1.fffffep127 /* FLT_MAX */

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==>
               \is_finite(scale) && -0x1p100 <= scale <= 0x1p100;
*/
static int is_scale(float scale)
{
  if (scale != scale)
    return 0;
  return sp_is_within(sp_from_float(scale), LARGEST_SCALE);
}

/* u and W are q and K in double, y the scores. */
/*@ requires size:      Sizes(n, d);
    requires q:         \valid_read(q + (0 .. d - 1));
    requires K:         \valid_read(K + (0 .. n * d - 1));
    requires keys:      Within32(q, d, MAX_FLOAT) && Rows32(K, n, d);
    requires scale:     \is_finite(scale) && -0x1p100 <= scale <= 0x1p100;
    requires u:         \valid(u + (0 .. d - 1));
    requires W:         \valid(W + (0 .. n * d - 1));
    requires y:         \valid(y + (0 .. n - 1));
    requires separated: \separated(u + (0 .. d - 1), q + (0 .. d - 1));
    requires separated: \separated(W + (0 .. n * d - 1), K + (0 .. n * d - 1));
    requires separated: \separated(u + (0 .. d - 1), W + (0 .. n * d - 1));
    requires separated: \separated(u + (0 .. d - 1), y + (0 .. n - 1));
    requires separated: \separated(W + (0 .. n * d - 1), y + (0 .. n - 1));
    terminates          \true;
    assigns             u[0 .. d - 1], W[0 .. n * d - 1], y[0 .. n - 1];
    ensures  model:     \forall integer i; 0 <= i < n ==>
               \is_finite(y[i]) &&
               y[i] == FScore32(q, K + i * d, d, scale);
    ensures  error:     \forall integer i; 0 <= i < n ==>
               \abs(y[i] - Score32(q, K + i * d, d, scale)) <=
                 DotError(d, \abs(scale) * AbsDot32(q, K + i * d, d)) +
                 0x1p-900;
*/
static void score_doubles(const float *q, const float *K, size_t n, size_t d,
                          double scale, double *u, double *W, double *y)
{
  /*@ assert size: 0 < n * d <= 0x10000000000000 &&
        (size_t)(n * d) == n * d; */
  sp_widen(q, u, d);
  sp_widen(K, W, n * d);
  //@ assert wide: Widened(q, u, d) && Widened(K, W, n * d);
  //@ assert keys: Keys(u, W, n, d, scale);
  /*@ assert model: \forall integer i; 0 <= i < n ==>
        FScore(u, W + i * d, d, scale) == FScore32(q, K + i * d, d, scale); */
  /*@ assert same: \forall integer i; 0 <= i < n ==>
        Score(u, W + i * d, d, scale) == Score32(q, K + i * d, d, scale) &&
        AbsDot(u, W + i * d, d) == AbsDot32(q, K + i * d, d); */
  sp_attention_scores(u, W, n, d, scale, y);
  /*@ assert error: \forall integer i; 0 <= i < n ==>
        \abs(y[i] - Score32(q, K + i * d, d, scale)) <=
          ((d + 1) * U * (\abs(scale) * AbsDot32(q, K + i * d, d)) +
           (d * \abs(scale) + 1) * ETA) * (1 + 0x1p-16); */
}

/* The same for a scale that is a float */
/*@ requires size:      Sizes(n, d);
    requires q:         \valid_read(q + (0 .. d - 1));
    requires K:         \valid_read(K + (0 .. n * d - 1));
    requires keys:      Keys32(q, K, n, d, scale);
    requires u:         \valid(u + (0 .. d - 1));
    requires W:         \valid(W + (0 .. n * d - 1));
    requires y:         \valid(y + (0 .. n - 1));
    requires separated: \separated(u + (0 .. d - 1), q + (0 .. d - 1));
    requires separated: \separated(W + (0 .. n * d - 1), K + (0 .. n * d - 1));
    requires separated: \separated(u + (0 .. d - 1), W + (0 .. n * d - 1));
    requires separated: \separated(u + (0 .. d - 1), y + (0 .. n - 1));
    requires separated: \separated(W + (0 .. n * d - 1), y + (0 .. n - 1));
    terminates          \true;
    assigns             u[0 .. d - 1], W[0 .. n * d - 1], y[0 .. n - 1];
    ensures  model:     \forall integer i; 0 <= i < n ==>
               \is_finite(y[i]) &&
               y[i] == FScore32(q, K + i * d, d, scale);
    ensures  error:     \forall integer i; 0 <= i < n ==>
               \abs(y[i] - Score32(q, K + i * d, d, scale)) <=
                 DotError(d, \abs(scale) * AbsDot32(q, K + i * d, d)) +
                 0x1p-900;
*/
static void score_widened(const float *q, const float *K, size_t n, size_t d,
                          float scale, double *u, double *W, double *y)
{
  //@ assert finite: \is_finite(scale);
  double wide = sp_from_float(scale);
  //@ assert wide: \is_finite(wide) && wide == scale;
  score_doubles(q, K, n, d, wide, u, W, y);
}

/* Whether the scores fit in floats; u, W and y as in score_doubles */
/*@ requires size:      Sizes(n, d);
    requires q:         \valid_read(q + (0 .. d - 1));
    requires K:         \valid_read(K + (0 .. n * d - 1));
    requires keys:      Keys32(q, K, n, d, scale);
    requires u:         \valid(u + (0 .. d - 1));
    requires W:         \valid(W + (0 .. n * d - 1));
    requires y:         \valid(y + (0 .. n - 1));
    requires separated: \separated(u + (0 .. d - 1), q + (0 .. d - 1));
    requires separated: \separated(W + (0 .. n * d - 1), K + (0 .. n * d - 1));
    requires separated: \separated(u + (0 .. d - 1), W + (0 .. n * d - 1));
    requires separated: \separated(u + (0 .. d - 1), y + (0 .. n - 1));
    requires separated: \separated(W + (0 .. n * d - 1), y + (0 .. n - 1));
    terminates          \true;
    assigns             u[0 .. d - 1], W[0 .. n * d - 1], y[0 .. n - 1];
    ensures  fit:       \result != 0 <==> ScoresFit32(q, K, n, d, scale);
    ensures  below:     \result != 0 ==> \forall integer i; 0 <= i < n ==>
               \is_finite(y[i]) && -MAX_FLOAT <= y[i] <= MAX_FLOAT;
    ensures  error:     \forall integer i; 0 <= i < n ==>
               \abs(y[i] - Score32(q, K + i * d, d, scale)) <=
                 DotError(d, \abs(scale) * AbsDot32(q, K + i * d, d)) +
                 0x1p-900;
*/
static int scores_fit(const float *q, const float *K, size_t n, size_t d,
                      float scale, double *u, double *W, double *y)
{
  score_widened(q, K, n, d, scale, u, W, y);
  //@ assert fit: Within(y, n, MAX_FLOAT) <==> ScoresFit32(q, K, n, d, scale);
  return sp_all_within(y, n, LARGEST_SCORE);
}

/* Method: sp_attention_scores of the rows as doubles, rounded to float.
 * Special cases: scores beyond FLT_MAX are refused.
 * Accuracy: P22 of the contract. */
sp_status sp_attention_scoresf(const float *q, const float *K, size_t n,
                               size_t d, float scale, float *s, double *work)
{
  if (n == 0 || d == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N || d > SP_MAX_N)
    return SP_TOO_LONG;
  /*@ assert size: 0 < n * d <= 0x10000000000000 &&
        (size_t)(n * d) == n * d; */
  if (!sp_all_finite(q, d) || !sp_all_finite(K, n * d) || !is_scale(scale))
    return SP_BAD_VALUE;

  double *y = work + d + n * d;
  if (!scores_fit(q, K, n, d, scale, work, work + d, y))
    return SP_BAD_VALUE;
  /*@ assert nonneg: \forall integer i; 0 <= i < n ==>
        0 <= DotError(d, \abs(scale) * AbsDot32(q, K + i * d, d)); */
  sp_narrow(y, s, n);
  //@ assert finite: \forall integer i; 0 <= i < n ==> \is_finite(s[i]);
  /*@ assert ulp: \forall integer i; 0 <= i < n ==>
        \abs(s[i] - Score32{Pre}(q, K + i * d, d, scale)) <=
          (0.5 + 0x1p-24) * Ulp32(Score32{Pre}(q, K + i * d, d, scale)) +
          2 * DotError(d, \abs(scale) * AbsDot32{Pre}(q, K + i * d, d)); */
  return SP_OK;
}
