/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls bounds. All that it knows of it is its contract. */

#include <stddef.h>

void bounds(const double *z, size_t n, size_t t);

/*@ requires top:  Top(z, n, t);
    requires few:  \is_finite(r) && \log(n) <= r;
    terminates     \true;
    assigns        \nothing;
    ensures  near: z[t] <= LogSumExp(z, n) <= z[t] + r;
*/
void caller_with_few_logits(const double *z, size_t n, size_t t, double r)
{
  (void)r;
  bounds(z, n, t);
}
