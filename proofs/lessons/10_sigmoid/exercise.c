/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/sp_exp.h"

/* 1 / (1 + e^-x) = e^x / (1 + e^x) */
/*@ requires logit:   \is_finite(x);
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  range:   0 <= \result <= 1;
*/
double sigmoid(double x)
{
  /* TODO: sp_exp is for numbers <= 0 */
  double w = sp_exp(x);
  return w / (1.0 + w);
}
