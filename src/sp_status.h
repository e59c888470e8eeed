/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Statuses, and the size of a row. */
#ifndef SP_STATUS_H
#define SP_STATUS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SP_MAX_N ((size_t)1 << 26)

/* What a function found in its input; several at once: specs/SEMANTICS.md */
typedef enum sp_status {
  SP_OK = 0,          /* outputs are written and meet their contract */
  SP_EMPTY,           /* n, or another size, is 0 */
  SP_TOO_LONG,        /* a size exceeds SP_MAX_N, or an index is too large */
  SP_NAN_LOGIT,       /* some logit is NaN */
  SP_POS_INF_LOGIT,   /* some logit is +inf */
  SP_ALL_MASKED,      /* every logit is -inf */
  SP_BAD_LABEL,       /* the label is not below n */
  SP_BAD_TARGET,      /* some target is NaN, negative or above 1 */
  SP_BAD_PROBABILITY, /* some probability is NaN, negative or above 1 */
  SP_ALL_ZERO,        /* every probability is 0 */
  SP_BAD_VARIATE,     /* the variate is NaN, negative or not below 1 */
  SP_BAD_TOP_K,       /* k is 0 */
  SP_BAD_TOP_P,       /* the threshold is NaN, not above 0 or above 1 */
  SP_BAD_TEMPERATURE, /* the temperature is NaN or not in [2^-900, 2^900] */
  SP_BAD_SMOOTHING,   /* the smoothing is NaN, negative or above 1 */
  SP_BAD_WEIGHT,      /* some weight is NaN, negative or out of range */
  SP_ALL_IGNORED,     /* every weight is 0 */
  SP_BAD_LOSS,        /* some loss that counts is NaN or negative */
  SP_BAD_VALUE,       /* an entry of q, K or V, or the scale, is out of range */
  SP_BAD_MASK,        /* some entry of the mask is NaN or +inf */
  SP_BAD_STRIDE       /* a stride is 0, or the strides let entries coincide */
} sp_status;

/* A short name of a status, for messages. */
/*@ terminates      \true;
    assigns         \result \from s;
    ensures  named: \result != \null;
*/
const char *sp_status_name(sp_status s);

#ifdef __cplusplus
}
#endif
#endif
