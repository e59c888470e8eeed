/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/sp_exp.h"

#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/*@ requires range:  \is_finite(x) && 0 <= x <= 1 && \is_finite(s) && 1 <= s;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result) && 0 <= \result <= 1;
    ensures  model:  \result == FDiv(x, s);
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
    ensures  below:  x < 0 ==> \result == FDiv(ExpModel(x), FAdd(1, ExpModel(x)));
    ensures  above:  0 <= x ==> \result == FDiv(1, FAdd(1, ExpModel(-x)));
*/
double sigmoid(double x)
{
  /* TODO: sp_exp is for numbers <= 0 only */
  double w = sp_exp(x), s = 1.0 + w;
  //@ assert sum: s == FAdd(1, w);
  return quotient(w, s);
}
