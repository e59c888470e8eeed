/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "row.h"
#include "sum_error.h"

#ifdef __FRAMAC__
#include "../specs/exp_facts.acsl"
#endif

/* Method: x = -i (ln 2)/64 + r with an integer i >= 0 and |r| <= 0.00542, by
 * Cody and Waite: i STEP_HI is exact. With i = 64 n + j,
 *     e^x = 2^-n 2^(-j/64) e^r,
 * where 2^(-j/64) is the unrounded sum of two table entries, e^r = 1 + q is a
 * polynomial of degree 5, and 2^-n is the exact product of two table entries.
 * Special cases: e^0 = 1 exactly; x below ZERO_BELOW, -inf included, gives 0.
 * Accuracy: see the contract in sp_exp.h.
 * Reference: P. T. P. Tang, Table-driven implementation of the exponential
 * function in IEEE floating-point arithmetic, ACM TOMS 15, 1989.
 * Constants and tables: sollya proofs/sollya/exp.sollya */

#define ZERO_BELOW (-0x1.746p9) /* -744.75: e^x < 2^-1074 below */
#define STEPS_PER_LN2 0x1.71547652b82fep6
#define TO_INTEGER 0x1.8p52 /* adding it rounds to an integer */
#define STEP_HI 0x1.62e42fefap-7
#define STEP_LO 0x1.cf79abc9e3b3ap-46
#define C3 0x1.55555555559dap-3
#define C4 0x1.555565c30600fp-5
#define C5 0x1.111115c2b5c86p-7

/* 2^(-j/64), rounded, and what the rounding lost */
/* clang-format off */
static const double root_hi_table[64] = {
    0x1p0, 0x1.fa7c1819e90d8p-1, 0x1.f50765b6e454p-1, 0x1.efa1bee615a27p-1,
    0x1.ea4afa2a490dap-1, 0x1.e502ee78b3ff6p-1, 0x1.dfc97337b9b5fp-1,
    0x1.da9e603db3285p-1, 0x1.d5818dcfba487p-1, 0x1.d072d4a07897cp-1,
    0x1.cb720dcef9069p-1, 0x1.c67f12e57d14bp-1, 0x1.c199bdd85529cp-1,
    0x1.bcc1e904bc1d2p-1, 0x1.b7f76f2fb5e47p-1, 0x1.b33a2b84f15fbp-1,
    0x1.ae89f995ad3adp-1, 0x1.a9e6b5579fdbfp-1, 0x1.a5503b23e255dp-1,
    0x1.a0c667b5de565p-1, 0x1.9c49182a3f09p-1, 0x1.97d829fde4e5p-1,
    0x1.93737b0cdc5e5p-1, 0x1.8f1ae99157736p-1, 0x1.8ace5422aa0dbp-1,
    0x1.868d99b4492edp-1, 0x1.82589994cce13p-1, 0x1.7e2f336cf4e62p-1,
    0x1.7a11473eb0187p-1, 0x1.75feb564267c9p-1, 0x1.71f75e8ec5f74p-1,
    0x1.6dfb23c651a2fp-1, 0x1.6a09e667f3bcdp-1, 0x1.6623882552225p-1,
    0x1.6247eb03a5585p-1, 0x1.5e76f15ad2148p-1, 0x1.5ab07dd485429p-1,
    0x1.56f4736b527dap-1, 0x1.5342b569d4f82p-1, 0x1.4f9b2769d2ca7p-1,
    0x1.4bfdad5362a27p-1, 0x1.486a2b5c13cdp-1, 0x1.44e086061892dp-1,
    0x1.4160a21f72e2ap-1, 0x1.3dea64c123422p-1, 0x1.3a7db34e59ff7p-1,
    0x1.371a7373aa9cbp-1, 0x1.33c08b26416ffp-1, 0x1.306fe0a31b715p-1,
    0x1.2d285a6e4030bp-1, 0x1.29e9df51fdee1p-1, 0x1.26b4565e27cddp-1,
    0x1.2387a6e756238p-1, 0x1.2063b88628cd6p-1, 0x1.1d4873168b9aap-1,
    0x1.1a35beb6fcb75p-1, 0x1.172b83c7d517bp-1, 0x1.1429aaea92dep-1,
    0x1.11301d0125b51p-1, 0x1.0e3ec32d3d1a2p-1, 0x1.0b5586cf9890fp-1,
    0x1.0874518759bc8p-1, 0x1.059b0d3158574p-1, 0x1.02c9a3e778061p-1,
};
static const double root_lo_table[64] = {
    0, 0x1.74853f3a5931ep-56, 0x1.9d3e12dd8a18bp-55, 0x1.dc7f486a4b6bp-55,
    -0x1.e9c23179c2893p-55, 0x1.39e8980a9cc8fp-56, -0x1.1a5cd4f184b5cp-55,
    0x1.c2300696db532p-55, 0x1.2ed02d75b3707p-56, -0x1.cbc3743797a9cp-55,
    0x1.503cbd1e949dbp-57, 0x1.2884dff483cadp-55, 0x1.11065895048ddp-56,
    0x1.23dd07a2d9e84p-56, -0x1.5584f7e54ac3bp-57, -0x1.2805e3084d708p-58,
    0x1.7a1cd345dcc81p-55, 0x1.0fac90ef7fd31p-55, -0x1.d2f6edb8d41e1p-55,
    -0x1.359495d1cd533p-55, 0x1.c7c46b071f2bep-57, -0x1.d185b7c1b85d1p-55,
    -0x1.75fc781b57ebcp-58, 0x1.5cc13a2e3976cp-56, 0x1.6e9f156864b27p-55,
    -0x1.fc6f89bd4f6bap-55, -0x1.d4c1dd41532d8p-55, 0x1.05d02ba15797ep-57,
    -0x1.41577ee04992fp-56, -0x1.0245957316dd3p-55, -0x1.16e4786887a99p-56,
    -0x1.bbe3a683c88abp-58, -0x1.bdd3413b26456p-55, -0x1.bb60987591c34p-55,
    -0x1.383c17e40b497p-55, 0x1.ba6f93080e65ep-55, 0x1.6324c054647adp-55,
    0x1.9bb2c011d93adp-55, -0x1.07abe1db13cadp-56, -0x1.4b309d25957e3p-55,
    0x1.d4397afec42e2p-57, 0x1.3c1a3b69062fp-57, 0x1.89b7a04ef80dp-60,
    -0x1.ef3691c309278p-59, 0x1.ada0911f09ebcp-56, -0x1.5e436d661f5e3p-57,
    -0x1.63aeabf42eae2p-55, 0x1.32721843659a6p-55, 0x1.6f46ad23182e4p-56,
    0x1.0024754db41d5p-55, 0x1.612e8afad1255p-56, 0x1.2bd339940e9d9p-56,
    0x1.9b07eb6c70573p-55, 0x1.dc775814a8495p-56, 0x1.e016e00a2643cp-55,
    0x1.e5b4c7b4968e4p-56, -0x1.19041b9d78a76p-56, -0x1.32fbf9af1369ep-55,
    -0x1.6c51039449b3ap-55, 0x1.03a1727c57b53p-60, 0x1.8a62e4adc610bp-55,
    0x1.186be4bb284ffp-58, 0x1.d73e2a475b465p-56, -0x1.19083535b085dp-57,
};

