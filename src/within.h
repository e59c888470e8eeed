/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Whether numbers are in the range that a function accepts. */
#ifndef SP_WITHIN_H
#define SP_WITHIN_H

#include <stddef.h>

/* What attention accepts: entries of V, of queries and keys, and the scale */
#define LARGEST_VALUE 0x1p990
#define LARGEST_KEY 0x1p400
#define LARGEST_SCALE 0x1p100

#ifdef __FRAMAC__
#include "../specs/jacobian_model.acsl"
#endif

/*@ requires largest: \is_finite(largest);
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \result != 0 <==>
               \is_finite(x) && -largest <= x <= largest;
*/
int sp_is_within(double x, double largest);

/*@ requires size:    0 <= count <= 0x10000000000000;
    requires a:       \valid_read(a + (0 .. count - 1));
    requires largest: \is_finite(largest);
    terminates        \true;
    assigns           \nothing;
    ensures  model:   \result != 0 <==> Within(a, count, largest);
*/
int sp_all_within(const double *a, size_t count, double largest);

/* Logits, and entries of an additive mask */
/*@ terminates       \true;
    assigns          \nothing;
    ensures  model:  \result != 0 <==> \is_finite(x) || \is_minus_infinity(x);
*/
int sp_is_logit(double x);

#endif
