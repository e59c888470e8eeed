/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_strided_float.h"

#include "sp_convert.h"
#include "sp_logsumexp.h"
#include "strided_float_row.h"
#include "strided_row.h"

/* The float next to the log-sum-exp of x */
/*@ requires accepted:  Accepted(x, n);
    requires range:     FloatRange(x, n);
    requires readable:  \valid_read(x + (0 .. n - 1));
    terminates          \true;
    assigns             \nothing;
    ensures  value:     RoundedLogSumExp(x, n, \result);
*/
static float logsumexp_of(const double *x, size_t n)
{
  double lse;
  sp_logsumexp(x, n, &lse);
  return sp_to_float(lse);
}

/*@ requires size:      StridedSize(stride, n);
    requires readable:  \valid_read(z + (0 .. (n - 1) * stride));
    requires accepted:  StridedAccepted32(z, stride, n);
    requires work:      \valid(work + (0 .. n - 1));
    requires separated: \separated(work + (0 .. n - 1),
                                   z + (0 .. (n - 1) * stride));
    terminates          \true;
    assigns             work[0 .. n - 1];
    ensures  value:     LogSumExpRow32{Pre}(z, stride, n, \result);
*/
static float logsumexp_row(const float *z, size_t n, size_t stride,
                           double *work)
{
  sp_gather_floats(z, n, stride, work);
  //@ assert accepted: Accepted(work, n);
  //@ assert range: FloatRange(work, n);
  return logsumexp_of(work, n);
}

/*@ requires layout:    Layout(rows, cols, row_stride, stride);
    requires readable:  \valid_read(z + (0 ..
               LastIndex(rows, cols, row_stride, stride)));
    requires writable:  \valid(lse + (0 .. rows - 1));
    requires work:      \valid(work + (0 .. cols - 1));
    requires separated: \separated(lse + (0 .. rows - 1),
               z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated: \separated(work + (0 .. cols - 1),
               z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated: \separated(work + (0 .. cols - 1),
               lse + (0 .. rows - 1));
    requires accepted:  AcceptedStrided32(z, rows, cols, row_stride, stride);
    terminates          \true;
    assigns             lse[0 .. rows - 1], work[0 .. cols - 1];
    ensures  rows:      LogSumExpRows32{Pre,Post}(z, lse, rows, cols,
                                                  row_stride, stride);
*/
static void logsumexp_of_rows(const float *z, float *lse, size_t rows,
                              size_t cols, size_t row_stride, size_t stride,
                              double *work)
{
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant kept:  RowsFrom32{Pre,Here}(z, 0, rows, cols, row_stride,
                                                 stride);
      loop invariant done:  LogSumExpRows32{Pre,Here}(z, lse, r, cols,
                                                      row_stride, stride);
      loop assigns r, lse[0 .. rows - 1], work[0 .. cols - 1];
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    /*@ assert row:  0 <= r * row_stride && StridedSize(stride, cols) &&
          r * row_stride + (cols - 1) * stride <=
            LastIndex(rows, cols, row_stride, stride) <= 0x10000000000000; */
    //@ assert size: (size_t)(r * row_stride) == r * row_stride;
    //@ assert accepted: StridedAccepted32(z + r * row_stride, stride, cols);
    float x = logsumexp_row(z + r * row_stride, cols, stride, work);
    /*@ assert value: LogSumExpRow32{Pre}(z + r * row_stride, stride, cols,
          x); */
    /*@ assert kept: RowsFrom32{Pre,Here}(z, 0, rows, cols, row_stride,
          stride); */
    /*@ assert done: LogSumExpRows32{Pre,Here}(z, lse, r, cols, row_stride,
          stride); */
    lse[r] = x;
    /*@ assert kept: RowsFrom32{Pre,Here}(z, 0, rows, cols, row_stride,
          stride); */
    /*@ assert done: LogSumExpRows32{Pre,Here}(z, lse, r + 1, cols, row_stride,
          stride); */
  }
}

/* Method: every row is checked, then each is gathered as doubles, given to
 * sp_logsumexp and rounded to float.
 * Special cases: as sp_logsumexpf.
 * Accuracy: P22 of the contract, that of sp_logsumexpf.
 * Reference: as sp_logsumexp. */
sp_status sp_logsumexp_rowsf(const float *z, float *lse, size_t rows,
                             size_t cols, size_t row_stride, size_t stride,
                             double *work, size_t *bad_row)
{
  sp_status status = sp_check_layout(rows, cols, row_stride, stride);
  if (status != SP_OK)
    return status;
  status = sp_check_float_rows(z, rows, cols, row_stride, stride, bad_row);
  if (status != SP_OK)
    return status;
  //@ assert accepted: AcceptedStrided32(z, rows, cols, row_stride, stride);
  logsumexp_of_rows(z, lse, rows, cols, row_stride, stride, work);
  /*@ assert rows: LogSumExpRows32{Pre,Here}(z, lse, rows, cols, row_stride,
        stride); */
  return SP_OK;
}
