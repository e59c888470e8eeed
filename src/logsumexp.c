/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "log_excess.h"
#include "row.h"

/* The entry at top contributes exactly 1, so log1p of the others loses nothing
 * where they are small. The rounding errors of their sum are summed too. */
double sp_log_excess(const double *z, size_t n, size_t top)
{
  double m = z[top];
  double sum = 0.0, low = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum:   \is_finite(sum) && 0 <= sum <= i &&
                            sum == FExcess(z, top, i);
      loop invariant low:   \is_finite(low) && -i <= low <= i &&
                            low == FExcessLow(z, top, i);
      loop assigns i, sum, low;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    if (i != top) {
      double w = sp_weight(z[i], m);
      low = sp_add_error(low, sum, w);
      //@ assert low: low == FExcessLow(z, top, i + 1);
      //@ assert low: -(i + 1) <= low <= i + 1;
      sum = sum + w;
      /*@ assert next: \is_finite(sum) && 0 <= sum <= i + 1 &&
            sum == FExcess(z, top, i + 1); */
    }
  double total = sum + low;
  /*@ assert total: total == FAdd(FExcess(z, top, n), FExcessLow(z, top, n)) &&
        \is_finite(total); */
  //@ assert total: 0 <= total <= 0x1p26;
  return sp_log1p(total);
}

sp_status sp_logsumexp(const double *z, size_t n, double *lse)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  double m = z[top];
  double l = sp_log_excess(z, n, top);
  //@ assert largest: \is_finite(m);
  double y = m + l;
  //@ assert model: y == FAdd(m, l);
  //@ assert finite: \is_finite(y);
  *lse = y;
  return SP_OK;
}

sp_status sp_log_softmax(const double *z, double *logp, size_t n)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  double m = z[top];
  double l = sp_log_excess(z, n, top);
  //@ assert largest: \is_finite(m);
  /*@ assert logits: \forall integer k; 0 <= k < n ==>
        \is_minus_infinity(z[k]) || (\is_finite(z[k]) && z[k] <= m); */
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  LogitsFrom{Pre,Here}(z, i, n);
      loop invariant done:  LogProbs{Pre,Here}(z, logp, n, top, i);
      loop assigns i, logp[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    logp[i] = sp_log_prob(z[i], m, l);
    //@ assert rest: LogitsFrom{Pre,Here}(z, i + 1, n);
    //@ assert done: LogProbs{Pre,Here}(z, logp, n, top, i + 1);
  }
  //@ assert done: LogProbs{Pre,Here}(z, logp, n, top, n);
  /*@ assert accuracy:
        \forall integer i; 0 <= i < n && \is_finite(logp[i]) ==>
          \abs(logp[i] - LogSoftmax{Pre}(z, n, i)) <=
            6.5 * U * (1 + 0x1p-16) * \abs(LogSoftmax{Pre}(z, n, i)) +
            2 * n * ETA; */
  return SP_OK;
}
