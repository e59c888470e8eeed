/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "attention_input_float.h"

#include "finite_float.h"
#include "within.h"

/*@ requires size:    0 <= count <= 0x10000000000000;
    requires mask:    mask == \null || \valid_read(mask + (0 .. count - 1));
    terminates        \true;
    assigns           \nothing;
    ensures  model:   \result != 0 <==> Mask32(mask, count);
*/
static int is_mask(const float *mask, size_t count)
{
  return !mask || sp_all_logits(mask, count);
}

sp_status sp_check_attention_float(const float *Q, const float *K,
                                   const float *V, const float *mask, size_t m,
                                   size_t n, size_t d, size_t dv, double scale,
                                   size_t entries)
{
  /*@ assert sizes: 0 < m * d <= 0x10000000000000 &&
        0 < n * d <= 0x10000000000000 && 0 < n * dv <= 0x10000000000000; */
  /*@ assert size: (size_t)(m * d) == m * d && (size_t)(n * d) == n * d &&
        (size_t)(n * dv) == n * dv; */
  if (!sp_all_finite(Q, m * d) || !sp_all_finite(K, n * d)
      || !sp_all_finite(V, n * dv) || !sp_is_within(scale, LARGEST_SCALE))
    return SP_BAD_VALUE;
  return is_mask(mask, entries) ? SP_OK : SP_BAD_MASK;
}
