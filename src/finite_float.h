/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Whether floats are finite, or logits. */
#ifndef SP_FINITE_FLOAT_H
#define SP_FINITE_FLOAT_H

#include <stddef.h>

#ifdef __FRAMAC__
#include "../specs/jacobian32_model.acsl"
#include "../specs/real_softmax32.acsl"
#endif

/*@ requires size:  0 <= count <= 0x10000000000000;
    requires a:     \valid_read(a + (0 .. count - 1));
    terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> Within32(a, count, MAX_FLOAT);
*/
int sp_all_finite(const float *a, size_t count);

/* Whether all of them are finite or -inf */
/*@ requires size:  0 <= count <= 0x10000000000000;
    requires a:     \valid_read(a + (0 .. count - 1));
    terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> Logits32(a, count);
*/
int sp_all_logits(const float *a, size_t count);

#endif
