/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "rows.h"

#include <float.h>
#include <math.h>

#define LN2_OVER_64 0x1.62e42fefa39efp-7

/* x moved by k units in the last place */
static double steps_from(double x, int k)
{
  double towards = k < 0 ? -INFINITY : INFINITY;
  for (int i = k < 0 ? -k : k; i > 0; i--)
    x = nextafter(x, towards);
  return x;
}

/* any exponent from min_exp to max_exp, any sign */
static double any_size(rng *r, int min_exp, int max_exp)
{
  int e = min_exp + (int)rng_below(r, (size_t)(max_exp - min_exp + 1));
  double x = ldexp(rng_between(r, 1.0, 2.0), e);
  return rng_bits(r) & 1 ? -x : x;
}

static void fill_bell(rng *r, double *z, size_t n)
{
  static const double scale[] = {0.01, 0.5, 1, 3, 10, 50, 200};
  double s = scale[rng_below(r, 7)];
  for (size_t i = 0; i < n; i++)
    z[i] = s * rng_bell(r);
}

static void fill_any_size(rng *r, double *z, size_t n)
{
  for (size_t i = 0; i < n; i++)
    z[i] = any_size(r, -1074, 1022);
}

/* spreads from 1 to 1e308 and beyond, where m - z_i overflows */
static void fill_spread(rng *r, double *z, size_t n)
{
  double size = pow(10.0, rng_between(r, 0.0, 308.25));
  for (size_t i = 0; i < n; i++)
    z[i] = rng_between(r, -1.0, 1.0) * size;
  if (rng_below(r, 8) == 0)
    z[rng_below(r, n)] = rng_bits(r) & 1 ? DBL_MAX : -DBL_MAX;
}

/* one to three values, many times */
static void fill_ties(rng *r, double *z, size_t n)
{
  double value[3];
  for (size_t k = 0; k < 3; k++)
    value[k] = 20.0 * rng_bell(r);
  for (size_t i = 0; i < n; i++)
    z[i] = value[rng_below(r, 3)];
}

/* apart by 0 to 3 units in the last place, from three clusters */
static void fill_near_ties(rng *r, double *z, size_t n)
{
  double value[3];
  int lowest = rng_bits(r) & 1 ? -300 : -3;
  for (size_t k = 0; k < 3; k++)
    value[k] = any_size(r, lowest, 6);
  for (size_t i = 0; i < n; i++)
    z[i] = steps_from(value[rng_below(r, 3)], (int)rng_below(r, 7) - 3);
}

static void fill_masked(rng *r, double *z, size_t n)
{
  fill_bell(r, z, n);
  size_t kept = rng_below(r, n);
  double share = rng_unit(r);
  for (size_t i = 0; i < n; i++)
    if (i != kept && rng_unit(r) < share)
      z[i] = -INFINITY;
}

/* e^(z_i - m) at the edge of, within and below the subnormal range */
static void fill_subnormal(rng *r, double *z, size_t n)
{
  double m = rng_bits(r) & 1 ? 0.0 : 5.0 * rng_bell(r);
  for (size_t i = 0; i < n; i++)
    z[i] = m - rng_between(r, 700.0, 748.0);
  z[rng_below(r, n)] = m;
}

static void fill_equal(rng *r, double *z, size_t n)
{
  double value = any_size(r, -1074, 1023);
  for (size_t i = 0; i < n; i++)
    z[i] = value;
}

/* ordinary logits far from 0 */
static void fill_offset(rng *r, double *z, size_t n)
{
  double offset = pow(10.0, 1.0 + (double)rng_below(r, 8));
  if (rng_bits(r) & 1)
    offset = -offset;
  for (size_t i = 0; i < n; i++)
    z[i] = offset + 4.0 * rng_bell(r);
}

/* multiples of 2^-10, so that a shift by one is exact */
static void fill_grid(rng *r, double *z, size_t n)
{
  for (size_t i = 0; i < n; i++)
    z[i] = rint(ldexp(8.0 * rng_bell(r), 10)) * 0x1p-10;
}

/* one logit far ahead of the others */
static void fill_confident(rng *r, double *z, size_t n)
{
  for (size_t i = 0; i < n; i++)
    z[i] = rng_bell(r);
  z[rng_below(r, n)] += rng_between(r, 10.0, 760.0);
}

static void fill_ladder(rng *r, double *z, size_t n)
{
  double step = pow(2.0, rng_between(r, -20.0, 8.0));
  double start = 10.0 * rng_bell(r);
  for (size_t i = 0; i < n; i++)
    z[i] = start - (double)i * step;
}

/* differences too small to change e^x from 1, and a little larger */
static void fill_tiny(rng *r, double *z, size_t n)
{
  int top = -60 + (int)rng_below(r, 50);
  for (size_t i = 0; i < n; i++)
    z[i] = any_size(r, rng_bits(r) & 1 ? -1074 : -70, top);
}

/* around two differences where exp changes its table entry: there it could
 * step down */
static void fill_table_edge(rng *r, double *z, size_t n)
{
  double edge[2];
  for (size_t k = 0; k < 2; k++)
    edge[k] = -(double)rng_below(r, 68800) / 2.0 * LN2_OVER_64;
  for (size_t i = 0; i < n; i++)
    z[i] = steps_from(edge[rng_below(r, 2)], (int)rng_below(r, 9) - 4);
  z[rng_below(r, n)] = 0.0;
}

typedef struct kind {
  const char *name;
  void (*fill)(rng *r, double *z, size_t n);
} kind;

static const kind kinds[] = {
    {"bell", fill_bell},           {"any size", fill_any_size},
    {"spread", fill_spread},       {"ties", fill_ties},
    {"near ties", fill_near_ties}, {"masked", fill_masked},
    {"subnormal", fill_subnormal}, {"equal", fill_equal},
    {"offset", fill_offset},       {"grid", fill_grid},
    {"confident", fill_confident}, {"ladder", fill_ladder},
    {"tiny", fill_tiny},           {"table edge", fill_table_edge},
};

size_t rows_kinds(void)
{
  return sizeof kinds / sizeof kinds[0];
}

const char *rows_kind_name(size_t kind)
{
  return kinds[kind].name;
}

void rows_fill(size_t kind, rng *r, double *z, size_t n)
{
  kinds[kind].fill(r, z, n);
}

void rows_fill_target(rng *r, double *y, size_t n)
{
  size_t style = rng_below(r, 4);
  double sum = 0.0;
  for (size_t i = 0; i < n; i++) {
    y[i] = rng_unit(r);
    if (style == 1 && rng_bits(r) & 1)
      y[i] = 0.0;
    if (style == 2)
      y[i] = ldexp(y[i], -(int)rng_below(r, 1070));
    sum += y[i];
  }
  for (size_t i = 0; i < n && style != 3; i++)
    y[i] = sum > 0.0 ? y[i] / sum : 0.0;
  for (size_t i = 0; i < n && style == 3; i++)
    y[i] = 0.1 / (double)n;
  if (style == 3)
    y[rng_below(r, n)] += 0.9;
}

void rows_fill_direction(rng *r, double *v, size_t n)
{
  size_t style = rng_below(r, 4);
  double size = style == 1 ? pow(10.0, rng_between(r, -320.0, 300.0)) : 1.0;
  for (size_t i = 0; i < n; i++) {
    v[i] = size * rng_bell(r);
    if (style == 2)
      v[i] = size;
    if (style == 3)
      v[i] = any_size(r, -1074, 990);
  }
}
