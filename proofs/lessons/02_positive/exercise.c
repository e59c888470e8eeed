/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/sp_exp.h"

#ifdef __FRAMAC__
#include "../../../specs/exp_facts.acsl"
#endif

/*@ requires domain:   \is_finite(x) && x <= 0;
    terminates         \true;
    assigns            \nothing;
    ensures  real:     0 < \exp(x);
    ensures  range:    0 <= \result <= 1;
    ensures  positive: 0 < \result; // TODO: false in doubles. When is it true?
*/
double weight(double x)
{
  return sp_exp(x);
}
