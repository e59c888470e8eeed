/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "bound.h"

#include "softproof.h"

#include <math.h>

/* g is the true softmax, m the largest logit, R the largest m - z_i over
 * finite z_i, L = log(sum_i e^(z_i - m)). */
#define U_PLUS 0x1.00001p-53 /* u (1 + 2^-20), exactly */
#define ZERO_ABOVE 746.0     /* e^-d = 0 in doubles for a larger d */

/* From the rounded value of a formula to a bound not below its true value.
 * Every formula here has under 50 operations on positive numbers, with no
 * subtraction but 1 - B for B < 2^-25, so rounding loses less than the factor
 * 1 + 2^-40. At most three of its products and quotients matter below the
 * normal range, where each, and the one here, can lose eta/2 more. */
double round_up(double x)
{
  return x * (1.0 + 0x1p-40) + 2.0 * ETA;
}

double true_size(double x, double B, double A)
{
  return (fabs(x) + A) / (1.0 - B);
}

double relative_bound(double x, double B, double A, int masked)
{
  if (isinf(x))
    return masked ? 0.0 : HUGE_VAL;
  return round_up(B * true_size(x, B, A) + A);
}

double largest_logit(const double *z, size_t n)
{
  double m = z[0];
  for (size_t i = 1; i < n; i++)
    if (z[i] > m)
      m = z[i];
  return m;
}

/* P03: abs(p_i - g_i) <= B g_i + eta */
#define B_SOFTMAX (4.5 * U * (1.0 + 0x1p-16))

/* P14_accuracy, P15_log_softmax_accuracy: the relative error of a loss and of a
 * log-probability, and the absolute one that comes with it */
#define B_LOG (6.5 * U * (1.0 + 0x1p-16))
static double log_underflow(size_t n)
{
  return 2.0 * (double)n * ETA;
}

/* abs(p_i - g_i) <= B g_i + eta. A masked entry is exactly 0. */
static void bound_shares(const double *z, const double *p, double *bound,
                         size_t n, double B)
{
  for (size_t i = 0; i < n; i++)
    bound[i] = isinf(z[i]) ? 0.0 : relative_bound(p[i], B, ETA, 0);
}

/* P03 */
void bound_softmax(const double *z, const double *p, double *bound, size_t n)
{
  bound_shares(z, p, bound, n, B_SOFTMAX);
}

/* P17_accuracy of the softmax at a temperature */
void bound_temperature(const double *z, const double *p, double *bound,
                       size_t n)
{
  bound_shares(z, p, bound, n, 4.5 * U * (1.0 + 0x1p-10));
}

/* P17_accuracy of its limits: relative error u. A 0 is exact. */
void bound_limit(const double *p, double *bound, size_t n)
{
  for (size_t i = 0; i < n; i++)
    bound[i] = p[i] == 0.0 ? 0.0 : relative_bound(p[i], U, 0.0, 0);
}

/* P03 of the textbook's softmax: the same with
 * B_i = (n + ln n + min(m - z_i, 746) + 2.25) u (1 + 2^-20) */
void bound_textbook(const double *z, const double *p, double *bound, size_t n)
{
  double m = largest_logit(z, n), N = (double)n;
  for (size_t i = 0; i < n; i++) {
    double B = (N + log(N) + fmin(m - z[i], ZERO_ABOVE) + 2.25) * U_PLUS;
    bound[i] = isinf(z[i]) ? 0.0 : relative_bound(p[i], B, ETA, 0);
  }
}

/* P03 of online softmax: B = (n + 17/8 r + 1/8) u (1 + 2^-19), where r logits
 * exceed all before them */
void bound_online(const double *z, const double *p, double *bound, size_t n)
{
  double m = -HUGE_VAL, r = 0.0;
  for (size_t i = 0; i < n; i++)
    if (z[i] > m) {
      m = z[i];
      r += 1.0;
    }
  double B = ((double)n + 2.125 * r + 0.125) * U * (1.0 + 0x1p-19);
  bound_shares(z, p, bound, n, B);
}

/* P15_log_softmax_accuracy */
void bound_log_softmax(const double *z, const double *logp, double *bound,
                       size_t n)
{
  double A = log_underflow(n);
  for (size_t i = 0; i < n; i++)
    bound[i] = relative_bound(logp[i], B_LOG, A, isinf(z[i]));
}

