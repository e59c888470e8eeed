/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Bounds for the product of the Jacobian and a vector: as bound.h. */
#ifndef SP_CLI_BOUND_PRODUCT_H
#define SP_CLI_BOUND_PRODUCT_H

#include <stddef.h>

/* Of the product with v that was computed from p = softmax(z) */
void bound_product(const double *z, const double *v, const double *p,
                   double *bound, size_t n);

/* The same of floats: z and v are floats, kept as doubles */
void bound_float_product(const double *z, const double *v, const float *p,
                         const float *out, double *bound, size_t n);

#endif
