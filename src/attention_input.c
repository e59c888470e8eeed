/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "attention_input.h"

#include "within.h"

/*@ requires size:    0 <= count <= 0x10000000000000;
    requires mask:    mask == \null || \valid_read(mask + (0 .. count - 1));
    terminates        \true;
    assigns           \nothing;
    ensures  model:   \result != 0 <==> Mask(mask, count);
*/
static int is_mask(const double *mask, size_t count)
{
  if (!mask)
    return 1;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant done:  Logits(mask, i);
      loop assigns i;
      loop variant count - i;
  */
  for (size_t i = 0; i < count; i++) {
    if (!sp_is_logit(mask[i])) {
      //@ assert bad: !Logits(mask, count);
      return 0;
    }
    //@ assert done: Logits(mask, i + 1);
  }
  return 1;
}

sp_status sp_check_attention(const double *Q, const double *K, const double *V,
                             const double *mask, size_t m, size_t n, size_t d,
                             size_t dv, double scale, size_t entries)
{
  /*@ assert sizes: 0 < m * d <= 0x10000000000000 &&
        0 < n * d <= 0x10000000000000 && 0 < n * dv <= 0x10000000000000; */
  /*@ assert size: (size_t)(m * d) == m * d && (size_t)(n * d) == n * d &&
        (size_t)(n * dv) == n * dv; */
  if (!sp_all_within(Q, m * d, LARGEST_KEY)
      || !sp_all_within(K, n * d, LARGEST_KEY)
      || !sp_all_within(V, n * dv, LARGEST_VALUE)
      || !sp_is_within(scale, LARGEST_SCALE))
    return SP_BAD_VALUE;
  return is_mask(mask, entries) ? SP_OK : SP_BAD_MASK;
}

sp_status sp_check_heads(size_t B, size_t m, size_t n, size_t d, size_t dv)
{
  if (B == 0 || m == 0 || n == 0 || d == 0 || dv == 0)
    return SP_EMPTY;
  if (B > SP_MAX_N || m > SP_MAX_N || n > SP_MAX_N || d > SP_MAX_N
      || dv > SP_MAX_N) {
    //@ assert long: !HeadSizes(B, m, n, d, dv);
    return SP_TOO_LONG;
  }
  /*@ assert products: 0 < B * m <= 0x10000000000000 &&
        0 < B * n <= 0x10000000000000; */
  //@ assert size: (size_t)(B * m) == B * m && (size_t)(B * n) == B * n;
  return B * m > SP_MAX_N || B * n > SP_MAX_N ? SP_TOO_LONG : SP_OK;
}