/* The loss of the top entry */
double excess(const double *z, size_t n)
{
  double m = largest_logit(z, n);
  size_t top = 0;
  while (z[top] < m)
    top++;
  double l = 0.0;
  sp_cross_entropy(z, n, top, &l);
  return round_up(true_size(l, B_LOG, log_underflow(n)));
}

/* P15_accuracy: u abs(m + L) + 4.5 u (1 + 2^-16) L + n eta */
double bound_logsumexp(const double *z, size_t n)
{
  double m = largest_logit(z, n), L = excess(z, n);
  return round_up(B_SOFTMAX * L + (double)n * ETA + U * (fabs(m) + L));
}

/* P17_entropy_accuracy: relative error (n + 11) u (1 + 2^-15), absolute
 * 780 n eta */
double bound_entropy(size_t n, double entropy)
{
  double N = (double)n;
  return relative_bound(entropy, (N + 11.0) * U * (1.0 + 0x1p-15),
                        780.0 * N * ETA, 0);
}

/* P17_perplexity_accuracy: relative error ((n + 11) H + 2.13) u (1 + 2^-14),
 * which is below 2^-22; so H is below the logarithm of what was computed, by
 * libm, and 2^-21 */
double bound_perplexity(size_t n, double perplexity)
{
  double H = log(perplexity) * (1.0 + 0x1p-50) + 0x1p-21;
  double B = (((double)n + 11.0) * H + 2.13) * U * (1.0 + 0x1p-14);
  return relative_bound(perplexity, B, 0.0, 0);
}

/* From bounds on the true p, log p and log q of each entry. Where p[i] is 0,
 * g_i abs(log g_i) is at most 771 eta. A log q that is -inf has overflowed
 * there; it is then at most (m - w_i) + 20. */
int scale_kl(const double *z, const double *w, const double *p,
             const double *logp, const double *logq, size_t n, kl_scale *s)
{
  const double N = (double)n, A = log_underflow(n), m = largest_logit(w, n);
  *s = (kl_scale){.reach = N * ETA};
  for (size_t i = 0; i < n; i++) {
    if (isinf(z[i]))
      continue;
    if (isinf(w[i]))
      return 0;
    double g = true_size(p[i], B_SOFTMAX, ETA);
    if (isinf(logq[i])) {
      s->reach += 1.1 * (((0.5 * m - 0.5 * w[i]) + 10.0) * (2.0 * ETA));
      s->entropy += 771.0 * ETA;
      continue;
    }
    double b = true_size(logq[i], B_LOG, A);
    double a = p[i] > 0.0 ? true_size(logp[i], B_LOG, A) : 0.0;
    double distance = fabs(logp[i] - logq[i]) + B_LOG * (a + b) + 2.0 * A;
    double ga = p[i] > 0.0 ? g * a : 771.0 * ETA;
    s->size += p[i] > 0.0 ? g * distance : ga + g * b;
    s->entropy += ga;
    s->cross += g * b;
    s->reach += b * ETA;
  }
  return 1;
}

/* P14_kl_accuracy. Sums of n terms lose less than the factor 1 + n 2^-51, and
 * n eta where they underflow. */
double bound_kl(const double *z, const double *w, const double *p,
                const double *logp, const double *logq, size_t n, double kl)
{
  const double N = (double)n, U_KL = U * (1.0 + 0x1p-15);
  kl_scale s;
  if (!scale_kl(z, w, p, logp, logq, n, &s))
    return 0.0; /* exactly +inf */
  if (isinf(kl))
    return HUGE_VAL;
  double total = (N + 5.5) * U_KL * s.size + 6.5 * U_KL * (s.entropy + s.cross)
                 + 780.0 * N * ETA + 2.0 * s.reach;
  return round_up(total * (1.0 + N * 0x1p-51));
}

/* P14_accuracy */
double bound_label_loss(const double *z, size_t n, size_t label, double loss)
{
  return relative_bound(loss, B_LOG, log_underflow(n), isinf(z[label]));
}

/* P14_target_accuracy: relative error (n + 6.5) u (1 + 2^-16), absolute
 * n (1 + 3 sum y) eta, where sum y <= n */
double bound_target_loss(const double *z, const double *y, size_t n,
                         double loss)
{
  int masked = 0;
  for (size_t i = 0; i < n; i++)
    if (y[i] > 0.0 && isinf(z[i]))
      masked = 1;
  double N = (double)n;
  return relative_bound(loss, (N + 6.5) * U * (1.0 + 0x1p-16),
                        N * (1.0 + 3.0 * N) * ETA, masked);
}

