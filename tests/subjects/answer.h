/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Answers cases in binary32 by a library's function. */
#ifndef SUBJECTS_ANSWER_H
#define SUBJECTS_ANSWER_H

#include "certify/problem.h"

/* p = what is asked of the floats z, n of each; both may be read as far as
 * ANSWER_ROOM bytes past their ends, as vector code does. 0: it fails */
typedef int answer_function(const problem *q, float *z, float *p, size_t n);
#define ANSWER_ROOM 256

/* Answers the cases of standard input; returns the exit status. */
int answer_floats(answer_function *f);

#endif
