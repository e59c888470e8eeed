/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "tally.h"

#include <string.h>

#define SHOWN_PER_CHECK 3
#define SHOWN_ENTRIES 64

typedef struct row {
  const char *name, *function, *property, *judge, *bound;
  long long cases, violations, left_out;
  ld worst; /* error over bound */
  const char *worst_kind;
  uint64_t worst_number;
  size_t worst_n;
} row;

#define CHECK_ROW(name, function, property, judge, bound)                      \
  {#name, function, property, judge, bound, 0, 0, 0, 0, "-", 0, 0},
static row rows[CHECK_COUNT] = {CHECKS(CHECK_ROW)};
#undef CHECK_ROW

check spoilt = CHECK_COUNT;

static struct {
  const char *kind;
  uint64_t number;
  const double *z;
  size_t n;
} present;
static int is_quiet;

void tally_case(const char *kind, uint64_t number, const double *z, size_t n)
{
  present.kind = kind;
  present.number = number;
  present.z = z;
  present.n = n;
}

static void report(row *r, size_t i, double value, ld error, ld bound)
{
  r->violations++;
  if (is_quiet || r->violations > SHOWN_PER_CHECK)
    return;
  fprintf(stderr,
          "\noracle: VIOLATION of %s %s (%s): %s\n"
          "  input: %s, case %llu, n = %zu, index %zu\n"
          "  value: %a, error %La, bound %La\n  z:",
          r->property, r->function, r->name, r->bound, present.kind,
          (unsigned long long)present.number, present.n, i, value, error,
          bound);
  size_t shown = present.n < SHOWN_ENTRIES ? present.n : SHOWN_ENTRIES;
  for (size_t k = 0; present.z && k < shown; k++)
    fprintf(stderr, " %a", present.z[k]);
  if (shown < present.n)
    fprintf(stderr, " ... (oracle --case %llu judges this input alone)",
            (unsigned long long)present.number);
  fputc('\n', stderr);
}

void tally_error(check c, ld error, ld bound, size_t i, double value)
{
  row *r = &rows[c];
  if (error < 0)
    error = -error;
  ld ratio = error == 0 ? 0 : error / bound;
  r->cases++;
  if (ratio > r->worst || r->cases == 1) {
    r->worst = ratio;
    r->worst_kind = present.kind;
    r->worst_number = present.number;
    r->worst_n = present.n;
  }
  if (!(error <= bound))
    report(r, i, value, error, bound);
}

void tally_exact(check c, int holds, size_t i, double value)
{
  row *r = &rows[c];
  r->cases++;
  if (!holds)
    report(r, i, value, 1, 0);
}

/* The nearest double above (or below) truth that is further than bound. */
static double just_outside(mpfr_srcptr truth, ld bound, int above)
{
  static mpfr_t edge;
  static int ready;
  if (!ready)
    mpfr_init2(edge, 256);
  ready = 1;
  mpfr_set_ld(edge, bound, MPFR_RNDU);
  if (above)
    mpfr_add(edge, truth, edge, MPFR_RNDU);
  else
    mpfr_sub(edge, truth, edge, MPFR_RNDD);
  double x = mpfr_get_d(edge, above ? MPFR_RNDU : MPFR_RNDD);
  if (mpfr_cmp_d(edge, x) == 0)
    x = nextafter(x, above ? INFINITY : -INFINITY);
  return x;
}

void tally_value(check c, double value, mpfr_srcptr truth, ld bound, size_t i)
{
  static mpfr_t error;
  static int ready;
  if (!ready)
    mpfr_init2(error, 256);
  ready = 1;
  if (spoilt == c)
    value = just_outside(truth, bound, i % 2 == 0);
  if (isinf(value)) {
    /* right only where the truth itself, give or take the bound, overflows */
    ld size = fabsl(mpfr_get_ld(truth, MPFR_RNDA)) + bound;
    int same_sign = (value > 0) == (mpfr_sgn(truth) > 0);
    int right = same_sign && size >= (ld)DBL_MAX;
    tally_error(c, right ? 0 : HUGE_VALL, bound, i, value);
    return;
  }
  if (isnan(value)) {
    tally_error(c, HUGE_VALL, bound, i, value);
    return;
  }
  mpfr_sub_d(error, truth, value, MPFR_RNDA);
  tally_error(c, mpfr_get_ld(error, MPFR_RNDA), bound, i, value);
}

void tally_near(check c, double value, double reference, ld bound, size_t i)
{
  if (spoilt == c)
    value = reference + 1.01 * (double)bound;
  if (isnan(value) || isinf(value))
    tally_error(c, HUGE_VALL, bound, i, value);
  else
    tally_error(c, (ld)value - (ld)reference, bound, i, value);
}

void tally_left_out(check c)
{
  rows[c].left_out++;
}

void tally_clear(void)
{
  for (int c = 0; c < CHECK_COUNT; c++) {
    rows[c].cases = rows[c].violations = rows[c].left_out = 0;
    rows[c].worst = 0;
    rows[c].worst_kind = "-";
    rows[c].worst_number = 0;
    rows[c].worst_n = 0;
  }
}

void tally_quiet(int quiet)
{
  is_quiet = quiet;
}

long long tally_cases(check c)
{
  return rows[c].cases;
}

long long tally_violations(check c)
{
  return rows[c].violations;
}

long long tally_all_violations(void)
{
  long long sum = 0;
  for (int c = 0; c < CHECK_COUNT; c++)
    sum += rows[c].violations;
  return sum;
}

const char *tally_check_name(check c)
{
  return rows[c].name;
}

const char *tally_check_property(check c)
{
  return rows[c].property;
}

static int is_exact(const row *r)
{
  return strcmp(r->judge, "exact") == 0 || r == &rows[CHECK_GSL_FLUSH];
}

void tally_print_table(FILE *out)
{
  fprintf(out, "%-4s %-33s %-5s %11s %9s %6s  %s\n", "ID", "function", "judge",
          "values", "err/bound", "broken",
          "bound; where the error was largest");
  for (int c = 0; c < CHECK_COUNT; c++) {
    const row *r = &rows[c];
    fprintf(out, "%-4s %-33s %-5s %11lld ", r->property, r->function, r->judge,
            r->cases);
    if (is_exact(r))
      fprintf(out, "%9s %6lld  %s\n", "-", r->violations, r->bound);
    else
      fprintf(out, "%9.4Lf %6lld  %s; %s, n = %zu\n",
              floorl(r->worst * 10000) / 10000, r->violations, r->bound,
              r->worst_kind, r->worst_n);
    if (r->left_out > 0)
      fprintf(out, "%-38s left out %11lld  whose bound says nothing\n", "",
              r->left_out);
  }
}

int tally_write_tsv(const char *path)
{
  FILE *out = fopen(path, "w");
  if (!out)
    return 0;
  fprintf(out, "function\tproperty\tcheck\tjudge\tbound\tcases\tviolations\t"
               "worst_error_over_bound\tworst_class\tworst_n\tworst_case\t"
               "left_out\n");
  for (int c = 0; c < CHECK_COUNT; c++) {
    const row *r = &rows[c];
    fprintf(out, "%s\t%s\t%s\t%s\t%s\t%lld\t%lld\t", r->function, r->property,
            r->name, r->judge, r->bound, r->cases, r->violations);
    if (is_exact(r))
      fprintf(out, "-\t-\t-\t-\t%lld\n", r->left_out);
    else
      fprintf(out, "%.6Lg\t%s\t%zu\t%llu\t%lld\n", r->worst, r->worst_kind,
              r->worst_n, (unsigned long long)r->worst_number, r->left_out);
  }
  int bad = ferror(out);
  return fclose(out) == 0 && !bad;
}
