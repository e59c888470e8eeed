/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Cross-entropy of floats as frameworks have it: computed in double and rounded
 * once. */
#ifndef SP_BATCH_FLOAT_H
#define SP_BATCH_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/batch32_model.acsl"
#include "../specs/reduction32_model.acsl"
#include "../specs/smooth32_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* y[k] = smoothing / n + (1 - smoothing) [k = label], a target for
 * sp_cross_entropy_targetf */
/*@ requires writable:      n <= 0x4000000 ==> \valid(y + (0 .. n - 1));
    terminates              \true;
    assigns                 y[0 .. n - 1];
    ensures  P22_empty:     \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:      \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_label:     \result == SP_BAD_LABEL <==>
               0 < n <= 0x4000000 && n <= label;
    ensures  P22_smoothing: \result == SP_BAD_SMOOTHING <==>
               n <= 0x4000000 && label < n && !Smoothing32(smoothing);
    behavior refused:
      assumes               !(n <= 0x4000000 && label < n &&
                              Smoothing32(smoothing));
      assigns               \nothing;
      ensures P22_refused:  \result != SP_OK;
    behavior accepted:
      assumes               n <= 0x4000000 && label < n &&
                              Smoothing32(smoothing);
      assigns               y[0 .. n - 1];
      ensures P22_ok:       \result == SP_OK;
      ensures P22_range:    Probabilities32(y, n);
      ensures P22_model:    SmoothFloats(y, n, label, smoothing, n);
      ensures P22_ulp:      \forall integer k; 0 <= k < n ==>
        \abs(y[k] - SmoothTarget(n, label, smoothing, k)) <=
          (0.5 + 0x1p-24) * Ulp32(SmoothTarget(n, label, smoothing, k));
      ensures P22_relative: \forall integer k; 0 <= k < n &&
        0x1p-126 <= SmoothTarget(n, label, smoothing, k) ==>
          \abs(y[k] - SmoothTarget(n, label, smoothing, k)) <=
            U32 * (1 + 0x1p-23) * SmoothTarget(n, label, smoothing, k);
      ensures P22_none:     smoothing == 0 ==>
        \forall integer k; 0 <= k < n ==> y[k] == Delta(label, k);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_smooth_labelf(float *y, size_t n, size_t label, float smoothing);

/* *sum = sum_r weight[r] loss[r]; a row of weight 0 is left out, whatever its
 * loss; +inf where a loss that counts is, or where the float next to the sum
 * would be above FLT_MAX; work has room for 2 rows doubles, the losses and the
 * weights */
