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
  if (x >= 0.0)
    return 1.0 / (1.0 + sp_exp(-x));
  double w = sp_exp(x);
  return w / (1.0 + w);
}
