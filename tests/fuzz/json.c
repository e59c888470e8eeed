/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#define _POSIX_C_SOURCE 200809L
#include "array.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  FILE *in = fuzz_file(data, size);
  if (in == NULL)
    return 0;
  array a = {.name = "input"};
  if (array_read_json(&a, in, &binary64))
    fuzz_check(a.count > 0
               && a.count == shape_count(&a.shape, 0, a.shape.rank));
  array_free(&a);
  fclose(in);
  return 0;
}
