/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stddef.h>

#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/*@ predicate AllZero{L}(double *p, integer n) =
      \forall integer k; 0 <= k < n ==> p[k] == 0;

    // the first n entries, added one after the other as doubles
    logic real Total{L}(double *p, integer n) =
      n <= 0 ? 0.0 : p[n - 1] == 0 ? Total(p, n - 1)
                                   : FAdd(Total(p, n - 1), p[n - 1]);
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
    ensures  first:    Total(p, \result) <= x;
    ensures  reached:  x < Total(p, \result + 1) ||
               \forall integer k; \result < k < n ==> p[k] == 0;
*/
size_t sample(const double *p, size_t n, double x)
{
  double sum = 0.0;
  size_t last = 0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant index: last < n;
      loop invariant sum:   \is_finite(sum) && 0 <= sum <= x;
      loop invariant total: sum == Total(p, i);
      loop invariant first: Total(p, last) <= x;
      loop invariant rest:  \forall integer k; last < k < i ==> p[k] == 0;
      loop invariant last:  0 < p[last] || AllZero(p, i);
      loop assigns i, sum, last;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (p[i] > 0.0) {
      //@ assert step: Total(p, i + 1) == FAdd(Total(p, i), p[i]);
      //@ assert small: 0 <= sum + p[i] <= 2;
      sum = sum + p[i];
      last = i;
      //@ assert added: sum == FAdd(\at(sum, LoopCurrent), p[i]);
      //@ assert positive: 0 < p[last];
      if (x < sum)
        break;
    }
    //@ assert entry: 0 < p[last] || p[i] == 0;
    //@ assert zero:  0 < p[last] || AllZero(p, i + 1);
  }
  return last;
}