/* 2^-j and 2^(-32 i) */
static const double pow2_fine_table[32] = {
    0x1p0, 0x1p-1, 0x1p-2, 0x1p-3, 0x1p-4, 0x1p-5, 0x1p-6, 0x1p-7, 0x1p-8,
    0x1p-9, 0x1p-10, 0x1p-11, 0x1p-12, 0x1p-13, 0x1p-14, 0x1p-15, 0x1p-16,
    0x1p-17, 0x1p-18, 0x1p-19, 0x1p-20, 0x1p-21, 0x1p-22, 0x1p-23, 0x1p-24,
    0x1p-25, 0x1p-26, 0x1p-27, 0x1p-28, 0x1p-29, 0x1p-30, 0x1p-31,
};
static const double pow2_coarse_table[34] = {
    0x1p0, 0x1p-32, 0x1p-64, 0x1p-96, 0x1p-128, 0x1p-160, 0x1p-192, 0x1p-224,
    0x1p-256, 0x1p-288, 0x1p-320, 0x1p-352, 0x1p-384, 0x1p-416, 0x1p-448,
    0x1p-480, 0x1p-512, 0x1p-544, 0x1p-576, 0x1p-608, 0x1p-640, 0x1p-672,
    0x1p-704, 0x1p-736, 0x1p-768, 0x1p-800, 0x1p-832, 0x1p-864, 0x1p-896,
    0x1p-928, 0x1p-960, 0x1p-992, 0x1p-1024, 0x1p-1056,
};
/* clang-format on */

/*@ requires range:  j < 64;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  value:  \result == RootHi(j);
*/
static double root_hi(unsigned j)
{
  return root_hi_table[j];
}

