/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Output that appears only when it is complete. */
#ifndef SP_CLI_PUBLISH_H
#define SP_CLI_PUBLISH_H

#include <stdio.h>

/* Copies a finished temporary file to standard output. On failure: reports,
 * returns 0. */
int publish(FILE *from);

/* Says that a temporary file could not be written; returns 0. */
int report_full(void);

#endif
