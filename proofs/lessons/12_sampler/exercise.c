/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stddef.h>

/*@ predicate AllZero{L}(double *p, integer n) =
      \forall integer k; 0 <= k < n ==> p[k] == 0;
*/

/* Draws an index with the probabilities p, for a random x in [0, 1) */
/*@ requires size:     0 < n;
    requires readable: \valid_read(p + (0 .. n - 1));
    requires entries:  \forall integer k; 0 <= k < n ==>
               \is_finite(p[k]) && 0 <= p[k] <= 1;
    requires some:     !AllZero(p, n);
    requires variate:  \is_finite(x) && 0 <= x < 1;
    terminates         \true;
    assigns            \nothing;
    ensures  index:    \result < n;
    ensures  positive: 0 < p[\result];
*/
size_t sample(const double *p, size_t n, double x)
{
  double sum = 0.0;
  size_t last = 0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant index: last < n;
      loop invariant sum:   !\is_NaN(sum);
      loop invariant last:  0 < p[last] ||
                            AllZero(p, i);
      loop assigns i, sum, last;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    { /* TODO: can an entry with p[i] == 0 be drawn? */
      sum = sum + p[i];
      last = i;
      //@ assert positive: 0 < p[last];
      if (x < sum)
        break;
    }
    //@ assert entry: 0 < p[last] || p[i] == 0;
    //@ assert zero:  0 < p[last] || AllZero(p, i + 1);
  }
  return last;
}
