/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of binary cross-entropy, softmax at a temperature, the Jacobian and its
 * product on floats, against MPFR at the widened inputs. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#include <string.h>

#define LONGEST 256
#define CANARY 12345.0F

/* a finite float, whatever the size of x */
static float to_float(double x)
{
  return (float)fmax(-FLT_MAX, fmin(x, FLT_MAX));
}

/* The row's logits, or others over all of float's range */
static void fill(const workspace *b, rng *r, float *z)
{
  int spread = rng_bits(r) & 1, hi = (int)rng_below(r, 274) - 149;
  for (size_t i = 0; i < b->exact.n; i++) {
    double x = b->z.at[i];
    if (!isinf(x) && spread)
      x = ldexp(rng_bell(r), hi - (int)rng_below(r, 40));
    z[i] = isinf(x) ? -INFINITY : to_float(x);
  }
}

/* From quotients of every size that is not 0 to any */
static double any_temperature(rng *r, const float *z, size_t n)
{
  double far = (double)z[rng_below(r, n)] - (double)z[rng_below(r, n)];
  double T = fabs(far) / rng_between(r, 0.0, 200.0);
  if (rng_below(r, 4) != 0 && 0x1p-900 <= T && T <= 0x1p900)
    return T;
  return ldexp(rng_between(r, 1.0, 2.0), (int)rng_below(r, 1800) - 900);
}

static void check_at(workspace *b, rng *r, const float *z)
{
  static mpfr_t g[LONGEST], sum;
  static int ready;
  for (size_t i = 0; i < LONGEST && !ready; i++)
    mpfr_init2(g[i], TRUTH_BITS);
  if (!ready)
    mpfr_init2(sum, TRUTH_BITS);
  ready = 1;

  size_t n = b->exact.n;
  double T = any_temperature(r, z, n), *work = b->q.at;
  float m = -INFINITY, p[LONGEST + 1], q[LONGEST];
  for (size_t i = 0; i < n; i++)
    m = fmaxf(m, z[i]);
  mpfr_set_zero(sum, 1);
  for (size_t i = 0; i < n; i++) {
    mpfr_set_d(g[i], (double)z[i], MPFR_RNDN);
    mpfr_sub_d(g[i], g[i], (double)m, MPFR_RNDN);
    mpfr_div_d(g[i], g[i], T, MPFR_RNDN);
    mpfr_exp(g[i], g[i], MPFR_RNDN);
    mpfr_add(sum, sum, g[i], MPFR_RNDN);
  }
  p[n] = CANARY;
  guarded_reset(&b->q, n);
  int ok = sp_softmax_temperaturef(z, p, n, T, work) == SP_OK && p[n] == CANARY;
  for (size_t i = 0; i < n; i++) {
    mpfr_div(g[i], g[i], sum, MPFR_RNDN);
    tally_value(CHECK_TEMPERATUREF, (double)p[i], g[i], bound_float(g[i]), i);
    int right = 0.0F <= p[i] && p[i] <= 1.0F && (!isinf(z[i]) || p[i] == 0.0F);
    tally_exact(CHECK_FLOAT_RANGE, right, i, (double)p[i]);
  }
  memcpy(q, z, n * sizeof *z);
  ok = ok && sp_softmax_temperaturef(q, q, n, T, work) == SP_OK
       && memcmp(p, q, n * sizeof *z) == 0;
  tally_exact(CHECK_FRAME, ok && guarded_intact(&b->q, n), 0, T);
}

/* p is what sp_softmaxf makes of z. */
static void check_product(workspace *b, rng *r, const float *z)
{
  static double work[2 * LONGEST + 1];
  size_t n = b->exact.n;
  float p[LONGEST], v[LONGEST], out[LONGEST + 1];
  guarded_reset(&b->w, n);
  rows_fill_direction(r, b->w.at, n);
  double scale = ldexp(1.0, (int)rng_below(r, 2) * 120);
  for (size_t i = 0; i < n; i++)
    v[i] = to_float(b->w.at[i] * scale);
  int ok = sp_softmaxf(z, p, n, work) == SP_OK;
  out[n] = CANARY;
  work[2 * n] = 7.0;
  sp_softmax_jacobian_productf(p, v, out, n, work);
  ok = ok && out[n] == CANARY && work[2 * n] == 7.0;

  mpfr_t mean, term;
  mpfr_inits2(2 * TRUTH_BITS, mean, term, (mpfr_ptr)0);
  mpfr_set_zero(mean, 1);
  ld most = 0;
  for (size_t i = 0; i < n; i++) {
    mpfr_set_d(term, (double)p[i], MPFR_RNDN);
    mpfr_mul_d(term, term, (double)v[i], MPFR_RNDN);
    mpfr_add(mean, mean, term, MPFR_RNDN);
    most = fmaxl(most, fabsl((ld)v[i]));
  }
  for (size_t i = 0; i < n; i++) {
    mpfr_d_sub(term, (double)v[i], mean, MPFR_RNDN);
    mpfr_mul_d(term, term, (double)p[i], MPFR_RNDN);
    ok = ok && !isinf(out[i]);
    tally_value(CHECK_PRODUCTF, (double)out[i], term,
                bound_float_product(term, n, (ld)p[i], most), i);
  }
  mpfr_clears(mean, term, (mpfr_ptr)0);
  sp_softmax_jacobian_productf(p, v, v, n, work);
  tally_exact(CHECK_FRAME, ok && memcmp(v, out, n * sizeof *v) == 0, 0,
              (double)out[0]);
}

