/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_divergence_float.h"

#include "first_listed.h"
#include "sp_convert.h"
#include "sp_divergence.h"

#ifdef __FRAMAC__
#include "../specs/divergence32_facts.acsl"
#include "../specs/top32_facts.acsl"
#endif

/* The divergence, in double; x, v and p are room for the doubles z, w and
 * softmax(z). */
/*@ requires readable:  \valid_read(z + (0 .. n - 1)) &&
                        \valid_read(w + (0 .. n - 1));
    requires writable:  \valid(x + (0 .. n - 1)) && \valid(v + (0 .. n - 1)) &&
                        \valid(p + (0 .. n - 1));
    requires accepted:  Accepted32(z, n) && Accepted32(w, n);
    requires separated: \separated(x + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), w + (0 .. n - 1)) &&
                        \separated(v + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(v + (0 .. n - 1), w + (0 .. n - 1)) &&
                        \separated(p + (0 .. n - 1), z + (0 .. n - 1)) &&
                        \separated(p + (0 .. n - 1), w + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), v + (0 .. n - 1)) &&
                        \separated(x + (0 .. n - 1), p + (0 .. n - 1)) &&
                        \separated(v + (0 .. n - 1), p + (0 .. n - 1));
    terminates          \true;
    assigns             x[0 .. n - 1], v[0 .. n - 1], p[0 .. n - 1];
    ensures  kinds:     \is_plus_infinity(\result) ||
               (\is_finite(\result) && 0 <= \result);
    ensures  masked:    !Covered32(z, w, n) ==> \is_plus_infinity(\result);
    ensures  near:      Covered32(z, w, n) ==>
               NearKL(\result, n, KL32(z, w, n), KLMagnitude32(z, w, n),
                      Entropy32(z, n));
*/
static double kl_double(const float *z, const float *w, size_t n, double *x,
                        double *v, double *p)
{
  double kl;
  sp_widen(z, x, n);
  sp_widen(w, v, n);
  //@ assert wide: Widened(z, x, n) && Widened(w, v, n);
  //@ assert accepted: Accepted(x, n) && Accepted(v, n);
  //@ assert covered: Covered(x, v, n) <==> Covered32(z, w, n);
  //@ assert top_z: \exists integer t; Top32(z, n, t);
  /*@ assert finite: \exists integer s; Top32(w, n, s) && Top(v, n, s) &&
        (Covered32(z, w, n) ==> KLReachable(x, v, n, v[s])); */
  /*@ assert scale: Covered32(z, w, n) ==>
        KLScale(x, v, n, KL32(z, w, n), KLMagnitude32(z, w, n),
                Entropy32(z, n)); */
  sp_kl_divergence(x, v, p, n, &kl);
  return kl;
}

/* Method: sp_kl_divergence of the logits as doubles, rounded to float.
 * Special cases: as there; it is infinite too where no float is as large.
 * Accuracy: P22 of the contract. */
sp_status sp_kl_divergencef(const float *z, const float *w, size_t n, float *kl,
                            double *work)
{
  sp_status status_z = sp_check_floats(z, n);
  sp_status status_w = sp_check_floats(w, n);
  sp_status status = sp_first_listed(status_z, status_w);
  if (status != SP_OK)
    return status;
  double wide = kl_double(z, w, n, work, work + n, work + 2 * n);
  *kl = sp_to_float(wide);
  //@ assert rounded: Rounded(wide, *kl);
  return SP_OK;
}
