/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_batch_float.h"

#include "sp_batch.h"
#include "sp_convert.h"

#ifdef __FRAMAC__
#include "../specs/reduction32_facts.acsl"
#endif

/*@ terminates      \true;
    assigns         \nothing;
    ensures  exact: \result != 0 <==> RowWeight32(w);
*/
static int is_weight(float w)
{
  return 0.0F <= w && w <= SP_MAX_FLOAT;
}

/*@ terminates      \true;
    assigns         \nothing;
    ensures  exact: \result != 0 <==> RowLoss32(x);
*/
static int is_loss(float x)
{
  return x >= 0.0F; /* false on NaN */
}

/* Whether the row of weight w counts */
/*@ requires weight: RowWeight32(w);
    terminates       \true;
    assigns          \nothing;
    ensures  counts: \result != 0 ==> w > 0;
    ensures  left:   \result == 0 ==> w == 0;
*/
static int counts(float w)
{
  return w > 0.0F;
}

/*@ requires readable: rows <= 0x4000000 ==>
               \valid_read(weight + (0 .. rows - 1));
    terminates         \true;
    assigns            \nothing;
    ensures  ok:       \result == SP_OK <==> 0 < rows <= 0x4000000 &&
               RowWeights32(weight, rows) && !AllZero32(weight, rows);
    ensures  empty:    \result == SP_EMPTY <==> rows == 0;
    ensures  long:     \result == SP_TOO_LONG <==> rows > 0x4000000;
    ensures  weight:   \result == SP_BAD_WEIGHT <==>
               0 < rows <= 0x4000000 && !RowWeights32(weight, rows);
    ensures  ignored:  \result == SP_ALL_IGNORED <==>
               0 < rows <= 0x4000000 && RowWeights32(weight, rows) &&
               AllZero32(weight, rows);
*/
static sp_status check_weights(const float *weight, size_t rows)
{
  if (rows == 0)
    return SP_EMPTY;
  if (rows > SP_MAX_N)
    return SP_TOO_LONG;

  int used = 0;
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant done:  RowWeights32(weight, r);
      loop invariant none:  used == 0 ==> AllZero32(weight, r);
      loop invariant used:  used != 0 ==> !AllZero32(weight, r);
      loop assigns r, used;
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    if (!is_weight(weight[r])) {
      //@ assert bad: !RowWeight32(weight[r]);
      return SP_BAD_WEIGHT;
    }
    //@ assert weight: RowWeight32(weight[r]);
    if (counts(weight[r])) {
      used = 1;
      //@ assert used: !AllZero32(weight, r + 1);
    }
    //@ assert used: used != 0 ==> !AllZero32(weight, r + 1);
    //@ assert none: used == 0 ==> AllZero32(weight, r + 1);
  }
  //@ assert all: RowWeights32(weight, rows);
  //@ assert used: used == 0 <==> AllZero32(weight, rows);
  return used ? SP_OK : SP_ALL_IGNORED;
}

/*@ requires readable: rows <= 0x4000000 ==>
               \valid_read(loss + (0 .. rows - 1));
    requires readable: rows <= 0x4000000 ==>
               \valid_read(weight + (0 .. rows - 1));
    terminates         \true;
    assigns            \nothing;
    ensures  ok:       \result == SP_OK <==> Reducible32(weight, loss, rows);
    ensures  empty:    \result == SP_EMPTY <==> rows == 0;
    ensures  long:     \result == SP_TOO_LONG <==> rows > 0x4000000;
    ensures  weight:   \result == SP_BAD_WEIGHT <==>
               0 < rows <= 0x4000000 && !RowWeights32(weight, rows);
    ensures  ignored:  \result == SP_ALL_IGNORED <==>
               0 < rows <= 0x4000000 && RowWeights32(weight, rows) &&
               AllZero32(weight, rows);
    ensures  loss:     \result == SP_BAD_LOSS <==>
               0 < rows <= 0x4000000 && RowWeights32(weight, rows) &&
               !RowLosses32(weight, loss, rows);
*/
static sp_status check_rows(const float *loss, const float *weight, size_t rows)
{
  sp_status status = check_weights(weight, rows);
  if (status != SP_OK) {
    /*@ assert ignored: AllZero32(weight, rows) ==>
          RowLosses32(weight, loss, rows); */
    return status;
  }

  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant done:  RowLosses32(weight, loss, r);
      loop assigns r;
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    if (counts(weight[r]) && !is_loss(loss[r])) {
      //@ assert bad: weight[r] > 0 && !RowLoss32(loss[r]);
      //@ assert bad: !RowLosses32(weight, loss, rows);
      return SP_BAD_LOSS;
    }
    //@ assert loss: weight[r] > 0 ==> RowLoss32(loss[r]);
    //@ assert done: RowLosses32(weight, loss, r + 1);
  }
  //@ assert all: RowLosses32(weight, loss, rows);
  return SP_OK;
}

