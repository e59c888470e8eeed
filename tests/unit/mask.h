/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_MASK_H
#define UNIT_MASK_H

void test_mask(void);

#endif
