/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax of floats along any axis of a tensor: computed in double and rounded
 * once. */
#ifndef SP_STRIDED_FLOAT_H
#define SP_STRIDED_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
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

#ifdef __cplusplus
}
#endif
#endif
