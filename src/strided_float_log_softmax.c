/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_strided_float.h"

#include "sp_logsumexp.h"
#include "strided_float_row.h"
#include "strided_row.h"

/*@ requires accepted: Accepted(x, n);
    requires range:    FloatRange(x, n);
    requires writable: \valid(x + (0 .. n - 1));
    terminates         \true;
    assigns            x[0 .. n - 1];
    ensures  near:     NearLogSoftmax{Pre,Post}(x, x, n);
*/
static void log_softmax_in_place(double *x, size_t n)
{
  sp_log_softmax(x, x, n);
}

/*@ requires size:      StridedSize(stride, n);
    requires readable:  \valid_read(z + (0 .. (n - 1) * stride));
    requires accepted:  StridedAccepted32(z, stride, n);
    requires writable:  \valid(logp + (0 .. (n - 1) * stride));
    requires work:      \valid(work + (0 .. n - 1));
    requires separated: \separated(work + (0 .. n - 1),
                                   z + (0 .. (n - 1) * stride));
    requires separated: \separated(work + (0 .. n - 1),
                                   logp + (0 .. (n - 1) * stride));
    terminates          \true;
    assigns             logp[0 .. (n - 1) * stride], work[0 .. n - 1];
    ensures  row:       LogSoftmaxRow32{Pre,Post}(z, logp, stride, n);
    ensures  kept:      KeptBesideRow32{Pre,Post}(logp, stride, n);
*/
static void log_softmax_row(const float *z, float *logp, size_t n,
                            size_t stride, double *work)
{
  sp_gather_floats(z, n, stride, work);
  //@ assert accepted: Accepted(work, n);
  //@ assert range: FloatRange(work, n);
  log_softmax_in_place(work, n);
  //@ assert numbers: \forall integer k; 0 <= k < n ==> !\is_NaN(work[k]);
  sp_scatter_floats(work, n, stride, logp);
}

/*@ requires layout:    Layout(rows, cols, row_stride, stride);
    requires readable:  \valid_read(z + (0 ..
               LastIndex(rows, cols, row_stride, stride)));
    requires writable:  \valid(logp + (0 ..
               LastIndex(rows, cols, row_stride, stride)));
    requires work:      \valid(work + (0 .. cols - 1));
    requires alias:     logp == z ||
               \separated(
                 logp + (0 .. LastIndex(rows, cols, row_stride, stride)),
                 z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated: \separated(work + (0 .. cols - 1),
               z + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires separated: \separated(work + (0 .. cols - 1),
               logp + (0 .. LastIndex(rows, cols, row_stride, stride)));
    requires accepted:  AcceptedStrided32(z, rows, cols, row_stride, stride);
    terminates          \true;
    assigns             logp[0 .. LastIndex(rows, cols, row_stride, stride)],
                        work[0 .. cols - 1];
    ensures  rows:      LogSoftmaxRows32{Pre,Post}(z, logp, rows, cols,
                                                   row_stride, stride);
    ensures  kept:      KeptBesideRows32{Pre,Post}(logp, rows, cols,
                                                   row_stride, stride);
*/
static void log_softmax_of_rows(const float *z, float *logp, size_t rows,
                                size_t cols, size_t row_stride, size_t stride,
                                double *work)
{
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant rest:  RowsFrom32{Pre,Here}(z, r, rows, cols, row_stride,
                                                 stride);
      loop invariant done:  LogSoftmaxRows32{Pre,Here}(z, logp, r, cols,
                                                       row_stride, stride);
      loop invariant kept:  KeptBesideRows32{Pre,Here}(logp, rows, cols,
                                                       row_stride, stride);
      loop assigns r, logp[0 .. LastIndex(rows, cols, row_stride, stride)],
                   work[0 .. cols - 1];
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    /*@ assert row:  0 <= r * row_stride && StridedSize(stride, cols) &&
          r * row_stride + (cols - 1) * stride <=
            LastIndex(rows, cols, row_stride, stride) <= 0x10000000000000; */
    //@ assert size: (size_t)(r * row_stride) == r * row_stride;
    //@ assert accepted: StridedAccepted32(z + r * row_stride, stride, cols);
    log_softmax_row(z + r * row_stride, logp + r * row_stride, cols, stride,
                    work);
    /*@ assert rest: RowsFrom32{Pre,Here}(z, r + 1, rows, cols, row_stride,
          stride); */
    /*@ assert done: LogSoftmaxRows32{Pre,Here}(z, logp, r + 1, cols,
          row_stride, stride); */
    /*@ assert kept: KeptBesideRows32{Pre,Here}(logp, rows, cols, row_stride,
          stride); */
  }
}

/* Method: every row is checked, then each is gathered as doubles, given to
 * sp_log_softmax, rounded to float and scattered.
 * Special cases: as sp_log_softmaxf; what lies between the entries is kept.
 * Accuracy: P22 of the contract, that of sp_log_softmaxf.
 * Reference: as sp_log_softmax. */
sp_status sp_log_softmax_rowsf(const float *z, float *logp, size_t rows,
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
  log_softmax_of_rows(z, logp, rows, cols, row_stride, stride, work);
  /*@ assert rows: LogSoftmaxRows32{Pre,Here}(z, logp, rows, cols, row_stride,
        stride); */
  /*@ assert kept: KeptBesideRows32{Pre,Here}(logp, rows, cols, row_stride,
        stride); */
  return SP_OK;
}
