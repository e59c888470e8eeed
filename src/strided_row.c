/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "strided_row.h"

void sp_gather(const double *z, size_t n, size_t stride, double *work)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  Gathered{Pre,Here}(z, work, stride, i);
      loop invariant kept:  KeptBeside{Pre,Here}(work, n);
      loop assigns i, work[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    /*@ assert index: 0 <= i * stride <= (n - 1) * stride &&
          (n - 1) * stride <= 0x10000000000000; */
    //@ assert size: (size_t)(i * stride) == i * stride;
    //@ assert same: KeptAt{Pre,Here}(z + i * stride);
    work[i] = z[i * stride];
    //@ assert done: Gathered{Pre,Here}(z, work, stride, i + 1);
    //@ assert kept: KeptBeside{Pre,Here}(work, n);
  }
}

void sp_scatter(const double *work, size_t n, size_t stride, double *p)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant done:  Gathered{Here,Pre}(p, work, stride, i);
      loop invariant kept:  KeptBesideRow{Pre,Here}(p, stride, n);
      loop assigns i, p[0 .. (n - 1) * stride];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    /*@ assert index: 0 <= i * stride <= (n - 1) * stride &&
          (n - 1) * stride <= 0x10000000000000; */
    //@ assert size: (size_t)(i * stride) == i * stride;
    //@ assert same: KeptAt{Pre,Here}(work + i);
    p[i * stride] = work[i];
    //@ assert done: Gathered{Here,Pre}(p, work, stride, i + 1);
    //@ assert kept: KeptBesideRow{Pre,Here}(p, stride, n);
  }
}
