/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "gen.h"

#include "case.h"
#include "certify/sample.h"
#include "certify/sample_query.h"
#include "report.h"
#include "softproof.h"
#include "words.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char gen_help[] =
    "usage: softproof gen [OPTION]...\n"
    "\n"
    "Prints cases, one a line, for a program to compute:\n"
    "\n"
    "  softproof gen | YOUR_PROGRAM | softproof check\n"
    "\n"
    "A case looks like\n"
    "\n"
    "  softmax f32 : 0x1p+1 0x1p+0 0x0p+0\n"
    "\n"
    "and the program prints the same line with \" = \" and its results behind "
    "it.\n"
    "\n"
    "options:\n"
    "  --op OP         the operation (softmax); xent-gradient too\n"
    "  --precision F   of the numbers: f64, f32 (default), f16 or bf16\n"
    "  --level 1|2     2: also NaN, +inf, all masked, and long rows\n"
    "  --seed N        other cases (1)\n"
    "  --count N       how many (1000)\n"
    "  --n N           logits in each row (from 1 to 70), or keys of "
    "attention\n"
    "  --help          print this text\n";

typedef struct options {
  problem p;
  const format *f;
  size_t level, seed, count, n;
} options;

static int parse_operation(const words *w, options *o)
{
  return has_value(w)
         && accepts(w, case_operation(w->value, &o->p) ? NULL
                                                       : "no operation here");
}

static int parse_format(const words *w, options *o)
{
  if (!has_value(w))
    return 0;
  o->f = format_named(w->value);
  return accepts(w, o->f == NULL ? "not one of " FORMAT_NAMES : NULL);
}

/* 0: wrong; 1: go on; 2: help is wanted */
static int parse(words *w, options *o)
{
  while (*w->next != NULL) {
    int right;
    w->option = *w->next++;
    if (strcmp(w->option, "--help") == 0)
      return 2;
    if (takes_value(w, "--op"))
      right = parse_operation(w, o);
    else if (takes_value(w, "--precision"))
      right = parse_format(w, o);
    else if (takes_value(w, "--level"))
      right = parse_count(w, 1, 2, &o->level);
    else if (takes_value(w, "--seed"))
      right = parse_count(w, 0, SIZE_MAX, &o->seed);
    else if (takes_value(w, "--count"))
      right = parse_count(w, 1, SIZE_MAX, &o->count);
    else if (takes_value(w, "--n"))
      right = parse_count(w, 1, SP_MAX_N, &o->n);
    else {
      report("unknown option %s", w->option);
      right = see_help(w);
    }
    if (!right)
      return 0;
  }
  if (o->p.op == OP_ATTENTION && o->n > SAMPLED_KEYS) {
    report("--n: attention has at most %d keys here", SAMPLED_KEYS);
    return see_help(w);
  }
  return 1;
}

#define LONG_N 4099 /* no multiple of a vector's length */

static size_t length_of(const options *o, rng *r, size_t k)
{
  if (o->n != 0)
    return o->n;
  if (o->level == 2 && k % 100 == 99)
    return LONG_N;
  return 1 + rng_below(r, 70);
}

/* Probabilities: multiples of 2^-8, or targets */
static void fill_probabilities(rng *r, const format *f, double *p, size_t n)
{
  if (rng_bits(r) & 1) {
    sample_targets(r, f, p, n);
    return;
  }
  for (size_t i = 0; i < n; i++)
    p[i] = (double)rng_below(r, 17) / 256.0;
  p[rng_below(r, n)] = 0.25;
}

static void write_case(const options *o, size_t k, double *z, double *y)
{
  rng r = rng_for_case(o->seed, k);
  problem p = o->p;
  p.n = length_of(o, &r, k);
  size_t kinds = o->level == 2 ? sample_kinds : sample_plain_kinds;
  if (p.op == OP_TOP_K || p.op == OP_TOP_P || p.op == OP_SAMPLE)
    fill_probabilities(&r, o->f, z, p.n);
  else
    sample_row(&r, o->f, k % kinds, z, p.n);
  p.label = rng_below(&r, p.n);
  p.k = 1 + rng_below(&r, p.n);
  p.threshold = (double)(1 + rng_below(&r, 256)) / 256.0;
  p.variate = (double)rng_below(&r, 256) / 256.0;
  p.z = z;
  int is_soft = p.op == OP_XENT && rng_below(&r, 3) == 0;
  if (p.op == OP_XENT && !is_soft && rng_below(&r, 3) == 0)
    p.smoothing = 0.125;
  if (p.op == OP_KL || p.op == OP_BINARY_XENT || is_soft)
    p.y = y;
  if (p.op == OP_KL)
    sample_row(&r, o->f, rng_below(&r, sample_plain_kinds), y, p.n);
  else
    sample_targets(&r, o->f, y, p.n);
  case_write(stdout, &p, o->f, NULL);
}

static void write_query(const options *o, size_t k)
{
  query_sample s;
  rng r = rng_for_case(o->seed, k);
  size_t kinds = o->level == 2 ? query_kinds : query_plain_kinds;
  sample_query(&s, &r, o->f, k % kinds, o->n);
  problem p = {.op = OP_ATTENTION, .n = s.a.keys, .query = &s.a};
  case_write(stdout, &p, o->f, NULL);
}

int gen(char **argv)
{
  options o = {.p = {.op = OP_SOFTMAX, .T = 1.0},
               .f = &binary32,
               .level = 1,
               .seed = 1,
               .count = 1000};
  words w = {.command = "gen", .next = argv};
  int parsed = parse(&w, &o);
  if (parsed != 1) {
    if (parsed == 2)
      fputs(gen_help, stdout);
    return parsed == 2 ? EXIT_OK : EXIT_USAGE;
  }
  size_t most = o.n > LONG_N ? o.n : LONG_N;
  double *z = malloc(2 * most * sizeof *z);
  if (z == NULL) {
    report("not enough memory");
    return EXIT_USAGE;
  }
  for (size_t k = 0; k < o.count && !ferror(stdout); k++)
    if (o.p.op == OP_ATTENTION)
      write_query(&o, k);
    else
      write_case(&o, k, z, z + most);
  free(z);
  if (fflush(stdout) != 0 || ferror(stdout)) {
    report("standard output: %s", strerror(errno));
    return EXIT_DATA;
  }
  return EXIT_OK;
}
