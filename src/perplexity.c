/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_perplexity.h"

#include "row.h"
#include "sp_entropy.h"

#ifdef __FRAMAC__
#include "../specs/perplexity_facts.acsl"
#endif

/* e^h */
/*@ requires h:         \is_finite(h) && 0 <= h <= 19;
    terminates          \true;
    assigns             \nothing;
    ensures  range:     \is_finite(\result) && 1 <= \result;
    ensures  accuracy:  \abs(\result - \exp(h)) <= 2.126 * U * \exp(h);
*/
static double exp_entropy(double h)
{
  double e = sp_exp(-h);
  //@ assert normal: 0x1p-1022 <= \exp(-h);
  //@ assert range: 0x1p-28 <= e <= 1;
  double y = 1.0 / e;
  //@ assert quotient: \is_finite(y) && y == FDiv(1.0, e);
  return y;
}

/* Method: 1 / e^-H, for exp is for numbers that are not positive.
 * Special cases: a logit -inf contributes nothing.
 * Accuracy: P17 of the contract.
 * Reference: F. Jelinek et al., Perplexity: a measure of the difficulty of
 * speech recognition tasks, J. Acoust. Soc. Am. 62, 1977. */
sp_status sp_perplexity(const double *z, double *p, size_t n,
                        double *perplexity)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  double h;
  sp_entropy(z, p, n, &h);
  //@ assert top: Top{Pre}(z, n, top);
  //@ assert h: 0 <= h <= 19;
  double y = exp_entropy(h);
  /*@ assert accuracy: y <= n * (1 + 0x1p-22) &&
        \abs(y - Perplexity{Pre}(z, n, 1.0)) <=
          ((n + 11) * Entropy{Pre}(z, n, 1.0) + 2.13) * U * (1 + 0x1p-14) *
            Perplexity{Pre}(z, n, 1.0); */
  *perplexity = y;
  return SP_OK;
}
