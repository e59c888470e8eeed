/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls shift. All that it knows of it is its contract. */

#include <stddef.h>

void shift(const double *z, const double *x, size_t n, size_t t, double c);

/*@ requires shifted: Shifted(z, x, n, c) && \is_finite(c);
    requires entry:   0 <= t < n && \is_finite(z[t]);
    terminates        \true;
    assigns           \nothing;
    ensures  moved:   LogSumExp(x, n) - LogSumExp(z, n) == c;
    ensures  same:    Softmax(x, n, t) - Softmax(z, n, t) == 0;
*/
void caller_with_shift(const double *z, const double *x, size_t n, size_t t,
                       double c)
{
  shift(z, x, n, t, c);
}
