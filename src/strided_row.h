/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Rows whose entry i is z[i * stride], and how they lie in memory. */
#ifndef SP_STRIDED_ROW_H
#define SP_STRIDED_ROW_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/strided_layout.acsl"
#endif

/* work[i] = z[i * stride] */
/*@ requires size:      StridedSize(stride, n);
    requires readable:  \valid_read(z + (0 .. (n - 1) * stride));
    requires writable:  \valid(work + (0 .. n - 1));
    requires separated: \separated(work + (0 .. n - 1),
                                   z + (0 .. (n - 1) * stride));
    terminates          \true;
    assigns             work[0 .. n - 1];
    ensures  row:       Gathered{Pre,Post}(z, work, stride, n);
    ensures  kept:      KeptBeside{Pre,Post}(work, n);
*/
void sp_gather(const double *z, size_t n, size_t stride, double *work);

/* p[i * stride] = work[i] */
/*@ requires size:      StridedSize(stride, n);
    requires readable:  \valid_read(work + (0 .. n - 1));
    requires writable:  \valid(p + (0 .. (n - 1) * stride));
    requires separated: \separated(work + (0 .. n - 1),
                                   p + (0 .. (n - 1) * stride));
    terminates          \true;
    assigns             p[0 .. (n - 1) * stride];
    ensures  row:       Gathered{Post,Pre}(p, work, stride, n);
    ensures  kept:      KeptBesideRow{Pre,Post}(p, stride, n);
*/
void sp_scatter(const double *work, size_t n, size_t stride, double *p);

/* Whether entry i of row r can be at r * row_stride + i * stride. */
/*@ terminates          \true;
    assigns             \nothing;
    ensures  P09_ok:     \result == SP_OK <==>
               Layout(rows, cols, row_stride, stride);
    ensures  P09_empty:  \result == SP_EMPTY <==> rows == 0 || cols == 0;
    ensures  P09_long:   \result == SP_TOO_LONG <==> rows != 0 && cols != 0 &&
               !LayoutSize(rows, cols, row_stride, stride);
    ensures  P09_stride: \result == SP_BAD_STRIDE <==>
               LayoutSize(rows, cols, row_stride, stride) &&
               !LayoutApart(rows, cols, row_stride, stride);
*/
sp_status sp_check_layout(size_t rows, size_t cols, size_t row_stride,
                          size_t stride);

/* Finds the first row that sp_softmax would refuse; uses work. */
/*@ requires layout:     Layout(rows, cols, row_stride, stride);
    requires readable:   \valid_read(z + (0 ..
               LastIndex(rows, cols, row_stride, stride)));
    requires work:       \valid(work + (0 .. cols - 1));
    requires writable:   \valid(bad_row);
    requires separated:  \separated(work + (0 .. cols - 1),
               z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated:  \separated(bad_row, work + (0 .. cols - 1));
    requires separated:  \separated(bad_row,
               z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    terminates           \true;
    assigns              work[0 .. cols - 1], *bad_row;
    ensures  P09_ok:     \result == SP_OK <==>
               AcceptedStrided{Pre}(z, rows, cols, row_stride, stride);
    ensures  P09_kept:   \result == SP_OK ==> *bad_row == \old(*bad_row);
    ensures  P09_first:  \result != SP_OK ==> 0 <= *bad_row < rows &&
               AcceptedStrided{Pre}(z, *bad_row, cols, row_stride, stride);
    ensures  P09_row:    \result != SP_OK ==>
               StridedStatus{Pre}(z + *bad_row * row_stride, stride, cols,
                                  \result);
    ensures  kept:       KeptBeside{Pre,Post}(work, cols);
*/
sp_status sp_check_rows(const double *z, size_t rows, size_t cols,
                        size_t row_stride, size_t stride, double *work,
                        size_t *bad_row);

#endif
