/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_limits_float.h"

#include "sp_convert.h"
#include "sp_limits.h"

#ifdef __FRAMAC__
#include "../specs/floats.acsl"
#include "../specs/limits32_facts.acsl"
#endif

/* The limit for T -> 0, in double */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1];
    ensures  range:     \forall integer i; 0 <= i < n ==>
               \is_finite(x[i]) && 0 <= x[i] <= 1;
    ensures  accurate:  \forall integer i, t; 0 <= i < n && Top32(z, n, t) ==>
               Accurate(x[i], Cold32(z, n, z[t], i));
    ensures  equal:     \forall integer i, t; 0 <= i < n && Top32(z, n, t) &&
               \is_finite(z[i]) && z[i] == z[t] ==> x[i] == x[t];
    ensures  zero:      \forall integer i, t; 0 <= i < n && Top32(z, n, t) &&
               (\is_minus_infinity(z[i]) || z[i] < z[t]) ==> x[i] == 0;
*/
static void cold_doubles(const float *z, double *x, size_t n)
{
  sp_widen(z, x, n);
  //@ assert accepted: Accepted(x, n);
  //@ ghost wide: ;
  sp_softmax_cold(x, x, n);
  //@ assert row: ColdRow{wide,Here}(x, n);
  //@ assert limit: ColdRow32{wide,Here}(z, x, n);
}

/* p is the limit for T -> 0; x is room for n doubles. */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(p + (0 .. n - 1)) && \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n);
    requires alias:     p == z || \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), p + (0 .. n - 1));
    terminates          \true;
    assigns             p[0 .. n - 1], x[0 .. n - 1];
    ensures  finite:    \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
    ensures  range:     \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
    ensures  ulp:       \forall integer i, t;
        0 <= i < n && Top32{Pre}(z, n, t) ==>
          \abs(p[i] - Cold32{Pre}(z, n, \at(z[t], Pre), i)) <=
            (0.5 + 0x1p-24) * Ulp32(Cold32{Pre}(z, n, \at(z[t], Pre), i));
    ensures  equal:     \forall integer i, t;
        0 <= i < n && Top32{Pre}(z, n, t) && \is_finite(\at(z[i], Pre)) &&
        \at(z[i], Pre) == \at(z[t], Pre) ==> p[i] == p[t];
    ensures  zero:      \forall integer i, t;
        0 <= i < n && Top32{Pre}(z, n, t) &&
        (\is_minus_infinity(\at(z[i], Pre)) ||
         \at(z[i], Pre) < \at(z[t], Pre)) ==> p[i] == 0;
*/
static void cold_floats(const float *z, float *p, size_t n, double *x)
{
  cold_doubles(z, x, n);
  sp_narrow(x, p, n);
  /*@ assert finite:   \forall integer i; 0 <= i < n ==> \is_finite(p[i]); */
  /*@ assert accurate: \forall integer i, t;
        0 <= i < n && Top32{Pre}(z, n, t) ==>
          Accurate(x[i], Cold32{Pre}(z, n, \at(z[t], Pre), i)); */
}

/* Method: sp_softmax_cold of the logits as doubles, rounded to float.
 * Special cases: a logit -inf gives +0; -0 and 0 are a tie.
 * Accuracy: P22 of the contract. */
sp_status sp_softmax_coldf(const float *z, float *p, size_t n, double *work)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;
  cold_floats(z, p, n, work);
  return SP_OK;
}

/* The limit for T -> infinity, in double */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1];
    ensures  range:     \forall integer i; 0 <= i < n ==>
               \is_finite(x[i]) && 0 <= x[i] <= 1;
    ensures  accurate:  \forall integer i; 0 <= i < n ==>
               Accurate(x[i], Hot32(z, n, i));
    ensures  equal:     \forall integer i, j; 0 <= i < n && 0 <= j < n &&
               \is_finite(z[i]) && \is_finite(z[j]) ==> x[i] == x[j];
    ensures  masked:    \forall integer i; 0 <= i < n &&
               \is_minus_infinity(z[i]) ==> x[i] == 0;
*/
static void hot_doubles(const float *z, double *x, size_t n)
{
  sp_widen(z, x, n);
  //@ assert accepted: Accepted(x, n);
  //@ ghost wide: ;
  sp_softmax_hot(x, x, n);
  //@ assert row: HotRow{wide,Here}(x, n);
  //@ assert limit: HotRow32{wide,Here}(z, x, n);
}

/* p is the limit for T -> infinity; x is room for n doubles. */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(p + (0 .. n - 1)) && \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n);
    requires alias:     p == z || \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), p + (0 .. n - 1));
    terminates          \true;
    assigns             p[0 .. n - 1], x[0 .. n - 1];
    ensures  finite:    \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
    ensures  range:     \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
    ensures  ulp:       \forall integer i; 0 <= i < n ==>
        \abs(p[i] - Hot32{Pre}(z, n, i)) <=
          (0.5 + 0x1p-24) * Ulp32(Hot32{Pre}(z, n, i));
    ensures  equal:     \forall integer i, j; 0 <= i < n && 0 <= j < n &&
        \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) ==>
          p[i] == p[j];
    ensures  masked:    \forall integer i; 0 <= i < n &&
        \is_minus_infinity(\at(z[i], Pre)) ==> p[i] == 0;
*/
static void hot_floats(const float *z, float *p, size_t n, double *x)
{
  hot_doubles(z, x, n);
  sp_narrow(x, p, n);
  /*@ assert finite:   \forall integer i; 0 <= i < n ==> \is_finite(p[i]); */
  /*@ assert accurate: \forall integer i; 0 <= i < n ==>
        Accurate(x[i], Hot32{Pre}(z, n, i)); */
}

/* Method: sp_softmax_hot of the logits as doubles, rounded to float.
 * Special cases: a logit -inf gives +0.
 * Accuracy: P22 of the contract. */
sp_status sp_softmax_hotf(const float *z, float *p, size_t n, double *work)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;
  hot_floats(z, p, n, work);
  return SP_OK;
}

/*@ requires logits: (\is_finite(x) || \is_minus_infinity(x)) &&
                     (\is_finite(y) || \is_minus_infinity(y));
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \result != 0 <==>
               \is_finite(x) && (\is_minus_infinity(y) || y < x);
*/
static int is_above(float x, float y)
{
  return x > y;
}

/* Method: the first entry that is above all before it, and above which there
 * is none.
 * Special cases: -0 and 0 are equal. */
sp_status sp_argmaxf(const float *z, size_t n, size_t *index)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;

  size_t top = 0; /* so far */
  /*@ loop invariant range: 1 <= i <= n && 0 <= top < i;
      loop invariant below: \forall integer k; 0 <= k < i ==>
        \is_minus_infinity(z[k]) ||
        (\is_finite(z[k]) && \is_finite(z[top]) && z[k] <= z[top]);
      loop invariant first: \forall integer k; 0 <= k < top ==>
        \is_minus_infinity(z[k]) || (\is_finite(z[k]) && z[k] < z[top]);
      loop assigns i, top;
      loop variant n - i;
  */
  for (size_t i = 1; i < n; i++)
    if (is_above(z[i], z[top]))
      top = i;
  //@ assert top: Top32(z, n, top);
  *index = top;
  return SP_OK;
}
