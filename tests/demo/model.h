/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax regression: logits are an affine function of the features. The loss
 * and its gradient are Softproof's; nothing else computes a softmax. */
#ifndef DEMO_MODEL_H
#define DEMO_MODEL_H

#include "dataset.h"

typedef struct model {
  size_t features, classes;
  double *weights; /* classes by (features + 1); the last is the offset */
} model;

void model_open(model *m, const dataset *d);
void model_close(model *m);

/* The logits of one row of features, divided by the temperature. */
void model_logits(const model *m, const double *x, double temperature,
                  double *z);

/* One step of gradient descent on the mean loss over rows 0 .. rows - 1. */
void model_step(model *m, const dataset *d, size_t rows, double rate);

/* Over rows first .. last - 1, at a temperature. */
double mean_loss(const model *m, const dataset *d, size_t first, size_t last,
                 double temperature);
double accuracy(const model *m, const dataset *d, size_t first, size_t last,
                double temperature);

/* Rows first .. last - 1 in ten bins by their largest probability. */
#define BINS 10
typedef struct reliability {
  size_t rows, right;
  double probability; /* the sum over the rows */
} reliability;
void reliability_of(const model *m, const dataset *d, size_t first, size_t last,
                    double temperature, reliability bins[BINS]);

/* Expected calibration error: the mean over the rows of
 * |accuracy - mean probability| of their bin. */
double calibration_error(const model *m, const dataset *d, size_t first,
                         size_t last, double temperature);

/* The temperature from 1/20 to 20 of the smallest mean loss. */
double best_temperature(const model *m, const dataset *d, size_t first,
                        size_t last);

#endif
