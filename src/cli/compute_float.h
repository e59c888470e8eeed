/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef SP_CLI_COMPUTE_FLOAT_H
#define SP_CLI_COMPUTE_FLOAT_H

#include "compute.h"

/* As compute(), with the functions on floats: the numbers of the task are
 * floats, kept as doubles. */
sp_status compute_float(const task *t);

#endif
