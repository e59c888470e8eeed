/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Cross-entropy of floats as frameworks have it: computed in double and rounded
 * once. */
#ifndef SP_BATCH_FLOAT_H
#define SP_BATCH_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/batch32_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* loss[r] = that of sp_cross_entropyf for row r of z, z[r n .. r n + n - 1], and
 * label[r]; 0 where label[r] is `ignore', whatever the row; work has room for n
 * doubles */
/*@ requires readable:     rows <= 0x4000000 && n <= 0x4000000 ==>
               \valid_read(z + (0 .. rows * n - 1));
    requires labels:       rows <= 0x4000000 ==>
               \valid_read(label + (0 .. rows - 1));
    requires writable:     rows <= 0x4000000 ==>
               \valid(loss + (0 .. rows - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. n - 1));
    requires writable:     \valid(bad_row);
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(loss + (0 .. rows - 1), z + (0 .. rows * n - 1));
    requires separated:    rows <= 0x4000000 ==>
               \separated(loss + (0 .. rows - 1), label + (0 .. rows - 1));
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(work + (0 .. n - 1), z + (0 .. rows * n - 1));
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(work + (0 .. n - 1), label + (0 .. rows - 1));
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(work + (0 .. n - 1), loss + (0 .. rows - 1));
    requires separated:    rows <= 0x4000000 && n <= 0x4000000 ==>
               \separated(bad_row, z + (0 .. rows * n - 1));
    requires separated:    rows <= 0x4000000 ==>
               \separated(bad_row, label + (0 .. rows - 1));
    terminates             \true;
    assigns                loss[0 .. rows - 1], work[0 .. n - 1], *bad_row;
    ensures  P22_empty:    \result == SP_EMPTY <==> rows == 0 || n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> rows != 0 && n != 0 &&
               (rows > 0x4000000 || n > 0x4000000);
    behavior refused:
      assumes              !(0 < rows <= 0x4000000 && 0 < n <= 0x4000000 &&
                             AcceptedRows32(z, label, rows, n, ignore));
      assigns              *bad_row;
      ensures P22_refused: \result != SP_OK;
      ensures P22_first:   0 < rows <= 0x4000000 && 0 < n <= 0x4000000 ==>
        0 <= *bad_row < rows && \at(label[\at(*bad_row, Post)], Pre) != ignore &&
        AcceptedRows32{Pre}(z, label, \at(*bad_row, Post), n, ignore);
      ensures P22_row:     0 < rows <= 0x4000000 && 0 < n <= 0x4000000 ==>
        RowStatus32{Pre}(z + *bad_row * n, n,
                         \at(label[\at(*bad_row, Post)], Pre), \result);
    behavior accepted:
      assumes              0 < rows <= 0x4000000 && 0 < n <= 0x4000000 &&
                             AcceptedRows32(z, label, rows, n, ignore);
      assigns              loss[0 .. rows - 1], work[0 .. n - 1], *bad_row;
      ensures P22_ok:      \result == SP_OK;
      ensures P22_kept:    *bad_row == \old(*bad_row);
      ensures P22_rows:    LossesOfRows32{Pre,Post}(z, label, loss, rows, n,
                                                    ignore);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_cross_entropy_rowsf(const float *z, size_t rows, size_t n,
                                 const size_t *label, size_t ignore,
                                 float *loss, double *work, size_t *bad_row);

#ifdef __cplusplus
}
#endif
#endif
