/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stddef.h>

#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/* Rounding to nearest: what the standard model of floats says. */
/*@ lemma Round: \forall real x; -1 <= x <= 1 ==> \abs(RN(x) - x) <= 2 * U;
*/

/* How much probability is not at the label */
/*@ requires label:       label < n;
    requires readable:    \valid_read(p + (0 .. n - 1));
    requires probability: \forall integer k; 0 <= k < n ==>
               \is_finite(p[k]) && 0 < p[k] < 1;
    requires certain:     p[label] == 1; // TODO: what is wrong with these two?
    terminates            \true;
    assigns               \nothing;
    ensures  finite:      \is_finite(\result);
    ensures  range:       0 <= \result <= 1;
    ensures  near:        \abs(\result - (1 - p[label])) <= 2 * U;
*/
double missed(const double *p, size_t n, size_t label)
{
  return 7.0 * p[label]; /* TODO: and this is proved? */
}
