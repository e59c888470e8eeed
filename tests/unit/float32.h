/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_FLOAT32_H
#define UNIT_FLOAT32_H

/* The functions on floats, and their conversions */
void test_float32(void);

#endif
