/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/sp_exp.h"

/*@ requires range:  \is_finite(x) && 0 <= x <= 1 && \is_finite(s) && 1 <= s;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result) && 0 <= \result <= 1;
*/
static double quotient(double x, double s)
{
  return x / s;
}

/* The softmax of (x, 0) begins with e^x / (e^x + e^0), which is 1 / (1 + w),
 * where w = e^-x: a/b = c/d says a d = c b. */
/*@ lemma Sigmoid:
      \forall real x, w; w * \exp(x) == 1 ==>
        \exp(x) * (1 + w) == 1 * (\exp(x) + 1);
*/

/*@ requires logit:  \is_finite(x);
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result) && 0 <= \result <= 1;
*/
double sigmoid(double x)
{
  if (x >= 0.0) {
    double v = sp_exp(-x);
    return quotient(1.0, 1.0 + v);
  }
  double w = sp_exp(x);
  return quotient(w, 1.0 + w);
}