static void check_matrix(workspace *b, const float *z)
{
  static float J[MATRIX_N * MATRIX_N + 1];
  double work[MATRIX_N];
  float p[MATRIX_N];
  size_t n = b->exact.n;
  if (n > MATRIX_N)
    return;
  int ok = sp_softmaxf(z, p, n, work) == SP_OK;
  J[n * n] = CANARY;
  sp_softmax_jacobianf(p, J, n);
  mpfr_t exact, sum;
  mpfr_inits2(2 * TRUTH_BITS, exact, sum, (mpfr_ptr)0);
  mpfr_set_si(sum, -1, MPFR_RNDN);
  for (size_t i = 0; i < n; i++)
    mpfr_add_d(sum, sum, (double)p[i], MPFR_RNDN);
  ld away = truth_low(sum);
  for (size_t i = 0; i < n; i++) {
    mpfr_set_zero(sum, 1);
    for (size_t j = 0; j < n; j++) {
      float x = J[i * n + j];
      mpfr_set_d(exact, i == j ? 1.0 : 0.0, MPFR_RNDN);
      mpfr_sub_d(exact, exact, (double)p[j], MPFR_RNDN);
      mpfr_mul_d(exact, exact, (double)p[i], MPFR_RNDN);
      tally_value(i == j ? CHECK_DIAGONALF : CHECK_OFF_DIAGONALF, (double)x,
                  exact,
                  i == j ? bound_float(exact) : bound_float_nearest(exact), j);
      mpfr_add_d(sum, sum, (double)x, MPFR_RNDN);
      int sign = i == j ? 0.0F <= x && x <= 0.25F : -1.0F <= x && x <= 0.0F;
      ok = ok && sign && memcmp(&x, &J[j * n + i], sizeof x) == 0;
    }
    ld bound = bound_float_row_sum(n, (ld)p[i], away);
    ld error = spoilt == CHECK_ROW_SUMF ? 1.01L * bound : truth_low(sum);
    tally_error(CHECK_ROW_SUMF, error, bound, i, (double)p[i]);
  }
  mpfr_clears(exact, sum, (mpfr_ptr)0);
  ok = ok && J[n * n] == CANARY && spoilt != CHECK_MATRIXF;
  tally_exact(CHECK_MATRIXF, ok, 0, (double)J[0]);
}

void check_float_functions(workspace *b, rng *r)
{
  float z[LONGEST];
  if (b->exact.n > LONGEST || rng_below(r, 3) != 0)
    return;
  fill(b, r, z);
  check_at(b, r, z);
  check_product(b, r, z);
  check_matrix(b, z);
}

/* Nothing may be written for what is refused. */
static void check_binary_refused(rng *r)
{
  static const struct {
    float x, y;
    sp_status status;
  } bad[] = {{NAN, 2.0F, SP_NAN_LOGIT},
             {INFINITY, NAN, SP_POS_INF_LOGIT},
             {1.0F, NAN, SP_BAD_TARGET},
             {-INFINITY, -0x1p-149F, SP_BAD_TARGET},
             {-FLT_MAX, 0x1.000002p0F, SP_BAD_TARGET}};
  size_t k = rng_below(r, 5);
  float out = CANARY;
  int ok = sp_binary_cross_entropyf(bad[k].x, bad[k].y, &out) == bad[k].status
           && sp_binary_cross_entropy_gradientf(bad[k].x, bad[k].y, &out)
                  == bad[k].status
           && out == CANARY && spoilt != CHECK_STATUS;
  tally_exact(CHECK_STATUS, ok, 0, (double)out);
}

void check_float_binary(uint64_t seed, size_t cases)
{
  rng r = rng_for_case(seed, 23);
  mpfr_t s, l, t;
  mpfr_inits2(2 * TRUTH_BITS, s, l, t, (mpfr_ptr)0);
  for (size_t k = 0; k < cases; k++) {
    int e = (int)rng_below(&r, k % 2 ? 12 : 278) - (k % 2 ? 5 : 152);
    float x = to_float(ldexp(rng_bell(&r), e));
    float y = (float)rng_between(&r, 0.0, 1.0), loss = 7.0F, grad = 7.0F;
    if (k % 3 == 0) /* where the gradient cancels, or to an end */
      y = k % 2 ? (float)(1.0 / (1.0 + exp(-(double)x)))
                : (float)(rng_bits(&r) & 1);
    double wide = (double)x;
    tally_case("float binary", k, &wide, 1);
    if (k % 16 == 0)
      check_binary_refused(&r);
    int ok = sp_binary_cross_entropyf(x, y, &loss) == SP_OK
             && sp_binary_cross_entropy_gradientf(x, y, &grad) == SP_OK
             && loss >= 0.0F && -y <= grad && grad <= 1.0F && !isinf(loss);
    tally_exact(CHECK_FLOAT_RANGE, ok && spoilt != CHECK_FLOAT_RANGE, 0,
                (double)loss);

    truth_sigmoid(s, l, wide);
    truth_logit_loss(t, l, wide, (double)y);
    tally_value(CHECK_BINARYF, (double)loss, t, bound_float(t), 0);
    ld s_low = truth_low(s);
    truth_logit_gradient(t, l, wide, (double)y);
    ld part = y == 0.0F || y == 1.0F   ? 0
              : x >= 0.0F && y >= 0.5F ? truth_low(l)
                                       : s_low;
    tally_value(CHECK_BINARY_GRADIENTF, (double)grad, t,
                bound_float_binary(t, part), 0);
  }
  mpfr_clears(s, l, t, (mpfr_ptr)0);
}
