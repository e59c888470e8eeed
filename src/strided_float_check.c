/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_convert.h"
#include "strided_float_row.h"

#ifdef __FRAMAC__
#include "../specs/floats.acsl"
#endif

/*@ requires size:     StridedSize(stride, n);
    requires readable: \valid_read(z + (0 .. (n - 1) * stride));
    terminates         \true;
    assigns            \nothing;
    ensures  status:   StridedStatus32(z, stride, n, \result);
*/
static sp_status check_row(const float *z, size_t n, size_t stride)
{
  int infinite = 0, open = 0;
  /*@ loop invariant range:  0 <= i <= n;
      loop invariant no_nan: !StridedNaN32(z, stride, i);
      loop invariant plus:   infinite != 0 <==>
                               StridedPlusInfinity32(z, stride, i);
      loop invariant masked: infinite == 0 && open == 0 <==>
                               StridedMasked32(z, stride, i);
      loop assigns i, infinite, open;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    /*@ assert index: 0 <= i * stride <= (n - 1) * stride &&
          (n - 1) * stride <= 0x10000000000000; */
    //@ assert size: (size_t)(i * stride) == i * stride;
    float x = z[i * stride];
    if (x != x) {
      //@ assert nan: \is_NaN(z[i * stride]);
      //@ assert status: StridedStatus32(z, stride, n, SP_NAN_LOGIT);
      return SP_NAN_LOGIT;
    }
    //@ assert number: !\is_NaN(z[i * stride]);
    if (x > SP_MAX_FLOAT)
      infinite = 1;
    else if (x >= -SP_MAX_FLOAT)
      open = 1;
    //@ assert no_nan: !StridedNaN32(z, stride, i + 1);
    /*@ assert plus: infinite != 0 <==>
          StridedPlusInfinity32(z, stride, i + 1); */
    /*@ assert masked: infinite == 0 && open == 0 <==>
          StridedMasked32(z, stride, i + 1); */
  }
  //@ assert end: !StridedNaN32(z, stride, n);
  if (infinite)
    return SP_POS_INF_LOGIT;
  if (open)
    return SP_OK;
  return SP_ALL_MASKED;
}

sp_status sp_check_float_rows(const float *z, size_t rows, size_t cols,
                              size_t row_stride, size_t stride, size_t *bad_row)
{
  /*@ loop invariant range: 0 <= r <= rows;
      loop invariant done:  AcceptedStrided32(z, r, cols, row_stride, stride);
      loop assigns r;
      loop variant rows - r;
  */
  for (size_t r = 0; r < rows; r++) {
    /*@ assert row:  0 <= r * row_stride && StridedSize(stride, cols) &&
          r * row_stride + (cols - 1) * stride <=
            LastIndex(rows, cols, row_stride, stride) <= 0x10000000000000; */
    //@ assert size: (size_t)(r * row_stride) == r * row_stride;
    sp_status status = check_row(z + r * row_stride, cols, stride);
    if (status != SP_OK) {
      *bad_row = r;
      return status;
    }
    /*@ assert done: AcceptedStrided32(z, r + 1, cols, row_stride,
          stride); */
  }
  return SP_OK;
}
