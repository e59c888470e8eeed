/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The operations that the tool evaluates and judges. */
#ifndef SP_CERTIFY_OPERATION_H
#define SP_CERTIFY_OPERATION_H

typedef enum eval_op {
  OP_NONE,
  OP_SOFTMAX,
  OP_TEXTBOOK,
  OP_ONLINE,
  OP_COLD,
  OP_HOT,
  OP_ARGMAX,
  OP_LOG_SOFTMAX,
  OP_LOGSUMEXP,
  OP_ENTROPY,
  OP_PERPLEXITY,
  OP_KL,
  OP_JACOBIAN,
  OP_XENT,
  OP_SIGMOID,
  OP_LOG_SIGMOID,
  OP_BINARY_XENT,
  OP_ATTENTION,
  OP_TOP_K,
  OP_TOP_P,
  OP_SAMPLE,
} eval_op;

/* In the order of eval_op, without OP_NONE; ends with NULL */
extern const char *const operation_names[];

/* As in operation_names, or of its gradient, such as xent-gradient */
const char *operation_name(eval_op op, int gradient);

/* Whether the result is one number, whatever n is */
int operation_is_scalar(eval_op op, int gradient);

/* Whether each entry gives its own value, of itself alone */
int operation_is_entrywise(eval_op op);

/* Whether rows are probabilities, not logits; then no bound is proved. */
int takes_probabilities(eval_op op);

#endif
