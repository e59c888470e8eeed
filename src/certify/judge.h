/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Judges the result that some program gives for a problem. */
#ifndef SP_CERTIFY_JUDGE_H
#define SP_CERTIFY_JUDGE_H

#include "certify/certify.h"
#include "certify/histogram.h"

/* From best to worst */
typedef enum grade {
  GRADE_ROUNDED,  /* every value is the one next to the truth */
  GRADE_FAITHFUL, /* every value is next to it or next but one: below 1 ulp */
  GRADE_SOUND,    /* within tolerance.h */
  GRADE_TEXTBOOK, /* within tolerance.h for a sum of terms one by one */
  GRADE_WRONG,
} grade;

extern const char *const grade_names[];
extern const char *const wanted_names[]; /* the same, but the last */

/* What is right for a row that softmax is not defined on. A NaN always gives
 * NaN. */
typedef enum policy {
  POLICY_NAN,     /* all masked: NaN; +inf: NaN */
  POLICY_ZERO,    /* all masked: 0 */
  POLICY_UNIFORM, /* all masked: 1 / n */
  POLICY_LIMIT,   /* +inf: equal parts for those that are; all masked: NaN */
  POLICY_USUAL,   /* POLICY_NAN, but POLICY_ZERO for attention */
} policy;

/* Without POLICY_USUAL */
extern const char *const policy_names[];

typedef struct rules {
  policy policy;
  int flushes; /* results below the smallest normal number may be 0 */
} rules;

typedef enum kind {
  KIND_PLAIN,
  KIND_SPECIAL,  /* judged by the policy */
  KIND_UNJUDGED, /* no policy says what is right */
} kind;

typedef struct row_verdict {
  kind kind;
  grade grade;
  double max_ulp, sum_ulp; /* the largest error, and the sum of all */
  size_t worst;            /* the index of the largest */
  double worst_value;      /* correctly rounded */
  int has_sum;             /* the result should sum to 1 */
  double sum_defect;       /* the distance of the exact sum from 1 */
  size_t inversions;       /* neighbours by size whose order is not kept */
  int loses_top;           /* the largest logit has not the largest result */
} row_verdict;

/* Judges `got', problem_values(p) values of the format; adds every error to
 * the histogram. `right' has room for as many: unless the kind is
 * KIND_UNJUDGED, it gets what is right. */
certify_status judge(const problem *p, const format *f, const double *got,
                     rules rules, histogram *h, row_verdict *v, double *right);

#endif
