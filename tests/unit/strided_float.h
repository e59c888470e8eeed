/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef STRIDED_FLOAT_H
#define STRIDED_FLOAT_H

void test_strided_float(void);

#endif
