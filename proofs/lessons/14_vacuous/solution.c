/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stddef.h>

/* How much probability is not at the label */
/*@ requires label:       label < n;
    requires readable:    \valid_read(p + (0 .. n - 1));
    requires probability: \forall integer k; 0 <= k < n ==>
               \is_finite(p[k]) && 0 <= p[k] <= 1;
    terminates            \true;
    assigns               \nothing;
    ensures  finite:      \is_finite(\result);
    ensures  range:       0 <= \result <= 1;
*/
double missed(const double *p, size_t n, size_t label)
{
  return 1.0 - p[label];
}
