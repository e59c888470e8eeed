/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The library against vectors.h, as a user would. Prints TAP. */
#include "vectors.h"

#include "softproof.h"

#include <stdio.h>
#include <string.h>

#define MOST 4096

static double got[MOST], work[4 * MOST];
static float z32[MOST], got32[MOST];

static int is(const softproof_vector *v, const char *operation,
              const char *format)
{
  return strcmp(v->operation, operation) == 0 && strcmp(v->format, format) == 0;
}

static void fill(double x, size_t n)
{
  for (size_t i = 0; i < n; i++)
    got[i] = x;
}

/* Whether the library has the operation in the format; then got is its result,
 * NaN where it refuses. */
static int compute(const softproof_vector *v)
{
  size_t n = v->n;
  int is_hard = v->targets == NULL && v->smoothing == 0.0;
  fill(NAN, v->values);
  for (size_t i = 0; i < n; i++)
    z32[i] = (float)v->logits[i];
  if (is(v, "softmax", "f64"))
    sp_softmax(v->logits, got, n);
  else if (is(v, "logsoftmax", "f64"))
    sp_log_softmax(v->logits, got, n);
  else if (is(v, "logsumexp", "f64"))
    sp_logsumexp(v->logits, n, got);
  else if (is(v, "xent", "f64") && is_hard)
    sp_cross_entropy(v->logits, n, (size_t)v->label, got);
  else if (is(v, "xent-gradient", "f64") && is_hard)
    sp_cross_entropy_gradient(v->logits, got, n, (size_t)v->label);
  else if (is(v, "jacobian", "f64") && sp_softmax(v->logits, work, n) == SP_OK)
    sp_softmax_jacobian(work, got, n);
  else if (is(v, "softmax", "f32")) {
    for (size_t i = 0; i < n; i++)
      got32[i] = NAN;
    sp_softmaxf(z32, got32, n, work);
    for (size_t i = 0; i < n; i++)
      got[i] = (double)got32[i];
  } else
    return 0;
  return 1;
}

static int is_right(const softproof_vector *v)
{
  for (size_t i = 0; i < v->values; i++) {
    double e = v->expected[i];
    if (!(got[i] == e || fabs(got[i] - e) <= v->tolerance[i]
          || (isnan(e) && isnan(got[i]))))
      return 0;
  }
  return 1;
}

int main(void)
{
  size_t count = sizeof softproof_vectors / sizeof *softproof_vectors;
  int number = 0, failed = 0;
  for (size_t k = 0; k < count; k++) {
    const softproof_vector *v = softproof_vectors + k;
    if (!compute(v))
      continue;
    int right = is_right(v);
    failed += !right;
    printf("%sok %d - %s %s, vector %zu of the header\n", right ? "" : "not ",
           ++number, v->operation, v->format, k + 1);
  }
  printf("1..%d\n", number);
  return failed > 0;
}