/* The loss x of a row of weight w */
/*@ requires weight: RowWeight32(w);
    requires loss:   w > 0 ==> RowLoss32(x);
    terminates       \true;
    assigns          \nothing;
    ensures  wide:   w > 0 ==> WideLoss(x, \result);
*/
static double wide_loss(float w, float x)
{
  return counts(w) ? sp_from_float(x) : 0.0;
}

/*@ requires readable:  \valid_read(loss + (0 .. rows - 1));
    requires readable:  \valid_read(weight + (0 .. rows - 1));
    requires writable:  \valid(x + (0 .. rows - 1));
    requires separated: \separated(x + (0 .. rows - 1), loss + (0 .. rows - 1));
    requires separated:
               \separated(x + (0 .. rows - 1), weight + (0 .. rows - 1));
    requires rows:      Reducible32(weight, loss, rows);
    terminates          \true;
    assigns             x[0 .. rows - 1];
    ensures  wide:      WideLosses(weight, loss, x, rows);
*/
static void widen_losses(const float *loss, const float *weight, double *x,
                         size_t rows)
{
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant wide:  WideLosses(weight, loss, x, r);
      loop assigns r, x[0 .. rows - 1];
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    //@ assert row: RowWeight32(weight[r]);
    //@ assert row: weight[r] > 0 ==> RowLoss32(loss[r]);
    x[r] = wide_loss(weight[r], loss[r]);
    //@ assert wide: WideLosses(weight, loss, x, r + 1);
  }
}

/* x and w are the losses and weights as doubles. */
/*@ requires readable:  \valid_read(loss + (0 .. rows - 1)) &&
                        \valid_read(weight + (0 .. rows - 1));
    requires writable:  \valid(x + (0 .. rows - 1)) &&
                        \valid(w + (0 .. rows - 1));
    requires separated: \separated(x + (0 .. rows - 1), loss + (0 .. rows - 1)) &&
               \separated(x + (0 .. rows - 1), weight + (0 .. rows - 1)) &&
               \separated(w + (0 .. rows - 1), loss + (0 .. rows - 1)) &&
               \separated(w + (0 .. rows - 1), weight + (0 .. rows - 1)) &&
               \separated(x + (0 .. rows - 1), w + (0 .. rows - 1));
    requires rows:      Reducible32(weight, loss, rows);
    terminates          \true;
    assigns             x[0 .. rows - 1], w[0 .. rows - 1];
    ensures  wide:      WideRows(weight, loss, w, x, rows);
*/
static void widen_rows(const float *loss, const float *weight, double *x,
                       double *w, size_t rows)
{
  sp_widen(weight, w, rows);
  widen_losses(loss, weight, x, rows);
  //@ assert wide: Widened(weight, w, rows);
}

/* The sum of losses x with weights w */
/*@ requires readable:  \valid_read(x + (0 .. rows - 1)) &&
                        \valid_read(w + (0 .. rows - 1));
    requires rows:      Reducible(w, x, rows);
    terminates          \true;
    assigns             \nothing;
    ensures  kinds:     \is_plus_infinity(\result) ||
               (\is_finite(\result) && 0 <= \result);
    ensures  finite:    ModerateLosses(w, x, rows) ==> \is_finite(\result);
    ensures  infinite:  InfiniteLoss(w, x, rows) ==>
               \is_plus_infinity(\result);
    ensures  near:      \is_finite(\result) ==>
               NearReduction(\result, rows, Dot(w, x, rows));
*/
static double sum_of_doubles(const double *x, const double *w, size_t rows)
{
  double sum;
  sp_sum_loss(x, w, rows, &sum);
  return sum;
}

/* The sum, in double; x and w are room for the losses and weights as doubles. */
/*@ requires readable:  \valid_read(loss + (0 .. rows - 1)) &&
                        \valid_read(weight + (0 .. rows - 1));
    requires writable:  \valid(x + (0 .. rows - 1)) &&
                        \valid(w + (0 .. rows - 1));
    requires separated: \separated(x + (0 .. rows - 1), loss + (0 .. rows - 1)) &&
               \separated(x + (0 .. rows - 1), weight + (0 .. rows - 1)) &&
               \separated(w + (0 .. rows - 1), loss + (0 .. rows - 1)) &&
               \separated(w + (0 .. rows - 1), weight + (0 .. rows - 1)) &&
               \separated(x + (0 .. rows - 1), w + (0 .. rows - 1));
    requires rows:      Reducible32(weight, loss, rows);
    terminates          \true;
    assigns             x[0 .. rows - 1], w[0 .. rows - 1];
    ensures  kinds:     \is_plus_infinity(\result) ||
               (\is_finite(\result) && 0 <= \result);
    ensures  finite:    \is_finite(\result) <==>
               FiniteLosses32(weight, loss, rows);
    ensures  near:      \is_finite(\result) ==>
               NearReduction(\result, rows, Dot32(weight, loss, rows));
*/
static double sum_double(const float *loss, const float *weight, size_t rows,
                         double *x, double *w)
{
  widen_rows(loss, weight, x, w, rows);
  //@ assert rows: Reducible(w, x, rows);
  double sum = sum_of_doubles(x, w, rows);
  /*@ assert infinite: !FiniteLosses32(weight, loss, rows) ==>
        \is_plus_infinity(sum); */
  return sum;
}

