/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Rows of floats whose entry i is z[i * stride], in and out of doubles. */
#ifndef SP_STRIDED_FLOAT_ROW_H
#define SP_STRIDED_FLOAT_ROW_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/strided32_layout.acsl"
#endif

/* work[i] = z[i * stride], which is exact */
/*@ requires size:        StridedSize(stride, n);
    requires readable:    \valid_read(z + (0 .. (n - 1) * stride));
    requires accepted:    StridedAccepted32(z, stride, n);
    requires writable:    \valid(work + (0 .. n - 1));
    requires separated:   \separated(work + (0 .. n - 1),
                                     z + (0 .. (n - 1) * stride));
    terminates            \true;
    assigns               work[0 .. n - 1];
    ensures  P22_exact:   Gathered32(z, work, stride, n);
*/
void sp_gather_floats(const float *z, size_t n, size_t stride, double *work);

/* p[i * stride] = work[i], rounded to float */
/*@ requires size:        StridedSize(stride, n);
    requires readable:    \valid_read(work + (0 .. n - 1));
    requires numbers:     \forall integer k; 0 <= k < n ==> !\is_NaN(work[k]);
    requires writable:    \valid(p + (0 .. (n - 1) * stride));
    requires separated:   \separated(work + (0 .. n - 1),
                                     p + (0 .. (n - 1) * stride));
    terminates            \true;
    assigns               p[0 .. (n - 1) * stride];
    ensures  P22_rounded: Scattered32(work, p, stride, n);
    ensures  kept:        KeptBesideRow32{Pre,Post}(p, stride, n);
*/
void sp_scatter_floats(const double *work, size_t n, size_t stride, float *p);

/* Finds the first row that sp_softmaxf would refuse. */
/*@ requires layout:     Layout(rows, cols, row_stride, stride);
    requires readable:   \valid_read(z + (0 ..
               LastIndex(rows, cols, row_stride, stride)));
    requires writable:   \valid(bad_row);
    requires separated:  \separated(bad_row,
               z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    terminates           \true;
    assigns              *bad_row;
    ensures  P22_ok:     \result == SP_OK <==>
               AcceptedStrided32(z, rows, cols, row_stride, stride);
    ensures  P22_kept:   \result == SP_OK ==> *bad_row == \old(*bad_row);
    ensures  P22_first:  \result != SP_OK ==> 0 <= *bad_row < rows &&
               AcceptedStrided32(z, *bad_row, cols, row_stride, stride);
    ensures  P22_row:    \result != SP_OK ==>
               StridedStatus32(z + *bad_row * row_stride, stride, cols,
                               \result);
*/
sp_status sp_check_float_rows(const float *z, size_t rows, size_t cols,
                              size_t row_stride, size_t stride,
                              size_t *bad_row);

#endif
