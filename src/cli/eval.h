/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef SP_CLI_EVAL_H
#define SP_CLI_EVAL_H

#include "options.h"

/* `softproof eval`: returns the exit status. */
int eval(const eval_options *o);

#endif
