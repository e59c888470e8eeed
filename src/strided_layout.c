/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "strided_row.h"

#define LARGEST_INDEX ((size_t)1 << 52)

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> count * step <= room;
*/
static int fits(size_t count, size_t step, size_t room)
{
  if (count == 0)
    return 1;
  size_t most = room / count;
  //@ assert most: count * most <= room < count * (most + 1);
  return step <= most;
}

/*@ requires rows:  0 < rows <= 0x4000000 && 0 < cols <= 0x4000000;
    terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==>
               LayoutSize(rows, cols, row_stride, stride);
*/
static int is_small(size_t rows, size_t cols, size_t row_stride, size_t stride)
{
  if (!fits(rows - 1, row_stride, LARGEST_INDEX))
    return 0;
  return fits(cols - 1, stride, LARGEST_INDEX - (rows - 1) * row_stride);
}

/*@ requires size:  LayoutSize(rows, cols, row_stride, stride);
    terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==>
               LayoutApart(rows, cols, row_stride, stride);
*/
static int is_apart(size_t rows, size_t cols, size_t row_stride, size_t stride)
{
  if (stride == 0 || (row_stride == 0 && rows > 1))
    return 0;
  return (cols - 1) * stride < row_stride || (rows - 1) * row_stride < stride;
}

sp_status sp_check_layout(size_t rows, size_t cols, size_t row_stride,
                          size_t stride)
{
  if (rows == 0 || cols == 0)
    return SP_EMPTY;
  if (rows > SP_MAX_N || cols > SP_MAX_N
      || !is_small(rows, cols, row_stride, stride))
    return SP_TOO_LONG;
  if (!is_apart(rows, cols, row_stride, stride))
    return SP_BAD_STRIDE;
  return SP_OK;
}
