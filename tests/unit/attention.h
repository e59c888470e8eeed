/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_ATTENTION_H
#define UNIT_ATTENTION_H

/* sp_attend and sp_attention_scores */
void test_attention(void);

#endif
