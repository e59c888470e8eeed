/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_entropy_float.h"

#include "sp_convert.h"
#include "sp_entropy.h"
#include "sp_perplexity.h"

#ifdef __FRAMAC__
#include "../specs/entropy32_facts.acsl"
#include "../specs/top32_facts.acsl"
#endif

/* The entropy, in double; x and p are room for the doubles z and softmax(z). */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1)) && \valid(p + (0 .. n - 1));
    requires accepted:  Accepted32(z, n);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(p + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), p + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1], p[0 .. n - 1];
    ensures  near:      NearEntropy(\result, n, Entropy32(z, n));
*/
static double entropy_double(const float *z, size_t n, double *x, double *p)
{
  double entropy;
  sp_widen(z, x, n);
  //@ assert wide: Widened(z, x, n);
  //@ assert accepted: Accepted(x, n);
  //@ assert top: \exists integer t; Top32(z, n, t) && Top(x, n, t);
  //@ assert same: Entropy(x, n, 1.0) == Entropy32(z, n);
  //@ assert range: 0 <= Entropy32(z, n) <= 19;
  sp_entropy(x, p, n, &entropy);
  return entropy;
}

/* Method: sp_entropy of the logits as doubles, rounded to float.
 * Special cases: a logit -inf contributes nothing.
 * Accuracy: P22 of the contract. */
sp_status sp_entropyf(const float *z, size_t n, float *entropy, double *work)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;
  double wide = entropy_double(z, n, work, work + n);
  *entropy = sp_to_float(wide);
  //@ assert rounded: Rounded(wide, *entropy);
  return SP_OK;
}

/* The perplexity, in double; x and p are room for the doubles z and
 * softmax(z). */
/*@ requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1)) && \valid(p + (0 .. n - 1));
    requires accepted:  Accepted32(z, n);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(p + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), p + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1], p[0 .. n - 1];
    ensures  near:      NearPerplexity(\result, n, Entropy32(z, n),
                                       Perplexity32(z, n));
*/
static double perplexity_double(const float *z, size_t n, double *x, double *p)
{
  double perplexity;
  sp_widen(z, x, n);
  //@ assert wide: Widened(z, x, n);
  //@ assert accepted: Accepted(x, n);
  //@ assert top: \exists integer t; Top32(z, n, t) && Top(x, n, t);
  //@ assert entropy: Entropy(x, n, 1.0) == Entropy32(z, n);
  //@ assert same: Perplexity(x, n, 1.0) == Perplexity32(z, n);
  //@ assert range: 0 <= Entropy32(z, n) <= 19;
  sp_perplexity(x, p, n, &perplexity);
  return perplexity;
}

/* Method: sp_perplexity of the logits as doubles, rounded to float.
 * Special cases: a logit -inf contributes nothing.
 * Accuracy: P22 of the contract. */
sp_status sp_perplexityf(const float *z, size_t n, float *perplexity,
                         double *work)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;
  double wide = perplexity_double(z, n, work, work + n);
  *perplexity = sp_to_float(wide);
  //@ assert rounded: Rounded(wide, *perplexity);
  return SP_OK;
}
