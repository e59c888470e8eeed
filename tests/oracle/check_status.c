/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P09: every bad input gets its status, and nothing is written. */
#include "checks.h"
#include "rows.h"

#include "../../src/softproof.h"

#define LONGEST 12

typedef struct bad_input {
  const char *name;
  sp_status expected;
  double *z, *y;
  size_t n, label;
} bad_input;

static void judge(const bad_input *in, sp_status got, const guarded *out)
{
  if (spoilt == CHECK_STATUS)
    out->at[0] = 0.0;
  tally_exact(CHECK_STATUS,
              got == in->expected && guarded_untouched(out, LONGEST), 0,
              (double)got);
}

/* The same of the functions on floats: neither out nor p is written. */
static void judge_float(const bad_input *in, sp_status got, const guarded *out,
                        const float *p)
{
  int kept = got == in->expected && guarded_untouched(out, LONGEST);
  for (size_t i = 0; i < LONGEST; i++)
    kept = kept && p[i] == 7.0F;
  tally_exact(CHECK_STATUS, kept && spoilt != CHECK_STATUS, 0, (double)got);
}

/* What is outside [0, 1] as a double may not be as a float. */
static float float_target(double y)
{
  if (y < 0.0)
    return fminf((float)y, -0x1p-149F);
  return y > 1.0 ? fmaxf((float)y, 0x1.000002p0F) : (float)y;
}

static void judge_float_targets(const bad_input *in, const float *z,
                                const guarded *out, float *p)
{
  size_t n = in->n;
  float y[LONGEST] = {0};
  for (size_t i = 0; i < n && n <= LONGEST; i++)
    y[i] = float_target(in->y[i]);
  judge_float(in, sp_cross_entropy_targetf(z, y, n, p, out->at), out, p);
  judge_float(in, sp_cross_entropy_target_gradientf(z, y, p, n, out->at), out,
              p);
  judge_float(in, sp_cross_entropy_soft_gradientf(z, y, p, n, out->at), out, p);
}

/* A batch of one row, whose label is not to be ignored */
static void judge_float_row(const bad_input *in, const float *z,
                            const guarded *out, float *p)
{
  size_t bad_row = 99, bad = in->n > 0 && in->n <= SP_MAX_N ? 0 : 99;
  judge_float(in,
              sp_cross_entropy_rowsf(z, 1, in->n, &in->label, ~in->label, p,
                                     out->at, &bad_row),
              out, p);
  tally_exact(CHECK_STATUS, bad_row == bad, 0, (double)bad_row);
}

static void judge_float_argmax(const bad_input *in, const float *z,
                               const guarded *out, const float *p)
{
  size_t index = 99;
  judge_float(in, sp_argmaxf(z, in->n, &index), out, p);
  tally_exact(CHECK_STATUS, index == 99, 0, (double)index);
}

static void judge_floats(const bad_input *in, const guarded *out)
{
  float z[LONGEST] = {0}, p[LONGEST];
  static const float even[LONGEST];
  size_t n = in->n, label = in->label;
  for (size_t i = 0; i < LONGEST; i++)
    p[i] = 7.0F;
  for (size_t i = 0; i < n && n <= LONGEST; i++)
    z[i] = (float)in->z[i];
  int large = 0; /* as a float an infinity */
  for (size_t i = 0; i < LONGEST; i++)
    large |= isinf(z[i]) && !(n <= LONGEST && i < n && isinf(in->z[i]));
  if (large)
    return;
  if (in->expected != SP_BAD_LABEL)
    judge_float_targets(in, z, out, p);
  if (in->expected == SP_BAD_TARGET)
    return;
  if (in->expected != SP_BAD_LABEL) {
    judge_float(in, sp_softmaxf(z, p, n, out->at), out, p);
    judge_float(in, sp_log_softmaxf(z, p, n, out->at), out, p);
    judge_float(in, sp_logsumexpf(z, n, p, out->at), out, p);
    judge_float(in, sp_entropyf(z, n, p, out->at), out, p);
    judge_float(in, sp_perplexityf(z, n, p, out->at), out, p);
    judge_float(in, sp_kl_divergencef(z, even, n, p, out->at), out, p);
    judge_float(in, sp_kl_divergencef(even, z, n, p, out->at), out, p);
    judge_float(in, sp_softmax_temperaturef(z, p, n, 0.5, out->at), out, p);
    judge_float(in, sp_softmax_coldf(z, p, n), out, p);
    judge_float(in, sp_softmax_hotf(z, p, n), out, p);
    judge_float_argmax(in, z, out, p);
    judge_float(in, sp_attendf(z, z, n, 1, p, &p[n % LONGEST], out->at), out,
                p);
  }
  judge_float(in, sp_cross_entropyf(z, n, label, p, out->at), out, p);
  judge_float_row(in, z, out, p);
  judge_float(in, sp_cross_entropy_gradientf(z, p, n, label, out->at), out, p);
}

