/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The rounding error of an addition. */
#ifndef SP_SUM_ERROR_H
#define SP_SUM_ERROR_H

#ifdef __FRAMAC__
#include "../specs/compensated_model.acsl"
#endif

/* (a + b) - RN(a + b), exactly. Method: TwoSum.
 * Reference: D. E. Knuth, The Art of Computer Programming 2, 4.2.2. */
/*@ requires finite:  \is_finite(a) && \is_finite(b);
    requires range:   -0x1p1000 <= a + b <= 0x1p1000;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  exact:   \result == SumError(a, b);
    ensures  small:   \abs(\result) <= U * \abs(a + b);
*/
static inline double sp_sum_error(double a, double b)
{
  double s = a + b;
  double b1 = s - a;
  return (a - (s - b1)) + (b - b1);
}

/* low + the rounding error of sum + x: the errors of a sum are summed apart. */
/*@ requires finite:  \is_finite(low) && \is_finite(sum) && \is_finite(x);
    requires range:   0 <= sum <= 0x1p27 && 0 <= x <= 1;
    requires range:   -0x1p27 <= low <= 0x1p27;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  model:   \result == FAdd(low, SumError(sum, x));
*/
static inline double sp_add_error(double low, double sum, double x)
{
  return low + sp_sum_error(sum, x);
}

#endif
