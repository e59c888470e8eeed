/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The command line of `softproof eval`. */
#ifndef SP_CLI_OPTIONS_H
#define SP_CLI_OPTIONS_H

#include "certify/format.h"
#include "certify/operation.h"
#include "shape.h"
#include "sp_mask.h"

#include <stddef.h>

/* Of the losses of all rows */
typedef enum reduction { REDUCE_NOT, REDUCE_SUM, REDUCE_MEAN } reduction;

typedef struct eval_options {
  int help; /* the rest is not set */
  eval_op op;
  int has_label;
  size_t label;
  const char *target; /* a list or a path, or NULL; for OP_KL, the logits w, for
                         OP_JACOBIAN a vector */
  int target_is_list;
  int has_target, has_against, has_times; /* which option gave it */
  int gradient;                           /* of the cross-entropy */
  const char *labels, *weights; /* for OP_XENT: lists or paths, or NULL */
  int labels_is_list, weights_is_list;
  int has_ignore, has_smoothing, has_reduction;
  double ignore; /* the label whose rows are left out */
  double smoothing;
  float float_smoothing; /* the float next to it */
  reduction reduction;
  int has_temperature;
  double temperature; /* for OP_SOFTMAX */
  int has_k, has_threshold, has_variate;
  size_t k;                             /* for OP_TOP_K */
  double threshold;                     /* for OP_TOP_P */
  double variate;                       /* for OP_SAMPLE */
  float float_threshold, float_variate; /* the floats next to them */
  const char *keys, *values, *mask; /* for OP_ATTENTION: paths; mask or NULL */
  const char *keep;                 /* in the place of mask */
  size_t heads;                     /* or 0 */
  int online;                       /* in one pass over the keys */
  int has_scale, has_causal;
  double scale;
  sp_causal causal;
  shape shape; /* of a tensor; rank 0: there is none */
  int has_axis;
  long axis;            /* of shape; below 0: from the end */
  const format *format; /* of the numbers, and of certified results */
  int floats;           /* that is binary32: the core's functions of floats */
  char input_separator; /* '\t' or ',' */
  int json;
  int hex;
  int bound;
  int certified;
  const char *path; /* "-": standard input */
} eval_options;

/* argv: the words after "eval", then NULL. On failure: reports, returns 0. */
int eval_options_parse(eval_options *o, char **argv);

/* The name of what is computed, as in --op and in JSON output. */
const char *eval_op_name(const eval_options *o);

#endif
