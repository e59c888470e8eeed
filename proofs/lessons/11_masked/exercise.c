/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/sp_exp.h"

#include <float.h>

#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/* e^(z - m) for the logit z of a row whose largest logit is m. A masked entry
 * is -inf; if m is, every entry is masked. */
/*@ requires largest: \is_finite(m) || \is_minus_infinity(m);
    requires logit:   \is_minus_infinity(z) ||
                      (\is_finite(z) && \is_finite(m) && z <= m);
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  range:   0 <= \result <= 1;
    ensures  masked:  \is_minus_infinity(z) ==> \result == 0;
    ensures  kept:    \is_finite(z) ==> \result == ExpModel(FSub(z, m));
*/
double weight(double z, double m)
{
  /* TODO: what is -inf - -inf? */
  return sp_exp(z - m);
}
