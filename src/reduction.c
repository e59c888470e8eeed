/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_batch.h"

#ifdef __FRAMAC__
#include "../specs/batch_facts.acsl"
#endif

/*@ terminates      \true;
    assigns         \nothing;
    ensures  exact: \result != 0 <==> RowWeight(w);
*/
static int is_weight(double w)
{
  return w == 0.0 || (0x1p-500 <= w && w <= 0x1p500);
}

/*@ terminates      \true;
    assigns         \nothing;
    ensures  exact: \result != 0 <==> RowLoss(x);
*/
static int is_loss(double x)
{
  return x >= 0.0; /* false on NaN */
}

/* Whether the row of weight w counts */
/*@ requires weight: RowWeight(w);
    terminates       \true;
    assigns          \nothing;
    ensures  counts: \result != 0 ==> w > 0;
    ensures  left:   \result == 0 ==> w == 0;
*/
static int counts(double w)
{
  return w > 0.0;
}

/*@ requires readable:    rows <= 0x4000000 ==>
               \valid_read(weight + (0 .. rows - 1));
    terminates            \true;
    assigns               \nothing;
    ensures  P09_ok:      \result == SP_OK <==> 0 < rows <= 0x4000000 &&
               RowWeights(weight, rows) && !AllZero(weight, rows);
    ensures  P09_empty:   \result == SP_EMPTY <==> rows == 0;
    ensures  P09_long:    \result == SP_TOO_LONG <==> rows > 0x4000000;
    ensures  P09_weight:  \result == SP_BAD_WEIGHT <==>
               0 < rows <= 0x4000000 && !RowWeights(weight, rows);
    ensures  P09_ignored: \result == SP_ALL_IGNORED <==>
               0 < rows <= 0x4000000 && RowWeights(weight, rows) &&
               AllZero(weight, rows);
*/
static sp_status check_weights(const double *weight, size_t rows)
{
  if (rows == 0)
    return SP_EMPTY;
  if (rows > SP_MAX_N)
    return SP_TOO_LONG;

  int used = 0;
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant done:  RowWeights(weight, r);
      loop invariant none:  used == 0 ==> AllZero(weight, r);
      loop invariant used:  used != 0 ==> !AllZero(weight, r);
      loop assigns r, used;
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    if (!is_weight(weight[r])) {
      //@ assert bad: !RowWeight(weight[r]);
      return SP_BAD_WEIGHT;
    }
    //@ assert weight: RowWeight(weight[r]);
    if (counts(weight[r])) {
      used = 1;
      //@ assert used: !AllZero(weight, r + 1);
    }
    //@ assert used: used != 0 ==> !AllZero(weight, r + 1);
    //@ assert none: used == 0 ==> AllZero(weight, r + 1);
  }
  //@ assert all: RowWeights(weight, rows);
  //@ assert used: used == 0 <==> AllZero(weight, rows);
  return used ? SP_OK : SP_ALL_IGNORED;
}

/*@ requires readable:    rows <= 0x4000000 ==>
               \valid_read(loss + (0 .. rows - 1));
    requires readable:    rows <= 0x4000000 ==>
               \valid_read(weight + (0 .. rows - 1));
    terminates            \true;
    assigns               \nothing;
    ensures  P09_ok:      \result == SP_OK <==>
               Reducible(weight, loss, rows);
    ensures  P09_empty:   \result == SP_EMPTY <==> rows == 0;
    ensures  P09_long:    \result == SP_TOO_LONG <==> rows > 0x4000000;
    ensures  P09_weight:  \result == SP_BAD_WEIGHT <==>
               0 < rows <= 0x4000000 && !RowWeights(weight, rows);
    ensures  P09_ignored: \result == SP_ALL_IGNORED <==>
               0 < rows <= 0x4000000 && RowWeights(weight, rows) &&
               AllZero(weight, rows);
    ensures  P09_loss:    \result == SP_BAD_LOSS <==>
               0 < rows <= 0x4000000 && RowWeights(weight, rows) &&
               !RowLosses(weight, loss, rows);
*/
static sp_status check_rows(const double *loss, const double *weight,
                            size_t rows)
{
  sp_status status = check_weights(weight, rows);
  if (status != SP_OK) {
    /*@ assert ignored: AllZero(weight, rows) ==>
          RowLosses(weight, loss, rows); */
    return status;
  }

  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant done:  RowLosses(weight, loss, r);
      loop assigns r;
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    if (counts(weight[r]) && !is_loss(loss[r])) {
      //@ assert bad: weight[r] > 0 && !RowLoss(loss[r]);
      //@ assert bad: !RowLosses(weight, loss, rows);
      return SP_BAD_LOSS;
    }
    //@ assert loss: weight[r] > 0 ==> RowLoss(loss[r]);
    //@ assert done: RowLosses(weight, loss, r + 1);
  }
  //@ assert all: RowLosses(weight, loss, rows);
  return SP_OK;
}

