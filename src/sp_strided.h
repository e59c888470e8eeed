/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax, log-softmax and log-sum-exp along any axis of a tensor. */
#ifndef SP_STRIDED_H
#define SP_STRIDED_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/strided_log.acsl"
#include "../specs/strided_order.acsl"
#include "../specs/strided_softmax.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The softmax of each of `rows' rows of `cols' logits. Entry i of row r is
 * z[r * row_stride + i * stride], and the same in p; the two strides must keep
 * all rows, or all columns, apart. For a tensor [A][B][C]:
 *   last axis   A * B rows of C, row_stride C, stride 1
 *   first axis  B * C rows of A, row_stride 1, stride B * C
 *   middle axis C rows of B, row_stride 1, stride C, for each of the A blocks
 * work holds cols doubles, whatever they are before and after. *bad_row is the
 * first row that is refused; then nothing of p has been written. Strides are
 * refused before any row is read. */
/*@ requires readable:     Layout(rows, cols, row_stride, stride) ==>
               \valid_read(z +
                 (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires writable:     Layout(rows, cols, row_stride, stride) ==>
               \valid(p + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires work:         Layout(rows, cols, row_stride, stride) ==>
               \valid(work + (0 .. cols - 1));
    requires writable:     \valid(bad_row);
    requires alias:        Layout(rows, cols, row_stride, stride) ==> p == z ||
               \separated(p + (0 .. LastIndex(rows, cols, row_stride, stride)),
                          z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(work + (0 .. cols - 1),
                          z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(work + (0 .. cols - 1),
                          p + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(bad_row, work + (0 .. cols - 1));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(bad_row,
                          z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(bad_row,
                          p + (0 .. LastIndex(rows, cols, row_stride, stride)));
    terminates             \true;
    assigns                p[0 .. LastIndex(rows, cols, row_stride, stride)],
                           work[0 .. cols - 1], *bad_row;
    ensures  P09_empty:    \result == SP_EMPTY <==> rows == 0 || cols == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> rows != 0 && cols != 0 &&
               !LayoutSize(rows, cols, row_stride, stride);
    ensures  P09_stride:   \result == SP_BAD_STRIDE <==>
               LayoutSize(rows, cols, row_stride, stride) &&
               !LayoutApart(rows, cols, row_stride, stride);
    behavior misplaced:
      assumes              !Layout(rows, cols, row_stride, stride);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior refused:
      assumes              Layout(rows, cols, row_stride, stride) &&
               !AcceptedStrided(z, rows, cols, row_stride, stride);
      assigns              work[0 .. cols - 1], *bad_row;
      ensures P09_refused: \result != SP_OK;
      ensures P09_first:   0 <= *bad_row < rows &&
               AcceptedStrided{Pre}(z, *bad_row, cols, row_stride, stride);
      ensures P09_row:     StridedStatus{Pre}(z + *bad_row * row_stride, stride,
                                              cols, \result);
    behavior accepted:
      assumes              Layout(rows, cols, row_stride, stride) &&
               AcceptedStrided(z, rows, cols, row_stride, stride);
      assigns              p[0 .. LastIndex(rows, cols, row_stride, stride)],
                           work[0 .. cols - 1], *bad_row;
      ensures P09_ok:      \result == SP_OK;
      ensures P09_kept:    *bad_row == \old(*bad_row);
      ensures P23_range:   \forall integer r, i;
          0 <= r < rows && 0 <= i < cols ==>
          \is_finite(p[r * row_stride + i * stride]) &&
          0 <= p[r * row_stride + i * stride] <= 1;
      ensures P23_sum:     \forall integer r; 0 <= r < rows ==>
          \abs(StridedSum(p + r * row_stride, stride, cols) - 1) <=
            2.25 * U * (1 + 0x1p-16);
      ensures P23_accuracy: \forall integer r, i;
          0 <= r < rows && 0 <= i < cols ==>
          \abs(p[r * row_stride + i * stride] -
               StridedSoftmax{Pre}(z + r * row_stride, stride, cols, i)) <=
            4.5 * U * (1 + 0x1p-16) *
              StridedSoftmax{Pre}(z + r * row_stride, stride, cols, i) + ETA;
      ensures P23_equal:   \forall integer r, i, j;
          0 <= r < rows && 0 <= i < cols && 0 <= j < cols &&
          \is_finite(\at(z[r * row_stride + i * stride], Pre)) &&
          \is_finite(\at(z[r * row_stride + j * stride], Pre)) &&
          \at(z[r * row_stride + i * stride], Pre) ==
            \at(z[r * row_stride + j * stride], Pre) ==>
          p[r * row_stride + i * stride] == p[r * row_stride + j * stride];
      ensures P23_order:   \forall integer r, i, j;
          0 <= r < rows && 0 <= i < cols && 0 <= j < cols &&
          \is_finite(\at(z[r * row_stride + i * stride], Pre)) &&
          \is_finite(\at(z[r * row_stride + j * stride], Pre)) &&
          \at(z[r * row_stride + i * stride], Pre) <=
            \at(z[r * row_stride + j * stride], Pre) &&
          0x1p-900 <= p[r * row_stride + j * stride] ==>
          p[r * row_stride + i * stride] <=
            p[r * row_stride + j * stride] * (1 + 4 * U);
      ensures P23_order_any: \forall integer r, i, j;
          0 <= r < rows && 0 <= i < cols && 0 <= j < cols &&
          \is_finite(\at(z[r * row_stride + i * stride], Pre)) &&
          \is_finite(\at(z[r * row_stride + j * stride], Pre)) &&
          \at(z[r * row_stride + i * stride], Pre) <=
            \at(z[r * row_stride + j * stride], Pre) ==>
          p[r * row_stride + i * stride] <=
            p[r * row_stride + j * stride] * (1 + 5 * U) + 3 * ETA;
      ensures P23_peak:    \forall integer r, i, t;
          0 <= r < rows && 0 <= i < cols &&
          StridedTop{Pre}(z + r * row_stride, stride, cols, t) ==>
          p[r * row_stride + i * stride] <= p[r * row_stride + t * stride] &&
          (1 - 3 * U) / cols <= p[r * row_stride + t * stride];
      ensures P23_masked:  \forall integer r, i;
          0 <= r < rows && 0 <= i < cols &&
          \is_minus_infinity(\at(z[r * row_stride + i * stride], Pre)) ==>
          p[r * row_stride + i * stride] == 0;
      ensures P23_gaps:    \forall integer j;
          0 <= j <= LastIndex(rows, cols, row_stride, stride) &&
          !EntryIndex(rows, cols, row_stride, stride, j) ==>
          KeptAt{Pre,Post}(p + j);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax_rows(const double *z, double *p, size_t rows, size_t cols,
                          size_t row_stride, size_t stride, double *work,
                          size_t *bad_row);

/* The same for log-softmax: logp = z - log(sum_j e^z[j]) in each row. */
/*@ requires readable:     Layout(rows, cols, row_stride, stride) ==>
               \valid_read(z +
                 (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires writable:     Layout(rows, cols, row_stride, stride) ==>
               \valid(logp + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires work:         Layout(rows, cols, row_stride, stride) ==>
               \valid(work + (0 .. cols - 1));
    requires writable:     \valid(bad_row);
    requires alias:        Layout(rows, cols, row_stride, stride) ==>
               logp == z ||
               \separated(
                 logp + (0 .. LastIndex(rows, cols, row_stride, stride)),
                 z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(work + (0 .. cols - 1),
                          z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(work + (0 .. cols - 1),
                 logp + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(bad_row, work + (0 .. cols - 1));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(bad_row,
                          z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(bad_row,
                 logp + (0 .. LastIndex(rows, cols, row_stride, stride)));
    terminates             \true;
    assigns                logp[0 .. LastIndex(rows, cols, row_stride, stride)],
                           work[0 .. cols - 1], *bad_row;
    ensures  P09_empty:    \result == SP_EMPTY <==> rows == 0 || cols == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> rows != 0 && cols != 0 &&
               !LayoutSize(rows, cols, row_stride, stride);
    ensures  P09_stride:   \result == SP_BAD_STRIDE <==>
               LayoutSize(rows, cols, row_stride, stride) &&
               !LayoutApart(rows, cols, row_stride, stride);
    behavior misplaced:
      assumes              !Layout(rows, cols, row_stride, stride);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior refused:
      assumes              Layout(rows, cols, row_stride, stride) &&
               !AcceptedStrided(z, rows, cols, row_stride, stride);
      assigns              work[0 .. cols - 1], *bad_row;
      ensures P09_refused: \result != SP_OK;
      ensures P09_first:   0 <= *bad_row < rows &&
               AcceptedStrided{Pre}(z, *bad_row, cols, row_stride, stride);
      ensures P09_row:     StridedStatus{Pre}(z + *bad_row * row_stride, stride,
                                              cols, \result);
    behavior accepted:
      assumes              Layout(rows, cols, row_stride, stride) &&
               AcceptedStrided(z, rows, cols, row_stride, stride);
      assigns              logp[0 .. LastIndex(rows, cols, row_stride, stride)],
                           work[0 .. cols - 1], *bad_row;
      ensures P09_ok:      \result == SP_OK;
      ensures P09_kept:    *bad_row == \old(*bad_row);
      ensures P23_log_range: \forall integer r, i;
          0 <= r < rows && 0 <= i < cols ==>
          LogProbability(logp[r * row_stride + i * stride]);
      ensures P23_log_accuracy: \forall integer r, i;
          0 <= r < rows && 0 <= i < cols &&
          \is_finite(logp[r * row_stride + i * stride]) ==>
          \abs(logp[r * row_stride + i * stride] -
               StridedLogSoftmax{Pre}(z + r * row_stride, stride, cols, i)) <=
            6.5 * U * (1 + 0x1p-16) *
              \abs(StridedLogSoftmax{Pre}(z + r * row_stride, stride, cols,
                                          i)) + 2 * cols * ETA;
      ensures P23_log_masked: \forall integer r, i;
          0 <= r < rows && 0 <= i < cols &&
          \is_minus_infinity(\at(z[r * row_stride + i * stride], Pre)) ==>
          \is_minus_infinity(logp[r * row_stride + i * stride]);
      ensures P23_log_finite: \forall integer r, i, t;
          0 <= r < rows && 0 <= i < cols &&
          StridedTop{Pre}(z + r * row_stride, stride, cols, t) &&
          \is_finite(\at(z[r * row_stride + i * stride], Pre)) &&
          \at(z[r * row_stride + t * stride], Pre) -
            \at(z[r * row_stride + i * stride], Pre) <= 0x1p1023 ==>
          \is_finite(logp[r * row_stride + i * stride]);
      ensures P23_log_gaps: \forall integer j;
          0 <= j <= LastIndex(rows, cols, row_stride, stride) &&
          !EntryIndex(rows, cols, row_stride, stride, j) ==>
          KeptAt{Pre,Post}(logp + j);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_log_softmax_rows(const double *z, double *logp, size_t rows,
                              size_t cols, size_t row_stride, size_t stride,
                              double *work, size_t *bad_row);

/* The same for log-sum-exp: lse[r] = log(sum_j e^z[j]) of row r. */
/*@ requires readable:     Layout(rows, cols, row_stride, stride) ==>
               \valid_read(z +
                 (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires writable:     Layout(rows, cols, row_stride, stride) ==>
               \valid(lse + (0 .. rows - 1));
    requires work:         Layout(rows, cols, row_stride, stride) ==>
               \valid(work + (0 .. cols - 1));
    requires writable:     \valid(bad_row);
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(lse + (0 .. rows - 1),
                          z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(work + (0 .. cols - 1),
                          z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(work + (0 .. cols - 1), lse + (0 .. rows - 1));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(bad_row, work + (0 .. cols - 1));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(bad_row,
                          z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:    Layout(rows, cols, row_stride, stride) ==>
               \separated(bad_row, lse + (0 .. rows - 1));
    terminates             \true;
    assigns                lse[0 .. rows - 1], work[0 .. cols - 1], *bad_row;
    ensures  P09_empty:    \result == SP_EMPTY <==> rows == 0 || cols == 0;
    ensures  P09_long:     \result == SP_TOO_LONG <==> rows != 0 && cols != 0 &&
               !LayoutSize(rows, cols, row_stride, stride);
    ensures  P09_stride:   \result == SP_BAD_STRIDE <==>
               LayoutSize(rows, cols, row_stride, stride) &&
               !LayoutApart(rows, cols, row_stride, stride);
    behavior misplaced:
      assumes              !Layout(rows, cols, row_stride, stride);
      assigns              \nothing;
      ensures P09_refused: \result != SP_OK;
    behavior refused:
      assumes              Layout(rows, cols, row_stride, stride) &&
               !AcceptedStrided(z, rows, cols, row_stride, stride);
      assigns              work[0 .. cols - 1], *bad_row;
      ensures P09_refused: \result != SP_OK;
      ensures P09_first:   0 <= *bad_row < rows &&
               AcceptedStrided{Pre}(z, *bad_row, cols, row_stride, stride);
      ensures P09_row:     StridedStatus{Pre}(z + *bad_row * row_stride, stride,
                                              cols, \result);
    behavior accepted:
      assumes              Layout(rows, cols, row_stride, stride) &&
               AcceptedStrided(z, rows, cols, row_stride, stride);
      assigns              lse[0 .. rows - 1], work[0 .. cols - 1], *bad_row;
      ensures P09_ok:      \result == SP_OK;
      ensures P09_kept:    *bad_row == \old(*bad_row);
      ensures P23_lse_finite: \forall integer r; 0 <= r < rows ==>
          \is_finite(lse[r]);
      ensures P23_lse_bounds: \forall integer r, t; 0 <= r < rows &&
          StridedTop{Pre}(z + r * row_stride, stride, cols, t) ==>
          \at(z[r * row_stride + t * stride], Pre) <= lse[r];
      ensures P23_lse_accuracy: \forall integer r, t; 0 <= r < rows &&
          StridedTop{Pre}(z + r * row_stride, stride, cols, t) ==>
          \abs(lse[r] -
               StridedLogSumExp{Pre}(z + r * row_stride, stride, cols)) <=
            U * \abs(StridedLogSumExp{Pre}(z + r * row_stride, stride,
                                           cols)) +
            4.5 * U * (1 + 0x1p-16) *
              (StridedLogSumExp{Pre}(z + r * row_stride, stride, cols) -
               \at(z[r * row_stride + t * stride], Pre)) + cols * ETA;
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_logsumexp_rows(const double *z, double *lse, size_t rows,
                            size_t cols, size_t row_stride, size_t stride,
                            double *work, size_t *bad_row);

#ifdef __cplusplus
}
#endif
#endif