/*@ requires readable:     rows <= 0x4000000 ==>
               \valid_read(loss + (0 .. rows - 1));
    requires weights:      rows <= 0x4000000 ==>
               \valid_read(weight + (0 .. rows - 1));
    requires work:         rows <= 0x4000000 ==>
               \valid(work + (0 .. 2 * rows - 1));
    requires writable:     \valid(sum);
    requires separated:    \separated(sum, loss + (0 .. rows - 1)) &&
               \separated(sum, weight + (0 .. rows - 1)) &&
               \separated(sum, work + (0 .. 2 * rows - 1)) &&
               \separated(work + (0 .. 2 * rows - 1), loss + (0 .. rows - 1)) &&
               \separated(work + (0 .. 2 * rows - 1), weight + (0 .. rows - 1));
    terminates             \true;
    assigns                *sum, work[0 .. 2 * rows - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> rows == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> rows > 0x4000000;
    ensures  P22_weight:   \result == SP_BAD_WEIGHT <==>
               0 < rows <= 0x4000000 && !RowWeights32{Pre}(weight, rows);
    ensures  P22_ignored:  \result == SP_ALL_IGNORED <==>
               0 < rows <= 0x4000000 && RowWeights32{Pre}(weight, rows) &&
               AllZero32{Pre}(weight, rows);
    ensures  P22_loss:     \result == SP_BAD_LOSS <==>
               0 < rows <= 0x4000000 && RowWeights32{Pre}(weight, rows) &&
               !RowLosses32{Pre}(weight, loss, rows);
    behavior refused:
      assumes              !Reducible32(weight, loss, rows);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Reducible32(weight, loss, rows);
      assigns              *sum, work[0 .. 2 * rows - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kinds:   \is_plus_infinity(*sum) ||
        (\is_finite(*sum) && 0 <= *sum &&
         FiniteLosses32{Pre}(weight, loss, rows));
      ensures P22_finite:  FiniteLosses32{Pre}(weight, loss, rows) &&
        Dot32{Pre}(weight, loss, rows) <= MAX_FLOAT ==> \is_finite(*sum);
      ensures P22_below:   \is_finite(*sum) ==>
        0 <= Dot32{Pre}(weight, loss, rows) < 0x1p128;
      ensures P22_ulp:     \is_finite(*sum) ==>
        \abs(*sum - Dot32{Pre}(weight, loss, rows)) <=
          (0.5 + 0x1p-24) * Ulp32(Dot32{Pre}(weight, loss, rows)) +
          rows * U * (1 + 0x1p-16) * Dot32{Pre}(weight, loss, rows);
      ensures P22_relative: \is_finite(*sum) &&
        0x1p-126 <= Dot32{Pre}(weight, loss, rows) ==>
          \abs(*sum - Dot32{Pre}(weight, loss, rows)) <=
            (U32 * (1 + 0x1p-23) + rows * U * (1 + 0x1p-16)) *
              Dot32{Pre}(weight, loss, rows);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_sum_lossf(const float *loss, const float *weight, size_t rows,
                       float *sum, double *work);

/* *mean = sum_r weight[r] loss[r] / sum_r weight[r], as sp_sum_lossf; +inf only
 * where a loss that counts is */
/*@ requires readable:     rows <= 0x4000000 ==>
               \valid_read(loss + (0 .. rows - 1));
    requires weights:      rows <= 0x4000000 ==>
               \valid_read(weight + (0 .. rows - 1));
    requires work:         rows <= 0x4000000 ==>
               \valid(work + (0 .. 2 * rows - 1));
    requires writable:     \valid(mean);
    requires separated:    \separated(mean, loss + (0 .. rows - 1)) &&
               \separated(mean, weight + (0 .. rows - 1)) &&
               \separated(mean, work + (0 .. 2 * rows - 1)) &&
               \separated(work + (0 .. 2 * rows - 1), loss + (0 .. rows - 1)) &&
               \separated(work + (0 .. 2 * rows - 1), weight + (0 .. rows - 1));
    terminates             \true;
    assigns                *mean, work[0 .. 2 * rows - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> rows == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> rows > 0x4000000;
    ensures  P22_weight:   \result == SP_BAD_WEIGHT <==>
               0 < rows <= 0x4000000 && !RowWeights32{Pre}(weight, rows);
    ensures  P22_ignored:  \result == SP_ALL_IGNORED <==>
               0 < rows <= 0x4000000 && RowWeights32{Pre}(weight, rows) &&
               AllZero32{Pre}(weight, rows);
    ensures  P22_loss:     \result == SP_BAD_LOSS <==>
               0 < rows <= 0x4000000 && RowWeights32{Pre}(weight, rows) &&
               !RowLosses32{Pre}(weight, loss, rows);
    behavior refused:
      assumes              !Reducible32(weight, loss, rows);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Reducible32(weight, loss, rows);
      assigns              *mean, work[0 .. 2 * rows - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kinds:   \is_plus_infinity(*mean) ||
        (\is_finite(*mean) && 0 <= *mean &&
         FiniteLosses32{Pre}(weight, loss, rows));
      ensures P22_finite:  FiniteLosses32{Pre}(weight, loss, rows) ==>
        \is_finite(*mean);
      ensures P22_ulp:     \is_finite(*mean) ==>
        \abs(*mean - MeanLoss32{Pre}(weight, loss, rows)) <=
          (0.5 + 0x1p-24) * Ulp32(MeanLoss32{Pre}(weight, loss, rows)) +
          2 * rows * U * (1 + 0x1p-16) * MeanLoss32{Pre}(weight, loss, rows);
      ensures P22_relative: \is_finite(*mean) &&
        0x1p-126 <= MeanLoss32{Pre}(weight, loss, rows) ==>
          \abs(*mean - MeanLoss32{Pre}(weight, loss, rows)) <=
            (U32 * (1 + 0x1p-23) + 2 * rows * U * (1 + 0x1p-16)) *
              MeanLoss32{Pre}(weight, loss, rows);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_mean_lossf(const float *loss, const float *weight, size_t rows,
                        float *mean, double *work);

/* loss[r] = that of sp_cross_entropyf for row r of z, z[r n .. r n + n - 1], and
 * label[r]; 0 where label[r] is `ignore', whatever the row; work has room for n
 * doubles */
