/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

/* A row that ends where the next begins has an entry in common with it. */
/*@ lemma FALSE_touching:
      \forall integer rows, cols, row_stride, stride, r, k, i, j;
        LayoutSize(rows, cols, row_stride, stride) &&
        0 < stride && 0 < row_stride && (cols - 1) * stride <= row_stride &&
        0 <= r < rows && 0 <= k < rows && 0 <= i < cols && 0 <= j < cols &&
        r * row_stride + i * stride == k * row_stride + j * stride ==>
          r == k;
*/
