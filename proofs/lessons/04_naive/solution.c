/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/sp_exp.h"

/* The first entry of the softmax of (a, b) */
/*@ requires logits:  \is_finite(a) && \is_finite(b);
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
*/
double first_share(double a, double b)
{
  double m = a > b ? a : b;
  double x = sp_exp(a - m);
  double y = sp_exp(b - m);
  //@ assert one: x == 1 || y == 1;
  return x / (x + y);
}
