/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_batch_float.h"

#include "sp_convert.h"
#include "sp_float32.h"

#ifdef __FRAMAC__
#include "../specs/batch32_facts.acsl"
#endif

/*@ requires size:      0 < n <= 0x4000000;
    requires readable:  \valid_read(z + (0 .. n - 1));
    terminates          \true;
    assigns             \nothing;
    ensures  ok:        \result == SP_OK <==> Accepted32(z, n) && label < n;
    ensures  row:       RowStatus32(z, n, label, \result);
    ensures  kind:      \result != SP_EMPTY && \result != SP_TOO_LONG;
*/
static sp_status check_row(const float *z, size_t n, size_t label)
{
  sp_status status = sp_check_floats(z, n);
  if (status == SP_OK && n <= label)
    return SP_BAD_LABEL;
  return status;
}

/*@ requires size:      0 < rows <= 0x4000000 && 0 < n <= 0x4000000;
    requires readable:  \valid_read(z + (0 .. rows * n - 1));
    requires labels:    \valid_read(label + (0 .. rows - 1));
    requires writable:  \valid(bad_row);
    requires separated: \separated(bad_row, z + (0 .. rows * n - 1));
    requires separated: \separated(bad_row, label + (0 .. rows - 1));
    terminates          \true;
    assigns             *bad_row;
    ensures  ok:        \result == SP_OK <==>
               AcceptedRows32{Pre}(z, label, rows, n, ignore);
    ensures  kept:      \result == SP_OK ==> *bad_row == \old(*bad_row);
    ensures  first:     \result != SP_OK ==> 0 <= *bad_row < rows &&
               \at(label[\at(*bad_row, Post)], Pre) != ignore &&
               AcceptedRows32{Pre}(z, label, \at(*bad_row, Post), n, ignore);
    ensures  row:       \result != SP_OK ==>
               RowStatus32{Pre}(z + *bad_row * n, n,
                                \at(label[\at(*bad_row, Post)], Pre), \result);
    ensures  kind:      \result != SP_EMPTY && \result != SP_TOO_LONG;
*/
static sp_status check_batch(const float *z, size_t rows, size_t n,
                             const size_t *label, size_t ignore,
                             size_t *bad_row)
{
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant done:  AcceptedRows32(z, label, r, n, ignore);
      loop assigns r;
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    //@ assert row:  0 <= r * n && r * n + n <= rows * n <= 0x10000000000000;
    //@ assert size: (size_t)(r * n) == r * n;
    if (label[r] == ignore)
      continue;
    sp_status status = check_row(z + r * n, n, label[r]);
    if (status != SP_OK) {
      *bad_row = r;
      return status;
    }
    //@ assert done: AcceptedRows32(z, label, r + 1, n, ignore);
  }
  return SP_OK;
}

/*@ requires row:       Accepted32(z, n) && label < n;
    requires readable:  \valid_read(z + (0 .. n - 1));
    requires work:      \valid(work + (0 .. n - 1));
    requires writable:  \valid(loss);
    requires separated: \separated(loss, z + (0 .. n - 1));
    requires separated: \separated(work + (0 .. n - 1), z + (0 .. n - 1));
    requires separated: \separated(loss, work + (0 .. n - 1));
    terminates          \true;
    assigns             *loss, work[0 .. n - 1];
    ensures  loss:      LossOfRow32{Pre}(z, n, label, *loss);
*/
static void loss_of_row(const float *z, size_t n, size_t label, float *loss,
                        double *work)
{
  sp_cross_entropyf(z, n, label, loss, work);
}

/*@ requires size:      0 < rows <= 0x4000000 && 0 < n <= 0x4000000;
    requires readable:  \valid_read(z + (0 .. rows * n - 1));
    requires labels:    \valid_read(label + (0 .. rows - 1));
    requires writable:  \valid(loss + (0 .. rows - 1));
    requires work:      \valid(work + (0 .. n - 1));
    requires separated:
               \separated(loss + (0 .. rows - 1), z + (0 .. rows * n - 1));
    requires separated:
               \separated(loss + (0 .. rows - 1), label + (0 .. rows - 1));
    requires separated:
               \separated(work + (0 .. n - 1), z + (0 .. rows * n - 1));
    requires separated:
               \separated(work + (0 .. n - 1), label + (0 .. rows - 1));
    requires separated:
               \separated(work + (0 .. n - 1), loss + (0 .. rows - 1));
    requires rows:      AcceptedRows32(z, label, rows, n, ignore);
    terminates          \true;
    assigns             loss[0 .. rows - 1], work[0 .. n - 1];
    ensures  done:      LossesOfRows32{Pre,Post}(z, label, loss, rows, n,
                                                 ignore);
*/
static void losses_of_rows(const float *z, size_t rows, size_t n,
                           const size_t *label, size_t ignore, float *loss,
                           double *work)
{
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant z:     KeptLogits32{Pre,Here}(z, rows * n);
      loop invariant done:  LossesOfRows32{Pre,Here}(z, label, loss, r, n,
                                                     ignore);
      loop assigns r, loss[0 .. rows - 1], work[0 .. n - 1];
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    //@ assert row:  0 <= r * n && r * n + n <= rows * n <= 0x10000000000000;
    //@ assert size: (size_t)(r * n) == r * n;
    if (label[r] == ignore) {
      loss[r] = 0.0F;
    } else {
      //@ assert same: KeptLogits32{Pre,Here}(z + r * n, n);
      //@ assert row: Accepted32(z + r * n, n);
      loss_of_row(z + r * n, n, label[r], loss + r, work);
      //@ assert loss: LossOfRow32{Pre}(z + r * n, n, label[r], loss[r]);
    }
    //@ assert z: KeptLogits32{Pre,Here}(z, rows * n);
    /*@ assert done: LossesOfRows32{Pre,Here}(z, label, loss, r + 1, n,
                                              ignore); */
  }
}

/* Method: every row is checked before the first loss is written.
 * Special cases: a row to be ignored may hold anything, and is not read.
 * Accuracy: P22 of the contract, that of sp_cross_entropyf, row by row.
 * Reference: as sp_cross_entropy. */
sp_status sp_cross_entropy_rowsf(const float *z, size_t rows, size_t n,
                                 const size_t *label, size_t ignore,
                                 float *loss, double *work, size_t *bad_row)
{
  if (rows == 0 || n == 0)
    return SP_EMPTY;
  if (rows > SP_MAX_N || n > SP_MAX_N)
    return SP_TOO_LONG;
  sp_status status = check_batch(z, rows, n, label, ignore, bad_row);
  if (status == SP_OK)
    losses_of_rows(z, rows, n, label, ignore, loss, work);
  return status;
}
