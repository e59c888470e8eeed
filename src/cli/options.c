/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "options.h"

#include "report.h"
#include "rows.h"
#include "softproof.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What is left of the command line. */
typedef struct words {
  char **next;        /* ends with NULL */
  const char *option; /* the word being parsed */
  const char *value;  /* its value */
} words;

/* In the order of eval_op, without OP_NONE. */
static const char *const op_names[] = {"softmax",    "softmax-textbook",
                                       "logsoftmax", "logsumexp",
                                       "jacobian",   "xent",
                                       NULL};
static const char *const input_formats[] = {"tsv", "csv", NULL};
static const char *const output_formats[] = {"tsv", "json", NULL};

/* The second line of every usage error. */
static int see_help(void)
{
  report("try 'softproof eval --help'");
  return 0;
}

/* Whether the option is `name`; "NAME VALUE" and "NAME=VALUE" give a value. */
static int takes_value(words *w, const char *name)
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

static int has_value(const words *w)
{
  if (w->value != NULL)
    return 1;
  report("%s needs a value", w->option);
  return see_help();
}

/* Sets *index to that of the value among the names. */
static int choose(const words *w, const char *const *names, int *index)
{
  if (!has_value(w))
    return 0;
  for (*index = 0; names[*index] != NULL; ++*index)
    if (strcmp(w->value, names[*index]) == 0)
      return 1;

  char list[128] = "";
  for (int i = 0; names[i] != NULL; i++) {
    if (i > 0)
      strcat(list, ", ");
    strcat(list, names[i]);
  }
  report("%.*s: unknown value \"%s\" (one of: %s)",
         (int)strcspn(w->option, "="), w->option, w->value, list);
  return see_help();
}

static int parse_label(const words *w, size_t *label)
{
  if (!has_value(w))
    return 0;
  errno = 0;
  unsigned long long k = strtoull(w->value, NULL, 10);
  int is_digits =
      w->value[0] != '\0' && w->value[strspn(w->value, "0123456789")] == '\0';
  if (!is_digits || errno != 0 || k >= SP_MAX_N) {
    report("--label is not a whole number from 0 to %zu: \"%s\"", SP_MAX_N - 1,
           w->value);
    return see_help();
  }
  *label = (size_t)k;
  return 1;
}

/* A list has a comma and no slash, or is a single number; else it is a path. */
static int is_list(const char *s)
{
  return (strchr(s, ',') != NULL && strchr(s, '/') == NULL) || is_number(s);
}

static int parse_option(eval_options *o, words *w)
{
  int index;
  if (strcmp(w->option, "--help") == 0)
    return o->help = 1;
  if (strcmp(w->option, "--gradient") == 0)
    return o->gradient = 1;
  if (strcmp(w->option, "--hex") == 0)
    return o->hex = 1;
  if (strcmp(w->option, "--bound") == 0)
    return o->bound = 1;
  if (takes_value(w, "--op")) {
    if (!choose(w, op_names, &index))
      return 0;
    o->op = (eval_op)(index + 1);
    return 1;
  }
  if (takes_value(w, "--input-format")) {
    if (!choose(w, input_formats, &index))
      return 0;
    o->input_separator = index == 1 ? ',' : '\t';
    return 1;
  }
  if (takes_value(w, "--format"))
    return choose(w, output_formats, &o->json);
  if (takes_value(w, "--label"))
    return o->has_label = parse_label(w, &o->label);
  if (takes_value(w, "--target")) {
    o->target = w->value;
    o->target_is_list = w->value != NULL && is_list(w->value);
    return has_value(w);
  }
  report("unknown option %s", w->option);
  return see_help();
}

/* What no single option can tell. */
static int check(const eval_options *o)
{
  const char *wrong = NULL;
  if (o->op == OP_NONE)
    wrong = "--op is missing";
  else if (o->op != OP_XENT && o->has_label)
    wrong = "--label needs --op xent";
  else if (o->op != OP_XENT && o->target != NULL)
    wrong = "--target needs --op xent";
  else if (o->op != OP_XENT && o->gradient)
    wrong = "--gradient needs --op xent";
  else if (o->op == OP_XENT && !o->has_label && o->target == NULL)
    wrong = "--op xent needs --label or --target";
  else if (o->has_label && o->target != NULL)
    wrong = "--label and --target exclude each other";
  else if (o->target != NULL && strcmp(o->target, "-") == 0
           && strcmp(o->path, "-") == 0)
    wrong = "logits and targets cannot both be standard input";
  if (wrong == NULL)
    return 1;
  report("%s", wrong);
  return see_help();
}

int eval_options_parse(eval_options *o, char **argv)
{
  words w = {.next = argv};
  int only_paths = 0;
  *o = (eval_options){.input_separator = '\t'};
  while (*w.next != NULL) {
    w.option = *w.next++;
    if (!only_paths && strcmp(w.option, "--") == 0) {
      only_paths = 1;
    } else if (only_paths || w.option[0] != '-' || w.option[1] == '\0') {
      if (o->path != NULL) {
        report("more than one input: %s", w.option);
        return see_help();
      }
      o->path = w.option;
    } else {
      if (!parse_option(o, &w))
        return 0;
      if (o->help)
        return 1;
    }
  }
  if (o->path == NULL)
    o->path = "-";
  return check(o);
}

const char *eval_op_name(const eval_options *o)
{
  return o->gradient ? "xent-gradient" : op_names[o->op - 1];
}
