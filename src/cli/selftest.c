/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "selftest.h"

#include "bound.h"
#include "certify/certify.h"
#include "certify/sample.h"
#include "report.h"
#include "softproof.h"
#include "words.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char selftest_help[] =
    "usage: softproof selftest\n"
    "\n"
    "Tests whether this program, on this machine, computes as the proofs "
    "assume:\n"
    "IEEE double arithmetic, rounding to nearest, subnormal numbers kept, no\n"
    "wider precision, no fused operations, no unsafe optimisation; and "
    "whether\n"
    "results of the verified functions are within their proved bounds.\n"
    "\n"
    "exit status: 0 all holds, 1 something does not, 2 usage\n";

/* Numbers that the compiler cannot compute in advance */
static volatile double one = 1.0, tiny = 0x1p-53, small = 0x1p-1022,
                       least = 0x1p-1074, third = 1.0 / 3.0, large = 0x1p1023,
                       not_number = NAN, zero = 0.0;

static int has_binary64(void)
{
  return DBL_MANT_DIG == 53 && DBL_MAX_EXP == 1024 && DBL_MIN_EXP == -1021
         && sizeof(double) == 8 && FLT_MANT_DIG == 24;
}

/* A tie goes to the even neighbour, what is beyond it away. */
static int rounds_to_nearest_even(void)
{
  return one + tiny == 1.0 && one + 3.0 * tiny == 1.0 + 0x1p-51
         && one + (tiny + 0x1p-105) == 1.0 + 0x1p-52 && one - tiny / 2.0 == 1.0
         && -one - tiny == -1.0 && one - tiny == 1.0 - 0x1p-53;
}

static int keeps_subnormals(void)
{
  return small / 2.0 == 0x1p-1023 && small / 2.0 > 0.0 && least > 0.0
         && least + least == 0x1p-1073 && least * one == 0x1p-1074
         && least / 2.0 == 0.0 && small - least < small;
}

/* With more bits in between, or a fused operation, the last bits would stay. */
static int rounds_each_operation(void)
{
  double x = one + 0x1p-27;
  double square = x * x; /* 1 + 2^-26 + 2^-54: the last does not fit */
  return square - (1.0 + 0x1p-26) == 0.0 && x * x - square == 0.0
         && (one + tiny) + tiny == 1.0 && third * 3.0 - 1.0 == 0.0;
}

/* A sum that associativity would change, a comparison that it would drop */
static int keeps_the_order(void)
{
  volatile double sum = large, term = -large;
  double moved = (sum + one) + term;
  return moved == 0.0 && (tiny + one) - one == 0.0 && not_number != not_number
         && !(not_number == not_number) && one / zero == INFINITY
         && large * 2.0 == INFINITY;
}

static int divides_exactly(void)
{
  return one / 3.0 == 0x1.5555555555555p-2 && 2.0 / 3.0 == 0x1.5555555555555p-1
         && one / 10.0 == 0x1.999999999999ap-4;
}

#define ROWS 200
#define MOST_N 40

typedef void bounder(const double *z, const double *p, double *bound, size_t n);
typedef sp_status function(const double *z, double *p, size_t n);

/* Whether results on sample rows are within the proved bounds */
static int keeps_bounds(eval_op op, function *f, bounder *bound_of)
{
  double z[MOST_N], p[MOST_N], bound[MOST_N], rounded;
  for (size_t k = 0; k < ROWS; k++) {
    rng r = rng_for_case(1, k);
    size_t n = 1 + rng_below(&r, MOST_N);
    sample_row(&r, &binary64, k % sample_plain_kinds, z, n);
    if (f(z, p, n) != SP_OK)
      return 0;
    bound_of(z, p, bound, n);
    problem q = {.op = op, .n = n, .z = z, .T = 1.0};
    certifier c;
    int right = certifier_open(&c, &q, &binary64) == CERTIFIED;
    for (size_t i = 0; right && i < n; i++)
      right = certify(&c, i, &rounded) == CERTIFIED
              && (isinf(rounded) || isinf(bound[i])
                  || interval_meets(&c.value, p[i], bound[i]));
    certifier_close(&c);
    if (!right)
      return 0;
  }
  return 1;
}

static int softmax_is_right(void)
{
  return keeps_bounds(OP_SOFTMAX, sp_softmax, bound_softmax);
}

static int log_softmax_is_right(void)
{
  return keeps_bounds(OP_LOG_SOFTMAX, sp_log_softmax, bound_log_softmax);
}

typedef struct test {
  int (*holds)(void);
  const char *what;
  const char *otherwise;
} test;

static const test tests[] = {
    {has_binary64, "double is IEEE binary64, float is binary32",
     "no proof is about this machine"},
    {rounds_to_nearest_even, "rounding is to nearest, ties to even",
     "another rounding mode is set"},
    {keeps_subnormals, "subnormal numbers are kept",
     "they are flushed to zero (-ffast-math, or a mode of the processor)"},
    {rounds_each_operation, "each operation is rounded to double",
     "more bits are kept (x87), or operations are fused: use "
     "-ffp-contract=off, -msse2"},
    {keeps_the_order,
     "operations keep their order, NaN and infinity their "
     "meaning",
     "the compiler assumes otherwise (-ffast-math)"},
    {divides_exactly, "division is correctly rounded",
     "a reciprocal is used (-ffast-math)"},
    {softmax_is_right, "sp_softmax is within its proved bound on 200 rows",
     "the build or the machine is not the one that is proved"},
    {log_softmax_is_right,
     "sp_log_softmax is within its proved bound on 200 rows",
     "the build or the machine is not the one that is proved"},
};

int selftest(char **argv)
{
  words w = {.command = "selftest", .next = argv};
  if (argv[0] != NULL && strcmp(argv[0], "--help") == 0) {
    fputs(selftest_help, stdout);
    return EXIT_OK;
  }
  if (argv[0] != NULL) {
    report("unknown word %s", argv[0]);
    see_help(&w);
    return EXIT_USAGE;
  }
  size_t count = sizeof tests / sizeof *tests, failed = 0;
  for (size_t i = 0; i < count; i++) {
    int holds = tests[i].holds();
    failed += !holds;
    printf("%s %zu - %s\n", holds ? "ok" : "not ok", i + 1, tests[i].what);
    if (!holds)
      printf("# %s\n", tests[i].otherwise);
  }
  printf("1..%zu\n", count);
  if (failed > 0)
    printf("# the theorems do not hold for this program here\n");
  if (fflush(stdout) != 0 || ferror(stdout)) {
    report("standard output: %s", strerror(errno));
    return EXIT_DATA;
  }
  return failed == 0 ? EXIT_OK : EXIT_DATA;
}
