/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_batch_float.h"

#include "smooth_share.h"
#include "sp_convert.h"

#ifdef __FRAMAC__
#include "../specs/binary_float_facts.acsl"
#include "../specs/smooth32_facts.acsl"
#endif

/*@ terminates      \true;
    assigns         \nothing;
    ensures  exact: \result != 0 <==> Smoothing32(a);
*/
static int is_smoothing(float a)
{
  return 0.0F <= a && a <= 1.0F;
}

/* The float next to x, of [0, 1] */
/*@ requires range:  \is_finite(x) && 0 <= x <= 1;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == RN32(x);
*/
static float entry(double x)
{
  return sp_to_float(x);
}

/*@ requires size:     label < n <= 0x4000000;
    requires writable: \valid(y + (0 .. n - 1));
    requires a:        Smoothing(a);
    terminates         \true;
    assigns            y[0 .. n - 1];
    ensures  done:     SmoothFloats(y, n, label, a, n);
*/
static void smooth_floats(float *y, size_t n, size_t label, double a)
{
  double share = sp_uniform_share(a, n);
  float other = entry(share), top = entry(sp_label_share(share, a));
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  SmoothFloats(y, n, label, a, i);
      loop assigns i, y[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    y[i] = i == label ? top : other;
    /*@ assert entry: \is_finite(y[i]) &&
          y[i] == RN32(FSmoothTarget(n, label, a, i)); */
    //@ assert done: SmoothFloats(y, n, label, a, i + 1);
  }
}

/* Method: the two values of sp_smooth_label in double, each rounded once.
 * Special cases: smoothing 0 gives exactly 0 and 1.
 * Accuracy: P22 of the contract.
 * Reference: as sp_smooth_label. */
sp_status sp_smooth_labelf(float *y, size_t n, size_t label, float smoothing)
{
  if (n == 0)
    return SP_EMPTY;
  if (n > SP_MAX_N)
    return SP_TOO_LONG;
  if (n <= label)
    return SP_BAD_LABEL;
  if (!is_smoothing(smoothing))
    return SP_BAD_SMOOTHING;

  double a = sp_from_float(smoothing);
  //@ assert smoothing: Smoothing(a) && a == smoothing;
  smooth_floats(y, n, label, a);
  //@ assert done: SmoothFloats(y, n, label, smoothing, n);
  return SP_OK;
}