/* Runs every function that looks at the logits. */
static void judge_all(const bad_input *in, uint64_t k, guarded *out)
{
  const double *z = in->z;
  size_t n = in->n, label = in->label, shown = n <= LONGEST ? n : 0;
  tally_case(in->name, k, z, shown);
  guarded_reset(out, LONGEST);
  double value;
  if (in->expected != SP_BAD_LABEL && in->expected != SP_BAD_TARGET) {
    judge(in, sp_softmax(z, out->at, n), out);
    judge(in, sp_softmax_cold(z, out->at, n), out);
    judge(in, sp_softmax_hot(z, out->at, n), out);
    judge(in, sp_softmax_temperature(z, out->at, n, 1.0), out);
    judge(in, sp_softmax_temperature(z, out->at, n, 0.0), out);
    judge(in, sp_logsumexp(z, n, out->at), out);
    judge(in, sp_log_softmax(z, out->at, n), out);
    judge(in, sp_softmax_online(z, out->at, n), out);
    judge(in, sp_attend_online(z, z, n, 1, out->at), out);
    judge(in, sp_attend(z, z, n, 1, out->at, &value), out);
    judge(in, sp_entropy(z, out->at, n, &out->at[1]), out);
    judge(in, sp_perplexity(z, out->at, n, &out->at[1]), out);
    judge(in, sp_kl_divergence(z, in->y, out->at, n, &out->at[1]), out);
    judge(in, sp_kl_divergence(in->y, z, out->at, n, &out->at[1]), out);
  }
  if (in->expected != SP_BAD_TARGET) {
    judge(in, sp_cross_entropy(z, n, label, out->at), out);
    judge(in, sp_cross_entropy_gradient(z, out->at, n, label), out);
  }
  if (in->expected != SP_BAD_LABEL) {
    judge(in, sp_cross_entropy_target(z, in->y, n, out->at), out);
    judge(in, sp_cross_entropy_target_gradient(z, in->y, out->at, n), out);
    judge(in, sp_cross_entropy_soft_gradient(z, in->y, out->at, n), out);
  }
}

static void spoil(bad_input *in, rng *r, size_t way)
{
  size_t n = in->n, at = rng_below(r, n), other = rng_below(r, n);
  switch (way) {
  case 0:
    in->name = "NaN logit";
    in->expected = SP_NAN_LOGIT;
    in->z[at] = NAN;
    break;
  case 1:
    in->name = "NaN and +inf logits";
    in->expected = SP_NAN_LOGIT;
    in->z[other] = INFINITY;
    in->z[at] = -NAN;
    break;
  case 2:
    in->name = "+inf logit";
    in->expected = SP_POS_INF_LOGIT;
    in->z[at] = INFINITY;
    break;
  case 3:
    in->name = "all masked";
    in->expected = SP_ALL_MASKED;
    for (size_t i = 0; i < n; i++)
      in->z[i] = -INFINITY;
    break;
  case 4:
    in->name = "no logits";
    in->expected = SP_EMPTY;
    in->n = 0;
    break;
  case 5: /* nothing behind z: reading it would crash or be seen */
    in->name = "too long";
    in->expected = SP_TOO_LONG;
    in->n = SP_MAX_N + 1 + (rng_bits(r) & 1 ? SIZE_MAX / 16 : 0);
    break;
  case 6:
    in->name = "label out of range";
    in->expected = SP_BAD_LABEL;
    in->label = n + (rng_bits(r) & 1 ? rng_below(r, 1000) : SIZE_MAX - n);
    break;
  case 7: {
    static const double bad[] = {-0x1p-1074, 0x1.0000000000001p0, INFINITY,
                                 -INFINITY};
    in->name = "bad target";
    in->expected = SP_BAD_TARGET;
    in->y[at] = bad[rng_below(r, 4)];
    break;
  }
  default:
    in->name = "NaN target";
    in->expected = SP_BAD_TARGET;
    in->y[at] = NAN;
  }
}

void check_statuses(uint64_t seed, size_t cases)
{
  guarded z, y, out;
  guarded_open(&z, LONGEST);
  guarded_open(&y, LONGEST);
  guarded_open(&out, LONGEST);
  for (uint64_t k = 0; k < cases; k++) {
    rng r = rng_for_case(seed, UINT64_C(1) << 40 | k);
    size_t n = 1 + rng_below(&r, LONGEST);
    guarded_reset(&z, n);
    guarded_reset(&y, n);
    rows_fill(rng_below(&r, rows_kinds()), &r, z.at, n);
    rows_fill_target(&r, y.at, n);
    bad_input in = {"", SP_OK, z.at, y.at, n, rng_below(&r, n)};
    spoil(&in, &r, k % 9);
    judge_all(&in, k, &out);
    guarded_reset(&out, LONGEST);
    judge_floats(&in, &out);
  }
  guarded_close(&z);
  guarded_close(&y);
  guarded_close(&out);
  tally_case("none", 0, NULL, 0);
}
