/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "words.h"

#include "report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The second line of every usage error. */
int see_help(const words *w)
{
  report("try 'softproof %s --help'", w->command);
  return 0;
}

/* Whether the option is `name`; "NAME VALUE" and "NAME=VALUE" give a value. */
int takes_value(words *w, const char *name)
{
  size_t length = strlen(name);
  if (strncmp(w->option, name, length) != 0)
    return 0;
  if (w->option[length] == '=') {
    w->value = w->option + length + 1;
    return 1;
  }
  if (w->option[length] != '\0')
    return 0;
  w->value = *w->next;
  if (w->value != NULL)
    w->next++;
  return 1;
}

int has_value(const words *w)
{
  if (w->value != NULL)
    return 1;
  report("%s needs a value", w->option);
  return see_help(w);
}

/* Sets *index to that of the value among the names. */
int choose(const words *w, const char *const *names, int *index)
{
  if (!has_value(w))
    return 0;
  for (*index = 0; names[*index] != NULL; ++*index)
    if (strcmp(w->value, names[*index]) == 0)
      return 1;

  char list[256] = "";
  for (int i = 0; names[i] != NULL; i++) {
    if (i > 0)
      strcat(list, ", ");
    strcat(list, names[i]);
  }
  report("%.*s: unknown value \"%s\" (one of: %s)",
         (int)strcspn(w->option, "="), w->option, w->value, list);
  return see_help(w);
}

/* A whole number from least to most */
int parse_count(const words *w, size_t least, size_t most, size_t *count)
{
  if (!has_value(w))
    return 0;
  errno = 0;
  unsigned long long k = strtoull(w->value, NULL, 10);
  int is_digits =
      w->value[0] != '\0' && w->value[strspn(w->value, "0123456789")] == '\0';
  if (!is_digits || errno != 0 || k < least || k > most) {
    report("%.*s is not a whole number from %zu to %zu: \"%s\"",
           (int)strcspn(w->option, "="), w->option, least, most, w->value);
    return see_help(w);
  }
  *count = (size_t)k;
  return 1;
}

/* Reports why the value is wrong, if it is. */
int accepts(const words *w, const char *wrong)
{
  if (wrong == NULL)
    return 1;
  report("%.*s: %s: \"%s\"", (int)strcspn(w->option, "="), w->option, wrong,
         w->value);
  return see_help(w);
}

/* A number for which the core has no reason to refuse it */
int parse_number(const words *w, refusal *refuse, double *x)
{
  if (!has_value(w))
    return 0;
  *x = strtod(w->value, NULL);
  return accepts(w, is_number(w->value) ? refuse(*x) : "not a number");
}
