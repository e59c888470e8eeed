/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_FLOAT_MASKS_H
#define UNIT_FLOAT_MASKS_H

/* Masks by themselves, of floats. */
void test_float_masks(void);

#endif
