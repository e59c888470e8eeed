/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_float32.h"

#include "sp_convert.h"
#include "sp_softmax.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#include "../specs/real_softmax32_facts.acsl"
#endif

/* The softmax of z, in double */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1];
    ensures  range:     \forall integer i; 0 <= i < n ==>
               \is_finite(x[i]) && 0 <= x[i] <= 1;
    ensures  accurate:  \forall integer i; 0 <= i < n ==>
               Accurate(x[i], Softmax32(z, n, i));
    ensures  equal:     \forall integer i, j; 0 <= i < n && 0 <= j < n &&
               \is_finite(z[i]) && \is_finite(z[j]) && z[i] == z[j] ==>
                 x[i] == x[j];
    ensures  masked:    \forall integer i; 0 <= i < n &&
               \is_minus_infinity(z[i]) ==> x[i] == 0;
*/
static void softmax_doubles(const float *z, double *x, size_t n)
{
  sp_widen(z, x, n);
  //@ assert accepted: Accepted(x, n);
  /*@ assert same: \forall integer i; 0 <= i < n ==>
        Softmax(x, n, i) == Softmax32(z, n, i); */
  sp_softmax(x, x, n);
}

/* p is the softmax of z; x is room for n doubles. */
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
      \abs(p[i] - Softmax32{Pre}(z, n, i)) <=
        (0.5 + 0x1p-24) * Ulp32(Softmax32{Pre}(z, n, i));
    ensures  relative:  \forall integer i; 0 <= i < n &&
      0x1p-126 <= Softmax32{Pre}(z, n, i) ==>
        \abs(p[i] - Softmax32{Pre}(z, n, i)) <=
          U32 * (1 + 0x1p-23) * Softmax32{Pre}(z, n, i);
    ensures  absolute:  \forall integer i; 0 <= i < n &&
      Softmax32{Pre}(z, n, i) <= 0x1p-126 ==>
        \abs(p[i] - Softmax32{Pre}(z, n, i)) <= 0x1p-150 * (1 + 0x1p-23);
    ensures  equal:     \forall integer i, j; 0 <= i < n && 0 <= j < n &&
      \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
      \at(z[i], Pre) == \at(z[j], Pre) ==> p[i] == p[j];
    ensures  masked:    \forall integer i; 0 <= i < n &&
      \is_minus_infinity(\at(z[i], Pre)) ==> p[i] == 0;
*/
static void softmax_floats(const float *z, float *p, size_t n, double *x)
{
  softmax_doubles(z, x, n);
  /*@ assert nonneg:   \forall integer i; 0 <= i < n ==>
        0 <= Softmax32(z, n, i); */
  sp_narrow(x, p, n);
  /*@ assert finite:   \forall integer i; 0 <= i < n ==> \is_finite(p[i]); */
  /*@ assert accurate: \forall integer i; 0 <= i < n ==>
        Accurate(x[i], Softmax32{Pre}(z, n, i)); */
}

/* Method: sp_softmax of the logits as doubles, rounded to float.
 * Special cases: a logit -inf gives +0.
 * Accuracy: P22 of the contract. */
sp_status sp_softmaxf(const float *z, float *p, size_t n, double *work)
{
  sp_status status = sp_check_floats(z, n);
  if (status == SP_OK)
    softmax_floats(z, p, n, work);
  return status;
}
