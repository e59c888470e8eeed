/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Judges the functions of src/ by MPFR at 256 bits and by GSL: no value may
 * break its proved bound (bounds.h). The inputs are the same in every run. */
#define _POSIX_C_SOURCE 200809L

#include "checks.h"
#include "rows.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SEED UINT64_C(20240229)

static const char usage[] =
    "Usage: oracle [--quick] [--output FILE.tsv]\n"
    "       oracle --case NUMBER\n"
    "       oracle --self-check\n"
    "\n"
    "Compares every function of Softproof with MPFR (256 bits) and GSL, and\n"
    "reports the largest error over its proved bound.\n"
    "\n"
    "  --quick        about a seventh of the inputs, 10 to 20 seconds\n"
    "  --output FILE  write the report as tab-separated values as well\n"
    "  --case NUMBER  judge one row alone, as printed with a violation\n"
    "  --self-check   spoil results by just over the bound, check by check,\n"
    "                 and see that every check reports it\n"
    "\n"
    "Exit status: 0 all bounds hold, 1 a bound is broken, 2 usage or files.\n";

/* Rows lo <= n <= hi by the count; a case's number is its place here. */
typedef struct batch {
  uint64_t full, quick;
  size_t lo, hi;
} batch;

static const batch plan[] = {
    {40000, 6000, 1, 1},      {200000, 30000, 2, 2},  {400000, 60000, 3, 4},
    {400000, 60000, 5, 8},    {240000, 24000, 9, 16}, {30000, 2000, 17, 64},
    {4000, 250, 65, 1000},    {140, 5, 1000, 10000},  {14, 2, 100000, 100000},
    {3, 0, 1000000, 1000000},
};
#define BATCHES (sizeof plan / sizeof plan[0])
#define SCALARS 4000000
#define SCALARS_QUICK 400000

/* Cases are numbered along the full plan, so that --quick's numbers fit. */
static void judge_row(workspace *b, uint64_t number, size_t lo, size_t hi)
{
  rng r = rng_for_case(SEED, number + 16);
  size_t n = lo + rng_below(&r, hi - lo + 1);
  size_t kind = (size_t)(number % rows_kinds());
  guarded_reset(&b->z, n);
  rows_fill(kind, &r, b->z.at, n);
  tally_case(rows_kind_name(kind), number, b->z.at, n);
  truth_of_row(&b->exact, b->z.at, n);
  check_softmax(b, &r);
  rng apart = rng_for_case(~SEED, number);
  check_temperature(b, &apart);
  check_logs(b, &r);
  check_losses(b, &r);
  check_jacobian(b, &r);
  check_attention(b, &apart);
  check_online(b, &apart);
  rng pair = rng_for_case(~SEED, number + (UINT64_C(1) << 41));
  check_divergence(b, &pair);
  rng filters = rng_for_case(SEED + 29, number);
  check_kept_sums(b, &filters);
  rng others = rng_for_case(SEED + 23, number);
  check_float_functions(b, &others);
  rng floats = rng_for_case(SEED + 22, number);
  check_float32(b, &floats);
  rng targets = rng_for_case(SEED + 24, number);
  check_target_float(b, &targets);
  rng entropies = rng_for_case(SEED + 26, number);
  check_float_entropy(b, &entropies);
  rng pairs = rng_for_case(SEED + 27, number);
  check_float_divergence(b, &pairs);
  rng limits = rng_for_case(SEED + 28, number);
  check_float_limits(b, &limits);
  rng queries = rng_for_case(SEED + 25, number);
  check_float_attention(b, &queries);
  tally_case("none", 0, NULL, 0);
}

static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void progress(uint64_t done, uint64_t all, size_t n, double start)
{
  static int ready, terminal;
  static double last;
  if (!ready)
    terminal = isatty(STDERR_FILENO);
  ready = 1;
  double now = seconds();
  if (!terminal || (done < all && now < last + 0.2))
    return;
  last = now;
  fprintf(stderr, "\roracle: %llu of %llu rows, n = %zu, %.0f s  ",
          (unsigned long long)done, (unsigned long long)all, n, now - start);
  if (done == all)
    fputc('\n', stderr);
}

