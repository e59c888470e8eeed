/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "one_pass.h"

#include "bound.h"
#include "bound_attention.h"
#include "softproof.h"

#include <math.h>

static sp_status find_scores(const query *a, double *s)
{
  sp_status status =
      sp_attention_scores(a->q, a->K, a->keys, a->d, a->scale, s);
  if (status == SP_OK && a->mask != NULL)
    status = sp_mask_add(s, a->mask, a->keys);
  return status;
}

sp_status attend_in_one_pass(const query *a, double *s, double *out)
{
  for (size_t c = 0; c < a->dv; c++)
    out[c] = 0.0;
  if (a->keys == 0)
    return SP_OK;
  sp_status status = find_scores(a, s);
  if (status == SP_OK)
    status = sp_attend_online(s, a->V, a->keys, a->dv, out);
  return status == SP_ALL_MASKED ? SP_OK : status;
}

/* How many scores exceed all before them */
static size_t records(const double *s, size_t n)
{
  double m = -HUGE_VAL;
  size_t count = 0;
  for (size_t k = 0; k < n; k++)
    if (s[k] > m) {
      m = s[k];
      count++;
    }
  return count;
}

/* The largest magnitude of the column that has a part in the mean */
static double largest(const query *a, size_t c)
{
  double M = 0.0;
  for (size_t k = 0; k < a->keys; k++)
    if (query_sees(a, k))
      M = fmax(M, fabs(a->V[k * a->dv + c]));
  return M;
}

/* What the errors of the scores make of the mean is within bound_attention;
 * P19_online_accuracy is the rest, with M for the mean of magnitudes. */
void bound_one_pass(const query *a, const double *value, double *s,
                    double *bound)
{
  double n = (double)a->keys;
  bound_attention(a, 0, value, bound);
  if (a->keys == 0 || find_scores(a, s) != SP_OK)
    return;
  size_t r = records(s, a->keys);
  for (size_t c = 0; r > 0 && c < a->dv; c++) {
    double M = largest(a, c);
    double own = (2.0 * n + 4.25 * (double)r - 2.0) * U * M
                 + (n * (1.0 + M) + 3.0) * ETA;
    bound[c] = (bound[c] + own * (1.0 + 0x1p-15)) * (1.0 + 0x1p-40);
  }
}