/*@ requires readable:     rows <= 0x4000000 && n <= 0x4000000 ==>
               \valid_read(z + (0 .. rows * n - 1));
    requires labels:       rows <= 0x4000000 ==>
               \valid_read(label + (0 .. rows - 1));
    requires writable:     rows <= 0x4000000 ==>
               \valid(loss + (0 .. rows - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. n - 1));
    requires writable:     \valid(bad_row);
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(loss + (0 .. rows - 1), z + (0 .. rows * n - 1));
    requires separated:    rows <= 0x4000000 ==>
               \separated(loss + (0 .. rows - 1), label + (0 .. rows - 1));
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(work + (0 .. n - 1), z + (0 .. rows * n - 1));
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(work + (0 .. n - 1), label + (0 .. rows - 1));
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(work + (0 .. n - 1), loss + (0 .. rows - 1));
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(bad_row, z + (0 .. rows * n - 1));
    requires separated:    rows <= 0x4000000 ==>
               \separated(bad_row, label + (0 .. rows - 1));
    terminates             \true;
    assigns                loss[0 .. rows - 1], work[0 .. n - 1], *bad_row;
    ensures  P22_empty:    \result == SP_EMPTY <==> rows == 0 || n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> rows != 0 && n != 0 &&
               (rows > 0x4000000 || n > 0x4000000);
    behavior refused:
      assumes              !(0 < rows <= 0x4000000 && 0 < n <= 0x4000000 &&
                             AcceptedRows32(z, label, rows, n, ignore));
      assigns              *bad_row;
      ensures P22_refused: \result != SP_OK;
      ensures P22_first:   0 < rows <= 0x4000000 && 0 < n <= 0x4000000 ==>
        0 <= *bad_row < rows && \at(label[\at(*bad_row, Post)], Pre) != ignore &&
        AcceptedRows32{Pre}(z, label, \at(*bad_row, Post), n, ignore);
      ensures P22_row:     0 < rows <= 0x4000000 && 0 < n <= 0x4000000 ==>
        RowStatus32{Pre}(z + *bad_row * n, n,
                         \at(label[\at(*bad_row, Post)], Pre), \result);
    behavior accepted:
      assumes              0 < rows <= 0x4000000 && 0 < n <= 0x4000000 &&
                             AcceptedRows32(z, label, rows, n, ignore);
      assigns              loss[0 .. rows - 1], work[0 .. n - 1], *bad_row;
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kept:    *bad_row == \old(*bad_row);
      ensures P22_rows:    LossesOfRows32{Pre,Post}(z, label, loss, rows, n,
                                                    ignore);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_rowsf(const float *z, size_t rows, size_t n,
                                 const size_t *label, size_t ignore,
                                 float *loss, double *work, size_t *bad_row);

#ifdef __cplusplus
}
#endif
#endif
