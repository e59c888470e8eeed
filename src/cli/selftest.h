/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* `softproof selftest`: argv: the words after "selftest". Returns the exit
 * status: 0 when all that the theorems assume holds, else 1. */
#ifndef SP_CLI_SELFTEST_H
#define SP_CLI_SELFTEST_H

int selftest(char **argv);

#endif
