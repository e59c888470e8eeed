/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stddef.h>

/*@ requires size:     0 < n;
    requires readable: \valid_read(x + (0 .. n - 1));
    requires finite:   \forall integer k; 0 <= k < n ==> \is_finite(x[k]);
    terminates         \true;
    assigns            \nothing;
    ensures  upper:    \false; // TODO: no entry is above the result
    ensures  attained: \false; // TODO: some entry is the result
*/
double max_of(const double *x, size_t n)
{
  double m = x[0];
  /*@ loop invariant range:    1 <= i <= n;
      loop invariant finite:   \is_finite(m);
      loop invariant upper:    \true; // TODO
      loop invariant attained: \true; // TODO
      loop assigns i, m;
      loop variant n - i;
  */
  for (size_t i = 1; i < n; i++)
    if (x[i] > m)
      m = x[i];
  return m;
}
