/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "strided_float_row.h"

#include "sp_convert.h"

void sp_gather_floats(const float *z, size_t n, size_t stride, double *work)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  Gathered32(z, work, stride, i);
      loop assigns i, work[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    /*@ assert index: 0 <= i * stride <= (n - 1) * stride &&
          (n - 1) * stride <= 0x10000000000000; */
    //@ assert size: (size_t)(i * stride) == i * stride;
    work[i] = sp_from_float(z[i * stride]);
    //@ assert next: WideLogit(z[i * stride], work[i]);
    //@ assert done: Gathered32(z, work, stride, i + 1);
  }
}

void sp_scatter_floats(const double *work, size_t n, size_t stride, float *p)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  Scattered32(work, p, stride, i);
      loop invariant kept:  KeptBesideRow32{Pre,Here}(p, stride, n);
      loop assigns i, p[0 .. (n - 1) * stride];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    /*@ assert index: 0 <= i * stride <= (n - 1) * stride &&
          (n - 1) * stride <= 0x10000000000000; */
    //@ assert size: (size_t)(i * stride) == i * stride;
    p[i * stride] = sp_to_float(work[i]);
    //@ assert next: Rounded(work[i], p[i * stride]);
    //@ assert done: Scattered32(work, p, stride, i + 1);
    //@ assert kept: KeptBesideRow32{Pre,Here}(p, stride, n);
  }
}
