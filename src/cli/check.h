/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* `softproof check`: argv: the words after "check". Returns the exit status: 0
 * right, 1 wrong, 2 usage or unreadable input. */
#ifndef SP_CLI_CHECK_H
#define SP_CLI_CHECK_H

int check(char **argv);

#endif
