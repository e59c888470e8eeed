/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef BENCH_NAIVE_H
#define BENCH_NAIVE_H

#include <stddef.h>

/* Softmax in three passes on the C library's exp. */
void naive_softmax(const double *z, double *p, size_t n);

#endif
