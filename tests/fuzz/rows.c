/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#define _POSIX_C_SOURCE 200809L
#include "rows.h"

#include "fuzz.h"

/* The first byte chooses the separator and the format. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const format *const formats[] = {&binary64, &binary32, &binary16,
                                          &bfloat16};
  FILE *in = size > 1 ? fuzz_file(data + 1, size - 1) : NULL;
  if (in == NULL)
    return 0;
  rows r;
  row_status status;
  rows_open_file(&r, in, "input", data[0] & 1 ? ',' : '\t', refuse_logit);
  r.format = formats[data[0] >> 1 & 3];
  while ((status = rows_next(&r)) == ROW_READ) {
    fuzz_check(r.n > 0 && r.n <= r.capacity && r.line > 0);
    for (size_t i = 0; i < r.n; i++)
      fuzz_check(refuse_logit(r.value[i]) == NULL);
  }
  rows_close(&r);
  return 0;
}
