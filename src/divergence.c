/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_divergence.h"

#include "first_listed.h"
#include "log_excess.h"
#include "row.h"

#include <float.h>

#ifdef __FRAMAC__
#include "../specs/divergence_facts.acsl"
#include "../specs/doubles.acsl"
#endif

sp_status sp_first_listed(sp_status a, sp_status b)
{
  if (a == SP_OK)
    return b;
  if (b == SP_OK)
    return a;
  return a < b ? a : b;
}

/*@ requires logit:  \is_minus_infinity(x) || \is_finite(x);
    terminates       \true;
    assigns          \nothing;
    ensures  masked: \result != 0 <==> \is_minus_infinity(x);
    ensures  open:   \result == 0 <==> \is_finite(x);
*/
static int is_masked(double x)
{
  return x < -DBL_MAX;
}

/* The first entry that w masks and z does not; n if there is none */
/*@ requires size:     n <= 0x4000000;
    requires readable: \valid_read(z + (0 .. n - 1)) &&
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
  for (size_t i = 0; i < n; i++) {
    //@ assert z: \is_finite(z[i]) || \is_minus_infinity(z[i]);
    //@ assert w: \is_finite(w[i]) || \is_minus_infinity(w[i]);
    if (!is_masked(z[i]) && is_masked(w[i])) {
      //@ assert found: \is_finite(z[i]) && !\is_finite(w[i]);
      return i;
    }
    //@ assert entry: \is_finite(z[i]) ==> \is_finite(w[i]);
    //@ assert done: Covered(z, w, i + 1);
  }
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
               \is_finite(sum) && sum <= i * 0x1p991 &&
               \is_finite(lq) && -0x1p991 <= lq ==>
                 \is_finite(\result) && \result <= (i + 1) * 0x1p991;
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
  double mz = z[t], mw = w[s];
  double lz = sp_log_excess(z, n, t), lw = sp_log_excess(w, n, s);
  double sum = 0.0;
  //@ assert largest: \is_finite(mz) && \is_finite(mw);
  /*@ assert logits: \forall integer k; 0 <= k < n ==>
        (\is_minus_infinity(z[k]) || (\is_finite(z[k]) && z[k] <= mz)) &&
        (\is_minus_infinity(w[k]) || (\is_finite(w[k]) && w[k] <= mw)); */
  /*@ assert positive: \forall integer k; 0 <= k < n && 0 < p[k] ==>
        \is_finite(z[k]) && mz - z[k] <= 0x1p990 &&
        -1024 <= FLogOf(z[k], mz, lz) <= 0; */
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant sum:   PartialKL(p, z, w, n, t, s, i, sum);
      loop assigns i, sum;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (p[i] > 0.0) {
      double lp = sp_log_prob(z[i], mz, lz);
      double lq = sp_log_prob(w[i], mw, lw);
      //@ assert lp: \is_finite(lp) && -1024 <= lp <= 0;
      //@ assert lp: lp == FLogProb(z, n, t, i);
      /*@ assert lq: \is_minus_infinity(lq) || (\is_finite(lq) && lq <= 0 &&
            lq == FLogProb(w, n, s, i)); */
      //@ assert above: \is_finite(sum) ==> -0x1p36 <= sum;
      sum = add_term(sum, p[i], lp, lq);
    }
    //@ assert sum: PartialKL(p, z, w, n, t, s, i + 1, sum);
  }
  return sum;
}

/* The divergence for the probabilities p = softmax(z) */
/*@ requires size:     n <= 0x4000000;
    requires readable: \valid_read(z + (0 .. n - 1)) &&
                       \valid_read(w + (0 .. n - 1)) &&
                       \valid_read(p + (0 .. n - 1));
    requires logits:   Logits(z, n) && Logits(w, n);
    requires top:      Top(z, n, t) && Top(w, n, s);
    requires p:        \forall integer k; 0 <= k < n ==> \is_finite(p[k]) &&
               0 <= p[k] <= 1 && p[k] == FSoftmax(z, n, t, k);
    terminates         \true;
    assigns            \nothing;
    ensures  kl:       IsKL(z, w, n, s, \result);
*/
static double divergence(const double *z, const double *w, const double *p,
                         size_t n, size_t t, size_t s)
{
  size_t k = first_uncovered(z, w, n);
  if (k < n)
    return 0.0 - w[k]; /* +inf */
  double sum = sum_terms(z, w, p, n, t, s);
  double kl = sum > 0.0 ? sum : 0.0; /* rounding can leave it below 0 */
  //@ assert infinite: \is_plus_infinity(sum) ==> \is_plus_infinity(kl);
  /*@ assert finite: \is_finite(sum) ==> \is_finite(kl) && 0 <= kl &&
        kl == \max(0.0, FKL(p, z, w, n, t, s, n)); */
  return kl;
}

/* p = softmax(z); what does not overlap p is as before. */
/*@ requires accepted:  Accepted(z, n);
    requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(p + (0 .. n - 1));
    requires separated: \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    terminates          \true;
    assigns             p[0 .. n - 1];
    ensures  model:     \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
               p[i] == FSoftmax{Pre}(z, n, t, i);
    ensures  range:     \forall integer i; 0 <= i < n ==>
               \is_finite(p[i]) && 0 <= p[i] <= 1;
    ensures  kept:      \forall double *q; \separated(q, p + (0 .. n - 1)) ==>
               *q == \old(*q) &&
               (\is_finite(*q) <==> \is_finite(\old(*q))) &&
               (\is_minus_infinity(*q) <==> \is_minus_infinity(\old(*q)));
*/
static void probabilities(const double *z, double *p, size_t n)
{
  sp_softmax(z, p, n);
}

/* Method: the terms p[i] (log p[i] - log q[i]), with no logarithm of a
 * probability: log p and log q are log-softmax of z and w.
 * Special cases: an entry that z masks counts for nothing; one that w masks and
 * z does not makes the divergence infinite, however small p[i] is.
 * Accuracy: P14 of the contract.
 * Reference: T. M. Cover, J. A. Thomas, Elements of Information Theory, 2006,
 * section 2.3. */
sp_status sp_kl_divergence(const double *z, const double *w, double *p,
                           size_t n, double *kl)
{
  size_t t, s;
  sp_status status_z = sp_scan(z, n, &t);
  sp_status status_w = sp_scan(w, n, &s);
  sp_status status = sp_first_listed(status_z, status_w);
  if (status != SP_OK)
    return status;

  //@ assert z: Accepted(z, n) && Top(z, n, t);
  //@ assert w: Accepted(w, n) && Top(w, n, s);
  probabilities(z, p, n);
  //@ assert z: LogitsFrom{Pre,Here}(z, 0, n);
  //@ assert w: LogitsFrom{Pre,Here}(w, 0, n);
  //@ assert top_z: Top(z, n, t);
  //@ assert top_w: Top(w, n, s);
  //@ assert logits: Logits(z, n) && Logits(w, n);
  /*@ assert p: \forall integer i, t; 0 <= i < n && Top{Pre}(z, n, t) ==>
        p[i] == FSoftmax{Pre}(z, n, t, i); */
  /*@ assert p: \forall integer k; 0 <= k < n ==> \is_finite(p[k]) &&
        0 <= p[k] <= 1 && p[k] == FSoftmax(z, n, t, k); */
  double y = divergence(z, w, p, n, t, s);
  //@ assert y: IsKL{Pre}(z, w, n, s, y);
  *kl = y;
  return SP_OK;
}
