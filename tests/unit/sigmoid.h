/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_SIGMOID_H
#define UNIT_SIGMOID_H

/* sp_sigmoid, sp_log_sigmoid and sp_binary_cross_entropy */
void test_sigmoid(void);

#endif