/* Method: sp_sum_loss of the losses and weights as doubles, rounded to float.
 * Special cases: +inf where a loss that counts is, or where the sum is above
 * FLT_MAX by half its unit in the last place.
 * Accuracy: P22 of the contract. */
sp_status sp_sum_lossf(const float *loss, const float *weight, size_t rows,
                       float *sum, double *work)
{
  sp_status status = check_rows(loss, weight, rows);
  if (status != SP_OK)
    return status;
  double wide = sum_double(loss, weight, rows, work, work + rows);
  *sum = sp_to_float(wide);
  //@ assert rounded: Rounded(wide, *sum);
  //@ assert kinds: \is_plus_infinity(*sum) || (\is_finite(*sum) && 0 <= *sum);
  //@ assert finite: \is_finite(*sum) ==> \is_finite(wide);
  return SP_OK;
}

/* The mean of losses x with weights w */
/*@ requires readable:  \valid_read(x + (0 .. rows - 1)) &&
                        \valid_read(w + (0 .. rows - 1));
    requires rows:      Reducible(w, x, rows);
    terminates          \true;
    assigns             \nothing;
    ensures  kinds:     \is_plus_infinity(\result) ||
               (\is_finite(\result) && 0 <= \result);
    ensures  finite:    ModerateLosses(w, x, rows) ==> \is_finite(\result);
    ensures  infinite:  InfiniteLoss(w, x, rows) ==>
               \is_plus_infinity(\result);
    ensures  near:      \is_finite(\result) ==>
               NearReduction(\result, 2 * rows, MeanLoss(w, x, rows));
*/
static double mean_of_doubles(const double *x, const double *w, size_t rows)
{
  double mean;
  sp_mean_loss(x, w, rows, &mean);
  return mean;
}

/* The mean, in double; x and w are room for the losses and weights as
 * doubles. */
/*@ requires readable:  \valid_read(loss + (0 .. rows - 1)) &&
                        \valid_read(weight + (0 .. rows - 1));
    requires writable:  \valid(x + (0 .. rows - 1)) &&
                        \valid(w + (0 .. rows - 1));
    requires separated: \separated(x + (0 .. rows - 1), loss + (0 .. rows - 1)) &&
               \separated(x + (0 .. rows - 1), weight + (0 .. rows - 1)) &&
               \separated(w + (0 .. rows - 1), loss + (0 .. rows - 1)) &&
               \separated(w + (0 .. rows - 1), weight + (0 .. rows - 1)) &&
               \separated(x + (0 .. rows - 1), w + (0 .. rows - 1));
    requires rows:      Reducible32(weight, loss, rows);
    terminates          \true;
    assigns             x[0 .. rows - 1], w[0 .. rows - 1];
    ensures  kinds:     \is_plus_infinity(\result) ||
               (\is_finite(\result) && 0 <= \result);
    ensures  finite:    \is_finite(\result) <==>
               FiniteLosses32(weight, loss, rows);
    ensures  range:     \is_finite(\result) ==>
               MeanLoss32(weight, loss, rows) <= MAX_FLOAT;
    ensures  near:      \is_finite(\result) ==>
      NearReduction(\result, 2 * rows, MeanLoss32(weight, loss, rows));
*/
static double mean_double(const float *loss, const float *weight, size_t rows,
                          double *x, double *w)
{
  widen_rows(loss, weight, x, w, rows);
  //@ assert rows: Reducible(w, x, rows);
  double mean = mean_of_doubles(x, w, rows);
  /*@ assert infinite: !FiniteLosses32(weight, loss, rows) ==>
        \is_plus_infinity(mean); */
  return mean;
}

/* Method: sp_mean_loss of the losses and weights as doubles, rounded to float.
 * Special cases: +inf where a loss that counts is.
 * Accuracy: P22 of the contract. */
sp_status sp_mean_lossf(const float *loss, const float *weight, size_t rows,
                        float *mean, double *work)
{
  sp_status status = check_rows(loss, weight, rows);
  if (status != SP_OK)
    return status;
  double wide = mean_double(loss, weight, rows, work, work + rows);
  *mean = sp_to_float(wide);
  //@ assert rounded: Rounded(wide, *mean);
  /*@ assert kinds: \is_plus_infinity(*mean) ||
        (\is_finite(*mean) && 0 <= *mean); */
  //@ assert finite: \is_finite(*mean) ==> \is_finite(wide);
  return SP_OK;
}
