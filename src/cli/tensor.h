/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Operations along an axis of a tensor, with --shape and --axis. */
#ifndef SP_CLI_TENSOR_H
#define SP_CLI_TENSOR_H

#include "options.h"
#include "print.h"

/* Why --shape and --axis do not fit with the other options, or NULL */
const char *check_tensor(const eval_options *o);

/* `softproof eval --shape S --axis K`: prints one result and returns the exit
 * status. */
int eval_tensor(const eval_options *o, printer *p);

#endif
