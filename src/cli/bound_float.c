/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "bound_float.h"

#include "bound.h"
#include "softproof.h"

#include <math.h>

/* Floats past 2^128 have the ulp of the largest. Unless t is subnormal, that ulp
 * is at most 2^-23 abs(t), so abs(t) <= (abs(x) + more) (1 + 2^-23). Exact if
 * more is 0. */
double bound_ulp(float x, double more)
{
  if (isinf(x))
    return HUGE_VAL;
  int e;
  frexp(((double)fabsf(x) + more) * (1.0 + 0x1p-23), &e);
  e = e < -125 ? -125 : e > 128 ? 128 : e;
  return ldexp(0.5 + 0x1p-24, e - 24) + more;
}

/* The same where more is the rounded value of a formula */
static double bound_formula(float x, double more)
{
  return bound_ulp(x, more * (1.0 + 0x1p-40)) * (1.0 + 0x1p-40);
}

/* P22_ulp */
double bound_float(float x)
{
  return bound_ulp(x, 0.0);
}

/* P22_ulp of it: 9 u (1 + 2^-16) L more */
double bound_float_logsumexp(const double *z, size_t n, float lse)
{
  double more = 9.0 * U * (1.0 + 0x1p-16) * excess(z, n);
  return bound_formula(lse, more);
}

/* P22_ulp of it: n u (1 + 2^-15) H more, where the true H is at most
 * x (1 + 2^-22) + 2^-149 */
double bound_float_entropy(size_t n, float entropy)
{
  double h = (double)entropy * (1.0 + 0x1p-22) + 0x1p-149;
  double more = (double)n * U * (1.0 + 0x1p-15) * h;
  return bound_formula(entropy, more);
}

/* P22_ulp of it: 2 ((n + 11) H + 2.13) u (1 + 2^-14) g more, where the true
 * g = e^H is at most x (1 + 2^-20), and H at most log x + 2^-19 */
double bound_float_perplexity(size_t n, float perplexity)
{
  double g = (double)perplexity * (1.0 + 0x1p-20);
  double h = log((double)perplexity) + 0x1p-19;
  double more = 2.0 * (((double)n + 11.0) * h + 2.13) * U * (1.0 + 0x1p-14) * g;
  return bound_formula(perplexity, more);
}

/* P22_ulp of it: 2 ((n + 5.5) M + 13 H) u (1 + 2^-15) more; a sum of n terms
 * loses less than the factor 1 + n 2^-51 */
double bound_float_kl(const kl_scale *s, size_t n, float kl)
{
  const double N = (double)n;
  double terms =
      ((N + 5.5) * s->size + 13.0 * s->entropy) * (1.0 + N * 0x1p-51);
  double more = 2.0 * terms * U * (1.0 + 0x1p-15);
  return bound_formula(kl, more);
}

/* P22_diagonal_ulp and P22_other_ulp, which are of the entry for p and q, and
 * what that entry is off where these are floats that were rounded */
double bound_float_jacobian(float p, float q, int diagonal, float entry)
{
  double a = (double)p, b = (double)q, d = bound_float(p), e = bound_float(q);
  double more = diagonal ? d : d * b + (a + d) * e;
  return (bound_float(entry) + more) * (1.0 + 0x1p-40);
}

/* P22_ulp_ends of it; P22_ulp_right and P22_ulp: 6.25 u (1 + 2^-20) s more, or
 * 1 - s for s, where s is the true sigmoid; what sp_sigmoid computes is at most
 * 2^-51 s + eta off (P18_accuracy) */
double bound_float_binary_gradient(double x, float y, float grad)
{
  if (y == 0.0F || y == 1.0F)
    return bound_float(grad);
  double s = sp_sigmoid(x >= 0.0 && y >= 0.5F ? -x : x) + 0x1p-1000;
  double more = 6.25 * U * (1.0 + 0x1p-20) * s;
  return bound_formula(grad, more);
}

/* P22_ulp of it: n u (1 + 2^-16) t more, where the true loss t is at most
 * x (1 + 2^-22) + 2^-149 */
double bound_float_target_loss(size_t n, float loss)
{
  double t = (double)loss * (1.0 + 0x1p-22) + 0x1p-149;
  double more = (double)n * U * (1.0 + 0x1p-16) * t;
  return bound_formula(loss, more);
}

/* P22_true of sp_attentionf: twice the error of the result in double more */
double bound_float_attention(double error, float x)
{
  return bound_ulp(x, 2.0 * error) * (1.0 + 0x1p-40);
}

/* P22_ulp of it: 9 u (1 + 2^-15) s more, where s is the true softmax, of which
 * p is at most 2^-50 s + eta off (P03) */
double bound_float_gradient(double p, float grad)
{
  double s = p * (1.0 + 0x1p-45) + 0x1p-1000;
  double more = 9.0 * U * (1.0 + 0x1p-15) * s;
  return bound_formula(grad, more);
}
