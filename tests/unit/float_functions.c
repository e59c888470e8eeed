/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Binary cross-entropy, softmax at a temperature and the Jacobian's product on
 * floats: special values, statuses and results known by hand. */
#include "float_functions.h"

#include "../../src/softproof.h"

#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define DIFFER(a, b) (memcmp(a, b, sizeof(a)) != 0)
#define ROOM 3

static void test_binary(void)
{
  const struct {
    float x, y, loss, grad;
    const char *what;
  } cases[] = {
      {0.0F, 0.0F, 0x1.62e43p-1F, 0.5F, "logit 0, target 0: log 2"},
      {0.0F, 0.25F, 0x1.62e43p-1F, 0.25F, "logit 0, target 1/4: log 2"},
      {0.0F, 0.5F, 0x1.62e43p-1F, 0.0F, "logit 0, target 1/2: log 2"},
      {FLT_MAX, 1.0F, 0.0F, 0.0F, "the largest logit, rightly"},
      {FLT_MAX, 0.0F, FLT_MAX, 1.0F, "the largest logit, wrongly"},
      {-FLT_MAX, 1.0F, FLT_MAX, -1.0F, "the least logit, wrongly"},
      {-FLT_MAX, 0.5F, 0x1.fffffep126F, -0.5F, "the least logit, half"},
      {-INFINITY, 0.0F, 0.0F, 0.0F, "a masked logit, target 0"},
      {-INFINITY, 0x1p-149F, INFINITY, -0x1p-149F,
       "a masked logit, the smallest target"},
      {-INFINITY, 1.0F, INFINITY, -1.0F, "a masked logit, target 1"},
      /* e^-103.5 is above half the smallest float, e^-104.5 below */
      {-103.5F, 0.0F, 0x1p-149F, 0x1p-149F, "subnormal"},
      {-104.5F, 0.0F, 0.0F, 0.0F, "rounded to 0"},
      /* 1 / (1 + e^40) and log(1 + e^-40) agree to 17 digits */
      {40.0F, 1.0F, 4.2483542552915889e-18F, -4.2483542552915889e-18F,
       "the sigmoid is 1 even in double, not its distance from 1"},
      {103.5F, 1.0F, 0x1p-149F, -0x1p-149F, "subnormal, target 1"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float loss = 7.0F, grad = 7.0F;
    gsl_test(sp_binary_cross_entropyf(cases[k].x, cases[k].y, &loss) != SP_OK
                 || loss != cases[k].loss || signbit(loss),
             "float binary loss: %s", cases[k].what);
    gsl_test(sp_binary_cross_entropy_gradientf(cases[k].x, cases[k].y, &grad)
                     != SP_OK
                 || grad != cases[k].grad || (grad == 0.0F && signbit(grad)),
             "float binary gradient: %s", cases[k].what);
  }
}

static void test_binary_refused(void)
{
  const struct {
    float x, y;
    sp_status status;
    const char *what;
  } cases[] = {
      {NAN, NAN, SP_NAN_LOGIT, "NaN, before its target"},
      {INFINITY, 2.0F, SP_POS_INF_LOGIT, "inf, before its target"},
      {0.0F, NAN, SP_BAD_TARGET, "NaN target"},
      {0.0F, -0x1p-149F, SP_BAD_TARGET, "target below 0"},
      {0.0F, 0x1.000002p0F, SP_BAD_TARGET, "target above 1"},
      {-INFINITY, INFINITY, SP_BAD_TARGET, "infinite target"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float out = 7.0F;
    gsl_test(
        sp_binary_cross_entropyf(cases[k].x, cases[k].y, &out)
                != cases[k].status
            || sp_binary_cross_entropy_gradientf(cases[k].x, cases[k].y, &out)
                   != cases[k].status
            || out != 7.0F,
        "float binary cross-entropy refused: %s", cases[k].what);
  }
}

static void test_temperature_by_hand(void)
{
  double work[ROOM];
  float p[ROOM], q[ROOM];
  const float even[] = {2.0F, -INFINITY, 2.0F}, halves[] = {0.5F, 0.0F, 0.5F};
  gsl_test(sp_softmax_temperaturef(even, p, 3, 0.7, work) != SP_OK
               || DIFFER(halves, p),
           "float temperature: two equal logits and a masked one");
  const float far[] = {FLT_MAX, -FLT_MAX, 0.0F}, first[] = {1.0F, 0.0F, 0.0F};
  gsl_test(sp_softmax_temperaturef(far, p, 3, 1.0, work) != SP_OK
               || DIFFER(first, p),
           "float temperature: the whole range of float");
  const float third[] = {0x1.555556p-2F, 0x1.555556p-2F, 0x1.555556p-2F};
  gsl_test(sp_softmax_temperaturef(far, p, 3, 0x1p900, work) != SP_OK
               || DIFFER(third, p),
           "float temperature: very hot");
  /* e^(-207/2) is above half the smallest float, e^(-209/2) below */
  const float tiny[] = {0.0F, -207.0F, -209.0F};
  const float least[] = {1.0F, 0x1p-149F, 0.0F};
  gsl_test(sp_softmax_temperaturef(tiny, p, 3, 2.0, work) != SP_OK
               || DIFFER(least, p),
           "float temperature: subnormal and 0");
  memcpy(q, tiny, sizeof q);
  gsl_test(sp_softmax_temperaturef(q, q, 3, 2.0, work) != SP_OK || DIFFER(p, q),
           "float temperature: in place");
  const float z[] = {0.5F, -1.0F, 3.0F};
  gsl_test(sp_softmax_temperaturef(z, p, 3, 1.0, work) != SP_OK
               || sp_softmaxf(z, q, 3, work) != SP_OK || DIFFER(p, q),
           "float temperature 1: softmax");
}

static void test_temperature_refused(void)
{
  const float good[] = {1.0F, 2.0F}, nan[] = {INFINITY, NAN};
  const float inf[] = {1.0F, INFINITY}, masked[] = {-INFINITY, -INFINITY};
  const struct {
    const float *z;
    size_t n;
    double T;
    sp_status status;
    const char *what;
  } cases[] = {
      {good, 0, 1.0, SP_EMPTY, "empty"},
      {good, SP_MAX_N + 1, 1.0, SP_TOO_LONG, "too long"},
      {nan, 2, 0.0, SP_NAN_LOGIT, "NaN, before its temperature"},
      {inf, 2, 1.0, SP_POS_INF_LOGIT, "inf"},
      {masked, 2, 1.0, SP_ALL_MASKED, "all masked"},
      {good, 2, 0.0, SP_BAD_TEMPERATURE, "temperature 0"},
      {good, 2, -1.0, SP_BAD_TEMPERATURE, "temperature below 0"},
      {good, 2, NAN, SP_BAD_TEMPERATURE, "temperature NaN"},
      {good, 2, INFINITY, SP_BAD_TEMPERATURE, "temperature inf"},
      {good, 2, 0x1p-901, SP_BAD_TEMPERATURE, "temperature too small"},
      {good, 2, 0x1.0000000000001p900, SP_BAD_TEMPERATURE, "too large"},
  };
  for (size_t k = 0; k < COUNT(cases); k++) {
    float p[2] = {7.0F, 7.0F};
    double work[2] = {7.0, 7.0};
    gsl_test(
        sp_softmax_temperaturef(cases[k].z, p, cases[k].n, cases[k].T, work)
                != cases[k].status
            || p[0] != 7.0F || p[1] != 7.0F || work[0] != 7.0 || work[1] != 7.0,
        "float temperature refused: %s", cases[k].what);
  }
}

static void test_product(void)
{
  double work[2 * ROOM];
  float out[ROOM];
  const float p[] = {0.5F, 0.25F, 0.25F}, v[] = {4.0F, -8.0F, 16.0F};
  /* the mean is 4 */
  const float Jv[] = {0.0F, -3.0F, 3.0F};
  sp_softmax_jacobian_productf(p, v, out, 3, work);
  gsl_test(DIFFER(Jv, out), "float product by hand");
  float w[ROOM];
  memcpy(w, v, sizeof w);
  sp_softmax_jacobian_productf(p, w, w, 3, work);
  gsl_test(DIFFER(Jv, w), "float product over v");
  memcpy(w, p, sizeof w);
  sp_softmax_jacobian_productf(w, v, w, 3, work);
  gsl_test(DIFFER(Jv, w), "float product over p");

  /* v - mean does not fit in a float */
  const float half[] = {0.5F, 0.5F, 0.0F};
  const float far[] = {FLT_MAX, -FLT_MAX, -FLT_MAX};
  const float large[] = {0x1.fffffep126F, -0x1.fffffep126F, 0.0F};
  sp_softmax_jacobian_productf(half, far, out, 3, work);
  gsl_test(DIFFER(large, out), "float product of FLT_MAX");
  const float one[] = {1.0F};
  sp_softmax_jacobian_productf(one, far, out, 1, work);
  gsl_test(out[0] != 0.0F, "float product of one entry");
}

static void test_jacobian(void)
{
  const float p[] = {0.5F, 0.25F, 0.25F};
  const float by_hand[] = {0.25F,    -0.125F, -0.125F,  -0.125F, 0.1875F,
                           -0.0625F, -0.125F, -0.0625F, 0.1875F};
  float J[ROOM * ROOM + 1], one = 7.0F;
  J[9] = 7.0F;
  sp_softmax_jacobianf(p, J, 3);
  gsl_test(memcmp(J, by_hand, sizeof by_hand) != 0 || J[9] != 7.0F,
           "float Jacobian by hand");
  /* 1 - 2^-100 is 1 in double; 2^-149 2^-100 is 0 as a float, and so is half of
   * the least; three halves of it are nearest to two, ties to even */
  const float small[] = {0x1p-100F, 0x1p-149F, 0.5F, 0.0F};
  float out[16];
  sp_softmax_jacobianf(small, out, 4);
  gsl_test(out[0] != 0x1p-100F || out[1] != 0.0F || out[2] != -0x1p-101F
               || out[5] != 0x1p-149F || out[6] != 0.0F || out[10] != 0.25F
               || out[15] != 0.0F || signbit(out[3]),
           "float Jacobian of small probabilities");
  const float odd[] = {0x3p-149F, 0.5F};
  sp_softmax_jacobianf(odd, out, 2);
  gsl_test(out[1] != -0x1p-148F || out[2] != -0x1p-148F,
           "float Jacobian, ties to even");
  const float sure[] = {1.0F};
  sp_softmax_jacobianf(sure, &one, 1);
  gsl_test(one != 0.0F || signbit(one), "float Jacobian of one entry");
}

void test_float_functions(void)
{
  test_binary();
  test_binary_refused();
  test_temperature_by_hand();
  test_temperature_refused();
  test_product();
  test_jacobian();
}
