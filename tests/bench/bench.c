/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Processor time per element, in nanoseconds, of sp_softmax, of
 * sp_softmax_textbook and of a naive softmax on the C library's exp: same flags,
 * same data, taking turns in one run. Each time is the median over the turns; a
 * ratio to the naive one is the median of the turns' ratios. */
#define _POSIX_C_SOURCE 200809L

#include "naive.h"

#include "../../src/softproof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TURNS 101
#define ELEMENTS 200000 /* per turn and function */
#define POOL 100000     /* logits, in rows of n */

static const size_t lengths[] = {10, 1000, 100000};
#define LENGTHS (sizeof lengths / sizeof lengths[0])

static double z[POOL], p[POOL];
static volatile double sink; /* so that no result is unused */

/* logits as a classifier's: bell-shaped, a few units wide */
static void fill(void)
{
  unsigned long long state = 1;
  for (size_t i = 0; i < POOL; i++) {
    z[i] = 0.0;
    for (int k = 0; k < 12; k++) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      z[i] += (double)(state >> 11) * 0x1p-53;
    }
    z[i] = 3.0 * (z[i] - 6.0);
  }
}

static double now_ns(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return 1e9 * (double)t.tv_sec + (double)t.tv_nsec;
}

typedef sp_status softmax(const double *, double *, size_t);

static double time_softproof(softmax *f, size_t n)
{
  double start = now_ns();
  for (size_t done = 0; done < ELEMENTS; done += n) {
    size_t at = done % POOL;
    if (f(z + at, p + at, n) != SP_OK)
      exit(1);
    sink = p[at];
  }
  return (now_ns() - start) / ELEMENTS;
}

static double time_naive(size_t n)
{
  double start = now_ns();
  for (size_t done = 0; done < ELEMENTS; done += n) {
    size_t at = done % POOL;
    naive_softmax(z + at, p + at, n);
    sink = p[at];
  }
  return (now_ns() - start) / ELEMENTS;
}

static int by_size(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *x)
{
  qsort(x, TURNS, sizeof *x, by_size);
  return x[TURNS / 2];
}

int main(int argc, char **argv)
{
  int wants_file = argc == 3 && strcmp(argv[1], "--output") == 0;
  if (argc != 1 && !wants_file) {
    fprintf(stderr, "Usage: bench [--output FILE.tsv]\n");
    return 2;
  }
  FILE *out = wants_file ? fopen(argv[2], "w") : NULL;
  if (wants_file && !out) {
    fprintf(stderr, "bench: cannot write %s\n", argv[2]);
    return 2;
  }
  if (out)
    fprintf(out, "n\tsoftproof_ns\ttextbook_ns\tnaive_ns\tratio\t"
                 "textbook_ratio\n");
  printf("softmax, ns of processor time per element, median of %d turns\n",
         TURNS);
  printf("%8s %10s %10s %10s %8s %8s\n", "n", "softproof", "textbook",
         "libm exp", "ratio", "ratio");

  fill();
  for (size_t k = 0; k < LENGTHS; k++) {
    double ours[TURNS], textbook[TURNS], naive[TURNS];
    double ratio[TURNS], textbook_ratio[TURNS];
    size_t n = lengths[k];
    time_softproof(sp_softmax, n);
    time_softproof(sp_softmax_textbook, n);
    time_naive(n);
    for (int turn = 0; turn < TURNS; turn++) {
      ours[turn] = time_softproof(sp_softmax, n);
      textbook[turn] = time_softproof(sp_softmax_textbook, n);
      naive[turn] = time_naive(n);
      ratio[turn] = ours[turn] / naive[turn];
      textbook_ratio[turn] = textbook[turn] / naive[turn];
    }
    double a = median(ours), t = median(textbook), b = median(naive);
    double q = median(ratio), r = median(textbook_ratio);
    printf("%8zu %10.2f %10.2f %10.2f %8.2f %8.2f\n", n, a, t, b, q, r);
    if (out)
      fprintf(out, "%zu\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\n", n, a, t, b, q, r);
  }
  if (out && fclose(out) != 0) {
    fprintf(stderr, "bench: cannot write %s\n", argv[2]);
    return 2;
  }
  return 0;
}
