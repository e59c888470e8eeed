/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_FLOAT_ATTENTION_H
#define UNIT_FLOAT_ATTENTION_H

/* Attention of one query and its scores, of floats. */
void test_float_attention(void);

#endif
