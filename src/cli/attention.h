/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifndef SP_CLI_ATTENTION_H
#define SP_CLI_ATTENTION_H

#include "certify/problem.h"
#include "options.h"
#include "print.h"

/* `softproof eval --op attention`: prints one row for each query and returns
 * the exit status. */
int eval_attention(const eval_options *o, printer *p);

/* Why sp_attention would refuse a scale, or numbers of a query; or NULL */
const char *refuse_scale(double c);
const char *refuse_query(const query *a);

#endif
