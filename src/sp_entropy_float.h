/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The entropy and the perplexity of softmax of a row of floats: computed in
 * double and rounded once. */
#ifndef SP_ENTROPY_FLOAT_H
#define SP_ENTROPY_FLOAT_H

#include "sp_status.h"

#ifdef __FRAMAC__
#include "../specs/entropy32_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* *entropy = the entropy of softmax(z), in nats; work has room for 2 n
 * doubles, z and softmax(z) */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. 2 * n - 1));
    requires writable:     \valid(entropy);
    requires separated:    \separated(work + (0 .. 2 * n - 1), z + (0 .. n - 1)) &&
               \separated(entropy, z + (0 .. n - 1)) &&
               \separated(entropy, work + (0 .. 2 * n - 1));
    terminates             \true;
    assigns                *entropy, work[0 .. 2 * n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32{Pre}(z, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32{Pre}(z, n) &&
               HasPlusInfinity32{Pre}(z, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32{Pre}(z, n);
    behavior refused:
      assumes              !Accepted32(z, n);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n);
      assigns              *entropy, work[0 .. 2 * n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_range:   \is_finite(*entropy) && 0 <= *entropy;
      ensures P22_ulp:
        \abs(*entropy - Entropy32{Pre}(z, n)) <=
          (0.5 + 0x1p-24) * Ulp32(Entropy32{Pre}(z, n)) +
          n * U * (1 + 0x1p-15) * Entropy32{Pre}(z, n);
      ensures P22_relative: 0x1p-126 <= Entropy32{Pre}(z, n) ==>
        \abs(*entropy - Entropy32{Pre}(z, n)) <=
          (U32 * (1 + 0x1p-23) + n * U * (1 + 0x1p-15)) *
            Entropy32{Pre}(z, n);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_entropyf(const float *z, size_t n, float *entropy, double *work);

/* *perplexity = e^H, where H is the entropy of softmax(z) in nats; work has
 * room for 2 n doubles, z and softmax(z) */
/*@ requires readable:     n <= 0x4000000 ==> \valid_read(z + (0 .. n - 1));
    requires work:         n <= 0x4000000 ==> \valid(work + (0 .. 2 * n - 1));
    requires writable:     \valid(perplexity);
    requires separated:    \separated(work + (0 .. 2 * n - 1), z + (0 .. n - 1)) &&
               \separated(perplexity, z + (0 .. n - 1)) &&
               \separated(perplexity, work + (0 .. 2 * n - 1));
    terminates             \true;
    assigns                *perplexity, work[0 .. 2 * n - 1];
    ensures  P22_empty:    \result == SP_EMPTY <==> n == 0;
    ensures  P22_long:     \result == SP_TOO_LONG <==> n > 0x4000000;
    ensures  P22_nan:      \result == SP_NAN_LOGIT <==>
               0 < n <= 0x4000000 && HasNaN32{Pre}(z, n);
    ensures  P22_inf:      \result == SP_POS_INF_LOGIT <==>
               0 < n <= 0x4000000 && !HasNaN32{Pre}(z, n) &&
               HasPlusInfinity32{Pre}(z, n);
    ensures  P22_all_masked: \result == SP_ALL_MASKED <==>
               0 < n <= 0x4000000 && AllMasked32{Pre}(z, n);
    behavior refused:
      assumes              !Accepted32(z, n);
      assigns              \nothing;
      ensures P22_refused: \result != SP_OK;
    behavior accepted:
      assumes              Accepted32(z, n);
      assigns              *perplexity, work[0 .. 2 * n - 1];
      ensures P22_ok:      \result == SP_OK;
      ensures P22_range:   \is_finite(*perplexity) &&
        1 <= *perplexity <= n * (1 + 0x1p-21);
      ensures P22_ulp:
        \abs(*perplexity - Perplexity32{Pre}(z, n)) <=
          (0.5 + 0x1p-24) * Ulp32(Perplexity32{Pre}(z, n)) +
          2 * ((n + 11) * Entropy32{Pre}(z, n) + 2.13) * U * (1 + 0x1p-14) *
            Perplexity32{Pre}(z, n);
    complete behaviors;
    disjoint behaviors;
*/
sp_status sp_perplexityf(const float *z, size_t n, float *perplexity,
                         double *work);

#ifdef __cplusplus
}
#endif
#endif
