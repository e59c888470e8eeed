/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#define _POSIX_C_SOURCE 200809L
#include "case.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  FILE *in = fuzz_file(data, size);
  if (in == NULL)
    return 0;
  case_reader r;
  cases_open_file(&r, in, "input");
  while (cases_next(&r) == CASE_READ) {
    fuzz_check(r.p.n > 0 && r.f != NULL && r.parts > 0);
    fuzz_check(!r.has_result || r.result.n == problem_values(&r.p));
    fuzz_check(r.p.y == NULL || r.part[1].n == r.p.n);
    const query *a = r.p.query;
    fuzz_check(a == NULL
               || (a->keys * a->d == r.part[1].n
                   && a->keys * a->dv == r.part[2].n && a->d > 0));
  }
  cases_close(&r);
  return 0;
}
