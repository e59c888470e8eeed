/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_status.h"

const char *sp_status_name(sp_status s)
{
  switch (s) {
  case SP_OK:
    return "ok";
  case SP_EMPTY:
    return "a size is 0: there are no numbers";
  case SP_TOO_LONG:
    return "a size exceeds 2^26, or an index is too large";
  case SP_NAN_LOGIT:
    return "NaN among the logits";
  case SP_POS_INF_LOGIT:
    return "+inf among the logits";
  case SP_ALL_MASKED:
    return "every logit is -inf";
  case SP_BAD_LABEL:
    return "label out of range";
  case SP_BAD_TARGET:
    return "a target is NaN, negative or above 1";
  case SP_BAD_PROBABILITY:
    return "a probability is NaN, negative or above 1";
  case SP_ALL_ZERO:
    return "every probability is 0";
  case SP_BAD_VARIATE:
    return "the variate is not in [0, 1)";
  case SP_BAD_TOP_K:
    return "top-k keeps nothing";
  case SP_BAD_TOP_P:
    return "the top-p threshold is not in (0, 1]";
  case SP_BAD_TEMPERATURE:
    return "temperature not in [2^-900, 2^900]: 0 is sp_softmax_cold, infinity "
           "sp_softmax_hot";
  case SP_BAD_SMOOTHING:
    return "the smoothing is not in [0, 1]";
  case SP_BAD_WEIGHT:
    return "a weight is NaN, negative or out of range";
  case SP_ALL_IGNORED:
    return "every weight is 0";
  case SP_BAD_LOSS:
    return "a loss is NaN or negative";
  case SP_BAD_VALUE:
    return "a value for attention is NaN, infinite or too large";
  case SP_BAD_MASK:
    return "NaN or +inf in the mask";
  case SP_BAD_STRIDE:
    return "a stride is 0, or entries coincide";
  }
  return "unknown status";
}
