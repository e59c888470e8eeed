/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#define _POSIX_C_SOURCE 200809L
#include "array.h"

#include "fuzz.h"

/* The first byte chooses the format that is asked for. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const format *const formats[] = {NULL, &binary64, &binary32,
                                          &bfloat16};
  FILE *in = size > 1 ? fuzz_file(data + 1, size - 1) : NULL;
  if (in == NULL)
    return 0;
  array a = {.name = "input"};
  if (array_read_npy(&a, in, formats[data[0] & 3]))
    fuzz_check(a.f != NULL
               && a.count == shape_count(&a.shape, 0, a.shape.rank));
  array_free(&a);
  fclose(in);
  return 0;
}
