/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_DIVERGENCE_H
#define UNIT_DIVERGENCE_H

/* sp_kl_divergence and sp_perplexity */
void test_divergence(void);

/* sp_kl_divergencef */
void test_divergence_float(void);

#endif
