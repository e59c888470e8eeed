/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef DEMO_BOUNDS_HELD_H
#define DEMO_BOUNDS_HELD_H

#include "model.h"

/* Compares every probability of the model over all rows, at a temperature,
 * with the same softmax in long double (64 bits), and prints how near each
 * proved bound came. 0 when a bound is broken. */
int bounds_held(const model *m, const dataset *d, double temperature);

#endif
