/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Certified values: correctly rounded, and enclosed.
 *
 * Method: enclosures by MPFR with directed rounding, at a precision that is
 * doubled until both ends of one have the same value of the format next to
 * them and the enclosure is 2^-12 of a unit in the last place wide at most
 * (A. Ziv, Fast evaluation of elementary mathematical functions with correctly
 * rounded last bit, ACM TOMS 17, 1991). Every enclosure must meet a ball of Arb
 * that is computed beside it. */
#ifndef SP_CERTIFY_CERTIFY_H
#define SP_CERTIFY_CERTIFY_H

#include "certify/balls.h"
#include "certify/enclose.h"
#include "certify/format.h"

#define EXTRA_BITS 12

typedef enum certify_status {
  CERTIFIED,
  CERTIFY_NO_MEMORY,
  CERTIFY_UNDECIDED, /* not at the largest precision that is tried */
  CERTIFY_DISAGREE,  /* MPFR and Arb: one of them is wrong */
} certify_status;

typedef struct certifier {
  problem p;
  const format *f;
  enclosure base; /* at a precision that nearly always decides */
  enclosure more; /* at more_bits, where that is not 0 */
  balls second;
  balls more_second;
  mpfr_prec_t more_bits;
  slong more_second_bits;
  interval value; /* the enclosure of the value last certified */
  interval wide;  /* the same, at more_bits */
  arb_t ball;
  interval second_ends; /* of the ball: scratch */
  mpfr_t width;         /* scratch */
} certifier;

/* The problem must be one that the core accepts, and its arrays outlive c.
 * certifier_close is due also where this fails. */
certify_status certifier_open(certifier *c, const problem *p, const format *f);
void certifier_close(certifier *c);

/* Encloses value i in c->value; *rounded is the value of the format next to
 * it, ties to even. */
certify_status certify(certifier *c, size_t i, double *rounded);

const char *certify_status_name(certify_status status);

#endif
