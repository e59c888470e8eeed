/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_jacobian_float.h"

#include "sp_convert.h"
#include "sp_jacobian.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#include "../specs/jacobian32_facts.acsl"
#include "../specs/jacobian32_matrix_facts.acsl"
#endif

/*@ requires range:  Probability32(x);
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \is_finite(\result) &&
               \result == RN32(FMul(x, FSub(1.0, x)));
*/
static float diagonal_entry(float x)
{
  //@ assert number: !\is_NaN(x);
  double wide = sp_from_float(x);
  //@ assert wide: \is_finite(wide) && 0 <= wide <= 1 && wide == x;
  double y = wide * (1.0 - wide);
  //@ assert model: \is_finite(y) && y == FMul(wide, FSub(1.0, wide));
  //@ assert range: 0 <= y <= 1;
  return sp_to_float(y);
}

/*@ requires range:  Probability32(x) && Probability32(y);
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \is_finite(\result) && \result == RN32(-(x * y));
*/
static float other_entry(float x, float y)
{
  //@ assert number: !\is_NaN(x) && !\is_NaN(y);
  double a = sp_from_float(x), b = sp_from_float(y);
  //@ assert wide: \is_finite(a) && 0 <= a <= 1 && a == x;
  //@ assert wide: \is_finite(b) && 0 <= b <= 1 && b == y;
  double z = -(a * b);
  //@ assert model: \is_finite(z) && z == -FMul(a, b);
  //@ assert exact: z == -(x * y) && -1 <= z <= 0;
  return sp_to_float(z);
}

/*@ requires p:         \valid_read(p + i) && \valid_read(p + j);
    requires range:     Probability32(p[i]) && Probability32(p[j]);
    terminates          \true;
    assigns             \nothing;
    ensures  model:     \is_finite(\result) &&
               \result == FJacobian32(p[i], p[j], i, j);
*/
static float jacobian_entry(const float *p, size_t i, size_t j)
{
  return i == j ? diagonal_entry(p[i]) : other_entry(p[i], p[j]);
}

/*@ requires size:      0 <= i < n <= SP_MAX_N;
    requires p:         \valid_read(p + (0 .. n - 1)) && Probabilities32(p, n);
    requires row:       \valid(row + (0 .. n - 1));
    requires separated: \separated(p + (0 .. n - 1), row + (0 .. n - 1));
    terminates          \true;
    assigns             row[0 .. n - 1];
    ensures  model:     JacobianRow32(p, row, n, i);
    ensures  kept:      \forall float *q;
               \separated(q, row + (0 .. n - 1)) && \is_finite(\old(*q)) ==>
               \is_finite(*q) && *q == \old(*q);
*/
static void jacobian_row(const float *p, float *row, size_t n, size_t i)
{
  /*@ loop invariant range: 0 <= j <= n;
      loop invariant p:     Probabilities32(p, n);
      loop invariant done:  JacobianRow32(p, row, j, i);
      loop assigns j, row[0 .. n - 1];
      loop variant n - j;
  */
  for (size_t j = 0; j < n; j++) {
    //@ assert entries: Probability32(p[i]) && Probability32(p[j]);
    row[j] = jacobian_entry(p, i, j);
    //@ assert p:    Probabilities32(p, n);
    //@ assert done: JacobianRow32(p, row, j + 1, i);
  }
}

/* Method: every entry in double, rounded to float.
 * Special cases: none.
 * Accuracy: P22 of the contract. */
void sp_softmax_jacobianf(const float *p, float *J, size_t n)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant p:     Probabilities32(p, n);
      loop invariant done:
        \forall integer k; 0 <= k < i ==> JacobianRow32(p, J + k * n, n, k);
      loop assigns i, J[0 .. n * n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    //@ assert row:  0 <= i * n && i * n + n <= n * n <= 0x10000000000000;
    //@ assert size: (size_t)(i * n) == i * n && (size_t)(i + 1) == i + 1;
    jacobian_row(p, J + i * n, n, i);
  }
}

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
