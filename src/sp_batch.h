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

#ifdef __cplusplus
}
#endif
#endif
