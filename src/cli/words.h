/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The words of a command line. Where a function finds something wrong, it reports
 * that and returns 0. */
#ifndef SP_CLI_WORDS_H
#define SP_CLI_WORDS_H

#include "rows.h"

#include <stddef.h>

typedef struct words {
  const char *command;
  char **next;        /* what is left; ends with NULL */
  const char *option; /* the word being parsed */
  const char *value;  /* its value */
} words;

/* The second line of every usage error; returns 0. */
int see_help(const words *w);

/* Whether the option is `name`; "NAME VALUE" and "NAME=VALUE" give a value. */
int takes_value(words *w, const char *name);

int has_value(const words *w);

/* Sets *index to that of the value among the names. */
int choose(const words *w, const char *const *names, int *index);

/* A whole number from least to most */
int parse_count(const words *w, size_t least, size_t most, size_t *count);

/* Reports why the value is wrong, if it is. */
int accepts(const words *w, const char *wrong);

/* A number for which there is no reason to refuse it */
int parse_number(const words *w, refusal *refuse, double *x);

#endif
