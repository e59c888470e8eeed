/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Rows with strides, as the checks of rows draw them. */
#ifndef ORACLE_LAYOUT_H
#define ORACLE_LAYOUT_H

#include "certify/rng.h"

#define MOST_ROWS 4
#define LONGEST 6
#define ROOM 80 /* the widest layout has 75 */
#define NO_ROW ((size_t)-1)

typedef struct layout {
  size_t rows, cols, row_stride, stride, size;
} layout;

/* Rows apart or columns apart, with gaps or without. */
layout layout_draw(rng *r);

#endif
