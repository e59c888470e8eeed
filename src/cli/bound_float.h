/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Bounds on the absolute error of what the functions on floats compute: as
 * bound.h. */
#ifndef SP_CLI_BOUND_FLOAT_H
#define SP_CLI_BOUND_FLOAT_H

#include "bound.h"

#include <stddef.h>

/* abs(x - t) <= (1/2 + 2^-24) ulp(t) + more, t the true value: how much that is */
double bound_ulp(float x, double more);

/* Of any function but those below, whose result is x */
double bound_float(float x);

/* lse = logsumexp(z), where z are floats */
double bound_float_logsumexp(const double *z, size_t n, float lse);

/* Of n floats */
double bound_float_entropy(size_t n, float entropy);
double bound_float_perplexity(size_t n, float perplexity);

/* Of two rows of n floats, whose divergence has that scale */
double bound_float_kl(const kl_scale *s, size_t n, float kl);

/* Entry (i, j) of the Jacobian from sp_softmaxf's p = p_i and q = p_j; diagonal:
 * i = j */
double bound_float_jacobian(float p, float q, int diagonal, float entry);

/* grad = sigmoid(x) - y, where x is a finite float */
double bound_float_binary_gradient(double x, float y, float grad);

/* loss = sum_i y_i (logsumexp(z) - z_i) of n floats each */
double bound_float_target_loss(size_t n, float loss);

/* x is an entry of attention that in double was at most `error' off */
double bound_float_attention(double error, float x);

/* grad = p - y, where p is what sp_softmax has at the same place */
double bound_float_gradient(double p, float grad);

#endif
