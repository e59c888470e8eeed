/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_TARGET_FLOAT_H
#define UNIT_TARGET_FLOAT_H

/* The loss of float targets, entropy, the limits, sampling and the filters of
 * floats */
void test_target_float(void);
void test_entropy_float(void);
void test_limits_float(void);
void test_sampling_float(void);

#endif
