/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_strided.h"

#include "sp_logsumexp.h"
#include "strided_row.h"

/*@ requires accepted:  Accepted(x, n);
    requires readable:  \valid_read(x + (0 .. n - 1));
    requires writable:  \valid(lse);
    requires separated: \separated(lse, x + (0 .. n - 1));
    terminates          \true;
    assigns             *lse;
    ensures  value:     LogSumExpOf{Pre}(x, n, *lse);
*/
static void logsumexp_of(const double *x, size_t n, double *lse)
{
  sp_logsumexp(x, n, lse);
}

/*@ requires size:      StridedSize(stride, n);
    requires readable:  \valid_read(z + (0 .. (n - 1) * stride));
    requires accepted:  StridedAccepted(z, stride, n);
    requires work:      \valid(work + (0 .. n - 1));
    requires separated: \separated(work + (0 .. n - 1),
                                   z + (0 .. (n - 1) * stride));
    terminates          \true;
    assigns             work[0 .. n - 1];
    ensures  value:     LogSumExpRow{Pre}(z, stride, n, \result);
    ensures  kept:      KeptBeside{Pre,Post}(work, n);
*/
static double logsumexp_row(const double *z, size_t n, size_t stride,
                            double *work)
{
  double lse = 0.0;
  sp_gather(z, n, stride, work);
  //@ assert accepted: Accepted(work, n);
  logsumexp_of(work, n, &lse);
  return lse;
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
    requires accepted:  AcceptedStrided(z, rows, cols, row_stride, stride);
    terminates          \true;
    assigns             lse[0 .. rows - 1], work[0 .. cols - 1];
    ensures  rows:      LogSumExpRows{Pre,Post}(z, lse, rows, cols, row_stride,
                                                stride);
*/
static void logsumexp_of_rows(const double *z, double *lse, size_t rows,
                              size_t cols, size_t row_stride, size_t stride,
                              double *work)
{
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant kept:  RowsFrom{Pre,Here}(z, 0, rows, cols, row_stride,
                                               stride);
      loop invariant done:  LogSumExpRows{Pre,Here}(z, lse, r, cols,
                                                    row_stride, stride);
      loop assigns r, lse[0 .. rows - 1], work[0 .. cols - 1];
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    /*@ assert row:  0 <= r * row_stride && StridedSize(stride, cols) &&
          r * row_stride + (cols - 1) * stride <=
            LastIndex(rows, cols, row_stride, stride) <= 0x10000000000000; */
    //@ assert size: (size_t)(r * row_stride) == r * row_stride;
    //@ assert accepted: StridedAccepted(z + r * row_stride, stride, cols);
    double x = logsumexp_row(z + r * row_stride, cols, stride, work);
    /*@ assert value: LogSumExpRow{Pre}(z + r * row_stride, stride, cols, x); */
    /*@ assert kept: RowsFrom{Pre,Here}(z, 0, rows, cols, row_stride,
          stride); */
    /*@ assert done: LogSumExpRows{Pre,Here}(z, lse, r, cols, row_stride,
          stride); */
    lse[r] = x;
    /*@ assert kept: RowsFrom{Pre,Here}(z, 0, rows, cols, row_stride,
          stride); */
    /*@ assert done: LogSumExpRows{Pre,Here}(z, lse, r + 1, cols, row_stride,
          stride); */
  }
}

/* Method: every row is checked, then each is gathered and given to
 * sp_logsumexp.
 * Special cases: as sp_logsumexp.
 * Accuracy: P23 of the contract, that of sp_logsumexp.
 * Reference: as sp_logsumexp. */
sp_status sp_logsumexp_rows(const double *z, double *lse, size_t rows,
                            size_t cols, size_t row_stride, size_t stride,
                            double *work, size_t *bad_row)
{
  sp_status status = sp_check_layout(rows, cols, row_stride, stride);
  if (status != SP_OK)
    return status;
  status = sp_check_rows(z, rows, cols, row_stride, stride, work, bad_row);
  if (status != SP_OK)
    return status;
  //@ assert accepted: AcceptedStrided(z, rows, cols, row_stride, stride);
  logsumexp_of_rows(z, lse, rows, cols, row_stride, stride, work);
  /*@ assert rows: LogSumExpRows{Pre,Here}(z, lse, rows, cols, row_stride,
        stride); */
  return SP_OK;
}