/* total + w */
/*@ requires total:  \is_finite(total) && 0 <= total <= 0x1p526;
    requires w:      RowWeight(w);
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FAdd(total, w);
*/
static double add_weight(double total, double w)
{
  return total + w;
}

/*@ requires size:     0 < rows <= 0x4000000;
    requires readable: \valid_read(weight + (0 .. rows - 1));
    requires weights:  RowWeights(weight, rows) && !AllZero(weight, rows);
    terminates         \true;
    assigns            \nothing;
    ensures  finite:   \is_finite(\result) && 0x1p-500 <= \result <= 0x1p526;
    ensures  model:    \result == FSum(weight, rows);
*/
static double sum_weights(const double *weight, size_t rows)
{
  double total = 0.0;
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant total: \is_finite(total) && total == FSum(weight, r);
      loop assigns r, total;
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    //@ assert total: 0 <= total <= r * 0x1p500 <= 0x1p526;
    total = add_weight(total, weight[r]);
  }
  /*@ assert some: \exists integer k; 0 <= k < rows && weight[k] != 0; */
  //@ assert positive: 0x1p-500 <= total;
  //@ assert below: total <= rows * 0x1p500 <= 0x1p526;
  return total;
}

/* sum + w x, where +inf stands for what is above every double */
/*@ requires sum:    RowLoss(sum);
    requires w:      RowWeight(w) && 0 < w;
    requires x:      RowLoss(x);
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \is_plus_infinity(\result) ||
               (\is_finite(\result) && 0 <= \result && \is_finite(sum) &&
                \is_finite(x) && \result == FAdd(sum, FMul(w, x)));
    ensures  small:  \forall integer i; 0 <= i <= 0x4000000 &&
               \is_finite(sum) && SmallSum(sum, i) && \is_finite(x) &&
               x <= 0x1p490 ==>
                 \is_finite(\result) && SmallSum(\result, i + 1);
*/
static double add_loss(double sum, double w, double x)
{
  return sum + w * x;
}

/*@ requires readable: \valid_read(loss + (0 .. rows - 1));
    requires readable: \valid_read(weight + (0 .. rows - 1));
    requires rows:     Reducible(weight, loss, rows);
    terminates         \true;
    assigns            \nothing;
    ensures  sum:      PartialSum(weight, loss, rows, rows, \result);
*/
static double sum_losses(const double *loss, const double *weight, size_t rows)
{
  double sum = 0.0;
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant sum:   PartialSum(weight, loss, rows, r, sum);
      loop assigns r, sum;
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    if (counts(weight[r]))
      sum = add_loss(sum, weight[r], loss[r]);
    //@ assert sum: PartialSum(weight, loss, rows, r + 1, sum);
  }
  return sum;
}

/* sum / total, where +inf stands for what is above every double */
/*@ requires sum:    RowLoss(sum);
    requires total:  \is_finite(total) && 0x1p-500 <= total;
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \is_plus_infinity(\result) ||
               (\is_finite(\result) && 0 <= \result && \is_finite(sum) &&
                \result == FDiv(sum, total));
    ensures  small:  \is_finite(sum) && FDiv(sum, total) <= 0x1p492 ==>
               \is_finite(\result);
*/
static double quotient(double sum, double total)
{
  return sum / total;
}

/* Method: products added in order; rows of weight 0 are left out.
 * Special cases: +inf where a loss that counts is, or above every double.
 * Accuracy: rows u relative, and rows eta.
 * Reference: S. M. Rump, Error estimation of floating-point summation and dot
 * product, 2012. */
sp_status sp_sum_loss(const double *loss, const double *weight, size_t rows,
                      double *sum)
{
  sp_status status = check_rows(loss, weight, rows);
  if (status != SP_OK)
    return status;

  double s = sum_losses(loss, weight, rows);
  /*@ assert accuracy: \is_finite(s) ==>
        \abs(s - Dot(weight, loss, rows)) <=
          rows * U * (1 + 0x1p-16) * Dot(weight, loss, rows) + rows * ETA; */
  *sum = s;
  return SP_OK;
}

/* Method: the sum of the products over the sum of the weights.
 * Special cases: +inf where a loss that counts is, or above every double.
 * Accuracy: 2 rows u relative; eta, and 2 eta over the mean weight.
 * Reference: as sp_sum_loss. */
sp_status sp_mean_loss(const double *loss, const double *weight, size_t rows,
                       double *mean)
{
  sp_status status = check_rows(loss, weight, rows);
  if (status != SP_OK)
    return status;

  double s = sum_losses(loss, weight, rows);
  double m = quotient(s, sum_weights(weight, rows));
  //@ assert model: \is_finite(m) ==> m == FMeanLoss(weight, loss, rows);
  /*@ assert accuracy: \is_finite(m) ==>
        \abs(m - MeanLoss(weight, loss, rows)) <=
          2 * rows * (U * (1 + 0x1p-16) * MeanLoss(weight, loss, rows) +
                      ETA / Sum(weight, rows)) + ETA; */
  /*@ assert finite: ModerateLosses(weight, loss, rows) ==> \is_finite(m); */
  *mean = m;
  return SP_OK;
}
