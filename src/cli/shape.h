/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The shape of an array whose last axis runs fastest. */
#ifndef SP_CLI_SHAPE_H
#define SP_CLI_SHAPE_H

#include <stddef.h>

#define MAX_RANK 32

typedef struct shape {
  size_t rank; /* 0: one number */
  size_t length[MAX_RANK];
} shape;

/* Reads a shape such as "2,3,4": the reason to refuse it, or NULL. Its numbers
 * are at most SP_MAX_N. */
const char *shape_parse(shape *s, const char *text);

/* Reads an axis, which may count from the end: as shape_parse. */
const char *axis_parse(long *axis, const char *text);

/* Rows along an axis: block a has `inner' of them, and entry i of row c is number
 * (a n + i) inner + c. */
typedef struct split {
  size_t axis, outer, n, inner;
} split;

/* axis: from 0, or from the end below 0; it must be one of the shape's */
split shape_split(const shape *s, long axis);

/* How many numbers the axes from `first' to before `end' make */
size_t shape_count(const shape *s, size_t first, size_t end);

#endif
