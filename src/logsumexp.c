/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "log_excess.h"
#include "row.h"

#ifdef __FRAMAC__
#include "../specs/log_facts.acsl"
#endif

/* The entry at top contributes exactly 1, so log1p of the others loses nothing
 * where they are small. */
double sp_log_excess(const double *z, size_t n, size_t top)
{
  double m = z[top];
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum:   \is_finite(sum) && 0 <= sum <= i &&
                            sum == FExcess(z, top, i);
      loop assigns i, sum;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    if (i != top) {
      sum = sum + sp_textbook_weight(z[i], m);
      /*@ assert next: \is_finite(sum) && 0 <= sum <= i + 1 &&
            sum == FExcess(z, top, i + 1); */
    }
  return sp_log1p(sum);
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

/* log(e^(x - m) / e^l) */
/*@ requires logits:  \is_finite(m);
    requires logits:  \is_minus_infinity(x) || (\is_finite(x) && x <= m);
    requires l:       \is_finite(l) && 0 <= l <= 18.125;
    terminates        \true;
    assigns           \nothing;
    ensures  model:   \is_minus_infinity(\result) ||
               (\is_finite(\result) && \is_finite(x) &&
                \result == FSub(FSub(x, m), l));
    ensures  masked:  \is_minus_infinity(x) ==> \is_minus_infinity(\result);
    ensures  near:    \is_finite(x) && m - x <= 0x1p1023 ==>
               \is_finite(\result);
*/
static double log_prob(double x, double m, double l)
{
  return (x - m) - l;
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
    logp[i] = log_prob(z[i], m, l);
    //@ assert rest: LogitsFrom{Pre,Here}(z, i + 1, n);
    //@ assert done: LogProbs{Pre,Here}(z, logp, n, top, i + 1);
  }
  //@ assert done: LogProbs{Pre,Here}(z, logp, n, top, n);
  /*@ assert accuracy:
        \forall integer i; 0 <= i < n && \is_finite(logp[i]) ==>
          \abs(logp[i] - LogSoftmax{Pre}(z, n, i)) <=
            (2 * (\at(z[\at(top, Here)], Pre) - \at(z[i], Pre)) + n + 5 * \log(n) +
              0.125) * (U * (1 + 0x1p-20)) + n * ETA; */
  return SP_OK;
}
