/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_float32.h"

#include "sp_convert.h"
#include "sp_logsumexp.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#include "../specs/real_softmax32_facts.acsl"
#endif

/* The log-softmax of z, in double */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1];
    ensures  kinds:     \forall integer i; 0 <= i < n ==>
               \is_minus_infinity(x[i]) || (\is_finite(x[i]) && x[i] <= 0);
    ensures  masked:    \forall integer i; 0 <= i < n &&
               \is_minus_infinity(z[i]) ==> \is_minus_infinity(x[i]);
    ensures  finite:    \forall integer i; 0 <= i < n && \is_finite(z[i]) ==>
               \is_finite(x[i]);
    ensures  accurate:  \forall integer i; 0 <= i < n && \is_finite(x[i]) ==>
               Accurate(x[i], LogSoftmax32(z, n, i));
*/
static void log_softmax_doubles(const float *z, double *x, size_t n)
{
  sp_widen(z, x, n);
  //@ assert accepted: Accepted(x, n);
  /*@ assert same: \forall integer i; 0 <= i < n && \is_finite(z[i]) ==>
        LogSoftmax(x, n, i) == LogSoftmax32(z, n, i); */
  /*@ assert near: \forall integer i, t; 0 <= i < n && 0 <= t < n &&
        \is_finite(x[i]) && \is_finite(x[t]) ==> x[t] - x[i] <= 0x1p1023; */
  sp_log_softmax(x, x, n);
}

/* logp is the log-softmax of z; x is room for n doubles. */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(logp + (0 .. n - 1)) &&
                        \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n);
    requires alias:     logp == z ||
               \separated(logp + (0 .. n - 1), z + (0 .. n - 1));
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), logp + (0 .. n - 1));
    terminates          \true;
    assigns             logp[0 .. n - 1], x[0 .. n - 1];
    ensures  kinds:     \forall integer i; 0 <= i < n ==>
      \is_minus_infinity(logp[i]) || (\is_finite(logp[i]) && logp[i] <= 0);
    ensures  masked:    \forall integer i; 0 <= i < n &&
      \is_minus_infinity(\at(z[i], Pre)) ==> \is_minus_infinity(logp[i]);
    ensures  finite:    \forall integer i; 0 <= i < n &&
      \is_finite(\at(z[i], Pre)) &&
      \abs(LogSoftmax32{Pre}(z, n, i)) <= MAX_FLOAT ==> \is_finite(logp[i]);
    ensures  below:     \forall integer i; 0 <= i < n &&
      \is_finite(logp[i]) ==> \abs(LogSoftmax32{Pre}(z, n, i)) < 0x1p128;
    ensures  ulp:       \forall integer i; 0 <= i < n && \is_finite(logp[i]) ==>
      \abs(logp[i] - LogSoftmax32{Pre}(z, n, i)) <=
        (0.5 + 0x1p-24) * Ulp32(LogSoftmax32{Pre}(z, n, i));
    ensures  relative:  \forall integer i; 0 <= i < n && \is_finite(logp[i]) &&
      0x1p-126 <= \abs(LogSoftmax32{Pre}(z, n, i)) ==>
        \abs(logp[i] - LogSoftmax32{Pre}(z, n, i)) <=
          U32 * (1 + 0x1p-23) * \abs(LogSoftmax32{Pre}(z, n, i));
*/
static void log_softmax_floats(const float *z, float *logp, size_t n, double *x)
{
  log_softmax_doubles(z, x, n);
  sp_narrow(x, logp, n);
}

/* Method: sp_log_softmax of the logits as doubles, rounded to float.
 * Special cases: a logit -inf gives -inf; so does what is below -FLT_MAX by
 * half its unit in the last place.
 * Accuracy: P22 of the contract. */
sp_status sp_log_softmaxf(const float *z, float *logp, size_t n, double *work)
{
  sp_status status = sp_check_floats(z, n);
  if (status == SP_OK)
    log_softmax_floats(z, logp, n, work);
  return status;
}

/* The log-sum-exp of z, in double; x is room for n doubles. */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1];
    ensures  finite:    \is_finite(\result);
    ensures  accuracy:  \forall integer t; Top32(z, n, t) ==>
      \abs(\result - LogSumExp32(z, n)) <=
        U * \abs(LogSumExp32(z, n)) +
        4.5 * U * (1 + 0x1p-16) * (LogSumExp32(z, n) - z[t]) + n * ETA;
*/
static double logsumexp_double(const float *z, size_t n, double *x)
{
  double lse;
  sp_widen(z, x, n);
  //@ assert accepted: Accepted(x, n);
  //@ assert same: LogSumExp(x, n) == LogSumExp32(z, n);
  /*@ assert top: \forall integer t; Top32(z, n, t) ==>
        Top(x, n, t) && x[t] == z[t]; */
  sp_logsumexp(x, n, &lse);
  return lse;
}

/* The float next to the log-sum-exp of z */
/*@ requires accepted:  Accepted32(z, n);
    requires finite:    \is_finite(x);
    requires accuracy:  \forall integer t; Top32(z, n, t) ==>
      \abs(x - LogSumExp32(z, n)) <=
        U * \abs(LogSumExp32(z, n)) +
        4.5 * U * (1 + 0x1p-16) * (LogSumExp32(z, n) - z[t]) + n * ETA;
    terminates          \true;
    assigns             \nothing;
    ensures  finite:    \is_finite(\result);
    ensures  ulp:       \forall integer t; Top32(z, n, t) ==>
      \abs(\result - LogSumExp32(z, n)) <=
        (0.5 + 0x1p-24) * Ulp32(LogSumExp32(z, n)) +
        9 * U * (1 + 0x1p-16) * (LogSumExp32(z, n) - z[t]);
*/
static float logsumexp_float(const float *z, size_t n, double x)
{
  (void)z;
  (void)n;
  return sp_to_float(x);
}

/* Method: sp_logsumexp of the logits as doubles, rounded to float.
 * Special cases: none; a sum of floats' exponentials has a finite logarithm.
 * Accuracy: P22 of the contract. */
sp_status sp_logsumexpf(const float *z, size_t n, float *lse, double *work)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;
  *lse = logsumexp_float(z, n, logsumexp_double(z, n, work));
  return SP_OK;
}
