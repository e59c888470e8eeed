/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* softproof_gsl.h on vectors and matrices with strides, against the plain
 * functions, to the bit. */
#include <math.h>
#include <softproof_gsl.h>
#include <stdio.h>
#include <string.h>

enum { N = 5, ROWS = 3 };

static int failed;

static void check(int right, const char *what)
{
  if (!right)
    fprintf(stderr, "%s\n", what);
  failed |= !right;
}

static void use_vectors(const double *z)
{
  double p[N], logp[N], lse, got;
  gsl_vector *wide = gsl_vector_calloc(3 * N), *out = gsl_vector_calloc(N);
  gsl_vector_view view = gsl_vector_subvector_with_stride(wide, 1, 3, N);
  sp_softmax(z, p, N);
  sp_log_softmax(z, logp, N);
  sp_logsumexp(z, N, &lse);
  for (size_t i = 0; i < N; i++)
    gsl_vector_set(&view.vector, i, z[i]);
  check(softproof_gsl_log_softmax(&view.vector, out) == GSL_SUCCESS
            && memcmp(out->data, logp, sizeof logp) == 0,
        "log-softmax of a strided vector");
  check(softproof_gsl_logsumexp(&view.vector, &got) == GSL_SUCCESS
            && got == lse,
        "log-sum-exp");
  check(softproof_gsl_softmax(&view.vector, &view.vector) == GSL_SUCCESS,
        "softmax in place");
  for (size_t i = 0; i < N; i++)
    check(gsl_vector_get(&view.vector, i) == p[i], "an entry of softmax");
  check(gsl_vector_get(wide, 0) == 0.0 && gsl_vector_get(wide, 2) == 0.0,
        "what is between is left alone");
  gsl_vector_set(&view.vector, 2, NAN);
  gsl_vector_set_all(out, 7.0);
  check(softproof_gsl_softmax(&view.vector, out) == GSL_EDOM
            && gsl_vector_get(out, 0) == 7.0,
        "NaN is refused, nothing is written");
  check(softproof_gsl_softmax(wide, out) == GSL_EBADLEN, "another length");
  gsl_vector_free(wide);
  gsl_vector_free(out);
}

static void use_matrices(const double *z)
{
  double p[N], J[N * N];
  gsl_matrix *big = gsl_matrix_calloc(ROWS, N + 4);
  gsl_matrix *out = gsl_matrix_calloc(ROWS, N);
  gsl_matrix *square = gsl_matrix_calloc(N, N);
  gsl_matrix_view part = gsl_matrix_submatrix(big, 0, 2, ROWS, N);
  for (size_t i = 0; i < ROWS; i++)
    for (size_t j = 0; j < N; j++)
      gsl_matrix_set(&part.matrix, i, j, z[j] * (double)(i + 1));
  check(softproof_gsl_softmax_rows(&part.matrix, out) == GSL_SUCCESS,
        "softmax of rows");
  for (size_t i = 0; i < ROWS; i++) {
    sp_softmax(part.matrix.data + i * part.matrix.tda, p, N);
    check(memcmp(out->data + i * out->tda, p, sizeof p) == 0, "a row");
  }
  check(softproof_gsl_log_softmax_rows(&part.matrix, &part.matrix)
            == GSL_SUCCESS,
        "log-softmax of rows, in place");
  check(softproof_gsl_softmax_rows(&part.matrix, square) == GSL_EBADLEN,
        "another size");
  gsl_vector_const_view v = gsl_vector_const_view_array(z, N);
  sp_softmax(z, p, N);
  sp_softmax_jacobian(p, J, N);
  check(softproof_gsl_jacobian(&v.vector, square) == GSL_SUCCESS
            && memcmp(square->data, J, sizeof J) == 0,
        "Jacobian");
  gsl_matrix_free(big);
  gsl_matrix_free(out);
  gsl_matrix_free(square);
}

int main(void)
{
  const double z[N] = {2.0, -1.5, 0.25, -INFINITY, 7.0};
  gsl_set_error_handler_off();
  use_vectors(z);
  use_matrices(z);
  return failed;
}
