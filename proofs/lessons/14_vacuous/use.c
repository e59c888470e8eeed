/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls missed. All that it knows of it is its contract. */

#include <stddef.h>

double missed(const double *p, size_t n, size_t label);

/*@ requires range: \is_finite(a) && 0 <= a <= 1;
    terminates      \true;
    assigns         \nothing;
    ensures  range: 0 <= \result <= 1;
    ensures  near:  1 - a - 0x1p-50 <= \result <= 1 - a + 0x1p-50;
*/
double caller_with_probability(double a)
{
  double p[1] = {a};
  return missed(p, 1, 0);
}
