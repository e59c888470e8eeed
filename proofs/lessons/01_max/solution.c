/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stddef.h>

/*@ requires size:     0 < n;
    requires readable: \valid_read(x + (0 .. n - 1));
    requires finite:   \forall integer k; 0 <= k < n ==> \is_finite(x[k]);
    terminates         \true;
    assigns            \nothing;
    ensures  upper:    \forall integer k; 0 <= k < n ==> x[k] <= \result;
    ensures  attained: \exists integer k; 0 <= k < n && \result == x[k];
*/
double max_of(const double *x, size_t n)
{
  double m = x[0];
  /*@ loop invariant range:    1 <= i <= n;
      loop invariant finite:   \is_finite(m);
      loop invariant upper:    \forall integer k; 0 <= k < i ==> x[k] <= m;
      loop invariant attained: \exists integer k; 0 <= k < i && m == x[k];
      loop assigns i, m;
      loop variant n - i;
  */
  for (size_t i = 1; i < n; i++)
    if (x[i] > m)
      m = x[i];
  return m;
}
