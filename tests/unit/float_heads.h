/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_FLOAT_HEADS_H
#define UNIT_FLOAT_HEADS_H

/* Attention of many heads, of floats. */
void test_float_heads(void);

#endif
