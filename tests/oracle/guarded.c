/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "checks.h"

#include <stdlib.h>
#include <string.h>

#define PAD 4

/* A NaN no arithmetic makes: read outside, and it poisons the results. */
static const uint64_t canary = UINT64_C(0x7ff8dead0badcafe);
static const uint64_t unwritten = UINT64_C(0x7ff8beef0badf00d);

static void put(double *at, uint64_t bits)
{
  memcpy(at, &bits, sizeof bits);
}

static int holds(const double *at, uint64_t bits)
{
  return memcmp(at, &bits, sizeof bits) == 0;
}

void guarded_open(guarded *g, size_t room)
{
  double *block = malloc((room + 2 * PAD) * sizeof *block);
  if (!block) {
    fprintf(stderr, "oracle: out of memory\n");
    exit(2);
  }
  g->at = block + PAD;
  g->room = room;
}

void guarded_close(guarded *g)
{
  free(g->at - PAD);
}

void guarded_reset(guarded *g, size_t n)
{
  for (size_t i = 0; i < PAD; i++) {
    put(g->at - PAD + i, canary);
    put(g->at + n + i, canary);
  }
  for (size_t i = 0; i < n; i++)
    put(g->at + i, unwritten);
}

int guarded_intact(const guarded *g, size_t n)
{
  for (size_t i = 0; i < PAD; i++)
    if (!holds(g->at - PAD + i, canary) || !holds(g->at + n + i, canary))
      return 0;
  return 1;
}

int guarded_untouched(const guarded *g, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!holds(g->at + i, unwritten))
      return 0;
  return guarded_intact(g, n);
}

int same_bits(const double *a, const double *b, size_t n)
{
  return memcmp(a, b, n * sizeof *a) == 0;
}

void workspace_open(workspace *b, size_t largest_n)
{
  size_t matrix = MATRIX_N * MATRIX_N;
  truth_open(&b->exact);
  guarded_open(&b->z, largest_n);
  guarded_open(&b->p, largest_n);
  guarded_open(&b->q, largest_n);
  guarded_open(&b->w, largest_n);
  guarded_open(&b->y, largest_n);
  guarded_open(&b->v, largest_n);
  guarded_open(&b->j, matrix);
}

void workspace_close(workspace *b)
{
  truth_close(&b->exact);
  guarded_close(&b->z);
  guarded_close(&b->p);
  guarded_close(&b->q);
  guarded_close(&b->w);
  guarded_close(&b->y);
  guarded_close(&b->v);
  guarded_close(&b->j);
}
