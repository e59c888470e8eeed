/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_STRIDED_H
#define UNIT_STRIDED_H

/* sp_softmax_rows, sp_log_softmax_rows and sp_logsumexp_rows */
void test_strided(void);

#endif
