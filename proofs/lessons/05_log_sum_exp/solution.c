/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifdef __FRAMAC__
#include "../../../specs/real_facts.acsl"
#endif

#include <stddef.h>

/* A function that does nothing: its contract is a theorem about the reals. It
 * follows from a lemma of specs/real_facts.acsl. */
/*@ requires top:    Top(z, n, t);
    terminates       \true;
    assigns          \nothing;
    ensures  lower:  z[t] <= LogSumExp(z, n);
    ensures  upper:  LogSumExp(z, n) <= z[t] + \log(n);
*/
void bounds(const double *z, size_t n, size_t t)
{
  (void)z, (void)n, (void)t;
}
