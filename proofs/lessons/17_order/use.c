/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls shares. All that it knows of it is its contract. */

void shares(double x, double y, double *p);

/*@ requires logits:   \is_finite(x) && \is_finite(y) && x <= y;
    requires writable: \valid(p + (0 .. 1));
    terminates         \true;
    assigns            p[0 .. 1];
    ensures  order:    p[0] <= p[1] + 0x1p-46 * (1 + \abs(p[1]));
    ensures  equal:    x == y ==> p[0] == p[1];
*/
void caller_who_compares(double x, double y, double *p)
{
  shares(x, y, p);
}
