/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_SAMPLING_H
#define UNIT_SAMPLING_H

/* sp_sample, sp_top_k and sp_top_p */
void test_sampling(void);

#endif
