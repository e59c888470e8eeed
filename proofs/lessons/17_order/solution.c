/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/sp_sigmoid.h"

#ifdef __FRAMAC__
#include "../../../specs/real_sigmoid_facts.acsl"
#endif

/* The first shares of softmax of (x, 0) and of (y, 0), with x below y */
/*@ requires logits:   \is_finite(x) && \is_finite(y) && x <= y;
    requires writable: \valid(p + (0 .. 1));
    terminates         \true;
    assigns            p[0 .. 1];
    ensures  real:     Sigmoid(x) <= Sigmoid(y);
    ensures  equal:    x == y ==> p[0] == p[1];
    ensures  order:    p[0] <= p[1] * (1 + 7 * U) + 3 * ETA;
*/
void shares(double x, double y, double *p)
{
  p[0] = sp_sigmoid(x);
  p[1] = sp_sigmoid(y);
}
