/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softproof on vectors and matrices of GSL, whatever their strides; compile with
 * -lsoftproof and -lgsl. Each function returns GSL_SUCCESS, or calls GSL's error
 * handler and returns what GSL_ERROR does: GSL_EDOM where Softproof refuses the
 * logits, GSL_EBADLEN where sizes differ, GSL_ENOMEM. Then nothing is written.
 * What is proved is in softproof.h; this file is tested. */
#ifndef SOFTPROOF_GSL_H
#define SOFTPROOF_GSL_H

#include <gsl/gsl_errno.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>
#include <softproof.h>
#include <stdlib.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef sp_status softproof_gsl_function(const double *z, double *p, size_t n);

/* The entries of z and room for `more' numbers behind them; NULL: no memory */
static inline double *softproof_gsl_copy(const gsl_vector *z, size_t more)
{
  double *a = (double *)malloc((z->size + more) * sizeof *a);
  for (size_t i = 0; a != NULL && i < z->size; i++)
    a[i] = gsl_vector_get(z, i);
  return a;
}

/* Applies a function to each row of Z; P may be Z. */
static inline int softproof_gsl_rows(const gsl_matrix *Z, gsl_matrix *P,
                                     softproof_gsl_function *f)
{
  size_t n = Z->size2;
  if (P->size1 != Z->size1 || P->size2 != n)
    GSL_ERROR("matrices of different sizes", GSL_EBADLEN);
  double *a = (double *)malloc(Z->size1 * n * sizeof *a);
  if (a == NULL)
    GSL_ERROR("not enough memory", GSL_ENOMEM);
  sp_status status = SP_OK;
  for (size_t i = 0; i < Z->size1 && status == SP_OK; i++)
    status = f(Z->data + i * Z->tda, a + i * n, n);
  for (size_t i = 0; i < Z->size1 && status == SP_OK; i++)
    for (size_t j = 0; j < n; j++)
      gsl_matrix_set(P, i, j, a[i * n + j]);
  free(a);
  if (status != SP_OK)
    GSL_ERROR(sp_status_name(status), GSL_EDOM);
  return GSL_SUCCESS;
}

/* Applies a function to a vector; p may be z. */
static inline int softproof_gsl_vector(const gsl_vector *z, gsl_vector *p,
                                       softproof_gsl_function *f)
{
  size_t n = z->size;
  if (p->size != n)
    GSL_ERROR("vectors of different sizes", GSL_EBADLEN);
  double *a = softproof_gsl_copy(z, 0);
  if (a == NULL)
    GSL_ERROR("not enough memory", GSL_ENOMEM);
  sp_status status = f(a, a, n);
  for (size_t i = 0; i < n && status == SP_OK; i++)
    gsl_vector_set(p, i, a[i]);
  free(a);
  if (status != SP_OK)
    GSL_ERROR(sp_status_name(status), GSL_EDOM);
  return GSL_SUCCESS;
}

/* p = softmax(z) */
static inline int softproof_gsl_softmax(const gsl_vector *z, gsl_vector *p)
{
  return softproof_gsl_vector(z, p, sp_softmax);
}

/* logp = log softmax(z) */
static inline int softproof_gsl_log_softmax(const gsl_vector *z,
                                            gsl_vector *logp)
{
  return softproof_gsl_vector(z, logp, sp_log_softmax);
}

/* The softmax of each row */
static inline int softproof_gsl_softmax_rows(const gsl_matrix *Z, gsl_matrix *P)
{
  return softproof_gsl_rows(Z, P, sp_softmax);
}

/* The log-softmax of each row */
static inline int softproof_gsl_log_softmax_rows(const gsl_matrix *Z,
                                                 gsl_matrix *logP)
{
  return softproof_gsl_rows(Z, logP, sp_log_softmax);
}

/* *lse = log sum_i e^z_i */
static inline int softproof_gsl_logsumexp(const gsl_vector *z, double *lse)
{
  double *a = softproof_gsl_copy(z, 0);
  if (a == NULL)
    GSL_ERROR("not enough memory", GSL_ENOMEM);
  sp_status status = sp_logsumexp(a, z->size, lse);
  free(a);
  if (status != SP_OK)
    GSL_ERROR(sp_status_name(status), GSL_EDOM);
  return GSL_SUCCESS;
}

/* J = the derivatives of p = softmax(z) by z, an n by n matrix */
static inline int softproof_gsl_jacobian(const gsl_vector *z, gsl_matrix *J)
{
  size_t n = z->size;
  if (J->size1 != n || J->size2 != n)
    GSL_ERROR("a matrix of another size", GSL_EBADLEN);
  double *p = softproof_gsl_copy(z, n * n);
  if (p == NULL)
    GSL_ERROR("not enough memory", GSL_ENOMEM);
  sp_status status = sp_softmax(p, p, n);
  if (status == SP_OK)
    sp_softmax_jacobian(p, p + n, n);
  for (size_t i = 0; i < n && status == SP_OK; i++)
    for (size_t j = 0; j < n; j++)
      gsl_matrix_set(J, i, j, p[n + i * n + j]);
  free(p);
  if (status != SP_OK)
    GSL_ERROR(sp_status_name(status), GSL_EDOM);
  return GSL_SUCCESS;
}

#ifdef __cplusplus
}
#endif
#endif
