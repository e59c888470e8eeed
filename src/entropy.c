/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_entropy.h"

#include "row.h"
#include "sp_cross_entropy.h"

#ifdef __FRAMAC__
#include "../specs/entropy_facts.acsl"
#endif

/* Method: the cross-entropy of the computed probabilities: a sum of terms
 * p[i] (logsumexp(z) - z[i]) >= 0, none of which cancels.
 * Special cases: a logit -inf contributes nothing.
 * Accuracy: P17 of the contract. */
sp_status sp_entropy(const double *z, double *p, size_t n, double *entropy)
{
  size_t top;
  sp_status status = sp_scan(z, n, &top);
  if (status != SP_OK)
    return status;

  sp_softmax(z, p, n);
  //@ assert logits: LogitsFrom{Pre,Here}(z, 0, n);
  //@ assert accepted: Accepted(z, n) && Top(z, n, top);
  //@ assert shares: Shares{Pre,Here}(z, p, n, top, n);
  //@ assert probabilities: Probabilities(p, n);
  //@ assert reachable: Reachable(p, z, n, z[top]);
  return sp_cross_entropy_target(z, p, n, entropy);
}
