/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax, log-softmax and log-sum-exp of floats along any axis of a tensor:
 * computed in double and rounded once. */
#ifndef SP_STRIDED_FLOAT_H
#define SP_STRIDED_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/strided32_log.acsl"
#include "../specs/strided32_softmax.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The softmax of each of `rows' rows of `cols' logits. Entry i of row r is
 * z[r * row_stride + i * stride], and the same in p: see sp_softmax_rows for
 * the strides of a tensor. work holds cols doubles, whatever they are before
 * and after. *bad_row is the first row that is refused; then nothing of p has
 * been written. Strides are refused before any row is read. */
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
    ensures  P22_empty:    \result == SP_EMPTY <==> rows == 0 || cols == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> rows != 0 && cols != 0 &&
               !LayoutSize(rows, cols, row_stride, stride);
    ensures  P22_stride:   \result == SP_BAD_STRIDE <==>
               LayoutSize(rows, cols, row_stride, stride) &&
               !LayoutApart(rows, cols, row_stride, stride);
    behavior misplaced:
      assumes              !Layout(rows, cols, row_stride, stride);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior refused:
      assumes              Layout(rows, cols, row_stride, stride) &&
               !AcceptedStrided32(z, rows, cols, row_stride, stride);
      assigns              *bad_row;
      ensures P22_refused: \result != SP_OK;
      ensures P22_first:   0 <= *bad_row < rows &&
               AcceptedStrided32{Pre}(z, *bad_row, cols, row_stride, stride);
      ensures P22_row:     StridedStatus32{Pre}(z + *bad_row * row_stride,
                                                stride, cols, \result);
    behavior accepted:
      assumes              Layout(rows, cols, row_stride, stride) &&
               AcceptedStrided32(z, rows, cols, row_stride, stride);
      assigns              p[0 .. LastIndex(rows, cols, row_stride, stride)],
                           work[0 .. cols - 1], *bad_row;
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kept:    *bad_row == \old(*bad_row);
      ensures P22_range:   \forall integer r, i;
          0 <= r < rows && 0 <= i < cols ==>
          \is_finite(p[r * row_stride + i * stride]) &&
          0 <= p[r * row_stride + i * stride] <= 1;
      ensures P22_ulp:     \forall integer r, i;
          0 <= r < rows && 0 <= i < cols ==>
          \abs(p[r * row_stride + i * stride] -
               StridedSoftmax32{Pre}(z + r * row_stride, stride, cols, i)) <=
            (0.5 + 0x1p-24) *
            Ulp32(StridedSoftmax32{Pre}(z + r * row_stride, stride, cols, i));
      ensures P22_equal:   \forall integer r, i, j;
          0 <= r < rows && 0 <= i < cols && 0 <= j < cols &&
          \is_finite(\at(z[r * row_stride + i * stride], Pre)) &&
          \is_finite(\at(z[r * row_stride + j * stride], Pre)) &&
          \at(z[r * row_stride + i * stride], Pre) ==
            \at(z[r * row_stride + j * stride], Pre) ==>
          p[r * row_stride + i * stride] == p[r * row_stride + j * stride];
      ensures P22_masked:  \forall integer r, i;
          0 <= r < rows && 0 <= i < cols &&
          \is_minus_infinity(\at(z[r * row_stride + i * stride], Pre)) ==>
          p[r * row_stride + i * stride] == 0;
      ensures P22_gaps:    \forall integer j;
          0 <= j <= LastIndex(rows, cols, row_stride, stride) &&
          !EntryIndex(rows, cols, row_stride, stride, j) ==>
          KeptAt32{Pre,Post}(p + j);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_softmax_rowsf(const float *z, float *p, size_t rows, size_t cols,
                           size_t row_stride, size_t stride, double *work,
                           size_t *bad_row);

