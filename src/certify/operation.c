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
