/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "finite_float.h"

#include "sp_convert.h"

#ifdef __FRAMAC__
#include "../specs/floats.acsl"
#endif

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

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> \is_finite(x) || \is_minus_infinity(x);
*/
static int is_logit(float x)
{
  return x <= SP_MAX_FLOAT;
}

int sp_all_logits(const float *a, size_t count)
{
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant done:  Logits32(a, i);
      loop assigns i;
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++) {
    if (!is_logit(a[i])) {
      //@ assert bad: !Logits32(a, count);
      return 0;
    }
    //@ assert done: Logits32(a, i + 1);
  }
  return 1;
}
