/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/filter.h"

#include <math.h>
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

/* The entries, by probability unless one is drawn; NULL: not enough memory */
static entry *sort(const problem *p)
{
  entry *sorted = malloc(p->n * sizeof *sorted);
  for (size_t i = 0; sorted != NULL && i < p->n; i++)
    sorted[i] = (entry){p->z[i], i};
  if (sorted != NULL && p->op != OP_SAMPLE)
    qsort(sorted, p->n, sizeof *sorted, compare);
  return sorted;
}

static void keep(filter *f, const entry *e)
{
  f->keep[e->index] = 1;
  f->count++;
  mpfr_add_d(f->sum, f->sum, e->p, MPFR_RNDN); /* exact */
}

static void keep_most_probable(filter *f, const problem *p, entry *sorted)
{
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
  entry *sorted = sort(p);
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

double filter_miss(const problem *p, size_t choice)
{
  size_t last = p->op == OP_TOP_P ? choice - 1 : choice; /* in the sum */
  double bar = p->op == OP_TOP_P ? p->threshold : p->variate;
  if (last >= p->n)
    return INFINITY;
  entry *e = sort(p);
  if (e == NULL || !(e[last].p > 0.0)) {
    free(e);
    return INFINITY;
  }
  mpfr_t sum;
  mpfr_init2(sum, EXACT_SUM_BITS);
  mpfr_set_d(sum, -bar, MPFR_RNDN); /* exact, as are the sums */
  for (size_t i = 0; i < last; i++)
    mpfr_add_d(sum, sum, e[i].p, MPFR_RNDN);
  double before = mpfr_get_d(sum, MPFR_RNDU);
  mpfr_add_d(sum, sum, e[last].p, MPFR_RNDN);
  double lack = -mpfr_get_d(sum, MPFR_RNDD);
  int is_last = 1; /* of those that are not 0: there is no other choice */
  for (size_t i = last + 1; i < p->n; i++)
    is_last &= e[i].p == 0.0;
  mpfr_clear(sum);
  free(e);
  return fmax(fmax(before, is_last ? 0.0 : lack), 0.0);
}

void filter_close(filter *f)
{
  if (f->keep == NULL)
    return;
  free(f->keep);
  mpfr_clear(f->sum);
}
