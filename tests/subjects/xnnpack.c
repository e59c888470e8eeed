/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Answers cases of softmax f32 as XNNPACK does. */
#include "answer.h"

#include <xnnpack.h>

_Static_assert(XNN_EXTRA_BYTES <= ANSWER_ROOM, "its kernels read past a row");

static int softmax(const problem *q, float *z, float *p, size_t n)
{
  xnn_operator_t op = NULL;
  (void)q;
  int right =
      xnn_create_softmax_nc_f32(n, n, n, 0, &op) == xnn_status_success
      && xnn_setup_softmax_nc_f32(op, 1, z, p, NULL) == xnn_status_success
      && xnn_run_operator(op, NULL) == xnn_status_success;
  xnn_delete_operator(op);
  return right;
}

int main(void)
{
  return xnn_initialize(NULL) == xnn_status_success ? answer_floats(softmax)
                                                    : 3;
}
