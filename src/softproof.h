/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softproof: softmax and its family in plain C11, with contracts, one header
 * for each family.
 *
 * Every vector is a pointer and a length n, 1 <= n <= SP_MAX_N. A logit is a
 * finite double of any size, or -inf for a masked entry; names that end in f
 * take and give floats (sp_float32.h), for which sp_convert.h has conversions.
 * On any status but SP_OK no result is written. Output arrays do not overlap
 * the input; where one may take its place, the contract says so. The core
 * allocates nothing and calls no library. */
#ifndef SOFTPROOF_H
#define SOFTPROOF_H

#include "sp_attend_online.h"
#include "sp_attention.h"
#include "sp_attention_float.h"
#include "sp_batch.h"
#include "sp_batch_float.h"
#include "sp_binary_float.h"
#include "sp_convert.h"
#include "sp_cross_entropy.h"
#include "sp_divergence.h"
#include "sp_divergence_float.h"
#include "sp_entropy.h"
#include "sp_entropy_float.h"
#include "sp_exp.h"
#include "sp_float32.h"
#include "sp_heads.h"
#include "sp_heads_float.h"
#include "sp_jacobian.h"
#include "sp_jacobian_float.h"
#include "sp_limits.h"
#include "sp_limits_float.h"
#include "sp_logsumexp.h"
#include "sp_mask.h"
#include "sp_mask_float.h"
#include "sp_online.h"
#include "sp_perplexity.h"
#include "sp_sampling.h"
#include "sp_sampling_float.h"
#include "sp_scaled_attention.h"
#include "sp_scaled_attention_float.h"
#include "sp_sigmoid.h"
#include "sp_soft_gradient.h"
#include "sp_soft_gradient_float.h"
#include "sp_softmax.h"
#include "sp_status.h"
#include "sp_strided.h"
#include "sp_strided_float.h"
#include "sp_target_float.h"
#include "sp_temperature.h"
#include "sp_temperature_float.h"

#define SP_VERSION "0.1.0"

#endif
