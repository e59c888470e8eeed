/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_TEMPERATURE_H
#define UNIT_TEMPERATURE_H

/* sp_softmax_temperature, sp_softmax_cold, sp_softmax_hot and sp_argmax */
void test_temperature(void);

#endif
