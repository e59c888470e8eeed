/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* `softproof gen`: argv: the words after "gen". Returns the exit status. */
#ifndef SP_CLI_GEN_H
#define SP_CLI_GEN_H

int gen(char **argv);

#endif