/* The same for log-softmax: logp = z - log(sum_j e^z[j]) in each row; -inf
 * where z is, or where the float next to it would be below -FLT_MAX. */
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
    ensures  P22_empty:    \result == SP_EMPTY <==> rows == 0 || cols == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> rows != 0 && cols != 0 &&
               !LayoutSize(rows, cols, row_stride, stride);
    ensures  P22_stride:   \result == SP_BAD_STRIDE <==>
               LayoutSize(rows, cols, row_stride, stride) &&
               !LayoutApart(rows, cols, row_stride, stride);
    behavior misplaced:
      assumes              !Layout(rows, cols, row_stride, stride);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior refused:
      assumes              Layout(rows, cols, row_stride, stride) &&
               !AcceptedStrided32(z, rows, cols, row_stride, stride);
      assigns              *bad_row;
      ensures P22_refused: \result != SP_OK;
      ensures P22_first:   0 <= *bad_row < rows &&
               AcceptedStrided32{Pre}(z, *bad_row, cols, row_stride, stride);
      ensures P22_row:     StridedStatus32{Pre}(z + *bad_row * row_stride,
                                                stride, cols, \result);
    behavior accepted:
      assumes              Layout(rows, cols, row_stride, stride) &&
               AcceptedStrided32(z, rows, cols, row_stride, stride);
      assigns              logp[0 .. LastIndex(rows, cols, row_stride, stride)],
                           work[0 .. cols - 1], *bad_row;
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kept:    *bad_row == \old(*bad_row);
      ensures P22_kinds:   \forall integer r, i;
          0 <= r < rows && 0 <= i < cols ==>
          LogProbability32(logp[r * row_stride + i * stride]);
      ensures P22_masked:  \forall integer r, i;
          0 <= r < rows && 0 <= i < cols &&
          \is_minus_infinity(\at(z[r * row_stride + i * stride], Pre)) ==>
          \is_minus_infinity(logp[r * row_stride + i * stride]);
      ensures P22_finite:  \forall integer r, i;
          0 <= r < rows && 0 <= i < cols &&
          \is_finite(\at(z[r * row_stride + i * stride], Pre)) &&
          \abs(StridedLogSoftmax32{Pre}(z + r * row_stride, stride, cols, i)) <=
            MAX_FLOAT ==>
          \is_finite(logp[r * row_stride + i * stride]);
      ensures P22_below:   \forall integer r, i;
          0 <= r < rows && 0 <= i < cols &&
          \is_finite(logp[r * row_stride + i * stride]) ==>
          \abs(StridedLogSoftmax32{Pre}(z + r * row_stride, stride, cols, i)) <
            0x1p128;
      ensures P22_ulp:     \forall integer r, i;
          0 <= r < rows && 0 <= i < cols &&
          \is_finite(logp[r * row_stride + i * stride]) ==>
          \abs(logp[r * row_stride + i * stride] -
               StridedLogSoftmax32{Pre}(z + r * row_stride, stride, cols, i)) <=
            (0.5 + 0x1p-24) *
            Ulp32(StridedLogSoftmax32{Pre}(z + r * row_stride, stride, cols,
                                           i));
      ensures P22_gaps:    \forall integer j;
          0 <= j <= LastIndex(rows, cols, row_stride, stride) &&
          !EntryIndex(rows, cols, row_stride, stride, j) ==>
          KeptAt32{Pre,Post}(logp + j);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_log_softmax_rowsf(const float *z, float *logp, size_t rows,
                               size_t cols, size_t row_stride, size_t stride,
                               double *work, size_t *bad_row);

/* The same for log-sum-exp: lse[r] = log(sum_j e^z[j]) of row r. Near 0, where
 * the largest logit and the log of the rest cancel, the double is not exact to
 * its last place, and that shows. */
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
    ensures  P22_empty:    \result == SP_EMPTY <==> rows == 0 || cols == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> rows != 0 && cols != 0 &&
               !LayoutSize(rows, cols, row_stride, stride);
    ensures  P22_stride:   \result == SP_BAD_STRIDE <==>
               LayoutSize(rows, cols, row_stride, stride) &&
               !LayoutApart(rows, cols, row_stride, stride);
    behavior misplaced:
      assumes              !Layout(rows, cols, row_stride, stride);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior refused:
      assumes              Layout(rows, cols, row_stride, stride) &&
               !AcceptedStrided32(z, rows, cols, row_stride, stride);
      assigns              *bad_row;
      ensures P22_refused: \result != SP_OK;
      ensures P22_first:   0 <= *bad_row < rows &&
               AcceptedStrided32{Pre}(z, *bad_row, cols, row_stride, stride);
      ensures P22_row:     StridedStatus32{Pre}(z + *bad_row * row_stride,
                                                stride, cols, \result);
    behavior accepted:
      assumes              Layout(rows, cols, row_stride, stride) &&
               AcceptedStrided32(z, rows, cols, row_stride, stride);
      assigns              lse[0 .. rows - 1], work[0 .. cols - 1], *bad_row;
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kept:    *bad_row == \old(*bad_row);
      ensures P22_finite:  \forall integer r; 0 <= r < rows ==>
          \is_finite(lse[r]);
      ensures P22_ulp:     \forall integer r, t; 0 <= r < rows &&
          StridedTop32{Pre}(z + r * row_stride, stride, cols, t) ==>
          \abs(lse[r] -
               StridedLogSumExp32{Pre}(z + r * row_stride, stride, cols)) <=
            (0.5 + 0x1p-24) *
            Ulp32(StridedLogSumExp32{Pre}(z + r * row_stride, stride, cols)) +
            9 * U * (1 + 0x1p-16) *
              (StridedLogSumExp32{Pre}(z + r * row_stride, stride, cols) -
               \at(z[r * row_stride + t * stride], Pre));
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_logsumexp_rowsf(const float *z, float *lse, size_t rows,
                             size_t cols, size_t row_stride, size_t stride,
                             double *work, size_t *bad_row);

#ifdef __cplusplus
}
#endif
#endif
