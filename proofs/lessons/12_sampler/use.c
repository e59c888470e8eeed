/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* Programs that call sample. All that they know of it is its contract. */

#include <stddef.h>

size_t sample(const double *p, size_t n, double x);

/*@ requires size:     0 < n;
    requires readable: \valid_read(p + (0 .. n - 1));
    requires entries:  \forall integer k; 0 <= k < n ==>
               \is_finite(p[k]) && 0 <= p[k] <= 1;
    requires some:     0 < p[n - 1];
    requires variate:  \is_finite(x) && 0 <= x < 1;
    terminates         \true;
    assigns            \nothing;
    ensures  positive: 0 < p[\result];
    ensures  before:   Total(p, \result) <= x;
    ensures  after:    \result < n - 1 ==> x < Total(p, \result + 1);
*/
size_t caller_who_draws(const double *p, size_t n, double x)
{
  //@ assert some: !AllZero(p, n);
  return sample(p, n, x);
}
