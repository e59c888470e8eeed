/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What the gradients of every cross-entropy are made of. */
#ifndef SP_GRADIENT_ENTRY_H
#define SP_GRADIENT_ENTRY_H

#ifdef __FRAMAC__
#include "../specs/jacobian_model.acsl"
#endif

/* A probability minus its target */
/*@ requires range:  Probability(p) && Probability(y);
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  -y <= \result <= 1;
    ensures  unit:   -1 <= \result;
    ensures  sign:   y == 1 ==> \result <= 0;
    ensures  masked: p == 0 ==> \result == -y;
    ensures  model:  \result == FSub(p, y);
*/
static inline double sp_gradient_entry(double p, double y)
{
  return p - y;
}

#endif
