/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/sp_convert.h"

#ifdef __FRAMAC__
#include "../../../specs/binary32_facts.acsl"
#endif

/* A loss that was computed in double, as a float */
/*@ requires loss:   \is_finite(x) && 0 <= x <= MAX_FLOAT;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  sign:   \is_finite(\result) ==> 0 <= \result;
    ensures  near:   \abs(\result - x) <= (0.5 + 0x1p-24) * Ulp32(x);
*/
float as_float(double x)
{
  //@ assert accurate: Accurate(x, x);
  return sp_to_float(x);
}
