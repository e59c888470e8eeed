/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Which temperatures softmax accepts. */
#ifndef SP_TEMPERATURE_RANGE_H
#define SP_TEMPERATURE_RANGE_H

#ifdef __FRAMAC__
#include "../specs/temperature_model.acsl"
#endif

/*@ terminates      \true;
    assigns         \nothing;
    ensures  model: \result != 0 <==> Temperature(T);
*/
int sp_is_temperature(double T);

#endif
