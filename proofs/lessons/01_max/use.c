/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* Programs that call max_of. All that they know of it is its contract: proved after
 * yours, they show what it is good for. */

#include <stddef.h>

double max_of(const double *x, size_t n);

/*@ requires numbers: \is_finite(a) && \is_finite(b) && \is_finite(c);
    terminates        \true;
    assigns           \nothing;
    ensures  above:   a <= \result && b <= \result && c <= \result;
    ensures  entry:   \result == a || \result == b || \result == c;
*/
double caller_of_three(double a, double b, double c)
{
  double x[3] = {a, b, c};
  return max_of(x, 3);
}
