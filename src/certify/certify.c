/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/certify.h"

/* 53 bits, 12 more, and 26 for the sum of 2^26 terms: 91 */
#define BASE_BITS 128
#define MOST_BITS (1 << 16)

/* A ball says little where it is wider than the number is large. */
#define BALL_BITS 40
#define MOST_BALL_BITS 4096
#define LEAST_EXPONENT (-1200) /* smaller numbers are 0 in every format */

const char *certify_status_name(certify_status status)
{
  switch (status) {
  case CERTIFIED:
    return "certified";
  case CERTIFY_NO_MEMORY:
    return "not enough memory";
  case CERTIFY_UNDECIDED:
    return "cannot be decided: too close to the middle of two numbers";
  default:
    return "MPFR and Arb disagree: please report this";
  }
}

certify_status certifier_open(certifier *c, const problem *p, const format *f)
{
  *c = (certifier){.p = *p, .f = f};
  interval_open(&c->value, BASE_BITS);
  interval_open(&c->wide, BASE_BITS);
  interval_open(&c->second_ends, BASE_BITS);
  mpfr_init2(c->width, BASE_BITS);
  arb_init(c->ball);
  balls_open(&c->second, &c->p, BASE_BITS);
  return enclosure_open(&c->base, &c->p, BASE_BITS) ? CERTIFIED
                                                    : CERTIFY_NO_MEMORY;
}

static void close_more(certifier *c)
{
  if (c->more_bits != 0)
    enclosure_close(&c->more);
  c->more_bits = 0;
}

static void close_more_second(certifier *c)
{
  if (c->more_second_bits != 0)
    balls_close(&c->more_second);
  c->more_second_bits = 0;
}

void certifier_close(certifier *c)
{
  close_more(c);
  close_more_second(c);
  if (c->base.p != NULL)
    enclosure_close(&c->base);
  balls_close(&c->second);
  interval_close(&c->value);
  interval_close(&c->wide);
  interval_close(&c->second_ends);
  mpfr_clear(c->width);
  arb_clear(c->ball);
}

/* Whether a ball is narrow enough to be an opinion on a number in v */
static int is_narrow(const arb_t ball, const interval *v)
{
  return interval_is_zero(v) || arb_rel_accuracy_bits(ball) >= BALL_BITS
         || (mpfr_regular_p(v->hi) && mpfr_regular_p(v->lo)
             && mpfr_get_exp(v->hi) < LEAST_EXPONENT
             && mpfr_get_exp(v->lo) < LEAST_EXPONENT);
}

/* b: scratch */
static int meet(const arb_t ball, const interval *v, interval *b)
{
  if (mpfr_inf_p(v->lo) || mpfr_inf_p(v->hi))
    return !arb_is_finite(ball);
  if (!arb_is_finite(ball))
    return 0;
  arb_get_interval_mpfr(b->lo, b->hi, ball);
  return mpfr_lessequal_p(b->lo, v->hi) && mpfr_lessequal_p(v->lo, b->hi);
}

/* Whether Arb's value i meets v */
static int agrees(certifier *c, size_t i, const interval *v)
{
  if (c->p.op == OP_ARGMAX || c->p.op == OP_SAMPLE)
    return 1; /* an index: nothing is rounded */
  balls_value(&c->second, i, c->ball);
  slong bits = c->more_second_bits != 0 ? c->more_second_bits : 2 * BASE_BITS;
  while (!is_narrow(c->ball, v) && bits <= MOST_BALL_BITS) {
    if (bits != c->more_second_bits) {
      close_more_second(c);
      balls_open(&c->more_second, &c->p, bits);
      c->more_second_bits = bits;
    }
    balls_value(&c->more_second, i, c->ball);
    bits *= 2;
  }
  return meet(c->ball, v, &c->second_ends);
}

/* Whether v decides the value of the format and is narrow enough itself */
static int decides(certifier *c, const interval *v, double *rounded)
{
  if (mpfr_equal_p(v->lo, v->hi)) {
    *rounded = format_round(c->f, v->lo);
    return 1;
  }
  if (!format_decides(c->f, v->lo, v->hi, c->base.transcendental, rounded))
    return 0;
  mpfr_sub(c->width, v->hi, v->lo, MPFR_RNDU);
  return mpfr_cmp_ui_2exp(c->width, 1, format_ulp(c->f, v->lo) - EXTRA_BITS)
         <= 0;
}

certify_status certify(certifier *c, size_t i, double *rounded)
{
  enclosure_value(&c->base, i, &c->value);
  if (!agrees(c, i, &c->value))
    return CERTIFY_DISAGREE;
  if (decides(c, &c->value, rounded))
    return CERTIFIED;

  mpfr_prec_t bits = c->more_bits != 0 ? c->more_bits : 2 * BASE_BITS;
  for (; bits <= MOST_BITS; bits *= 2) {
    if (bits != c->more_bits) {
      close_more(c);
      if (!enclosure_open(&c->more, &c->p, bits))
        return CERTIFY_NO_MEMORY;
      c->more_bits = bits;
      mpfr_set_prec(c->wide.lo, bits);
      mpfr_set_prec(c->wide.hi, bits);
    }
    enclosure_value(&c->more, i, &c->wide);
    interval_set(&c->value, &c->wide);
    if (!agrees(c, i, &c->value))
      return CERTIFY_DISAGREE;
    if (decides(c, &c->wide, rounded))
      return CERTIFIED;
  }
  return CERTIFY_UNDECIDED;
}
