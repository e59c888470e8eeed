/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_jacobian_float.h"

#include "sp_convert.h"
#include "sp_jacobian.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#include "../specs/jacobian32_facts.acsl"
#endif

/* w is the product for p and v, in double; x is room for the doubles p. */
/*@ requires size:        1 <= n <= SP_MAX_N;
    requires readable:    \valid_read(p + (0 .. n - 1)) &&
                          \valid_read(v + (0 .. n - 1));
    requires writable:    \valid(x + (0 .. n - 1)) && \valid(w + (0 .. n - 1));
    requires separated:   \separated(x + (0 .. n - 1), p + (0 .. n - 1)) &&
                          \separated(x + (0 .. n - 1), v + (0 .. n - 1)) &&
                          \separated(w + (0 .. n - 1), p + (0 .. n - 1)) &&
                          \separated(w + (0 .. n - 1), v + (0 .. n - 1)) &&
                          \separated(x + (0 .. n - 1), w + (0 .. n - 1));
    requires probability: Probabilities32(p, n) && Sum32(p, n) <= 1 + 0x1p-19;
    requires finite:      Within32(v, n, MAX_FLOAT);
    terminates            \true;
    assigns               x[0 .. n - 1], w[0 .. n - 1];
    ensures  finite:      \forall integer i; 0 <= i < n ==> \is_finite(w[i]);
    ensures  error:       \forall integer i, real V;
               0 <= i < n && Within32(v, n, V) ==>
               \abs(w[i] - ExactProduct32(p, v, n, i)) <=
                 ProductError(p[i], n, V) + (n + 1) * ETA;
*/
static void product_doubles(const float *p, const float *v, double *x,
                            double *w, size_t n)
{
  sp_widen(p, x, n);
  sp_widen(v, w, n);
  //@ assert wide: Widened(p, x, n) && Widened(v, w, n);
  /*@ assert probability: Probabilities(x, n) &&
        Sum(x, n) == Sum32(p, n); */
  //@ assert within: \forall real V; Within32(v, n, V) ==> Within(w, n, V);
  //@ assert no_overflow: Within(w, n, 0x1p990);
  /*@ assert same: \forall integer i; 0 <= i < n ==>
        x[i] == p[i] && ExactProduct(x, w, n, i) == ExactProduct32(p, v, n, i);
  */
  sp_softmax_jacobian_product(x, w, w, n);
  /*@ assert near: \forall integer i, real V; 0 <= i < n &&
        Within32(v, n, V) ==>
        \abs(w[i] - ExactProduct32(p, v, n, i)) <=
          p[i] * (n + 4) * U * (1 + 0x1p-18) * V + (n + 1) * ETA; */
}

/* out is the product for p and v; x and w are room for n doubles. */
/*@ requires size:        1 <= n <= SP_MAX_N;
    requires readable:    \valid_read(p + (0 .. n - 1)) &&
                          \valid_read(v + (0 .. n - 1));
    requires writable:    \valid(out + (0 .. n - 1)) &&
                          \valid(x + (0 .. n - 1)) && \valid(w + (0 .. n - 1));
    requires separated:   \separated(x + (0 .. n - 1), p + (0 .. n - 1)) &&
                          \separated(x + (0 .. n - 1), v + (0 .. n - 1)) &&
                          \separated(w + (0 .. n - 1), p + (0 .. n - 1)) &&
                          \separated(w + (0 .. n - 1), v + (0 .. n - 1)) &&
                          \separated(w + (0 .. n - 1), out + (0 .. n - 1)) &&
                          \separated(x + (0 .. n - 1), w + (0 .. n - 1));
    requires probability: Probabilities32(p, n) && Sum32(p, n) <= 1 + 0x1p-19;
    requires finite:      Within32(v, n, MAX_FLOAT);
    terminates            \true;
    assigns               out[0 .. n - 1], x[0 .. n - 1], w[0 .. n - 1];
    ensures  finite:      \forall integer i; 0 <= i < n ==>
               \is_finite(out[i]);
    ensures  ulp:         \forall integer i, real V;
               0 <= i < n && Within32{Pre}(v, n, V) ==>
               \abs(out[i] - ExactProduct32{Pre}(p, v, n, i)) <=
                 (0.5 + 0x1p-24) * Ulp32(ExactProduct32{Pre}(p, v, n, i)) +
                 2 * ProductError(\at(p[i], Pre), n, V);
*/
static void product_floats(const float *p, const float *v, float *out, size_t n,
                           double *x, double *w)
{
  product_doubles(p, v, x, w, n);
  /*@ assert range: \forall integer i; 0 <= i < n ==>
        0 <= p[i] <= 1 &&
        \abs(ExactProduct32(p, v, n, i)) <= 0.75 * MAX_FLOAT; */
  /*@ assert small: \forall integer i; 0 <= i < n ==>
        0 <= ProductError(p[i], n, MAX_FLOAT) <= 0x1p-20 * MAX_FLOAT; */
  /*@ assert error: \forall integer i; 0 <= i < n ==>
        \abs(w[i] - ExactProduct32(p, v, n, i)) <=
          ProductError(p[i], n, MAX_FLOAT) + (n + 1) * ETA; */
  /*@ assert below: \forall integer i; 0 <= i < n ==>
        \is_finite(w[i]) && \abs(w[i]) < OVERFLOW; */
  /*@ assert any: \forall integer i, real V; 0 <= i < n &&
        Within32(v, n, V) ==> 0 <= ProductError(p[i], n, V); */
  sp_narrow(w, out, n);
  /*@ assert finite: \forall integer i; 0 <= i < n ==> \is_finite(out[i]); */
}

/* Method: sp_softmax_jacobian_product of the rows as doubles, rounded to float.
 * Special cases: no finite v overflows.
 * Accuracy: P22 of the contract. */
void sp_softmax_jacobian_productf(const float *p, const float *v, float *out,
                                  size_t n, double *work)
{
  product_floats(p, v, out, n, work, work + n);
}
