/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/sp_exp.h"

#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/*@ requires range:   \is_finite(x) && 0 <= x <= 1 && \is_finite(s) && 1 <= s;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result) && 0 <= \result <= 1;
    ensures  model:   \result == FDiv(x, s);
*/
static double quotient(double x, double s)
{
  return x / s;
}

/* The share of x in x + y, each step rounded */
/*@ logic real Share(real x, real y) = FDiv(x, FAdd(x, y));
*/

/* The first entry of the softmax of (a, b) */
/*@ requires logits:  \is_finite(a) && \is_finite(b);
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result) && 0 <= \result <= 1;
    ensures  larger:  a >= b ==> \result == Share(1, ExpModel(FSub(b, a)));
    ensures  smaller: a <= b ==> \result == Share(ExpModel(FSub(a, b)), 1);
*/
double first_share(double a, double b)
{
  double m = 0.0; /* TODO: which number makes both exponents <= 0? */
  double x = sp_exp(a - m);
  double y = sp_exp(b - m);
  double s = x + y;
  //@ assert sum:    s == FAdd(x, y);
  //@ assert first:  x == 1 ==> 1 <= s <= 2;
  //@ assert second: y == 1 ==> 1 <= s <= 2;
  //@ assert model_x: x == ExpModel(FSub(a, m));
  //@ assert model_y: y == ExpModel(FSub(b, m));
  //@ assert one_x:   a >= b ==> x == 1;
  //@ assert one_y:   a <= b ==> y == 1;
  return quotient(x, s);
}
