/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/sp_exp.h"

/*@ requires range:   \is_finite(x) && 0 <= x <= 1 && \is_finite(s) && 1 <= s;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result) && 0 <= \result <= 1;
*/
static double quotient(double x, double s)
{
  return x / s;
}

/* The first entry of the softmax of (a, b) */
/*@ requires logits:  \is_finite(a) && \is_finite(b);
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result) && 0 <= \result <= 1;
*/
double first_share(double a, double b)
{
  double m = 0.0; /* TODO: which number makes both exponents <= 0? */
  double x = sp_exp(a - m);
  double y = sp_exp(b - m);
  double s = x + y;
  //@ assert first:  x == 1 ==> 1 <= s <= 2;
  //@ assert second: y == 1 ==> 1 <= s <= 2;
  return quotient(x, s);
}
