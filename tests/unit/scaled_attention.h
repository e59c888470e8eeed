/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_SCALED_ATTENTION_H
#define UNIT_SCALED_ATTENTION_H

void test_masks(void);
void test_scaled_attention(void);

#endif