static void judge_all(int quick)
{
  double start = seconds();
  uint64_t all = 0, done = 0, first = 0;
  for (size_t k = 0; k < BATCHES; k++)
    all += quick ? plan[k].quick : plan[k].full;
  size_t scalars = quick ? SCALARS_QUICK : SCALARS;
  check_exp(SEED, scalars);
  check_log1p(SEED, scalars);
  check_sigmoid(SEED, scalars);
  check_float_sigmoid(SEED, scalars / 4);
  check_float_binary(SEED, scalars / 4);
  check_batch(SEED, scalars / 8);
  check_batch_float(SEED, scalars / 8);
  check_strided(SEED, scalars / 40);
  check_strided_float(SEED, scalars / 40);
  check_queries(SEED, scalars / 400);
  check_float_queries(SEED, scalars / 400);
  check_statuses(SEED, scalars / 200);
  check_float_refused(SEED, scalars / 2000);
  check_gsl(SEED, scalars / 800);

  workspace b;
  workspace_open(&b, plan[BATCHES - 1].hi);
  for (size_t k = 0; k < BATCHES; k++) {
    uint64_t count = quick ? plan[k].quick : plan[k].full;
    for (uint64_t i = 0; i < count; i++) {
      progress(done++, all, plan[k].hi, start);
      judge_row(&b, first + i, plan[k].lo, plan[k].hi);
    }
    first += plan[k].full;
  }
  workspace_close(&b);
  progress(all, all, plan[BATCHES - 1].hi, start);
  printf("%llu rows of 1 to %zu logits, %zu arguments of exp and of log1p, "
         "%.0f s\n",
         (unsigned long long)all,
         quick ? plan[BATCHES - 2].hi : plan[BATCHES - 1].hi, scalars,
         seconds() - start);
}

static int judge_case(uint64_t number)
{
  uint64_t first = 0;
  for (size_t k = 0; k < BATCHES; k++) {
    if (number < first + plan[k].full) {
      workspace b;
      workspace_open(&b, plan[k].hi);
      judge_row(&b, number, plan[k].lo, plan[k].hi);
      workspace_close(&b);
      tally_print_table(stdout);
      return tally_all_violations() > 0;
    }
    first += plan[k].full;
  }
  fprintf(stderr, "oracle: there are %llu cases, from 0\n",
          (unsigned long long)first);
  return 2;
}

/* A small run with nothing spoilt must be clean; one with a check's results
 * spoilt must break that check. */
static void small_run(workspace *b)
{
  tally_clear();
  check_exp(SEED, 2000);
  check_log1p(SEED, 2000);
  check_sigmoid(SEED, 2000);
  check_float_sigmoid(SEED, 2000);
  check_float_binary(SEED, 2000);
  check_batch(SEED, 200);
  check_batch_float(SEED, 200);
  check_strided(SEED, 200);
  check_strided_float(SEED, 200);
  check_queries(SEED, 60);
  check_float_queries(SEED, 60);
  check_statuses(SEED, 90);
  check_float_refused(SEED, 20);
  check_gsl(SEED, 10);
  for (uint64_t number = 220000; number < 220400; number++)
    judge_row(b, number, 1, 9);
}

static int self_check(void)
{
  workspace b;
  workspace_open(&b, 16);
  int missed = 0;
  tally_quiet(1);
  small_run(&b);
  long long clean = tally_all_violations();
  printf("%-4s %-14s %9s %11s\n", "ID", "spoilt check", "values", "violations");
  printf("%-4s %-14s %9s %11lld %s\n", "-", "none", "-", clean,
         clean ? "NOT CLEAN" : "clean");
  for (check c = 0; c < CHECK_COUNT; c++) {
    spoilt = c;
    small_run(&b);
    long long values = tally_cases(c), found = tally_violations(c);
    int caught = found > 0;
    missed += !caught;
    printf("%-4s %-14s %9lld %11lld %s\n", tally_check_property(c),
           tally_check_name(c), values, found, caught ? "caught" : "MISSED");
  }
  spoilt = CHECK_COUNT;
  workspace_close(&b);
  return missed || clean ? 1 : 0;
}

int main(int argc, char **argv)
{
  const char *output = NULL;
  int quick = 0;
  for (int i = 1; i < argc; i++) {
    const char *next = i + 1 < argc ? argv[i + 1] : NULL;
    if (strcmp(argv[i], "--quick") == 0)
      quick = 1;
    else if (strcmp(argv[i], "--self-check") == 0)
      return self_check();
    else if (strcmp(argv[i], "--output") == 0 && next)
      output = argv[++i];
    else if (strcmp(argv[i], "--case") == 0 && next)
      return judge_case(strtoull(next, NULL, 10));
    else {
      int help = strcmp(argv[i], "--help") == 0;
      fputs(usage, help ? stdout : stderr);
      return help ? 0 : 2;
    }
  }
  judge_all(quick);
  tally_print_table(stdout);
  if (output && !tally_write_tsv(output)) {
    fprintf(stderr, "oracle: cannot write %s\n", output);
    return 2;
  }
  long long broken = tally_all_violations();
  printf(broken ? "oracle: %lld values break their bound\n"
                : "oracle: every bound holds\n",
         broken);
  return broken > 0;
}
