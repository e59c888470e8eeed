/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Answers cases of softmax and logsoftmax f32 as oneDNN does. */
#include "case.h"

#include <oneapi/dnnl/dnnl.h>
#include <stdlib.h>

typedef struct machine {
  dnnl_engine_t engine;
  dnnl_stream_t stream;
} machine;

static int run(const machine *m, dnnl_primitive_desc_t desc,
               const dnnl_memory_desc_t *row, float *z, float *p)
{
  dnnl_primitive_t primitive = NULL;
  dnnl_memory_t src = NULL, dst = NULL;
  int made = dnnl_primitive_create(&primitive, desc) == dnnl_success
             && dnnl_memory_create(&src, row, m->engine, z) == dnnl_success
             && dnnl_memory_create(&dst, row, m->engine, p) == dnnl_success;
  dnnl_exec_arg_t args[] = {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}};
  int right =
      made
      && dnnl_primitive_execute(primitive, m->stream, 2, args) == dnnl_success
      && dnnl_stream_wait(m->stream) == dnnl_success;
  dnnl_memory_destroy(src);
  dnnl_memory_destroy(dst);
  dnnl_primitive_destroy(primitive);
  return right;
}

static int softmax(const machine *m, int is_log, float *z, float *p, size_t n)
{
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
      || dnnl_primitive_desc_create(&desc, &softmax, NULL, m->engine, NULL)
             != dnnl_success)
    return 0;
  int right = run(m, desc, &row, z, p);
  dnnl_primitive_desc_destroy(desc);
  return right;
}

int main(void)
{
  machine m;
  case_reader in;
  if (dnnl_engine_create(&m.engine, dnnl_cpu, 0) != dnnl_success
      || dnnl_stream_create(&m.stream, m.engine, dnnl_stream_default_flags)
             != dnnl_success)
    return 3;
  if (!cases_open(&in, "-"))
    return 2;
  while (cases_next(&in) == CASE_READ) {
    size_t n = in.p.n;
    float *z = malloc(2 * n * sizeof *z);
    double *result = malloc(n * sizeof *result);
    if (z == NULL || result == NULL)
      return 2;
    for (size_t i = 0; i < n; i++)
      z[i] = (float)in.p.z[i];
    if (!softmax(&m, in.p.op == OP_LOG_SOFTMAX, z, z + n, n))
      return 2;
    for (size_t i = 0; i < n; i++)
      result[i] = (double)z[n + i];
    case_write(stdout, &in.p, in.f, result);
    free(z);
    free(result);
  }
  cases_close(&in);
  dnnl_stream_destroy(m.stream);
  dnnl_engine_destroy(m.engine);
  return 0;
}
