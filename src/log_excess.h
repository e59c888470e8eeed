/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What the logarithms of softmax and the losses have in common. */
#ifndef SP_LOG_EXCESS_H
#define SP_LOG_EXCESS_H

#include "sp_logsumexp.h"
#include "sum_error.h"

#ifdef __FRAMAC__
#include "../specs/log_facts.acsl"
#endif

/* log(sum_i e^(z[i] - z[top])) */
/*@ requires size:        n <= 0x4000000;
    requires readable:    \valid_read(z + (0 .. n - 1));
    requires top:         Top(z, n, top);
    terminates            \true;
    assigns               \nothing;
    ensures  P15_finite:  \is_finite(\result);
    ensures  P15_range:   0 <= \result <= 18.125;
    ensures  P15_model:   \result == FLogExcess(z, top, n);
*/
double sp_log_excess(const double *z, size_t n, size_t top);

/* log(e^(x - m) / e^l), -inf where it is below every double. The difference's
 * rounding error is computed too, unless it is far above l. */
/*@ requires logits:      \is_finite(m);
    requires logits:      \is_minus_infinity(x) || (\is_finite(x) && x <= m);
    requires l:           \is_finite(l) && 0 <= l <= 18.125;
    terminates            \true;
    assigns               \nothing;
    ensures  P15_model:   \is_minus_infinity(\result) ||
               (\is_finite(\result) && \is_finite(x) &&
                \result == FLogOf(x, m, l) && \result <= 0);
    ensures  P15_masked:  \is_minus_infinity(x) ==>
               \is_minus_infinity(\result);
    ensures  P15_near:    \is_finite(x) && m - x <= 0x1p1023 ==>
               \is_finite(\result);
    ensures  P15_small:   \is_finite(x) && m - x <= 0x1p990 ==>
               \is_finite(\result) && -0x1p991 <= \result;
*/
static inline double sp_log_prob(double x, double m, double l)
{
  double d = x - m;
  if (d < -0x1p999) {
    /*@ assert far: \is_minus_infinity(d) ||
          (\is_finite(d) && \is_finite(x) && d <= 0 &&
           d == FLogOf(x, m, l)); */
    return d;
  }
  //@ assert near: \is_finite(x) && \is_finite(d) && d == FSub(x, m);
  //@ assert near: -0x1p999 <= d <= 0;
  //@ assert apart: -0x1p1000 <= x - m <= 0;
  double e = sp_sum_error(x, -m);
  //@ assert error: -0x1p950 <= e <= 0x1p950;
  double y = d + (e - l);
  //@ assert sum: \is_finite(y) && y == FAdd(d, FSub(e, l));
  //@ assert model: y == FLogOf(x, m, l);
  return y;
}

#endif