/* P12_accuracy_diagonal and P12_accuracy_other, with P03's B and A = eta;
 * exactly 0 where i or j is masked */
void bound_jacobian(const double *z, const double *p, double *bound, size_t n)
{
  const double B = B_SOFTMAX;
  for (size_t i = 0; i < n; i++) {
    double g = true_size(p[i], B, ETA);
    for (size_t j = 0; j < n; j++) {
      double h = true_size(p[j], B, ETA);
      double b = i == j ? (B + 2.0 * U) * g + ETA
                        : (2.0 * B + U) * (g * h) + 2.0 * ETA;
      bound[i * n + j] = isinf(z[i]) || isinf(z[j])
                             ? 0.0
                             : round_up(b * (1.0 + 0x1p-18) + ETA);
    }
  }
}

double target_sum(const double *y, size_t n)
{
  double sum = 0.0;
  for (size_t i = 0; i < n; i++)
    sum += y[i];
  return sum * (1.0 + (double)n * 0x1p-51);
}

/* P14_soft_accuracy: with s = sum y, relative error u of s g - y, absolute
 * 6.75 u (1 + 2^-16) s g + 2 (s + 1) eta. A masked entry is exactly -y. */
void bound_soft_gradient(const double *z, const double *y, const double *p,
                         const double *grad, double *bound, size_t n)
{
  const double B = 6.75 * U * (1.0 + 0x1p-16), s = target_sum(y, n);
  for (size_t i = 0; i < n; i++) {
    double A =
        B * (s * true_size(p[i], B_SOFTMAX, ETA)) + 2.0 * (s + 1.0) * ETA;
    bound[i] = isinf(z[i]) ? 0.0 : relative_bound(grad[i], U, A, 0);
  }
}

/* P14_gradient_at_label: relative error 5.75 u (1 + 2^-16) of 1 - g, absolute
 * 2 n eta. Elsewhere the bound is that of p. */
void bound_label_gradient(const double *z, const double *grad, double *bound,
                          size_t n, size_t label)
{
  const double B = 5.75 * U * (1.0 + 0x1p-16);
  double A = log_underflow(n);
  bound[label] = isinf(z[label]) ? 0.0 : relative_bound(grad[label], B, A, 0);
}

/* P18_accuracy_above, P18_accuracy */
static double bound_of_sigmoid(double x, double s)
{
  if (isinf(x))
    return 0.0;
  return x >= 0.0 ? relative_bound(s, 2.0625 * U_PLUS, 0.0, 0)
                  : relative_bound(s, 3.125 * U_PLUS, ETA, 0);
}

void bound_sigmoid(const double *x, const double *s, double *bound, size_t n)
{
  for (size_t i = 0; i < n; i++)
    bound[i] = bound_of_sigmoid(x[i], s[i]);
}

/* P18_accuracy of the logarithm */
void bound_log_sigmoid(const double *x, const double *logs, double *bound,
                       size_t n)
{
  for (size_t i = 0; i < n; i++)
    bound[i] = relative_bound(logs[i], 4.0 * U, ETA, isinf(x[i]));
}

/* P18_accuracy of the loss. Where x is -inf the loss is exact: 0 or +inf. */
void bound_binary_loss(const double *x, const double *loss, double *bound,
                       size_t n)
{
  for (size_t i = 0; i < n; i++)
    bound[i] =
        isinf(x[i]) ? 0.0 : relative_bound(loss[i], 4.25 * U, 1.5 * ETA, 0);
}

/* P18_zero, P18_accuracy_one, P18_accuracy_right, P18_accuracy of the gradient:
 * for the targets 0 and 1 a relative error; else the bound of the sigmoid s, or
 * of 1 - s, and the rounding of s - y. Where x is -inf the gradient is exactly
 * -y. */
static double bound_of_gradient(double x, double y, double grad)
{
  const double B = 3.125 * U_PLUS;
  if (isinf(x))
    return 0.0;
  if (y == 0.0)
    return bound_of_sigmoid(x, grad);
  if (y == 1.0)
    return relative_bound(grad, 4.125 * U_PLUS, ETA, 0);
  double part = sp_sigmoid(x >= 0.0 && y >= 0.5 ? -x : x);
  return relative_bound(grad, U, B * true_size(part, B, ETA) + ETA, 0);
}

void bound_binary_gradient(const double *x, const double *y, const double *grad,
                           double *bound, size_t n)
{
  for (size_t i = 0; i < n; i++)
    bound[i] = bound_of_gradient(x[i], y[i], grad[i]);
}
