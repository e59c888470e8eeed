/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_divergence.h"

#include "log_excess.h"
#include "row.h"

#include <float.h>

#ifdef __FRAMAC__
#include "../specs/divergence_facts.acsl"
#endif

/*@ terminates      \true;
    assigns         \nothing;
    ensures  first: \result == SP_OK <==> a == SP_OK && b == SP_OK;
    ensures  first: a == SP_OK ==> \result == b;
    ensures  first: b == SP_OK ==> \result == a;
    ensures  first: a != SP_OK && b != SP_OK ==> \result == \min(a, b);
*/
static sp_status first_listed(sp_status a, sp_status b)
{
  if (a == SP_OK)
    return b;
  if (b == SP_OK)
    return a;
  return a < b ? a : b;
}

/* The first entry that w masks and z does not; n if there is none */
/*@ requires readable: \valid_read(z + (0 .. n - 1)) &&
                       \valid_read(w + (0 .. n - 1));
    requires logits:   Logits(z, n) && Logits(w, n);
    terminates         \true;
    assigns            \nothing;
    ensures  range:    \result <= n;
    ensures  none:     \result == n <==> Covered(z, w, n);
    ensures  found:    \result < n ==> \is_minus_infinity(w[\result]);
*/
static size_t first_uncovered(const double *z, const double *w, size_t n)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  Covered(z, w, i);
      loop assigns i;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    if (z[i] >= -DBL_MAX && w[i] < -DBL_MAX)
      return i;
  return n;
}

/* sum + p (lp - lq), where +inf stands for what is above every double */
/*@ requires sum:   \is_plus_infinity(sum) ||
               (\is_finite(sum) && -0x1p36 <= sum);
    requires p:     \is_finite(p) && 0 < p <= 1;
    requires lp:    \is_finite(lp) && -1024 <= lp <= 0;
    requires lq:    \is_minus_infinity(lq) || (\is_finite(lq) && lq <= 0);
    terminates      \true;
    assigns         \nothing;
    ensures  model: \is_plus_infinity(\result) ||
               (\is_finite(\result) && \is_finite(sum) && \is_finite(lq) &&
                \result == FAdd(sum, FMul(p, FSub(lp, lq))));
    ensures  below: \forall integer i; 0 <= i < 0x4000000 &&
               \is_finite(\result) && -1024 * i <= sum ==>
                 -1024 * (i + 1) <= \result;
    ensures  small: \forall integer i; 0 <= i < 0x4000000 &&
               \is_finite(sum) && -1024 * i <= sum <= i * 0x1p992 &&
               \is_finite(lq) && -0x1p991 <= lq ==>
                 \is_finite(\result) && \result <= (i + 1) * 0x1p992;
*/
static double add_term(double sum, double p, double lp, double lq)
{
  return sum + p * (lp - lq);
}

/* sum_i p[i] (log p[i] - log q[i]); t and s: the places of a largest logit */
/*@ requires size:     n <= 0x4000000;
    requires readable: \valid_read(z + (0 .. n - 1)) &&
                       \valid_read(w + (0 .. n - 1)) &&
                       \valid_read(p + (0 .. n - 1));
    requires top:      Top(z, n, t) && Top(w, n, s);
    requires p:        \forall integer k; 0 <= k < n ==> \is_finite(p[k]) &&
               0 <= p[k] <= 1 && p[k] == FSoftmax(z, n, t, k);
    terminates         \true;
    assigns            \nothing;
    ensures  model:    PartialKL(p, z, w, n, t, s, n, \result);
*/
static double sum_terms(const double *z, const double *w, const double *p,
                        size_t n, size_t t, size_t s)
{
  double lz = sp_log_excess(z, n, t);
  double lw = sp_log_excess(w, n, s);
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum:   PartialKL(p, z, w, n, t, s, i, sum);
      loop assigns i, sum;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (p[i] > 0.0) {
      double lp = sp_log_prob(z[i], z[t], lz);
      double lq = sp_log_prob(w[i], w[s], lw);
      sum = add_term(sum, p[i], lp, lq);
    }
    //@ assert sum: PartialKL(p, z, w, n, t, s, i + 1, sum);
  }
  return sum;
}

/* Method: the terms p[i] (log p[i] - log q[i]), with no logarithm of a
 * probability: log p and log q are log-softmax of z and w. Rounding can leave a
 * sum below 0, which the divergence never is.
 * Special cases: an entry that z masks counts for nothing; one that w masks and
 * z does not makes the divergence infinite, however small p[i] is.
 * Accuracy: P14 of the contract.
 * Reference: T. M. Cover, J. A. Thomas, Elements of Information Theory, 2006,
 * section 2.3. */
sp_status sp_kl_divergence(const double *z, const double *w, double *p,
                           size_t n, double *kl)
{
  size_t t, s;
  sp_status status = first_listed(sp_scan(z, n, &t), sp_scan(w, n, &s));
  if (status != SP_OK)
    return status;

  sp_softmax(z, p, n);
  size_t k = first_uncovered(z, w, n);
  if (k < n) {
    *kl = 0.0 - w[k]; /* +inf */
    return SP_OK;
  }
  double sum = sum_terms(z, w, p, n, t, s);
  *kl = sum > 0.0 ? sum : 0.0;
  return SP_OK;
}
