/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Measures Softproof and other libraries on the same rows, in ulp of the true
 * value (MPFR at 256 bits). others.py evaluates the others. */
#define _POSIX_C_SOURCE 200809L
#include "../../src/softproof.h"
#include "../oracle/rows.h"
#include "../oracle/truth.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SEED UINT64_C(20261125)
#define LARGEST_N 1000000

static const char usage[] =
    "Usage: compare emit ROWS\n"
    "       compare judge ROWS NAME=RESULTS... > TABLE.tsv\n"
    "\n"
    "emit writes rows of logits: for each n, a label (64-bit integers) and n\n"
    "doubles. judge reads results for them: for each row the softmax, its\n"
    "logarithm (n doubles each), the loss of the label and the gradient (n).\n"
    "It prints the largest error in ulp of each, of Softproof's functions "
    "too.\n"
    "\n"
    "Exit status: 0 done, 2 usage or files.\n";

typedef struct batch {
  uint64_t rows;
  size_t lo, hi;
} batch;

static const batch plan[] = {{60000, 1, 64},
                             {600, 1000, 1000},
                             {42, 100000, 100000},
                             {6, LARGEST_N, LARGEST_N}};

/* Ordinary rows: logits as networks give them, up to 1000. */
static int is_ordinary(size_t kind, size_t n)
{
  const char *name = rows_kind_name(kind);
  return n <= 1000
         && (strcmp(name, "bell") == 0 || strcmp(name, "masked") == 0
             || strcmp(name, "offset") == 0 || strcmp(name, "grid") == 0);
}

static void fail(const char *path)
{
  fprintf(stderr, "compare: %s: %s\n", path,
          errno ? strerror(errno) : "too short");
  exit(2);
}

static void emit(const char *path)
{
  FILE *out = fopen(path, "wb");
  double *z = malloc(LARGEST_N * sizeof *z);
  if (!out || !z)
    fail(path);
  uint64_t number = 0;
  for (size_t k = 0; k < sizeof plan / sizeof plan[0]; k++)
    for (uint64_t i = 0; i < plan[k].rows; i++, number++) {
      rng r = rng_for_case(SEED, number);
      uint64_t head[3];
      size_t n = plan[k].lo + rng_below(&r, plan[k].hi - plan[k].lo + 1);
      size_t kind = (size_t)(number % rows_kinds()), label;
      rows_fill(kind, &r, z, n);
      do
        label = rng_below(&r, n);
      while (isinf(z[label]));
      head[0] = n;
      head[1] = label;
      head[2] = (uint64_t)is_ordinary(kind, n);
      if (fwrite(head, sizeof head, 1, out) != 1
          || fwrite(z, sizeof *z, n, out) != n)
        fail(path);
    }
  free(z);
  if (fclose(out))
    fail(path);
}

enum { SOFTMAX, LOG_SOFTMAX, LOSS, GRADIENT, FUNCTIONS };

/* The largest errors, of ordinary rows and of all */
typedef struct contender {
  const char *name;
  FILE *in; /* or NULL: our own */
  int textbook;
  double worst[2][FUNCTIONS];
  long long nan[2][FUNCTIONS];
} contender;

/* |x - t| in units in the last place of t; +inf for a wrong infinity */
static double ulps(double x, mpfr_srcptr t)
{
  static mpfr_t e;
  if (!e->_mpfr_d)
    mpfr_init2(e, TRUTH_BITS);
  double near = mpfr_get_d(t, MPFR_RNDN);
  if (isinf(x) || isinf(near))
    return x == near ? 0.0 : INFINITY;
  long exponent = mpfr_zero_p(t) ? -1073 : mpfr_get_exp(t);
  long last = exponent - 53 < -1074 ? -1074 : exponent - 53;
  mpfr_sub_d(e, t, x, MPFR_RNDN);
  mpfr_abs(e, e, MPFR_RNDN);
  mpfr_mul_2si(e, e, -last, MPFR_RNDU);
  return mpfr_get_d(e, MPFR_RNDU);
}

static void note(contender *c, int ordinary, int function, double x,
                 mpfr_srcptr t)
{
  for (int all = ordinary ? 0 : 1; all < 2; all++) {
    if (x != x)
      c->nan[all][function]++;
    else
      c->worst[all][function] = fmax(c->worst[all][function], ulps(x, t));
  }
}

