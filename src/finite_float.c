/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "finite_float.h"

#include "sp_convert.h"

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==>
               \is_finite(x) && -MAX_FLOAT <= x <= MAX_FLOAT;
*/
static int is_finite(float x)
{
  return -SP_MAX_FLOAT <= x && x <= SP_MAX_FLOAT;
}

int sp_all_finite(const float *a, size_t count)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant done:  Within32(a, i, MAX_FLOAT);
      loop assigns i;
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++)
    if (!is_finite(a[i]))
      return 0;
  return 1;
}
