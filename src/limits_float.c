/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_limits_float.h"

#include "sp_convert.h"

#ifdef __FRAMAC__
#include "../specs/floats.acsl"
#endif

/*@ requires logits: (\is_finite(x) || \is_minus_infinity(x)) &&
                     (\is_finite(y) || \is_minus_infinity(y));
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \result != 0 <==>
               \is_finite(x) && (\is_minus_infinity(y) || y < x);
*/
static int is_above(float x, float y)
{
  return x > y;
}

/* Method: the first entry that is above all before it, and above which there
 * is none.
 * Special cases: -0 and 0 are equal. */
sp_status sp_argmaxf(const float *z, size_t n, size_t *index)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;

  size_t top = 0; /* so far */
  /*@ loop invariant range: 1 <= i <= n && 0 <= top < i;
      loop invariant below: \forall integer k; 0 <= k < i ==>
        \is_minus_infinity(z[k]) ||
        (\is_finite(z[k]) && \is_finite(z[top]) && z[k] <= z[top]);
      loop invariant first: \forall integer k; 0 <= k < top ==>
        \is_minus_infinity(z[k]) || (\is_finite(z[k]) && z[k] < z[top]);
      loop assigns i, top;
      loop variant n - i;
  */
  for (size_t i = 1; i < n; i++)
    if (is_above(z[i], z[top]))
      top = i;
  //@ assert top: Top32(z, n, top);
  *index = top;
  return SP_OK;
}
