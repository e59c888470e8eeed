/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Cross-entropy as frameworks have it: smoothed labels, batches, reductions. */
#ifndef SP_BATCH_H
#define SP_BATCH_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/batch_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* y[k] = smoothing / n + (1 - smoothing) [k = label], a target for
 * sp_cross_entropy_target */
/*@ requires writable:      n <= 0x4000000 ==> \valid(y + (0 .. n - 1));
    terminates              \true;
    assigns                 y[0 .. n - 1];
    ensures  P09_empty:     \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:      \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_label:     \result == SP_BAD_LABEL <==>
               0 < n <= 0x4000000 && n <= label;
    ensures  P09_smoothing: \result == SP_BAD_SMOOTHING <==>
               n <= 0x4000000 && label < n && !Smoothing(smoothing);
    behavior refused:
      assumes               !(n <= 0x4000000 && label < n &&
                              Smoothing(smoothing));
      assigns               \nothing;
      ensures P09_refused:  \result != SP_OK;
    behavior accepted:
      assumes               n <= 0x4000000 && label < n &&
                              Smoothing(smoothing);
      assigns               y[0 .. n - 1];
      ensures P09_ok:       \result == SP_OK;
      ensures P14_smooth_range: Probabilities(y, n);
      ensures P14_smooth_model: SmoothTargets(y, n, label, smoothing, n);
      ensures P14_smooth_accuracy: \forall integer k; 0 <= k < n ==>
        \abs(y[k] - SmoothTarget(n, label, smoothing, k)) <=
          2 * U * (1 + 0x1p-16) * SmoothTarget(n, label, smoothing, k) + ETA;
      ensures P14_smooth_none: smoothing == 0 ==>
        \forall integer k; 0 <= k < n ==> y[k] == Delta(label, k);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_smooth_label(double *y, size_t n, size_t label, double smoothing);

/* *sum = sum_r weight[r] loss[r]; a row of weight 0 is left out, whatever its
 * loss; +inf where a loss that counts is, or above every double */
/*@ requires readable:     rows <= 0x4000000 ==>
               \valid_read(loss + (0 .. rows - 1));
    requires weights:      rows <= 0x4000000 ==>
               \valid_read(weight + (0 .. rows - 1));
    requires writable:     \valid(sum);
    requires separated:    \separated(sum, loss + (0 .. rows - 1));
    requires separated:    \separated(sum, weight + (0 .. rows - 1));
    terminates             \true;
    assigns                *sum;
    ensures  P09_empty:    \result == SP_EMPTY <==> rows == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> rows > 0x4000000;
    ensures  P09_weight:   \result == SP_BAD_WEIGHT <==>
               0 < rows <= 0x4000000 && !RowWeights{Pre}(weight, rows);
    ensures  P09_ignored:  \result == SP_ALL_IGNORED <==>
               0 < rows <= 0x4000000 && RowWeights{Pre}(weight, rows) &&
               AllZero{Pre}(weight, rows);
    ensures  P09_loss:     \result == SP_BAD_LOSS <==>
               0 < rows <= 0x4000000 && RowWeights{Pre}(weight, rows) &&
               !RowLosses{Pre}(weight, loss, rows);
    behavior refused:
      assumes              !Reducible(weight, loss, rows);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Reducible(weight, loss, rows);
      assigns              *sum;
      ensures P09_ok:      \result == SP_OK;
      ensures P14_sum_nonneg: RowLoss(*sum);
      ensures P14_sum_finite: ModerateLosses{Pre}(weight, loss, rows) ==>
        \is_finite(*sum);
      ensures P14_sum_infinite: \forall integer r; 0 <= r < rows &&
        \at(weight[r], Pre) > 0 && \is_plus_infinity(\at(loss[r], Pre)) ==>
          \is_plus_infinity(*sum);
      ensures P14_sum_model: \is_finite(*sum) ==>
        *sum == FDot{Pre}(weight, loss, rows);
      ensures P14_sum_accuracy: \is_finite(*sum) ==>
        \abs(*sum - Dot{Pre}(weight, loss, rows)) <=
          rows * U * (1 + 0x1p-16) * Dot{Pre}(weight, loss, rows) +
          rows * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_sum_loss(const double *loss, const double *weight, size_t rows,
                      double *sum);

/* *mean = sum_r weight[r] loss[r] / sum_r weight[r], as sp_sum_loss */
/*@ requires readable:     rows <= 0x4000000 ==>
               \valid_read(loss + (0 .. rows - 1));
    requires weights:      rows <= 0x4000000 ==>
               \valid_read(weight + (0 .. rows - 1));
    requires writable:     \valid(mean);
    requires separated:    \separated(mean, loss + (0 .. rows - 1));
    requires separated:    \separated(mean, weight + (0 .. rows - 1));
    terminates             \true;
    assigns                *mean;
    ensures  P09_empty:    \result == SP_EMPTY <==> rows == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> rows > 0x4000000;
    ensures  P09_weight:   \result == SP_BAD_WEIGHT <==>
               0 < rows <= 0x4000000 && !RowWeights{Pre}(weight, rows);
    ensures  P09_ignored:  \result == SP_ALL_IGNORED <==>
               0 < rows <= 0x4000000 && RowWeights{Pre}(weight, rows) &&
               AllZero{Pre}(weight, rows);
    ensures  P09_loss:     \result == SP_BAD_LOSS <==>
               0 < rows <= 0x4000000 && RowWeights{Pre}(weight, rows) &&
               !RowLosses{Pre}(weight, loss, rows);
    behavior refused:
      assumes              !Reducible(weight, loss, rows);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior accepted:
      assumes              Reducible(weight, loss, rows);
      assigns              *mean;
      ensures P09_ok:      \result == SP_OK;
      ensures P14_mean_nonneg: RowLoss(*mean);
      ensures P14_mean_finite: ModerateLosses{Pre}(weight, loss, rows) ==>
        \is_finite(*mean);
      ensures P14_mean_infinite: \forall integer r; 0 <= r < rows &&
        \at(weight[r], Pre) > 0 && \is_plus_infinity(\at(loss[r], Pre)) ==>
          \is_plus_infinity(*mean);
      ensures P14_mean_model: \is_finite(*mean) ==>
        *mean == FMeanLoss{Pre}(weight, loss, rows);
      ensures P14_mean_accuracy: \is_finite(*mean) ==>
        \abs(*mean - MeanLoss{Pre}(weight, loss, rows)) <=
          2 * rows * (U * (1 + 0x1p-16) * MeanLoss{Pre}(weight, loss, rows) +
                      ETA / Sum{Pre}(weight, rows)) + ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_mean_loss(const double *loss, const double *weight, size_t rows,
                       double *mean);

/* loss[r] = that of sp_cross_entropy for row r of z, z[r n .. r n + n - 1], and
 * label[r]; 0 where label[r] is `ignore', whatever the row */
