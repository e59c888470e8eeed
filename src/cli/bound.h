/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Bounds on the absolute error of what the core computes: each is a
 * double not below the bound that its theorem gives, for logits that the core
 * accepted. Infinite where a finite true value overflowed to infinity. */
#ifndef SP_CLI_BOUND_H
#define SP_CLI_BOUND_H

#include <stddef.h>

/* u and eta of the contracts: half a unit in the last place of 1, and the
 * smallest positive double */
#define U 0x1p-53
#define ETA 0x1p-1074

/* From the rounded value of a formula to a bound not below its true value */
double round_up(double x);

/* abs(x - t) <= B abs(t) + A gives abs(t) <= (abs(x) + A) / (1 - B) */
double true_size(double x, double B, double A);

/* abs(x - t) <= B abs(t) + A, where t is infinite if `masked` */
double relative_bound(double x, double B, double A, int masked);

double largest_logit(const double *z, size_t n);

/* p = softmax(z) */
void bound_softmax(const double *z, const double *p, double *bound, size_t n);
void bound_temperature(const double *z, const double *p, double *bound,
                       size_t n);
void bound_textbook(const double *z, const double *p, double *bound, size_t n);
void bound_online(const double *z, const double *p, double *bound, size_t n);

/* p = a limit of the softmax at a temperature */
void bound_limit(const double *p, double *bound, size_t n);

/* logp = log_softmax(z) */
void bound_log_softmax(const double *z, const double *logp, double *bound,
                       size_t n);

/* L = logsumexp(z) - max z, not below its true value */
double excess(const double *z, size_t n);

/* logsumexp(z) */
double bound_logsumexp(const double *z, size_t n);

/* The entropy of softmax(z) */
double bound_entropy(size_t n, double entropy);

/* The perplexity of softmax(z) */
double bound_perplexity(size_t n, double perplexity);

/* What the error of a divergence is made of, each no less than it is: sum
 * g abs(log g - log h) for the true softmaxes g and h, sum -g log g, sum
 * -g log h, and eta times sum -log h */
typedef struct kl_scale {
  double size, entropy, cross, reach;
} kl_scale;

/* Of what bound_kl takes; returns 0 where w masks an entry that z does not */
int scale_kl(const double *z, const double *w, const double *p,
             const double *logp, const double *logq, size_t n, kl_scale *s);

/* The divergence of softmax(z) from softmax(w); p = softmax(z), and logp and
 * logq are log_softmax of z and w */
double bound_kl(const double *z, const double *w, const double *p,
                const double *logp, const double *logq, size_t n, double kl);

/* The n by n matrix computed from p = softmax(z) */
void bound_jacobian(const double *z, const double *p, double *bound, size_t n);

/* The loss for a hard label */
double bound_label_loss(const double *z, size_t n, size_t label, double loss);

/* The loss for targets y */
double bound_target_loss(const double *z, const double *y, size_t n,
                         double loss);

/* The sum of n targets, not below its true value */
double target_sum(const double *y, size_t n);

/* grad = (sum y) p - y with p = softmax(z) */
void bound_soft_gradient(const double *z, const double *y, const double *p,
                         const double *grad, double *bound, size_t n);

/* The same for a label; bound holds that of p on entry */
void bound_label_gradient(const double *z, const double *grad, double *bound,
                          size_t n, size_t label);

/* s = sigmoid(x), and its logarithm, entry by entry */
void bound_sigmoid(const double *x, const double *s, double *bound, size_t n);
void bound_log_sigmoid(const double *x, const double *logs, double *bound,
                       size_t n);

/* The binary cross-entropy of each entry, and its derivative */
void bound_binary_loss(const double *x, const double *loss, double *bound,
                       size_t n);
void bound_binary_gradient(const double *x, const double *y, const double *grad,
                           double *bound, size_t n);

#endif
