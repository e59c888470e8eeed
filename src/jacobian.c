/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_jacobian.h"

#ifdef __FRAMAC__
#include "../specs/jacobian_facts.acsl"
#endif

/*@ requires range:  \is_finite(x) && 0 <= x <= 1;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FDiagonal(x);
*/
static double diagonal_entry(double x)
{
  return x * (1.0 - x);
}

/*@ requires range:  \is_finite(x) && 0 <= x <= 1;
    requires range:  \is_finite(y) && 0 <= y <= 1;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == -FMul(x, y);
*/
static double other_entry(double x, double y)
{
  return -(x * y);
}

/*@ requires p:         \valid_read(p + i) && \valid_read(p + j);
    requires range:     Probability(p[i]) && Probability(p[j]);
    terminates          \true;
    assigns             \nothing;
    ensures  finite:    \is_finite(\result);
    ensures  model:     \result == FJacobian(p[i], p[j], i, j);
*/
static double jacobian_entry(const double *p, size_t i, size_t j)
{
  return i == j ? diagonal_entry(p[i]) : other_entry(p[i], p[j]);
}

/*@ requires size:      0 <= i < n <= SP_MAX_N;
    requires p:         \valid_read(p + (0 .. n - 1)) && Probabilities(p, n);
    requires row:       \valid(row + (0 .. n - 1));
    requires separated: \separated(p + (0 .. n - 1), row + (0 .. n - 1));
    terminates          \true;
    assigns             row[0 .. n - 1];
    ensures  model:     JacobianRow(p, row, n, i);
    ensures  kept:      \forall double *q;
               \separated(q, row + (0 .. n - 1)) && \is_finite(\old(*q)) ==>
               \is_finite(*q) && *q == \old(*q);
*/
static void jacobian_row(const double *p, double *row, size_t n, size_t i)
{
  /*@ loop invariant range: 0 <= j <= n;
      loop invariant p:     Probabilities(p, n);
      loop invariant done:  JacobianRow(p, row, j, i);
      loop assigns j, row[0 .. n - 1];
      loop variant n - j;
  */
  for (size_t j = 0; j < n; j++) {
    row[j] = jacobian_entry(p, i, j);
    /*@ assert p:    Probabilities(p, n); */
    /*@ assert done: JacobianRow(p, row, j + 1, i); */
  }
}

void sp_softmax_jacobian(const double *p, double *J, size_t n)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant p:     Probabilities(p, n);
      loop invariant done:
        \forall integer k; 0 <= k < i ==> JacobianRow(p, J + k * n, n, k);
      loop assigns i, J[0 .. n * n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    /*@ assert row:  0 <= i * n && i * n + n <= n * n <= 0x10000000000000; */
    /*@ assert size: (size_t)(i * n) == i * n && (size_t)(i + 1) == i + 1; */
    jacobian_row(p, J + i * n, n, i);
  }
}

/*@ requires range:  \is_finite(x) && 0 <= x <= 1;
    requires range:  \is_finite(y) && -0x1p990 <= y <= 0x1p990;
    requires range:  \is_finite(sum);
    requires range:  -0x1p991 <= FAdd(sum, FMul(x, y)) <= 0x1p991;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FAdd(sum, FMul(x, y));
*/
static double add_product(double sum, double x, double y)
{
  return sum + x * y;
}

/*@ requires range:  \is_finite(x) && 0 <= x <= 1;
    requires range:  \is_finite(y) && -0x1p990 <= y <= 0x1p990;
    requires range:  \is_finite(mean) && -0x1p991 <= mean <= 0x1p991;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FMul(x, FSub(y, mean));
*/
static double product_entry(double x, double y, double mean)
{
  return x * (y - mean);
}

/* Method: the mean of v, weighted by p and added in order, then p[i] times the
 * distance of v[i] from it: the matrix is not formed.
 * Special cases: none.
 * Accuracy: P12 of the contract.
 * Reference: S. M. Rump, Error estimation of floating-point summation and dot
 * product, BIT 52, 2012. */
void sp_softmax_jacobian_product(const double *p, const double *v, double *out,
                                 size_t n)
{
  double mean = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant mean:  \is_finite(mean) && mean == FDot(p, v, i);
      loop assigns i, mean;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++)
    mean = add_product(mean, p[i], v[i]);
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant p:     Probabilities(p, n) && Same{Pre,Here}(p, p, n);
      loop invariant done:
        \forall integer k; 0 <= k < i ==>
          \is_finite(out[k]) && out[k] == \at(FProduct(p, v, n, k), Pre);
      loop invariant left:
        \forall integer k; i <= k < n ==>
          \is_finite(v[k]) && v[k] == \at(v[k], Pre);
      loop assigns i, out[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    out[i] = product_entry(p[i], v[i], mean);
    /*@ assert p:    Probabilities(p, n) && Same{Pre,Here}(p, p, n); */
    /*@ assert done: \forall integer k; 0 <= k <= i ==>
          \is_finite(out[k]) && out[k] == \at(FProduct(p, v, n, k), Pre); */
    /*@ assert left: \forall integer k; i < k < n ==>
          \is_finite(v[k]) && v[k] == \at(v[k], Pre); */
  }
}
