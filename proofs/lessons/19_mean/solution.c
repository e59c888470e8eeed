/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/* Over the reals a mean lies between the values. */
/*@ logic real Mean(real w, real a, real b) = w * a + (1 - w) * b;

    lemma Positive: \forall real x, y; 0 <= x && 0 <= y ==> 0 <= x * y;
    lemma Low: \forall real w, a, b;
      0 <= w <= 1 && a <= b ==> a <= Mean(w, a, b);
    lemma High: \forall real w, a, b;
      0 <= w <= 1 && a <= b ==> Mean(w, a, b) <= b;
*/

/* Rounding to nearest: what the standard model of floats says. */
/*@ lemma Round: \forall real x; -1.5 <= x <= 1.5 ==> \abs(RN(x) - x) <= 2 * U;
*/

/* The attention of two keys: the mean of their values, w the first's weight */
/*@ requires weight:   \is_finite(w) && 0 <= w <= 1;
    requires values:   \is_finite(a) && \is_finite(b);
    requires range:    -1 <= a <= b <= 1;
    terminates         \true;
    assigns            \nothing;
    ensures  real:     a <= Mean(w, a, b) <= b;
    ensures  between:  a - 8 * U <= \result <= b + 8 * U;
*/
double mean(double w, double a, double b)
{
  double v = 1.0 - w;
  //@ assert rest_range: 0 <= v <= 1;
  //@ assert rest: \abs(v - (1 - w)) <= 2 * U;
  //@ assert moved: \abs((v - (1 - w)) * b) <= 2 * U;
  //@ assert first_real: -1 <= w * a <= 1;
  double x = w * a;
  //@ assert first_range: -1 <= x <= 1;
  //@ assert first: \abs(x - w * a) <= 2 * U;
  //@ assert second_real: -1 <= v * b <= 1;
  double y = v * b;
  //@ assert second_range: -1 <= y <= 1;
  //@ assert second: \abs(y - v * b) <= 2 * U;
  //@ assert near: \abs(x + y - Mean(w, a, b)) <= 6 * U;
  //@ assert total: -1.5 <= x + y <= 1.5;
  double s = x + y;
  //@ assert sum: \abs(s - (x + y)) <= 2 * U;
  //@ assert mean: \abs(s - Mean(w, a, b)) <= 8 * U;
  return s;
}
