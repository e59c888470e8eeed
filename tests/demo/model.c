/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "model.h"

#include "../../src/softproof.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_CLASSES 1000
#define SMALLEST_INVERSE 0.05 /* of the temperature */
#define LARGEST_INVERSE 20.0

static void need(sp_status status)
{
  if (status == SP_OK)
    return;
  fprintf(stderr, "demo: %s\n", sp_status_name(status));
  exit(2);
}

static double *zeros(size_t n)
{
  double *x = calloc(n, sizeof *x);
  if (!x) {
    fprintf(stderr, "demo: out of memory\n");
    exit(2);
  }
  return x;
}

void model_open(model *m, const dataset *d)
{
  m->features = d->features;
  m->classes = d->classes;
  m->weights = zeros(d->classes * (d->features + 1));
}

void model_close(model *m)
{
  free(m->weights);
}

void model_logits(const model *m, const double *x, double temperature,
                  double *z)
{
  for (size_t c = 0; c < m->classes; c++) {
    const double *w = m->weights + c * (m->features + 1);
    double sum = w[m->features];
    for (size_t k = 0; k < m->features; k++)
      sum += w[k] * x[k];
    z[c] = sum / temperature;
  }
}

void model_step(model *m, const dataset *d, size_t rows, double rate)
{
  double z[MOST_CLASSES], grad[MOST_CLASSES];
  size_t width = m->features + 1;
  double *slope = zeros(m->classes * width);
  for (size_t i = 0; i < rows; i++) {
    const double *x = d->x + i * d->features;
    model_logits(m, x, 1.0, z);
    need(sp_cross_entropy_gradient(z, grad, m->classes, d->label[i]));
    for (size_t c = 0; c < m->classes; c++) {
      for (size_t k = 0; k < m->features; k++)
        slope[c * width + k] += grad[c] * x[k];
      slope[c * width + m->features] += grad[c];
    }
  }
  for (size_t k = 0; k < m->classes * width; k++)
    m->weights[k] -= rate / (double)rows * slope[k];
  free(slope);
}

double mean_loss(const model *m, const dataset *d, size_t first, size_t last,
                 double temperature)
{
  double z[MOST_CLASSES], sum = 0.0;
  for (size_t i = first; i < last; i++) {
    double loss;
    model_logits(m, d->x + i * d->features, temperature, z);
    need(sp_cross_entropy(z, m->classes, d->label[i], &loss));
    sum += loss;
  }
  return sum / (double)(last - first);
}

/* The most probable class of row i, and its probability. */
static size_t predict(const model *m, const dataset *d, size_t i,
                      double temperature, double *p_top)
{
  double z[MOST_CLASSES], p[MOST_CLASSES];
  model_logits(m, d->x + i * d->features, temperature, z);
  need(sp_softmax(z, p, m->classes));
  size_t top = 0;
  for (size_t c = 1; c < m->classes; c++)
    if (p[c] > p[top])
      top = c;
  *p_top = p[top];
  return top;
}

double accuracy(const model *m, const dataset *d, size_t first, size_t last,
                double temperature)
{
  size_t right = 0;
  double p_top;
  for (size_t i = first; i < last; i++)
    right += predict(m, d, i, temperature, &p_top) == d->label[i];
  return (double)right / (double)(last - first);
}

void reliability_of(const model *m, const dataset *d, size_t first, size_t last,
                    double temperature, reliability bins[BINS])
{
  for (int b = 0; b < BINS; b++)
    bins[b] = (reliability){0, 0, 0.0};
  for (size_t i = first; i < last; i++) {
    double p_top;
    size_t top = predict(m, d, i, temperature, &p_top);
    reliability *bin = &bins[p_top < 1.0 ? (size_t)(BINS * p_top) : BINS - 1];
    bin->rows++;
    bin->right += top == d->label[i];
    bin->probability += p_top;
  }
}

double calibration_error(const model *m, const dataset *d, size_t first,
                         size_t last, double temperature)
{
  reliability bins[BINS];
  reliability_of(m, d, first, last, temperature, bins);
  double sum = 0.0;
  for (int b = 0; b < BINS; b++)
    sum += fabs((double)bins[b].right - bins[b].probability);
  return sum / (double)(last - first);
}

/* Golden section over b = 1/T: the loss is convex in b. */
double best_temperature(const model *m, const dataset *d, size_t first,
                        size_t last)
{
  const double golden = 0x1.3c6ef372fe95p-1;
  double lo = SMALLEST_INVERSE, hi = LARGEST_INVERSE;
  double a = hi - golden * (hi - lo), b = lo + golden * (hi - lo);
  double fa = mean_loss(m, d, first, last, 1.0 / a);
  double fb = mean_loss(m, d, first, last, 1.0 / b);
  while (hi - lo > 1e-6) {
    if (fa <= fb) {
      hi = b;
      b = a;
      fb = fa;
      a = hi - golden * (hi - lo);
      fa = mean_loss(m, d, first, last, 1.0 / a);
    } else {
      lo = a;
      a = b;
      fa = fb;
      b = lo + golden * (hi - lo);
      fb = mean_loss(m, d, first, last, 1.0 / b);
    }
  }
  return 2.0 / (lo + hi);
}
