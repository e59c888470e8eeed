/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What every function on a row of logits begins with. */
#ifndef SP_ROW_H
#define SP_ROW_H

#include "sp_exp.h"
#include "sp_softmax.h"

/* Checks the logits and finds the first index of the largest. */
/*@ requires readable:    n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires writable:    \valid(top);
    requires separated:   \separated(top, z + (0 .. n - 1));
    terminates            \true;
    assigns               *top;
    ensures  P09_ok:      \result == SP_OK <==> Accepted(z, n);
    ensures  P09_top:     \result == SP_OK ==> Top(z, n, *top);
    ensures  P09_empty:   \result == SP_EMPTY <==> n == 0;
    ensures  P09_long:    \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P09_nan:     \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN(z, n);
    ensures  P09_inf:     \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN(z, n) && HasPlusInfinity(z, n);
    ensures  P09_masked:  \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked(z, n);
*/
sp_status sp_scan(const double *z, size_t n, size_t *top);

/* e^(x - m) for a logit x and the largest of its row, m; within 1.125u of the
 * exact difference's exponential, or eta */
/*@ requires largest:     \is_finite(m);
    requires logit:       \is_minus_infinity(x) || (\is_finite(x) && x <= m);
    terminates            \true;
    assigns               \nothing;
    ensures  P21_finite:  \is_finite(\result);
    ensures  P21_range:   0 <= \result <= 1;
    ensures  P21_model:   \result == FExp(x, m);
*/
double sp_weight(double x, double m);

/* The same from the rounded difference alone, as the textbook has it. */
/*@ requires largest:     \is_finite(m);
    requires logit:       \is_minus_infinity(x) || (\is_finite(x) && x <= m);
    terminates            \true;
    assigns               \nothing;
    ensures  P21_finite:  \is_finite(\result);
    ensures  P21_range:   0 <= \result <= 1;
    ensures  P21_model:   \result == TExp(x, m);
*/
double sp_textbook_weight(double x, double m);

#endif