/*@ requires readable:     rows <= 0x4000000 && n <= 0x4000000 ==>
               \valid_read(z + (0 .. rows * n - 1));
    requires labels:       rows <= 0x4000000 ==>
               \valid_read(label + (0 .. rows - 1));
    requires writable:     rows <= 0x4000000 ==>
               \valid(loss + (0 .. rows - 1));
    requires writable:     \valid(bad_row);
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(loss + (0 .. rows - 1), z + (0 .. rows * n - 1));
    requires separated:    rows <= 0x4000000 ==>
               \separated(loss + (0 .. rows - 1), label + (0 .. rows - 1));
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(bad_row, z + (0 .. rows * n - 1));
    requires separated:    rows <= 0x4000000 ==>
               \separated(bad_row, label + (0 .. rows - 1));
    terminates             \true;
    assigns                loss[0 .. rows - 1], *bad_row;
    ensures  P09_empty:    \result == SP_EMPTY <==> rows == 0 || n == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> rows != 0 && n != 0 &&
               (rows > 0x4000000 || n > 0x4000000);
    behavior refused:
      assumes              !(0 < rows <= 0x4000000 && 0 < n <= 0x4000000 &&
                             AcceptedRows(z, label, rows, n, ignore));
      assigns              *bad_row;
      ensures P09_refused: \result != SP_OK;
      ensures P09_first:   0 < rows <= 0x4000000 && 0 < n <= 0x4000000 ==>
        0 <= *bad_row < rows && \at(label[\at(*bad_row, Post)], Pre) != ignore &&
        AcceptedRows{Pre}(z, label, \at(*bad_row, Post), n, ignore);
      ensures P09_row:     0 < rows <= 0x4000000 && 0 < n <= 0x4000000 ==>
        RowStatus{Pre}(z + *bad_row * n, n,
                       \at(label[\at(*bad_row, Post)], Pre), \result);
    behavior accepted:
      assumes              0 < rows <= 0x4000000 && 0 < n <= 0x4000000 &&
                             AcceptedRows(z, label, rows, n, ignore);
      assigns              loss[0 .. rows - 1], *bad_row;
      ensures P09_ok:      \result == SP_OK;
      ensures P09_kept:    *bad_row == \old(*bad_row);
      ensures P14_rows:    LossesOfRows{Pre,Post}(z, label, loss, rows, n,
                                                  ignore);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_rows(const double *z, size_t rows, size_t n,
                                const size_t *label, size_t ignore,
                                double *loss, size_t *bad_row);

#ifdef __cplusplus
}
#endif
#endif
