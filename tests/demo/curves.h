/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The demonstration as data for a figure. */
#ifndef DEMO_CURVES_H
#define DEMO_CURVES_H

#include "dataset.h"

/* Trains on the first rows of d, and prints three tables, two empty lines
 * between them: the losses over the steps; then, for the temperature 1 and for
 * the one that fits the other rows best, how often the answer was right over
 * its probability. */
void print_curves(const dataset *d, size_t rows, size_t steps, double rate);

#endif