/* The results of a row, in the order of the file */
static void results(contender *c, const char *path, const double *z, size_t n,
                    size_t label, double *out)
{
  if (c->in) {
    if (fread(out, sizeof *out, 3 * n + 1, c->in) != 3 * n + 1)
      fail(path);
    return;
  }
  if (c->textbook) { /* the rest is not there in this form */
    sp_softmax_textbook(z, out, n);
    return;
  }
  sp_softmax(z, out, n);
  sp_log_softmax(z, out + n, n);
  sp_cross_entropy(z, n, label, out + 2 * n);
  sp_cross_entropy_gradient(z, out + 2 * n + 1, n, label);
}

static void judge_row(contender *c, const truth *t, const double *z,
                      size_t label, int ordinary, const double *out)
{
  static mpfr_t x;
  if (!x->_mpfr_d)
    mpfr_init2(x, TRUTH_BITS);
  size_t n = t->n;
  for (size_t i = 0; i < n; i++)
    note(c, ordinary, SOFTMAX, out[i], t->g[i]);
  if (c->textbook)
    return;
  for (size_t i = 0; i < n; i++) {
    mpfr_set_d(x, z[i], MPFR_RNDN);
    mpfr_sub_d(x, x, t->m, MPFR_RNDN);
    mpfr_sub(x, x, t->l, MPFR_RNDN);
    note(c, ordinary, LOG_SOFTMAX, out[n + i], x);
    if (i == label) {
      mpfr_neg(x, x, MPFR_RNDN);
      note(c, ordinary, LOSS, out[2 * n], x);
    }
  }
  const double *grad = out + 2 * n + 1;
  mpfr_set_zero(x, 1);
  for (size_t i = 0; i < n; i++)
    if (i != label) {
      note(c, ordinary, GRADIENT, grad[i], t->g[i]);
      mpfr_add(x, x, t->g[i], MPFR_RNDN);
    }
  mpfr_neg(x, x, MPFR_RNDN);
  note(c, ordinary, GRADIENT, grad[label], x);
}

static void print_cell(const contender *c, int all, int function)
{
  if (c->textbook && function != SOFTMAX)
    printf("\t-");
  else if (c->nan[all][function])
    printf("\tnan");
  else
    printf("\t%.6g", c->worst[all][function]);
}

static void judge(int count, char **names)
{
  static contender all[16] = {{.name = "Softproof"},
                              {.name = "Softproof's textbook", .textbook = 1}};
  const char *path = names[0];
  int contenders = 2;
  for (int i = 1; i < count && contenders < 16; i++) {
    char *file = strchr(names[i], '=');
    if (!file) {
      fputs(usage, stderr);
      exit(2);
    }
    *file++ = '\0';
    all[contenders].name = names[i];
    all[contenders].in = fopen(file, "rb");
    if (!all[contenders++].in)
      fail(file);
  }
  FILE *in = fopen(path, "rb");
  double *z = malloc(LARGEST_N * sizeof *z);
  double *out = malloc((3 * LARGEST_N + 1) * sizeof *out);
  if (!in || !z || !out)
    fail(path);
  truth t;
  truth_open(&t);
  uint64_t head[3];
  long long rows = 0, values = 0;
  while (fread(head, sizeof head, 1, in) == 1) {
    size_t n = head[0], label = head[1];
    if (n < 1 || n > LARGEST_N || label >= n || fread(z, sizeof *z, n, in) != n)
      fail(path);
    truth_of_row(&t, z, n);
    for (int k = 0; k < contenders; k++) {
      results(&all[k], all[k].name, z, n, label, out);
      judge_row(&all[k], &t, z, label, (int)head[2], out);
    }
    values += (long long)n;
    if (++rows % 1000 == 0 && isatty(STDERR_FILENO))
      fprintf(stderr, "\rcompare: %lld rows", rows);
  }
  fprintf(stderr, "%scompare: %lld rows, %lld logits\n",
          isatty(STDERR_FILENO) ? "\r" : "", rows, values);
  printf("library\trows\tsoftmax\tlog_softmax\tloss\tgradient\n");
  for (int every = 0; every < 2; every++)
    for (int k = 0; k < contenders; k++) {
      printf("%s\t%s", all[k].name, every ? "all" : "ordinary");
      for (int f = 0; f < FUNCTIONS; f++)
        print_cell(&all[k], every, f);
      putchar('\n');
    }
  truth_close(&t);
  free(z);
  free(out);
}

int main(int argc, char **argv)
{
  if (argc == 3 && strcmp(argv[1], "emit") == 0)
    emit(argv[2]);
  else if (argc >= 3 && strcmp(argv[1], "judge") == 0)
    judge(argc - 2, argv + 2);
  else {
    fputs(usage, stderr);
    return 2;
  }
  return 0;
}
