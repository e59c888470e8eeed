/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/filter.h"

#include <stdlib.h>

typedef struct entry {
  double p;
  size_t index;
} entry;

/* The most probable first; of equal ones, the one with the lower index */
static int compare(const void *left, const void *right)
{
  const entry *a = left, *b = right;
  if (a->p != b->p)
    return a->p > b->p ? -1 : 1;
  return a->index < b->index ? -1 : a->index > b->index;
}

static void keep(filter *f, const entry *e)
{
  f->keep[e->index] = 1;
  mpfr_add_d(f->sum, f->sum, e->p, MPFR_RNDN); /* exact */
}

static void keep_most_probable(filter *f, const problem *p, entry *sorted)
{
  for (size_t i = 0; i < p->n; i++)
    sorted[i] = (entry){p->z[i], i};
  qsort(sorted, p->n, sizeof *sorted, compare);
  for (size_t i = 0; i < p->n; i++) {
    int is_done =
        p->op == OP_TOP_K
            ? i == p->k
            : sorted[i].p == 0.0 || mpfr_cmp_d(f->sum, p->threshold) >= 0;
    if (is_done)
      break;
    keep(f, sorted + i);
  }
}

static void draw(filter *f, const problem *p)
{
  for (size_t i = 0; i < p->n; i++) {
    if (p->z[i] > 0.0)
      f->index = i;
    mpfr_add_d(f->sum, f->sum, p->z[i], MPFR_RNDN); /* exact */
    if (mpfr_cmp_d(f->sum, p->variate) > 0)
      break;
  }
}

int filter_open(filter *f, const problem *p)
{
  entry *sorted = malloc(p->n * sizeof *sorted);
  *f = (filter){.keep = calloc(p->n, 1)};
  if (sorted == NULL || f->keep == NULL) {
    free(sorted);
    free(f->keep);
    f->keep = NULL;
    return 0;
  }
  mpfr_init2(f->sum, EXACT_SUM_BITS);
  mpfr_set_zero(f->sum, 1);
  if (p->op == OP_SAMPLE)
    draw(f, p);
  else
    keep_most_probable(f, p, sorted);
  free(sorted);
  return 1;
}

void filter_close(filter *f)
{
  if (f->keep == NULL)
    return;
  free(f->keep);
  mpfr_clear(f->sum);
}
