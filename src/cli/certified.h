/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* `softproof eval --certified` */
#ifndef SP_CLI_CERTIFIED_H
#define SP_CLI_CERTIFIED_H

#include "compute.h"
#include "print.h"

/* Prints the correctly rounded values of a task that the core has computed, and
 * their enclosures, after it has checked that these meet what the core's bounds
 * promise. On failure: reports, returns 0. */
int print_certified(printer *p, const result *r, const task *t);

#endif
