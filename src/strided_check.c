/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "row.h"
#include "strided_row.h"

/*@ requires size:      StridedSize(stride, n);
    requires readable:  \valid_read(z + (0 .. (n - 1) * stride));
    requires writable:  \valid(work + (0 .. n - 1));
    requires separated: \separated(work + (0 .. n - 1),
                                   z + (0 .. (n - 1) * stride));
    terminates          \true;
    assigns             work[0 .. n - 1];
    ensures  status:    StridedStatus{Pre}(z, stride, n, \result);
    ensures  kept:      KeptBeside{Pre,Post}(work, n);
*/
static sp_status check_row(const double *z, size_t n, size_t stride,
                           double *work)
{
  size_t top;
  sp_gather(z, n, stride, work);
  //@ assert kept: KeptBeside{Pre,Here}(work, n);
  return sp_scan(work, n, &top);
}

sp_status sp_check_rows(const double *z, size_t rows, size_t cols,
                        size_t row_stride, size_t stride, double *work,
                        size_t *bad_row)
{
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant done:  AcceptedStrided{Pre}(z, r, cols, row_stride,
                                                 stride);
      loop invariant kept:  KeptBeside{Pre,Here}(work, cols);
      loop assigns r, work[0 .. cols - 1];
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    /*@ assert row:  0 <= r * row_stride && StridedSize(stride, cols) &&
          r * row_stride + (cols - 1) * stride <=
            LastIndex(rows, cols, row_stride, stride) <= 0x10000000000000; */
    //@ assert size: (size_t)(r * row_stride) == r * row_stride;
    sp_status status = check_row(z + r * row_stride, cols, stride, work);
    //@ assert kept:   KeptBeside{Pre,Here}(work, cols);
    /*@ assert status: StridedStatus{Pre}(z + r * row_stride, stride, cols,
          status); */
    if (status != SP_OK) {
      *bad_row = r;
      return status;
    }
    /*@ assert done: AcceptedStrided{Pre}(z, r + 1, cols, row_stride,
          stride); */
  }
  return SP_OK;
}
