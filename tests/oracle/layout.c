/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "layout.h"

layout layout_draw(rng *r)
{
  layout l = {1 + rng_below(r, MOST_ROWS), 1 + rng_below(r, LONGEST), 1, 1, 0};
  size_t inner = 1 + rng_below(r, 3), gap = rng_below(r, 4);
  if (rng_bits(r) & 1) {
    l.stride = inner;
    l.row_stride = (l.cols - 1) * inner + 1 + gap;
  } else {
    l.row_stride = inner;
    l.stride = (l.rows - 1) * inner + 1 + gap;
  }
  l.size = (l.rows - 1) * l.row_stride + (l.cols - 1) * l.stride + 1;
  return l;
}
