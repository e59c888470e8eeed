/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/operation.h"

#include <stddef.h>

const char *const operation_names[] = {"softmax",
                                       "softmax-textbook",
                                       "softmax-online",
                                       "softmax-cold",
                                       "softmax-hot",
                                       "argmax",
                                       "logsoftmax",
                                       "logsumexp",
                                       "entropy",
                                       "perplexity",
                                       "kl",
                                       "jacobian",
                                       "xent",
                                       "sigmoid",
                                       "logsigmoid",
                                       "binary-xent",
                                       "attention",
                                       "top-k",
                                       "top-p",
                                       "sample",
                                       NULL};

const char *operation_name(eval_op op, int gradient)
{
  if (gradient)
    return op == OP_XENT ? "xent-gradient" : "binary-xent-gradient";
  return operation_names[op - 1];
}

int operation_is_scalar(eval_op op, int gradient)
{
  switch (op) {
  case OP_LOGSUMEXP:
  case OP_ENTROPY:
  case OP_PERPLEXITY:
  case OP_KL:
  case OP_ARGMAX:
  case OP_SAMPLE:
    return 1;
  case OP_XENT:
    return !gradient;
  default:
    return 0;
  }
}

int operation_is_entrywise(eval_op op)
{
  return op == OP_SIGMOID || op == OP_LOG_SIGMOID || op == OP_BINARY_XENT;
}

int takes_probabilities(eval_op op)
{
  return op == OP_TOP_K || op == OP_TOP_P || op == OP_SAMPLE;
}
