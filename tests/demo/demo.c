/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softmax regression on real data with Softproof's loss and gradient, then
 * the temperature that fits held-back rows best. Same numbers every time. */
#include "bounds_held.h"
#include "curves.h"
#include "dataset.h"
#include "model.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define SEED 7
#define LINES 4 /* of progress */

typedef struct task {
  const char *file, *about;
  int has_header;
  size_t steps;
  double rate;
} task;

static const task tasks[] = {
    {"iris.csv", "Fisher's irises", 1, 2000, 0.5},
    {"digits.csv", "handwritten digits", 0, 4000, 0.5},
};

static void train(model *m, const dataset *d, size_t rows, const task *t)
{
  for (size_t step = 0; step < t->steps; step++) {
    if (step % (t->steps / LINES) == 0) {
      printf("  step %4zu   training loss %.4f\n", step,
             mean_loss(m, d, 0, rows, 1.0));
      fflush(stdout);
    }
    model_step(m, d, rows, t->rate);
  }
  printf("  step %4zu   training loss %.4f, accuracy %.1f %%\n", t->steps,
         mean_loss(m, d, 0, rows, 1.0), 100 * accuracy(m, d, 0, rows, 1.0));
}

/* Over the rows from first to the end. */
static void print_scores(const model *m, const dataset *d, size_t first,
                         double temperature)
{
  size_t last = d->rows;
  printf("  %11.3f %9.4f %9.1f %% %17.1f %%\n", temperature,
         mean_loss(m, d, first, last, temperature),
         100 * accuracy(m, d, first, last, temperature),
         100 * calibration_error(m, d, first, last, temperature));
}

/* The rows, shuffled and standardised; the first *trained are to train.
 * 0 when the data is bad. */
static int read_task(const task *t, const char *folder, dataset *d,
                     size_t *trained)
{
  char path[4096];
  int length = snprintf(path, sizeof path, "%s/%s", folder, t->file);
  if (length < 0 || (size_t)length >= sizeof path) {
    fprintf(stderr, "demo: %s: name too long\n", folder);
    return 0;
  }
  if (!dataset_read(d, path, t->has_header))
    return 0;
  *trained = d->rows * 3 / 5;
  dataset_shuffle(d, SEED);
  dataset_standardise(d, *trained);
  return 1;
}

/* 0 when the data is bad or a bound is broken. */
static int run(const task *t, const char *folder)
{
  dataset d;
  size_t trained;
  if (!read_task(t, folder, &d, &trained))
    return 0;
  printf("%s: %zu rows of %zu features, %zu classes\n", t->about, d.rows,
         d.features, d.classes);
  printf("  %zu rows to train, %zu held back\n", trained, d.rows - trained);

  model m;
  model_open(&m, &d);
  train(&m, &d, trained, t);
  double temperature = best_temperature(&m, &d, trained, d.rows);
  printf("  held-back rows, as trained and with the temperature fitted to "
         "them:\n  temperature      loss    accuracy   calibration error\n");
  print_scores(&m, &d, trained, 1.0);
  print_scores(&m, &d, trained, temperature);
  int held = bounds_held(&m, &d, 1.0) && bounds_held(&m, &d, temperature);
  if (!held)
    fprintf(stderr, "demo: %s: A PROVED BOUND IS BROKEN\n", t->file);
  model_close(&m);
  dataset_free(&d);
  return held;
}

/* 0 when the data is bad. */
static int run_curves(const task *t, const char *folder)
{
  dataset d;
  size_t trained;
  if (!read_task(t, folder, &d, &trained))
    return 0;
  print_curves(&d, trained, t->steps, t->rate);
  dataset_free(&d);
  return 1;
}

int main(int argc, char **argv)
{
  if (argc == 3 && strcmp(argv[1], "--curves") == 0)
    return run_curves(&tasks[1], argv[2]) ? 0 : 1;
  if (argc != 2 || argv[1][0] == '-') {
    int help = argc == 2 && strcmp(argv[1], "--help") == 0;
    fputs("Usage: demo FOLDER\n       demo --curves FOLDER\n\n"
          "Trains softmax regression on FOLDER/iris.csv and "
          "FOLDER/digits.csv.\nWith --curves: on the digits, and prints what "
          "plots/calibration.gp draws.\n",
          help ? stdout : stderr);
    return help ? 0 : 2;
  }
  for (size_t k = 0; k < sizeof tasks / sizeof tasks[0]; k++) {
    clock_t start = clock();
    if (!run(&tasks[k], argv[1]))
      return 1;
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    printf("  %.1f s\n\n", seconds);
  }
  return 0;
}
