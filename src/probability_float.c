/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "probability_float.h"

#include "sp_convert.h"

#ifdef __FRAMAC__
#include "../specs/binary_float_facts.acsl"
#endif

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> \is_finite(x) && 0 <= x <= 1;
*/
static int is_probability(float x)
{
  return 0.0F <= x && x <= 1.0F;
}

int sp_are_probabilities(const float *p, size_t n)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  Probabilities32(p, i);
      loop assigns i;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (!is_probability(p[i])) {
      //@ assert bad: !Probabilities32(p, n);
      return 0;
    }
    //@ assert entry: \is_finite(p[i]) && 0 <= p[i] <= 1;
    //@ assert done: Probabilities32(p, i + 1);
  }
  return 1;
}

sp_status sp_check_float_targets(const float *z, const float *y, size_t n)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;
  return sp_are_probabilities(y, n) ? SP_OK : SP_BAD_TARGET;
}
