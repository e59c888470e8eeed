/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softproof: softmax and its family in plain C11, with contracts.
 *
 * Every vector is a pointer and a length n, 1 <= n <= SP_MAX_N. A logit is a
 * finite double of any size, or -inf for a masked entry. On any status but
 * SP_OK nothing is written. Output arrays either equal the input array or do
 * not overlap it. The core allocates nothing and calls no library. */
#ifndef SOFTPROOF_H
#define SOFTPROOF_H

#include <stddef.h>

#ifdef __FRAMAC__
#include "../specs/exp_model.acsl"
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define SP_VERSION "0.1.0"
#define SP_MAX_N ((size_t)1 << 26)

/* What a function found in its input; several at once: the first listed. */
typedef enum sp_status {
  SP_OK = 0,         /* outputs are written and meet their contract */
  SP_EMPTY,          /* n is 0 */
  SP_TOO_LONG,       /* n exceeds SP_MAX_N */
  SP_BAD_LABEL,      /* the label is not below n */
  SP_NAN_LOGIT,      /* some logit is NaN */
  SP_POS_INF_LOGIT,  /* some logit is +inf */
  SP_ALL_MASKED,     /* every logit is -inf */
  SP_BAD_TARGET      /* some target is NaN, negative or above 1 */
} sp_status;

/* e^x for x <= 0, -inf included. */
/*@ requires domain:       \is_minus_infinity(x) || (\is_finite(x) && x <= 0);
    terminates             \true;
    assigns                \nothing;
    ensures  P21_finite:   \is_finite(\result);
    ensures  P21_range:    0 <= \result <= 1;
    ensures  P21_model:    \is_finite(x) ==> \result == ExpModel(x);
    ensures  P21_masked:   \is_minus_infinity(x) ==> \result == 0;
    ensures  P21_at_zero:  \is_finite(x) && x == 0 ==> \result == 1;
    ensures  P21_relative: \is_finite(x) && 0x1p-1022 <= \exp(x) ==>
               \abs(\result - \exp(x)) <= 1.125 * U * \exp(x);
    ensures  P21_absolute: \is_finite(x) && \exp(x) <= 0x1p-1022 ==>
               \abs(\result - \exp(x)) <= ETA;
*/
double sp_exp(double x);

/* log(1 + x) for 0 <= x <= 2^26. */
double sp_log1p(double x);

/* p[i] = e^z[i] / sum_j e^z[j] */
sp_status sp_softmax(const double *z, double *p, size_t n);

/* *lse = log(sum_j e^z[j]) */
sp_status sp_logsumexp(const double *z, size_t n, double *lse);

/* logp[i] = z[i] - log(sum_j e^z[j]) */
sp_status sp_log_softmax(const double *z, double *logp, size_t n);

/* J[i * n + j] = p[i] (d_ij - p[j]), from probabilities p */
void sp_softmax_jacobian(const double *p, double *J, size_t n);

/* out = J v (J is symmetric: also v J), without forming J */
void sp_softmax_jacobian_product(const double *p, const double *v, double *out,
                                 size_t n);

/* *loss = logsumexp(z) - z[label] */
sp_status sp_cross_entropy(const double *z, size_t n, size_t label,
                           double *loss);

/* grad[i] = p[i] - [i = label] */
sp_status sp_cross_entropy_gradient(const double *z, double *grad, size_t n,
                                    size_t label);

/* *loss = sum_i y[i] (logsumexp(z) - z[i]), where 0 times inf is 0 */
sp_status sp_cross_entropy_target(const double *z, const double *y, size_t n,
                                  double *loss);

/* grad[i] = p[i] - y[i]; the gradient when the targets sum to 1 */
sp_status sp_cross_entropy_target_gradient(const double *z, const double *y,
                                           double *grad, size_t n);

/* A short name of a status, for messages. */
const char *sp_status_name(sp_status s);

#ifdef __cplusplus
}
#endif
#endif
