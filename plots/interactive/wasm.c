/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The verified functions for the page: arrays that JavaScript fills, and calls on
 * them. Built for wasm32 by build.py; size_t has 32 bits there, not the 64 of the
 * proofs, which is why check.mjs compares bits with the native build. */
#include "softproof.h"

#define EXPORT(name) __attribute__((export_name(#name)))
#define MOST 64

static double z[MOST], p[MOST], q[MOST], number, J[MOST * MOST];
static double query[MOST], keys[MOST * MOST], values[MOST];

/* Where the arrays are */
EXPORT(address_z) double *address_z(void) { return z; }
EXPORT(address_p) double *address_p(void) { return p; }
EXPORT(address_q) double *address_q(void) { return q; }
EXPORT(address_J) double *address_J(void) { return J; }
EXPORT(address_query) double *address_query(void) { return query; }
EXPORT(address_keys) double *address_keys(void) { return keys; }
EXPORT(address_values) double *address_values(void) { return values; }
EXPORT(last_number) double last_number(void) { return number; }

/* The name of a status, a string of C */
EXPORT(status_name) const char *status_name(int s)
{
  return sp_status_name((sp_status)s);
}

/* p = a distribution of z; the status */
EXPORT(softmax) int softmax(unsigned n) { return (int)sp_softmax(z, p, n); }
EXPORT(textbook) int textbook(unsigned n)
{
  return (int)sp_softmax_textbook(z, p, n);
}
EXPORT(temperature) int temperature(unsigned n, double T)
{
  return (int)sp_softmax_temperature(z, p, n, T);
}
EXPORT(cold) int cold(unsigned n) { return (int)sp_softmax_cold(z, p, n); }
EXPORT(hot) int hot(unsigned n) { return (int)sp_softmax_hot(z, p, n); }

/* p = an array of z */
EXPORT(log_softmax) int log_softmax(unsigned n)
{
  return (int)sp_log_softmax(z, p, n);
}
EXPORT(gradient) int gradient(unsigned n, unsigned label)
{
  return (int)sp_cross_entropy_gradient(z, p, n, label);
}

/* last_number() = a number of z */
EXPORT(logsumexp) int logsumexp(unsigned n)
{
  return (int)sp_logsumexp(z, n, &number);
}
EXPORT(entropy) int entropy(unsigned n)
{
  return (int)sp_entropy(z, q, n, &number);
}
EXPORT(perplexity) int perplexity(unsigned n)
{
  return (int)sp_perplexity(z, q, n, &number);
}
EXPORT(loss) int loss(unsigned n, unsigned label)
{
  return (int)sp_cross_entropy(z, n, label, &number);
}
EXPORT(sigmoid) double sigmoid(double x) { return sp_sigmoid(x); }
EXPORT(exp) double exp_of(double x) { return sp_exp(x); }

/* J = the Jacobian for the probabilities p */
EXPORT(jacobian) void jacobian(unsigned n) { sp_softmax_jacobian(p, J, n); }

/* q = what is kept of the probabilities p; an index, or -1 */
EXPORT(top_k) int top_k(unsigned n, unsigned k)
{
  return (int)sp_top_k(p, q, n, k);
}
EXPORT(top_p) int top_p(unsigned n, double x)
{
  return (int)sp_top_p(p, q, n, x);
}
EXPORT(sample) int sample(unsigned n, double x)
{
  size_t index;
  return sp_sample(q, n, x, &index) == SP_OK ? (int)index : -1;
}

/* z = scale (query . key), for n keys of d numbers */
EXPORT(scores) int scores(unsigned n, unsigned d, double scale)
{
  return (int)sp_attention_scores(query, keys, n, d, scale, z);
}

/* p = softmax(z), last_number() = the mean of n values with these weights */
EXPORT(attend) int attend(unsigned n)
{
  return (int)sp_attend(z, values, n, 1, p, &number);
}
