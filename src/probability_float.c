/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "probability_float.h"

#ifdef __FRAMAC__
#include "../specs/binary_float_facts.acsl"
#endif

int sp_are_probabilities(const float *p, size_t n)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  Probabilities32(p, i);
      loop assigns i;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (!(0.0F <= p[i] && p[i] <= 1.0F)) {
      //@ assert bad: !Probability32(p[i]);
      return 0;
    }
    //@ assert entry: Probability32(p[i]);
  }
  return 1;
}
