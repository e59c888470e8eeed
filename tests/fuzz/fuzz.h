/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* A target for libFuzzer: what it does with one input. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input as a file; NULL where it is empty */
static inline FILE *fuzz_file(const uint8_t *data, size_t size)
{
  /* fmemopen only reads: the cast is safe */
  return size == 0 ? NULL : fmemopen((void *)data, size, "rb");
}

/* What must hold, or the run is a finding */
static inline void fuzz_check(int holds)
{
  if (!holds)
    abort();
}

#endif
