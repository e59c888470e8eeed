/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/sample.h"

#include <math.h>

static double sign(rng *r)
{
  return rng_bits(r) & 1 ? 1.0 : -1.0;
}

static double largest(const format *f)
{
  return ldexp(2.0 - ldexp(1.0, 1 - f->bits), (int)f->most - 1);
}

/* Where e^-x falls below half the smallest value */
static double farthest(const format *f)
{
  return 0.6931471805599453 * (double)(1 - f->least);
}

static void fill_bell(rng *r, const format *f, double *z, size_t n)
{
  static const double scale[] = {0.5, 1, 3, 10};
  double s = scale[rng_below(r, 4)];
  (void)f;
  for (size_t i = 0; i < n; i++)
    z[i] = s * rng_bell(r);
}

/* the largest logit last, in the part that a wide loop leaves over */
static void fill_last(rng *r, const format *f, double *z, size_t n)
{
  fill_bell(r, f, z, n);
  z[n - 1] = 3.0 + z[0];
  for (size_t i = 0; i < n; i++)
    z[n - 1] = z[i] > z[n - 1] ? z[i] : z[n - 1];
}

/* far from 0, where exponentials overflow or vanish unless shifted */
static void fill_offset(rng *r, const format *f, double *z, size_t n)
{
  double offset = sign(r) * pow(10.0, 2.0 + 6.0 * rng_unit(r));
  if (fabs(offset) > largest(f) / 2.0)
    offset = sign(r) * largest(f) / 2.0;
  for (size_t i = 0; i < n; i++)
    z[i] = offset + 4.0 * rng_bell(r);
}

/* below the finite numbers that stand for -inf in places */
static void fill_low(rng *r, const format *f, double *z, size_t n)
{
  double low = rng_bits(r) & 1 ? -11000.0 : -51000.0;
  (void)f;
  for (size_t i = 0; i < n; i++)
    z[i] = low - 8.0 * (double)rng_below(r, 3) - (double)rng_below(r, 200);
}

/* from the largest to where weights vanish */
static void fill_spread(rng *r, const format *f, double *z, size_t n)
{
  double d = farthest(f) + 5.0, m = 8.0 * rng_bell(r);
  for (size_t i = 0; i < n; i++)
    z[i] = m - d * rng_unit(r);
  z[rng_below(r, n)] = m;
}

/* one logit far ahead of the others */
static void fill_confident(rng *r, const format *f, double *z, size_t n)
{
  fill_bell(r, f, z, n);
  z[rng_below(r, n)] += 10.0 + (farthest(f) - 10.0) * rng_unit(r);
}

/* a few values, many times */
static void fill_ties(rng *r, const format *f, double *z, size_t n)
{
  double value[3];
  (void)f;
  for (size_t k = 0; k < 3; k++)
    value[k] = 8.0 * rng_bell(r);
  for (size_t i = 0; i < n; i++)
    z[i] = value[rng_below(r, 3)];
}

static void fill_equal(rng *r, const format *f, double *z, size_t n)
{
  double value = 8.0 * rng_bell(r);
  (void)f;
  for (size_t i = 0; i < n; i++)
    z[i] = value;
}

/* rising, so that a running maximum changes at each step */
static void fill_rising(rng *r, const format *f, double *z, size_t n)
{
  double step = 4.0 * rng_unit(r), first = 8.0 * rng_bell(r);
  (void)f;
  for (size_t i = 0; i < n; i++)
    z[i] = first + step * (double)i;
}

static void fill_masked(rng *r, const format *f, double *z, size_t n)
{
  double part = rng_unit(r);
  size_t kept = rng_below(r, n);
  fill_bell(r, f, z, n);
  for (size_t i = 0; i < n; i++)
    if (i != kept && rng_unit(r) < part)
      z[i] = -INFINITY;
}

/* as large as the format has them */
static void fill_huge(rng *r, const format *f, double *z, size_t n)
{
  for (size_t i = 0; i < n; i++)
    z[i] = sign(r) * largest(f) * (rng_bits(r) & 1 ? 1.0 : rng_unit(r));
}

static void fill_nan(rng *r, const format *f, double *z, size_t n)
{
  fill_bell(r, f, z, n);
  z[rng_below(r, n)] = NAN;
}

static void fill_infinite(rng *r, const format *f, double *z, size_t n)
{
  fill_bell(r, f, z, n);
  z[rng_below(r, n)] = INFINITY;
  z[rng_below(r, n)] = INFINITY;
}

static void fill_all_masked(rng *r, const format *f, double *z, size_t n)
{
  (void)r;
  (void)f;
  for (size_t i = 0; i < n; i++)
    z[i] = -INFINITY;
}

typedef void filler(rng *r, const format *f, double *z, size_t n);

/* The last three are special. */
static filler *const fillers[] = {
    fill_bell, fill_last,  fill_offset,   fill_low,       fill_spread,
    fill_ties, fill_equal, fill_rising,   fill_masked,    fill_confident,
    fill_huge, fill_nan,   fill_infinite, fill_all_masked};
const size_t sample_kinds = sizeof fillers / sizeof *fillers;
const size_t sample_plain_kinds = sizeof fillers / sizeof *fillers - 3;

void sample_row(rng *r, const format *f, size_t kind, double *z, size_t n)
{
  double most = largest(f);
  fillers[kind](r, f, z, n);
  for (size_t i = 0; i < n; i++)
    if (isfinite(z[i]))
      z[i] = fabs(z[i]) < most ? format_round_d(f, z[i]) : copysign(most, z[i]);
}

void sample_targets(rng *r, const format *f, double *y, size_t n)
{
  double sum = 0.0;
  for (size_t i = 0; i < n; i++)
    sum += y[i] = rng_below(r, 4) == 0 ? 0.0 : rng_unit(r);
  for (size_t i = 0; i < n; i++)
    y[i] = sum > 0.0 ? format_round_d(f, y[i] / sum) : i == 0;
}
