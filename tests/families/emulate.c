/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Answers cases as a wrong implementation would, or as a good one.
 *
 * usage: emulate NUMBER      the family of mistakes to follow, from 0
 *        emulate good        no mistake
 *        emulate --list      the families, a line each */
#include "case.h"

#include "certify/family.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int list(void)
{
  for (size_t k = 0; k < FAMILIES; k++)
    printf("%zu\t%s\t%s\n", k, families[k].id, families[k].what);
  return 0;
}

int main(int argc, char **argv)
{
  static const family good = {.id = "none"};
  if (argc != 2) {
    fprintf(stderr, "usage: emulate NUMBER|good|--list\n");
    return 2;
  }
  if (strcmp(argv[1], "--list") == 0)
    return list();
  size_t k = strtoul(argv[1], NULL, 10);
  const family *m =
      strcmp(argv[1], "good") == 0 || k >= FAMILIES ? &good : families + k;
  case_reader r;
  case_status status;
  double *got = NULL;
  if (!cases_open(&r, "-"))
    return 2;
  while ((status = cases_next(&r)) == CASE_READ) {
    size_t values = problem_values(&r.p);
    double *room = realloc(got, values * sizeof *got);
    if (room == NULL)
      return 2;
    got = room;
    if (!family_compute(m, &r.p, r.f, got))
      return 2;
    case_write(stdout, &r.p, r.f, got);
  }
  free(got);
  cases_close(&r);
  return status == CASE_END ? 0 : 2;
}
