/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef UNIT_BATCH_H
#define UNIT_BATCH_H

/* sp_cross_entropy_rows, sp_smooth_label, sp_sum_loss, sp_mean_loss,
 * sp_cross_entropy_soft_gradient */
void test_batch(void);
/* Their sisters on floats */
void test_batch_float(void);

#endif
