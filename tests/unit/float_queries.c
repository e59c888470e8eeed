/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of sp_attentionf: cases whose arithmetic is exact, masks and causal, the
 * ends of float's range, and one bad entry anywhere. */
#include "float_queries.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define INF INFINITY
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define ROOM 32

/* 2 queries, 2 keys, 1 column of keys, 2 of values; queries of 0 see every key
 * alike */
static const float zeros[] = {0.0F, 0.0F}, K[] = {3.0F, -5.0F};
static const float V[] = {1.0F, -2.0F, 5.0F, 6.0F};

static sp_status attend(const float *Q, const float *values, const float *mask,
                        sp_causal causal, float *out)
{
  double work[ROOM];
  return sp_attentionf(Q, K, values, mask, 2, 2, 1, 2, 1.0, causal, work, out);
}

static void test_by_hand(void)
{
  float out[4];
  const float mean[] = {3.0F, 2.0F, 3.0F, 2.0F};
  gsl_test(attend(zeros, V, NULL, SP_ALL_KEYS, out) != SP_OK
               || DIFFER(mean, out),
           "float queries, equal scores: the mean of the rows");

  const float causal[] = {1.0F, -2.0F, 3.0F, 2.0F};
  gsl_test(attend(zeros, V, NULL, SP_CAUSAL_START, out) != SP_OK
               || DIFFER(causal, out),
           "float queries, causal: the first sees one key");

  const float mask[] = {-INF, 0.0F, -INF, -INF};
  const float masked[] = {5.0F, 6.0F, 0.0F, 0.0F};
  gsl_test(attend(zeros, V, mask, SP_ALL_KEYS, out) != SP_OK
               || DIFFER(masked, out),
           "float queries, masks: one key, and none");

  const float sure[] = {1e4F, -1e4F}, chosen[] = {1.0F, -2.0F, 5.0F, 6.0F};
  gsl_test(attend(sure, V, NULL, SP_ALL_KEYS, out) != SP_OK
               || DIFFER(chosen, out),
           "float queries, scores far apart: each its key's row");

  const float added[] = {0.0F, 1e6F, 1e6F, 0.0F};
  const float swapped[] = {5.0F, 6.0F, 1.0F, -2.0F};
  gsl_test(attend(sure, V, added, SP_ALL_KEYS, out) != SP_OK
               || DIFFER(swapped, out),
           "float queries, an additive mask wins");

  const float largest[] = {FLT_MAX, -FLT_MAX, FLT_MAX, -FLT_MAX};
  gsl_test(attend(sure, largest, NULL, SP_ALL_KEYS, out) != SP_OK
               || DIFFER(largest, out),
           "float queries, values FLT_MAX do not overflow");
}

/* A query alone is as in sp_attendf with its scores. */
static void test_one_query(void)
{
  const float q[] = {0.5F, -1.25F, 2.0F};
  const float keys[] = {1.0F, 1.0F, 1.0F, 0.0F, 0.5F, 2.0F, -3.0F, 7.0F, 0.0F};
  const float values[] = {0.1F, 0.2F, 0.3F};
  float s[3], p[3], one[1], out[1];
  double work[ROOM];
  sp_status scored = sp_attention_scoresf(q, keys, 3, 3, 1.0F, s, work);
  sp_status attended = sp_attendf(s, values, 3, 1, p, one, work);
  sp_status status = sp_attentionf(q, keys, values, NULL, 1, 3, 3, 1, 1.0,
                                   SP_ALL_KEYS, work, out);
  gsl_test(scored != SP_OK || attended != SP_OK || status != SP_OK
               || DIFFER(one, out),
           "float queries, one: as sp_attendf of its scores, which are exact");
}

static void test_statuses(void)
{
  static const struct {
    sp_status expected;
    size_t m, n, d, dv;
  } sizes[] = {
      {SP_EMPTY, 0, 2, 1, 2},
      {SP_EMPTY, 2, 0, 1, 2},
      {SP_EMPTY, 2, 2, 0, 2},
      {SP_EMPTY, SP_MAX_N + 1, 2, 1, 0},
      {SP_TOO_LONG, SP_MAX_N + 1, 2, 1, 2},
      {SP_TOO_LONG, 2, SP_MAX_N + 1, 1, 2},
      {SP_TOO_LONG, 2, 2, SP_MAX_N + 1, 2},
      {SP_TOO_LONG, 2, 2, 1, SP_MAX_N + 1},
  };
  float out[4];
  double work[ROOM];
  for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
    gsl_test(sp_attentionf(zeros, K, V, NULL, sizes[k].m, sizes[k].n,
                           sizes[k].d, sizes[k].dv, 1.0, SP_ALL_KEYS, work, out)
                 != sizes[k].expected,
             "float queries, sizes %zu", k);
}

/* Place `at' of Q, K, V, mask and the scale, in this order */
static void test_bad_entries(void)
{
  const float bad[] = {NAN, INF, -INF};
  for (size_t at = 0; at < 13; at++)
    for (size_t k = 0; k < 3; k++) {
      float all[] = {0, 0, 3, -5, 1, -2, 5, 6, 0, 0, 0, 0};
      double scale = at == 12 ? (double)bad[k] : 1.0;
      if (at < 12)
        all[at] = bad[k];
      const float before[] = {42, 42, 42, 42};
      float out[] = {42, 42, 42, 42};
      double work[ROOM] = {42.0};
      sp_status expected = at < 8 || at == 12 ? SP_BAD_VALUE
                           : k < 2            ? SP_BAD_MASK
                                              : SP_OK;
      sp_status got = sp_attentionf(all, all + 2, all + 4, all + 8, 2, 2, 1, 2,
                                    scale, SP_ALL_KEYS, work, out);
      gsl_test(got != expected, "float queries, bad entry %zu, kind %zu", at,
               k);
      gsl_test(got != SP_OK && (DIFFER(before, out) || work[0] != 42.0),
               "float queries, nothing written for entry %zu, kind %zu", at, k);
    }
}

void test_float_queries(void)
{
  test_by_hand();
  test_one_query();
  test_statuses();
  test_bad_entries();
}
