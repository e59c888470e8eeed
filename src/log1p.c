/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_exp.h"

/* Method: 1 + x = p (1 + f), where p = 2^k, k >= 0 and -1/4 <= f < 1/2. Then
 * f = (x - (p - 1)) / p, without any rounding error (Sterbenz' lemma), and
 *     log(1 + x) = k ln 2 + log(1 + f).
 * With t = f / (2 + f), log(1 + f) = 2 atanh(t) = t (2 + R), where
 * R = 2 t^2/3 + 2 t^4/5 + ... is a polynomial in t^2 <= 0.04. As 2 t = f - t f,
 *     log(1 + f) = f - t (f - R),
 * where t (f - R) is small against f, and its rounding errors are too.
 * Special cases: below 2^-54 the result is x (0 for 0): log(1 + x) > x - x^2/2.
 * Accuracy: see the contract in sp_exp.h.
 * Reference: the log1p of FDLIBM, Sun Microsystems, 1993.
 * Constants: sollya proofs/sollya/log1p.sollya */

#define SAME_BELOW 0x1p-54
#define LN2_HI 0x1.62e42fefa39ep-1 /* 48 bits: k LN2_HI is exact */
#define LN2_LO 0x1.e6af278ece601p-50
#define C0 0x1.5555555555554p-1
#define C1 0x1.999999999af83p-2
#define C2 0x1.2492492294b9ep-2
#define C3 0x1.c71c742d1412p-3
#define C4 0x1.745c587e77f21p-3
#define C5 0x1.3b34e2956cd96p-3
#define C6 0x1.0dcf64b2dedcdp-3
#define C7 0x1.1b9e4a4619c44p-3

/* (2 atanh(t) - 2 t) / t^3 for z = t^2 <= 0.04 */
/*@ requires range:  \is_finite(z) && 0 <= z <= 0.125;
    terminates \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  0 <= \result <= 1;
    ensures  model:  \result == AtanhSeries(z);
*/
static double atanh_series(double z)
{
  return C0
         + z
               * (C1
                  + z
                        * (C2
                           + z
                                 * (C3
                                    + z
                                          * (C4
                                             + z * (C5 + z * (C6 + z * C7))))));
}

/* f - log(1 + f) for -1/4 <= f <= 1/2 */
/*@ requires range:  \is_finite(f) && -0.25 <= f <= 0.5;
    terminates \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  -1 <= \result <= 1;
    ensures  model:  \result == Log1pGap(f);
*/
static double log1p_gap(double f)
{
  double t = f / (2.0 + f);
  //@ assert t: t == GapT(f);
  //@ assert t_finite: \is_finite(t);
  //@ assert t_range: -0.25 <= t <= 0.375;
  double z = t * t;
  //@ assert z: z == GapZ(f);
  //@ assert z_finite: \is_finite(z);
  return t * (f - z * atanh_series(z));
}

/* k ln 2 + log(1 + f) for an integer k, 0 <= k <= 26 */
/*@ requires range:  \is_finite(k) && 0 <= k <= 26;
    requires range:  \is_finite(f) && -0.25 <= f <= 0.5;
    terminates \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == LogScaled(k, f);
*/
static double log_scaled(double k, double f)
{
  return k * LN2_HI + (f - (log1p_gap(f) - k * LN2_LO));
}

/* log((1 + x) / 2^k) is in the range of log_scaled if x is below this and not
 * below the bound of p / 2, where p = 2^k. */
/*@ requires range:  \is_finite(p) && 1 <= p <= 0x1p26;
    terminates \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == LogBound(p);
*/
static double log_bound(double p)
{
  return 1.5 * p - 1.0;
}

/* (1 + x) / p - 1 */
/*@ requires range:  \is_finite(x) && 0 <= x <= 0x1p26;
    requires range:  \is_finite(p) && 1 <= p <= 0x1p26;
    terminates \true;
    assigns  \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == LogReduced(x, p);
*/
static double log_reduced(double x, double p)
{
  return (x - (p - 1.0)) / p;
}

double sp_log1p(double x)
{
  //@ assert 0 <= Log1pModel(x) <= 18.125;
  //@ assert \abs(Log1pModel(x) - \log(1 + x)) <= 2.1 * U * \log(1 + x);
  if (x < SAME_BELOW)
    return x;
  double k = 0.0;
  double p = 1.0; /* 2^k */
  /*@ loop invariant scale: \is_finite(p) && \is_finite(k) && LogScale(p, k);
      loop invariant range: 1 <= p <= 0x1p26 && 0 <= k <= 26;
      loop invariant below: 0.75 * p <= 1 + x;
      loop assigns   p, k;
      loop variant   26 - \truncate(k);
  */
  while (x >= log_bound(p)) { /* at most 26 times */
    //@ assert over: LogBound(p) <= x;
    /*@ assert step: LogScale(FMul(2.0, p), FAdd(k, 1.0)) &&
          0.75 * FMul(2.0, p) <= 1 + x && 0 <= \truncate(k) <= 25 &&
          \truncate(FAdd(k, 1.0)) == \truncate(k) + 1; */
    //@ ghost double p0 = p, k0 = k;
    p = 2.0 * p;
    k = k + 1.0;
    //@ assert twice: p == FMul(2.0, p0);
    //@ assert next: k == FAdd(k0, 1.0);
    //@ assert p_finite: \is_finite(p);
    //@ assert k_finite: \is_finite(k);
  }
  //@ assert under: x < LogBound(p);
  //@ assert large: 0x1p-54 <= x;
  /*@ assert stop: Log1pModel(x) == LogScaled(k, LogReduced(x, p)) &&
        -0.25 <= LogReduced(x, p) <= 0.5; */
  return log_scaled(k, log_reduced(x, p));
}
