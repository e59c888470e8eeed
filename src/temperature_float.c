/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_temperature_float.h"

#include "sp_convert.h"
#include "sp_temperature.h"
#include "temperature.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#include "../specs/temperature32_facts.acsl"
#endif

/* The softmax of z / T, in double */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n) && Temperature(T);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1];
    ensures  range:     \forall integer i; 0 <= i < n ==>
               \is_finite(x[i]) && 0 <= x[i] <= 1;
    ensures  accurate:  \forall integer i; 0 <= i < n ==>
               Accurate(x[i], SoftmaxT32(z, n, T, i));
    ensures  equal:     \forall integer i, j; 0 <= i < n && 0 <= j < n &&
               \is_finite(z[i]) && \is_finite(z[j]) && z[i] == z[j] ==>
                 x[i] == x[j];
    ensures  masked:    \forall integer i; 0 <= i < n &&
               \is_minus_infinity(z[i]) ==> x[i] == 0;
*/
static void softmax_doubles(const float *z, double *x, size_t n, double T)
{
  sp_widen(z, x, n);
  //@ assert accepted: Accepted(x, n);
  /*@ assert same: \forall integer i; 0 <= i < n ==>
        SoftmaxT(x, n, T, i) == SoftmaxT32(z, n, T, i); */
  sp_softmax_temperature(x, x, n, T);
}

/* p is the softmax of z / T; x is room for n doubles. */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(p + (0 .. n - 1)) && \valid(x + (0 .. n - 1));
    requires accepted:  Accepted32(z, n) && Temperature(T);
    requires alias:     p == z || \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), p + (0 .. n - 1));
    terminates          \true;
    assigns             p[0 .. n - 1], x[0 .. n - 1];
    ensures  finite:    \forall integer i; 0 <= i < n ==> \is_finite(p[i]);
    ensures  range:     \forall integer i; 0 <= i < n ==> 0 <= p[i] <= 1;
    ensures  ulp:       \forall integer i; 0 <= i < n ==>
      \abs(p[i] - SoftmaxT32{Pre}(z, n, T, i)) <=
        (0.5 + 0x1p-24) * Ulp32(SoftmaxT32{Pre}(z, n, T, i));
    ensures  relative:  \forall integer i; 0 <= i < n &&
      0x1p-126 <= SoftmaxT32{Pre}(z, n, T, i) ==>
        \abs(p[i] - SoftmaxT32{Pre}(z, n, T, i)) <=
          U32 * (1 + 0x1p-23) * SoftmaxT32{Pre}(z, n, T, i);
    ensures  absolute:  \forall integer i; 0 <= i < n &&
      SoftmaxT32{Pre}(z, n, T, i) <= 0x1p-126 ==>
        \abs(p[i] - SoftmaxT32{Pre}(z, n, T, i)) <=
          0x1p-150 * (1 + 0x1p-23);
    ensures  equal:     \forall integer i, j; 0 <= i < n && 0 <= j < n &&
      \is_finite(\at(z[i], Pre)) && \is_finite(\at(z[j], Pre)) &&
      \at(z[i], Pre) == \at(z[j], Pre) ==> p[i] == p[j];
    ensures  masked:    \forall integer i; 0 <= i < n &&
      \is_minus_infinity(\at(z[i], Pre)) ==> p[i] == 0;
*/
static void softmax_floats(const float *z, float *p, size_t n, double T,
                           double *x)
{
  softmax_doubles(z, x, n, T);
  /*@ assert nonneg:   \forall integer i; 0 <= i < n ==>
        0 <= SoftmaxT32(z, n, T, i); */
  sp_narrow(x, p, n);
  /*@ assert finite:   \forall integer i; 0 <= i < n ==> \is_finite(p[i]); */
  /*@ assert accurate: \forall integer i; 0 <= i < n ==>
        Accurate(x[i], SoftmaxT32{Pre}(z, n, T, i)); */
}

/* Method: sp_softmax_temperature of the logits as doubles, rounded to float.
 * Special cases: a logit -inf gives +0.
 * Accuracy: P22 of the contract. */
sp_status sp_softmax_temperaturef(const float *z, float *p, size_t n, double T,
                                  double *work)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;
  if (!sp_is_temperature(T))
    return SP_BAD_TEMPERATURE;
  softmax_floats(z, p, n, T, work);
  return SP_OK;
}