/*@ requires range:  j < 64;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  value:  \result == RootLo(j);
*/
static double root_lo(unsigned j)
{
  return root_lo_table[j];
}

/*@ requires range:  j < 32;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  0 < \result <= 1;
    ensures  value:  \result == Exp2(-64 * j);
*/
static double pow2_fine(unsigned j)
{
  return pow2_fine_table[j];
}

/*@ requires range:  i < 34;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  0 < \result <= 1;
    ensures  value:  \result == Exp2(-64 * (32 * i));
*/
static double pow2_coarse(unsigned i)
{
  return pow2_coarse_table[i];
}

/*@ requires range:  n <= 1074;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  0 < \result <= 1;
    ensures  value:  \result == Exp2(-64 * n);
*/
static double pow2_minus(unsigned n)
{
  return pow2_fine(n % 32) * pow2_coarse(n / 32);
}

/* The integer nearest to 64 x / ln 2, give or take a rounding. */
/*@ requires range:  \is_finite(x) && ZERO_BELOW <= x <= 0;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == Steps(x);
*/
static double reduce_steps(double x)
{
  return (x * STEPS_PER_LN2 + TO_INTEGER) - TO_INTEGER;
}

/*@ requires range:  \is_finite(x) && ZERO_BELOW <= x <= 0;
    requires steps:  \is_finite(k) && k == Steps(x) && -68767 <= k <= 0;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == Reduced(x, k);
*/
static double reduce(double x, double k)
{
  return (x - k * STEP_HI) - k * STEP_LO;
}

/*@ requires range:  \is_finite(r) && -0x1p-7 <= r <= 0x1p-7;
    requires range:  \is_finite(y) && -0x1p-43 <= y <= 0x1p-43;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FAdd(r, y);
*/
static double add_small(double r, double y)
{
  return r + y;
}

/* e^r - 1 */
/*@ requires range:  \is_finite(r) && -0x1.63dp-8 <= r <= 0x1.63dp-8;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == Expm1Small(r);
*/
static double expm1_small(double r)
{
  double r2 = r * r;
  return (r + r2 * (0.5 + r * C3)) + (r2 * r2) * (C4 + r * C5);
}

/*@ requires range:  \is_finite(hi) && 0.5 <= hi <= 1;
    requires range:  \is_finite(lo) && -0x1p-50 <= lo <= 0x1p-50;
    requires range:  \is_finite(q) && -0.0078125 <= q <= 0.0078125;
    requires range:  \is_finite(scale) && 0 <= scale <= 1;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result ==
               FMul(FAdd(hi, FAdd(lo, FMul(hi, q))), scale);
*/
static double rebuild(double hi, double lo, double q, double scale)
{
  return (hi + (lo + hi * q)) * scale;
}

/* 2^(k/64) e^r */
/*@ requires steps:  \is_finite(k) && -68767 <= k <= 0 && k == \truncate(k);
    requires range:  \is_finite(r) && -0x1.63dp-8 <= r <= 0x1.63dp-8;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == ExpScaled(\truncate(-k), r);
*/
static double exp_scaled(double k, double r)
{
  double q = expm1_small(r);
  //@ assert small: -0.0078125 <= q <= 0.0078125;
  unsigned i = (unsigned)-k;
  //@ assert count: i == \truncate(-k) && i <= 68767;
  unsigned j = i % 64;
  return rebuild(root_hi(j), root_lo(j), q, pow2_minus(i / 64));
}

double sp_exp(double x)
{
  if (x < ZERO_BELOW)
    return 0.0;
  double k = reduce_steps(x);
  //@ assert steps: -68767 <= k <= 0 && k == \truncate(k);
  return exp_scaled(k, reduce(x, k));
}

/* e^(x + y) */
/*@ requires range:  \is_finite(x) && ZERO_BELOW <= x <= 0;
    requires small:  \is_finite(y) && -0x1p-43 <= y <= 0x1p-43;
    terminates       \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == ExpPair(x, y);
*/
static double exp_pair(double x, double y)
{
  double k = reduce_steps(x);
  //@ assert steps: -68767 <= k <= 0 && k == \truncate(k);
  double r = add_small(reduce(x, k), y);
  return exp_scaled(k, r);
}

double sp_weight(double x, double m)
{
  double d = x - m; /* -inf if it overflows */
  if (d < ZERO_BELOW)
    return 0.0;
  //@ assert near: \is_finite(x) && \is_finite(d) && d == FSub(x, m);
  return exp_pair(d, sp_sum_error(x, -m));
}
