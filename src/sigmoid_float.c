/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_float32.h"

#include "sp_convert.h"
#include "sp_sigmoid.h"

#ifdef __FRAMAC__
#include "../specs/binary32_facts.acsl"
#include "../specs/floats.acsl"
#include "../specs/sigmoid32_facts.acsl"
#endif

/* Method: sp_sigmoid, rounded to float.
 * Special cases: +inf gives 1, -inf gives +0, NaN gives NaN.
 * Accuracy: P22 of the contract. */
float sp_sigmoidf(float x)
{
  if (x != x)
    return x;
  double wide = sp_from_float(x);
  double s = sp_sigmoid(wide);
  //@ assert range: \is_finite(s) && 0 <= s <= 1;
  float y = sp_to_float(s);
  //@ assert finite: Rounded(s, y) && \is_finite(y);
  //@ assert accurate: \is_finite(x) ==> Accurate(s, Sigmoid(x));
  return y;
}

/* Method: sp_log_sigmoid, rounded to float.
 * Special cases: +inf gives +0, -inf gives -inf, NaN gives NaN.
 * Accuracy: P22 of the contract. */
float sp_log_sigmoidf(float x)
{
  if (x != x)
    return x;
  double wide = sp_from_float(x);
  double s = sp_log_sigmoid(wide);
  //@ assert accurate: \is_finite(x) ==> Accurate(s, LogSigmoid(x));
  //@ assert range: \is_finite(x) ==> \is_finite(s) && \abs(s) < OVERFLOW;
  float y = sp_to_float(s);
  //@ assert rounded: Rounded(s, y);
  //@ assert finite: \is_finite(x) ==> \is_finite(y);
  return y;
}
