/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Answers cases of softmax and logsoftmax f32 as oneDNN does. */
#include "answer.h"

#include <oneapi/dnnl/dnnl.h>

static dnnl_engine_t engine;
static dnnl_stream_t stream;

static int run(dnnl_primitive_desc_t desc, const dnnl_memory_desc_t *row,
               float *z, float *p)
{
  dnnl_primitive_t primitive = NULL;
  dnnl_memory_t src = NULL, dst = NULL;
  int made = dnnl_primitive_create(&primitive, desc) == dnnl_success
             && dnnl_memory_create(&src, row, engine, z) == dnnl_success
             && dnnl_memory_create(&dst, row, engine, p) == dnnl_success;
  dnnl_exec_arg_t args[] = {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}};
  int right =
      made && dnnl_primitive_execute(primitive, stream, 2, args) == dnnl_success
      && dnnl_stream_wait(stream) == dnnl_success;
  dnnl_memory_destroy(src);
  dnnl_memory_destroy(dst);
  dnnl_primitive_destroy(primitive);
  return right;
}

static int softmax(const problem *q, float *z, float *p, size_t n)
{
  int is_log = q->op == OP_LOG_SOFTMAX;
  dnnl_dims_t dims = {1, (dnnl_dim_t)n};
  dnnl_memory_desc_t row;
  dnnl_softmax_v2_desc_t softmax;
  dnnl_primitive_desc_t desc;
  dnnl_alg_kind_t kind = is_log ? dnnl_softmax_log : dnnl_softmax_accurate;
  if (dnnl_memory_desc_init_by_tag(&row, 2, dims, dnnl_f32, dnnl_ab)
          != dnnl_success
      || dnnl_softmax_v2_forward_desc_init(&softmax, dnnl_forward_inference,
                                           kind, &row, &row, 1)
             != dnnl_success
      || dnnl_primitive_desc_create(&desc, &softmax, NULL, engine, NULL)
             != dnnl_success)
    return 0;
  int right = run(desc, &row, z, p);
  dnnl_primitive_desc_destroy(desc);
  return right;
}

int main(void)
{
  if (dnnl_engine_create(&engine, dnnl_cpu, 0) != dnnl_success
      || dnnl_stream_create(&stream, engine, dnnl_stream_default_flags)
             != dnnl_success)
    return 3;
  int status = answer_floats(softmax);
  dnnl_stream_destroy(stream);
  dnnl_engine_destroy(engine);
  return status;
}
