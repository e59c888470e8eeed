/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "curves.h"

#include "model.h"

#include <stdio.h>

static void print_reliability(const model *m, const dataset *d, size_t first,
                              double temperature)
{
  reliability bins[BINS];
  reliability_of(m, d, first, d->rows, temperature, bins);
  double loss = mean_loss(m, d, first, d->rows, temperature);
  double error = calibration_error(m, d, first, d->rows, temperature);
  printf("\n\nprobability\tright\trows\ttemperature\tloss\terror\n");
  for (int b = 0; b < BINS; b++)
    if (bins[b].rows > 0)
      printf("%.17g\t%.17g\t%zu\t%.17g\t%.17g\t%.17g\n",
             bins[b].probability / (double)bins[b].rows,
             (double)bins[b].right / (double)bins[b].rows, bins[b].rows,
             temperature, loss, error);
}

void print_curves(const dataset *d, size_t rows, size_t steps, double rate)
{
  model m;
  model_open(&m, d);
  printf("step\ttraining loss\theld-back loss\n");
  for (size_t step = 1, next = 1; step <= steps; step++) {
    model_step(&m, d, rows, rate);
    if (step < next && step < steps)
      continue;
    printf("%zu\t%.17g\t%.17g\n", step, mean_loss(&m, d, 0, rows, 1.0),
           mean_loss(&m, d, rows, d->rows, 1.0));
    next = step + 1 + step / 8;
  }
  print_reliability(&m, d, rows, 1.0);
  print_reliability(&m, d, rows, best_temperature(&m, d, rows, d->rows));
  model_close(&m);
}
