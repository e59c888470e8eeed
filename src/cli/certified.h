/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* `softproof eval --certified` */
#ifndef SP_CLI_CERTIFIED_H
#define SP_CLI_CERTIFIED_H

#include "certify/format.h"
#include "certify/problem.h"
#include "compute.h"
#include "print.h"

/* Prints the correctly rounded values of a problem, and their enclosures, after
 * it has checked that these meet what the core computed, r->value, within
 * r->bound if there is one. On failure: reports, returns 0. */
int print_certified(printer *p, const result *r, const problem *q,
                    const format *f);

/* The problem of a task of compute() */
problem problem_of(const task *t);

/* The same of values that are exactly what r has */
void print_exact(printer *p, const result *r, size_t values);

#endif
