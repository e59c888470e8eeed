/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What functions of two rows return, where something can be wrong with each. */
#ifndef SP_FIRST_LISTED_H
#define SP_FIRST_LISTED_H

#include "sp_status.h"

/* The first of the two in the list of statuses, but SP_OK only if both are */
/*@ terminates      \true;
    assigns         \nothing;
    ensures  first: \result == SP_OK <==> a == SP_OK && b == SP_OK;
    ensures  first: a == SP_OK ==> \result == b;
    ensures  first: b == SP_OK ==> \result == a;
    ensures  first: a != SP_OK && b != SP_OK ==> \result == \min(a, b);
*/
sp_status sp_first_listed(sp_status a, sp_status b);

#endif
