/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Cross-entropy of all rows of a file: a label for each row, smoothed labels, and
 * the sum or the mean of the losses. */
#ifndef SP_CLI_LOSSES_H
#define SP_CLI_LOSSES_H

#include "options.h"
#include "print.h"

/* Whether the options are for that */
int wants_losses(const eval_options *o);

/* Why the options do not go together, or NULL */
const char *check_losses(const eval_options *o);

/* For options: why a number is no label, or no smoothing */
const char *refuse_label(double x);
const char *refuse_smoothing(double x);

/* Returns an exit status. */
int eval_losses(const eval_options *o, printer *p);

#endif
