/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_strided.h"

#include "sp_softmax.h"
#include "strided_row.h"

/*@ requires accepted: Accepted(x, n);
    requires writable: \valid(x + (0 .. n - 1));
    terminates         \true;
    assigns            x[0 .. n - 1];
    ensures  row:      SoftmaxOf{Pre,Post}(x, x, n);
    ensures  order:    OrderRow{Pre,Post}(x, x, 1, n);
    ensures  kept:     KeptBeside{Pre,Post}(x, n);
*/
static void softmax_in_place(double *x, size_t n)
{
  sp_softmax(x, x, n);
}

/*@ requires size:      StridedSize(stride, n);
    requires readable:  \valid_read(z + (0 .. (n - 1) * stride));
    requires accepted:  StridedAccepted(z, stride, n);
    requires writable:  \valid(p + (0 .. (n - 1) * stride));
    requires work:      \valid(work + (0 .. n - 1));
    requires separated: \separated(work + (0 .. n - 1),
                                   z + (0 .. (n - 1) * stride));
    requires separated: \separated(work + (0 .. n - 1),
                                   p + (0 .. (n - 1) * stride));
    terminates          \true;
    assigns             p[0 .. (n - 1) * stride], work[0 .. n - 1];
    ensures  row:       SoftmaxRow{Pre,Post}(z, p, stride, n);
    ensures  order:     OrderRow{Pre,Post}(z, p, stride, n);
    ensures  kept:      KeptBesideBoth{Pre,Post}(p, stride, n, work);
*/
static void softmax_row(const double *z, double *p, size_t n, size_t stride,
                        double *work)
{
  sp_gather(z, n, stride, work);
  //@ assert accepted: Accepted(work, n);
  softmax_in_place(work, n);
  sp_scatter(work, n, stride, p);
}

/*@ requires layout:    Layout(rows, cols, row_stride, stride);
    requires readable:  \valid_read(z + (0 ..
               LastIndex(rows, cols, row_stride, stride)));
    requires writable:  \valid(p + (0 ..
               LastIndex(rows, cols, row_stride, stride)));
    requires work:      \valid(work + (0 .. cols - 1));
    requires alias:     p == z ||
               \separated(p + (0 .. LastIndex(rows, cols, row_stride, stride)),
                          z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated: \separated(work + (0 .. cols - 1),
               z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated: \separated(work + (0 .. cols - 1),
               p + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires accepted:  AcceptedStrided(z, rows, cols, row_stride, stride);
    terminates          \true;
    assigns             p[0 .. LastIndex(rows, cols, row_stride, stride)],
                        work[0 .. cols - 1];
    ensures  rows:      SoftmaxRows{Pre,Post}(z, p, rows, cols, row_stride,
                                              stride);
    ensures  order:     OrderRows{Pre,Post}(z, p, rows, cols, row_stride,
                                            stride);
    ensures  kept:      KeptBesideRows{Pre,Post}(p, rows, cols, row_stride,
                                                 stride, work);
*/
static void softmax_of_rows(const double *z, double *p, size_t rows,
                            size_t cols, size_t row_stride, size_t stride,
                            double *work)
{
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant rest:  RowsFrom{Pre,Here}(z, r, rows, cols, row_stride,
                                               stride);
      loop invariant done:  SoftmaxRows{Pre,Here}(z, p, r, cols, row_stride,
                                                  stride);
      loop invariant order: OrderRows{Pre,Here}(z, p, r, cols, row_stride,
                                                stride);
      loop invariant kept:  KeptBesideRows{Pre,Here}(p, rows, cols, row_stride,
                                                     stride, work);
      loop assigns r, p[0 .. LastIndex(rows, cols, row_stride, stride)],
                   work[0 .. cols - 1];
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    /*@ assert row:  0 <= r * row_stride && StridedSize(stride, cols) &&
          r * row_stride + (cols - 1) * stride <=
            LastIndex(rows, cols, row_stride, stride) <= 0x10000000000000; */
    //@ assert size: (size_t)(r * row_stride) == r * row_stride;
    //@ assert accepted: StridedAccepted(z + r * row_stride, stride, cols);
    softmax_row(z + r * row_stride, p + r * row_stride, cols, stride, work);
    /*@ assert rest: RowsFrom{Pre,Here}(z, r + 1, rows, cols, row_stride,
          stride); */
    /*@ assert done: SoftmaxRows{Pre,Here}(z, p, r + 1, cols, row_stride,
          stride); */
    /*@ assert order: OrderRows{Pre,Here}(z, p, r + 1, cols, row_stride,
          stride); */
    /*@ assert kept: KeptBesideRows{Pre,Here}(p, rows, cols, row_stride,
          stride, work); */
  }
}

/* Method: every row is checked, then each is gathered, given to sp_softmax,
 * and scattered.
 * Special cases: as sp_softmax; what lies between the entries is kept.
 * Accuracy: P23 of the contract, that of sp_softmax.
 * Reference: as sp_softmax. */
sp_status sp_softmax_rows(const double *z, double *p, size_t rows, size_t cols,
                          size_t row_stride, size_t stride, double *work,
                          size_t *bad_row)
{
  sp_status status = sp_check_layout(rows, cols, row_stride, stride);
  if (status != SP_OK)
    return status;
  status = sp_check_rows(z, rows, cols, row_stride, stride, work, bad_row);
  if (status != SP_OK)
    return status;
  //@ assert accepted: AcceptedStrided(z, rows, cols, row_stride, stride);
  softmax_of_rows(z, p, rows, cols, row_stride, stride, work);
  /*@ assert rows: SoftmaxRows{Pre,Here}(z, p, rows, cols, row_stride,
        stride); */
  /*@ assert order: OrderRows{Pre,Here}(z, p, rows, cols, row_stride,
        stride); */
  /*@ assert kept: KeptBesideRows{Pre,Here}(p, rows, cols, row_stride, stride,
        work); */
  return SP_OK;
}
