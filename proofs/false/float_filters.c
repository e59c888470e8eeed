/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_sampling_float.h"
#include "sp_target_float.h"

/* A share of 2^-150 or less is lost: a kept entry can be +0. */
/*@ requires readable:  \valid_read(p + (0 .. 2));
    requires work:      \valid(work + (0 .. 5));
    requires writable:  \valid(out + (0 .. 2));
    requires separated: \separated(work + (0 .. 5), p + (0 .. 2)) &&
                        \separated(work + (0 .. 5), out + (0 .. 2));
    requires row:       Distribution32(p, 3);
    assigns             out[0 .. 2], work[0 .. 5];
    ensures  FALSE_kept_positive: \forall integer i; 0 <= i < 3 &&
               \at(p[i], Pre) > 0 ==> out[i] > 0;
*/
void kept_positive(const float *p, float *out, double *work)
{
  sp_top_kf(p, out, 3, 3, work);
}

/* The error of the loss in double grows with n: half a unit is not enough. */
/*@ requires readable:  \valid_read(z + (0 .. n - 1)) &&
                        \valid_read(y + (0 .. n - 1));
    requires work:      \valid(work + (0 .. 2 * n - 1));
    requires writable:  \valid(loss);
    requires separated: \separated(work + (0 .. 2 * n - 1), z + (0 .. n - 1)) &&
                        \separated(work + (0 .. 2 * n - 1), y + (0 .. n - 1)) &&
                        \separated(loss, work + (0 .. 2 * n - 1)) &&
                        \separated(loss, z + (0 .. n - 1)) &&
                        \separated(loss, y + (0 .. n - 1));
    requires accepted:  Accepted32(z, n) && Probabilities32(y, n);
    assigns             *loss, work[0 .. 2 * n - 1];
    ensures  FALSE_half_ulp: \is_finite(*loss) ==>
               \abs(*loss - CrossEntropy32{Pre}(y, z, n)) <=
                 0.5 * Ulp32(CrossEntropy32{Pre}(y, z, n));
*/
void half_ulp(const float *z, const float *y, size_t n, float *loss,
              double *work)
{
  sp_cross_entropy_targetf(z, y, n, loss, work);
}
