/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_FLOAT_QUERIES_H
#define UNIT_FLOAT_QUERIES_H

/* Attention of many queries, of floats. */
void test_float_queries(void);

#endif
