/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/* The logit z, when the largest of its row is m */
/*@ requires logits: \is_finite(z) && \is_finite(m) && z <= m;
    requires sizes:  -0x1p1000 <= z && m <= 0x1p1000;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  range:  \result <= 0;
    // TODO: all is proved. But is it what we want?
*/
double centred(double z, double m)
{
  return z - m;
}
