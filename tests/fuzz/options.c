/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#define _POSIX_C_SOURCE 200809L
#include "options.h"

#include "fuzz.h"

#include <string.h>

#define MOST_WORDS 32

/* Words of a command line, a NUL or a line end after each */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char *words[MOST_WORDS + 1];
  size_t count = 0;
  char *text = malloc(size + 1);
  if (text == NULL)
    return 0;
  memcpy(text, data, size);
  text[size] = '\0';
  for (size_t i = 0; i < size; i++)
    if (text[i] == '\n')
      text[i] = '\0';
  for (size_t i = 0; i <= size && count < MOST_WORDS; i += strlen(text + i) + 1)
    words[count++] = text + i;
  words[count] = NULL;
  eval_options o;
  if (eval_options_parse(&o, words))
    fuzz_check(o.help || (o.op != OP_NONE && o.path != NULL));
  free(text);
  return 0;
}
