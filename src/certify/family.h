/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Wrong implementations that are in the wild, to recognise them by what they
 * compute. */
#ifndef SP_CERTIFY_FAMILY_H
#define SP_CERTIFY_FAMILY_H

#include "certify/format.h"
#include "certify/problem.h"

typedef enum shift {
  SHIFT_MAX,
  SHIFT_NONE,
  SHIFT_MIN,
  SHIFT_MEAN,
  SHIFT_FIRST,
} shift;

typedef enum log_form {
  LOG_LOG1P,      /* (x - m) - log1p(the other terms) */
  LOG_OF_SOFTMAX, /* log(p) */
  LOG_OF_ALL,     /* x - (m + log(sum)) */
  LOG_OF_SUM,     /* (x - m) - log(sum) */
} log_form;

/* One mistake: 0 in a field is as it should be. */
typedef struct family {
  const char *id;     /* M1 to M18 */
  const char *what;   /* "looks like ..." */
  const char *source; /* where it was seen */
  shift shift;
  double least_max; /* the maximum begins there, not at -inf */
  log_form log_form;
  double epsilon;           /* added to the sum */
  double log_epsilon;       /* added to p before its logarithm */
  double log_least;         /* p is at least this before its logarithm */
  double clamp;             /* x - m is at least this */
  const format *exp_format; /* that the exponentials are rounded to */
  double exp_error;         /* their relative error, of changing sign */
  const format *sum_format; /* that the sum is rounded to at each step */
  int skips_nan;            /* a NaN never is the maximum, and counts as 0 */
  size_t tail;              /* the last n mod tail terms are not summed */
  size_t misses_last;       /* the last terms that are not summed */
  int moved;                /* results are those of the entry before */
  int zeros;                /* all masked: zeros ... */
  int uniform;              /* ... or equal parts */
  int unsmooth;             /* smoothing shared among the n - 1 others */
  int negated;              /* the gradient's sign */
  int no_target;            /* the gradient is p; the Jacobian has -p_i^2 */
  int all_zero, all_equal;  /* the result, whatever the logits */
} family;

#define FAMILIES 36

extern const family families[FAMILIES];

/* What the family computes; got has room for problem_values(p). 0: it has
 * nothing to do with this operation, or memory is short */
int family_compute(const family *m, const problem *p, const format *f,
                   double *got);

/* How well each family agrees with the rows of a program */
typedef struct comparison {
  size_t wrong, right;          /* rows compared */
  size_t explains[FAMILIES];    /* wrong rows that it gives, too */
  size_t contradicts[FAMILIES]; /* right rows that it does not */
} comparison;

/* Compares a wrong row, whose truth is given, or a right one, where truth is
 * NULL. Without memory nothing is compared. */
void family_compare(comparison *c, const problem *p, const format *f,
                    const double *got, const double *truth);

/* The family that agrees best, or NULL where none explains a part of the wrong
 * rows that is worth telling, or more right rows contradict it */
const family *family_likely(const comparison *c, size_t *explained);

#endif
