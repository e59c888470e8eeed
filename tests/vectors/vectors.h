/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* clang-format off */

/* Vectors of version 1, made by `make vectors`: see README.md beside this file.
 * Every number is a double that the format has; a result is right where it is
 * within the tolerance of what is expected, or the same NaN or infinity. */
#ifndef SOFTPROOF_VECTORS_H
#define SOFTPROOF_VECTORS_H

#include <math.h>
#include <stddef.h>

typedef struct softproof_vector {
  const char *operation, *format, *kills;
  size_t n, values;      /* logits, and numbers that are expected */
  const double *logits;
  const double *targets; /* or NULL */
  long label;            /* or -1 */
  double smoothing;
  const double *expected, *tolerance;
} softproof_vector;

static const double softproof_softmax_1_z[] = {
  0x1.68p+6, 0x1.64p+6, 0x0p+0,
};
static const double softproof_softmax_1_e[] = {
  0x1.764d4f5d5a2bdp-1, 0x1.136561454ba86p-2, 0x1.a17694a5d957ap-131,
};
static const double softproof_softmax_1_t[] = {
  0x1.056p-50, 0x1.a3p-52, 0x1.4ap-177,
};
static const double softproof_softmax_2_z[] = {
  -0x1.3888p+13, -0x1.3898p+13, -0x1.389p+13,
};
static const double softproof_softmax_2_e[] = {
  0x1.549a766a06791p-1, 0x1.70c3e5f682bdap-4, 0x1.f534335ca4bcfp-3,
};
static const double softproof_softmax_2_t[] = {
  0x1.dbap-51, 0x1.2fap-53, 0x1.7d4p-52,
};
static const double softproof_softmax_3_z[] = {
  -0x1.86bp+15, -0x1.86a1p+15, -0x1.86a6p+15,
};
static const double softproof_softmax_3_e[] = {
  0x1.0bd7720047bc5p-11, 0x1.d8eb3c588d59cp-1, 0x1.368e6e5794a26p-4,
};
static const double softproof_softmax_3_t[] = {
  0x1.38ap-60, 0x1.4a4p-50, 0x1.096p-53,
};
static const double softproof_softmax_4_z[] = {
  -0x1.8p+128, -0x1.8p+128,
};
static const double softproof_softmax_4_e[] = {
  0x1p-1, 0x1p-1,
};
static const double softproof_softmax_4_t[] = {
  0x1.4p-51, 0x1.4p-51,
};
static const double softproof_softmax_5_z[] = {
  0x1.f4p+9, 0x0p+0, -0x1.f4p+9, 0x1.f44p+9,
};
static const double softproof_softmax_5_e[] = {
  0x1.829a0565978dfp-2, 0x0p+0, 0x0p+0, 0x1.3eb2fd4d34391p-1,
};
static const double softproof_softmax_5_t[] = {
  0x1.2e2p-51, 0x0.0000000000001p-1022, 0x0.0000000000001p-1022, 0x1.de2p-51,
};
static const double softproof_softmax_6_z[] = {
  0x0p+0, -0x1.cp+3, -0x1p+4, -0x1.ep+3,
};
static const double softproof_softmax_6_e[] = {
  0x1.ffffd60ee2a97p-1, 0x1.be6c4b4916ccdp-21, 0x1.e3559416ed484p-24,
  0x1.4875af3a61cfep-22,
};
static const double softproof_softmax_6_t[] = {
  0x1.8p-50, 0x1.6acp-69, 0x1.a7p-72, 0x1.154p-70,
};
static const double softproof_softmax_7_z[] = {
  0x0p+0, -0x1.5p+4, -0x1.8p+4, -0x1.54p+6,
};
static const double softproof_softmax_7_e[] = {
  0x1.fffffff9298fbp-1, 0x1.a0db0d084a16ap-31, 0x1.4c1078fa22e38p-35,
  0x1.4b0dc0784028ep-123,
};
static const double softproof_softmax_7_t[] = {
  0x1.8p-50, 0x1.aep-79, 0x1.75ap-83, 0x1.f5ep-170,
};
static const double softproof_softmax_8_z[] = {
  0x0p+0, 0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12,
  0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11,
  0x1.6f0068db8bac7p-11, 0x0p+0, 0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13,
  0x1.3a92a30553261p-12, 0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11,
  0x1.3a92a30553261p-11, 0x1.6f0068db8bac7p-11, 0x0p+0, 0x1.a36e2eb1c432dp-14,
  0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12, 0x1.a36e2eb1c432dp-12,
  0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11, 0x1.6f0068db8bac7p-11, 0x0p+0,
  0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12,
  0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11,
  0x1.6f0068db8bac7p-11, 0x0p+0, 0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13,
  0x1.3a92a30553261p-12, 0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11,
  0x1.3a92a30553261p-11, 0x1.6f0068db8bac7p-11, 0x0p+0, 0x1.a36e2eb1c432dp-14,
  0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12, 0x1.a36e2eb1c432dp-12,
  0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11, 0x1.6f0068db8bac7p-11, 0x0p+0,
  0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12,
  0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11,
  0x1.6f0068db8bac7p-11, 0x0p+0, 0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13,
  0x1.3a92a30553261p-12, 0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11,
  0x1.3a92a30553261p-11, 0x1.6f0068db8bac7p-11, 0x0p+0, 0x1.a36e2eb1c432dp-14,
  0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12, 0x1.a36e2eb1c432dp-12,
  0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11, 0x1.6f0068db8bac7p-11, 0x0p+0,
  0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12,
  0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11,
  0x1.6f0068db8bac7p-11, 0x0p+0, 0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13,
  0x1.3a92a30553261p-12, 0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11,
  0x1.3a92a30553261p-11, 0x1.6f0068db8bac7p-11, 0x0p+0, 0x1.a36e2eb1c432dp-14,
  0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12, 0x1.a36e2eb1c432dp-12,
  0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11, 0x1.6f0068db8bac7p-11, 0x0p+0,
  0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12,
  0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11,
  0x1.6f0068db8bac7p-11, 0x0p+0, 0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13,
  0x1.3a92a30553261p-12, 0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11,
  0x1.3a92a30553261p-11, 0x1.6f0068db8bac7p-11, 0x0p+0, 0x1.a36e2eb1c432dp-14,
  0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12, 0x1.a36e2eb1c432dp-12,
  0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11, 0x1.6f0068db8bac7p-11, 0x0p+0,
  0x1.a36e2eb1c432dp-14, 0x1.a36e2eb1c432dp-13, 0x1.3a92a30553261p-12,
  0x1.a36e2eb1c432dp-12, 0x1.0624dd2f1a9fcp-11, 0x1.3a92a30553261p-11,
  0x1.6f0068db8bac7p-11,
};
static const double softproof_softmax_8_e[] = {
  0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8,
  0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7,
  0x1.0010626348265p-7, 0x1.0016f09cde622p-7, 0x1.ffd2211f8edcp-8,
  0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8, 0x1.fff97170887b8p-8,
  0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7, 0x1.0010626348265p-7,
  0x1.0016f09cde622p-7, 0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8,
  0x1.ffec5654fdbd9p-8, 0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7,
  0x1.0009d454a7c8p-7, 0x1.0010626348265p-7, 0x1.0016f09cde622p-7,
  0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8,
  0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7,
  0x1.0010626348265p-7, 0x1.0016f09cde622p-7, 0x1.ffd2211f8edcp-8,
  0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8, 0x1.fff97170887b8p-8,
  0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7, 0x1.0010626348265p-7,
  0x1.0016f09cde622p-7, 0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8,
  0x1.ffec5654fdbd9p-8, 0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7,
  0x1.0009d454a7c8p-7, 0x1.0010626348265p-7, 0x1.0016f09cde622p-7,
  0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8,
  0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7,
  0x1.0010626348265p-7, 0x1.0016f09cde622p-7, 0x1.ffd2211f8edcp-8,
  0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8, 0x1.fff97170887b8p-8,
  0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7, 0x1.0010626348265p-7,
  0x1.0016f09cde622p-7, 0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8,
  0x1.ffec5654fdbd9p-8, 0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7,
  0x1.0009d454a7c8p-7, 0x1.0010626348265p-7, 0x1.0016f09cde622p-7,
  0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8,
  0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7,
  0x1.0010626348265p-7, 0x1.0016f09cde622p-7, 0x1.ffd2211f8edcp-8,
  0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8, 0x1.fff97170887b8p-8,
  0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7, 0x1.0010626348265p-7,
  0x1.0016f09cde622p-7, 0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8,
  0x1.ffec5654fdbd9p-8, 0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7,
  0x1.0009d454a7c8p-7, 0x1.0010626348265p-7, 0x1.0016f09cde622p-7,
  0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8,
  0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7,
  0x1.0010626348265p-7, 0x1.0016f09cde622p-7, 0x1.ffd2211f8edcp-8,
  0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8, 0x1.fff97170887b8p-8,
  0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7, 0x1.0010626348265p-7,
  0x1.0016f09cde622p-7, 0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8,
  0x1.ffec5654fdbd9p-8, 0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7,
  0x1.0009d454a7c8p-7, 0x1.0010626348265p-7, 0x1.0016f09cde622p-7,
  0x1.ffd2211f8edcp-8, 0x1.ffdf3b8f55eebp-8, 0x1.ffec5654fdbd9p-8,
  0x1.fff97170887b8p-8, 0x1.00034670fc2dbp-7, 0x1.0009d454a7c8p-7,
  0x1.0010626348265p-7, 0x1.0016f09cde622p-7,
};
static const double softproof_softmax_8_t[] = {
  0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.602p-56, 0x1.602p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56,
  0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.6p-56, 0x1.6p-56,
  0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.602p-56, 0x1.602p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56,
  0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.6p-56, 0x1.6p-56,
  0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.602p-56, 0x1.602p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56,
  0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.6p-56, 0x1.6p-56,
  0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.602p-56, 0x1.602p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56,
  0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.6p-56, 0x1.6p-56,
  0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.602p-56, 0x1.602p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56,
  0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.6p-56, 0x1.6p-56,
  0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.6p-56, 0x1.602p-56, 0x1.602p-56,
  0x1.602p-56, 0x1.602p-56,
};
static const double softproof_softmax_9_z[] = {
  -INFINITY, -INFINITY, -INFINITY,
};
static const double softproof_softmax_9_e[] = {
  NAN, NAN, NAN,
};
static const double softproof_softmax_9_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_10_z[] = {
  0x1p+0, NAN, 0x1p+1, 0x0p+0,
};
static const double softproof_softmax_10_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_softmax_10_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_11_z[] = {
  0x1p+0, INFINITY, 0x1p+1, INFINITY,
};
static const double softproof_softmax_11_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_softmax_11_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_12_z[] = {
  0x0p+0, 0x1p+0, 0x1p+1, 0x1.8p+1, 0x1p+2, 0x1.4p+2, 0x1.8p+2, 0x1.cp+2,
  0x1p+3, 0x1.2p+3, 0x1.4p+3,
};
static const double softproof_softmax_12_e[] = {
  0x1.e17c037768218p-16, 0x1.4733dd1e72e0ap-14, 0x1.bcb6e4f42f029p-13,
  0x1.2e36fc6ccd023p-11, 0x1.9ac0a2d97b8efp-10, 0x1.1722a00027f11p-8,
  0x1.7b62574639f78p-7, 0x1.01d1793ea0cf4p-5, 0x1.5e694d9d8e0a8p-4,
  0x1.dc4225d514103p-3, 0x1.43a6b0903edf9p-1,
};
static const double softproof_softmax_12_t[] = {
  0x1.77p-64, 0x1.e94p-63, 0x1.3eap-61, 0x1.9e2p-60, 0x1.0cap-58, 0x1.5bap-57,
  0x1.c0ap-56, 0x1.20cp-54, 0x1.72ap-53, 0x1.d9ep-52, 0x1.2dep-50,
};
static const double softproof_softmax_13_z[] = {
  0x1.1ccf385ebc8ap+1023, -0x1.1ccf385ebc8ap+1023, 0x0p+0,
};
static const double softproof_softmax_13_e[] = {
  0x1p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_13_t[] = {
  0x1.658p-50, 0x0.0000000000001p-1022, 0x0.0000000000001p-1022,
};
static const double softproof_softmax_14_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.c351dd65a0653p+1022,
};
static const double softproof_softmax_14_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_14_t[] = {
  0x0.0000000000001p-1022, 0x1.4p-50,
};
static const double softproof_softmax_15_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.a7daf96a9d2bfp+1017,
};
static const double softproof_softmax_15_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_15_t[] = {
  0x0.0000000000001p-1022, 0x1.4p-50,
};
static const double softproof_softmax_16_z[] = {
  -0x1.628969cfd1c5ap+1023, -0x1.3c001d3cd67ap+1023, -0x1.8149b78050d38p+1023,
};
static const double softproof_softmax_16_e[] = {
  0x0p+0, 0x1p+0, 0x0p+0,
};
static const double softproof_softmax_16_t[] = {
  0x0.0000000000001p-1022, 0x1.658p-50, 0x0.0000000000001p-1022,
};
static const double softproof_softmax_17_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_17_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_17_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_18_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_18_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_18_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_19_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_19_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_19_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_20_z[] = {
  0x1.79d784ca9ea4p-2, NAN,
};
static const double softproof_softmax_20_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_20_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_21_z[] = {
  -0x1.4357fb9f4efe8p+1, NAN,
};
static const double softproof_softmax_21_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_21_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_22_z[] = {
  NAN, -0x1.897e345c470cp-1,
};
static const double softproof_softmax_22_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_22_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_23_z[] = {
  0x1.68p+6, 0x1.64p+6, 0x0p+0,
};
static const double softproof_softmax_23_e[] = {
  0x1.764d5p-1, 0x1.136562p-2, 0x1.a1768p-131,
};
static const double softproof_softmax_23_t[] = {
  0x1.056p-21, 0x1.a3p-23, 0x1.cap-148,
};
static const double softproof_softmax_24_z[] = {
  -0x1.3888p+13, -0x1.3898p+13, -0x1.389p+13,
};
static const double softproof_softmax_24_e[] = {
  0x1.549a76p-1, 0x1.70c3e6p-4, 0x1.f53434p-3,
};
static const double softproof_softmax_24_t[] = {
  0x1.dbap-22, 0x1.2fap-24, 0x1.7d4p-23,
};
static const double softproof_softmax_25_z[] = {
  -0x1.86bp+15, -0x1.86a1p+15, -0x1.86a6p+15,
};
static const double softproof_softmax_25_e[] = {
  0x1.0bd772p-11, 0x1.d8eb3cp-1, 0x1.368e6ep-4,
};
static const double softproof_softmax_25_t[] = {
  0x1.38ap-31, 0x1.4a4p-21, 0x1.096p-24,
};
static const double softproof_softmax_26_z[] = {
  0x1.f4p+9, 0x0p+0, -0x1.f4p+9, 0x1.f44p+9,
};
static const double softproof_softmax_26_e[] = {
  0x1.829a06p-2, 0x0p+0, 0x0p+0, 0x1.3eb2fep-1,
};
static const double softproof_softmax_26_t[] = {
  0x1.2e2p-22, 0x1p-149, 0x1p-149, 0x1.de2p-22,
};
static const double softproof_softmax_27_z[] = {
  0x0p+0, -0x1.cp+3, -0x1p+4, -0x1.ep+3,
};
static const double softproof_softmax_27_e[] = {
  0x1.ffffd6p-1, 0x1.be6c4cp-21, 0x1.e35594p-24, 0x1.4875bp-22,
};
static const double softproof_softmax_27_t[] = {
  0x1.8p-21, 0x1.6acp-40, 0x1.a7p-43, 0x1.154p-41,
};
static const double softproof_softmax_28_z[] = {
  0x0p+0, -0x1.5p+4, -0x1.8p+4, -0x1.54p+6,
};
static const double softproof_softmax_28_e[] = {
  0x1p+0, 0x1.a0db0ep-31, 0x1.4c1078p-35, 0x1.4b0dcp-123,
};
static const double softproof_softmax_28_t[] = {
  0x1.8p-21, 0x1.aep-50, 0x1.75ap-54, 0x1.f6ep-141,
};
static const double softproof_softmax_29_z[] = {
  0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0,
  -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0,
  -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0,
  -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1,
  -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1,
  -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2,
  -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0,
  -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0,
  0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0,
  -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0,
  -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0,
  -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1,
  -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1,
  -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0,
};
static const double softproof_softmax_29_e[] = {
  0x1.5d47dap-6, 0x1.100522p-6, 0x1.a7b2e8p-7, 0x1.49fa1cp-7, 0x1.00fc82p-7,
  0x1.904848p-8, 0x1.37bd7ep-8, 0x1.e59128p-9, 0x1.5d47dap-6, 0x1.100522p-6,
  0x1.a7b2e8p-7, 0x1.49fa1cp-7, 0x1.00fc82p-7, 0x1.904848p-8, 0x1.37bd7ep-8,
  0x1.e59128p-9, 0x1.5d47dap-6, 0x1.100522p-6, 0x1.a7b2e8p-7, 0x1.49fa1cp-7,
  0x1.00fc82p-7, 0x1.904848p-8, 0x1.37bd7ep-8, 0x1.e59128p-9, 0x1.5d47dap-6,
  0x1.100522p-6, 0x1.a7b2e8p-7, 0x1.49fa1cp-7, 0x1.00fc82p-7, 0x1.904848p-8,
  0x1.37bd7ep-8, 0x1.e59128p-9, 0x1.5d47dap-6, 0x1.100522p-6, 0x1.a7b2e8p-7,
  0x1.49fa1cp-7, 0x1.00fc82p-7, 0x1.904848p-8, 0x1.37bd7ep-8, 0x1.e59128p-9,
  0x1.5d47dap-6, 0x1.100522p-6, 0x1.a7b2e8p-7, 0x1.49fa1cp-7, 0x1.00fc82p-7,
  0x1.904848p-8, 0x1.37bd7ep-8, 0x1.e59128p-9, 0x1.5d47dap-6, 0x1.100522p-6,
  0x1.a7b2e8p-7, 0x1.49fa1cp-7, 0x1.00fc82p-7, 0x1.904848p-8, 0x1.37bd7ep-8,
  0x1.e59128p-9, 0x1.5d47dap-6, 0x1.100522p-6, 0x1.a7b2e8p-7, 0x1.49fa1cp-7,
  0x1.00fc82p-7, 0x1.904848p-8, 0x1.37bd7ep-8, 0x1.e59128p-9, 0x1.5d47dap-6,
  0x1.100522p-6, 0x1.a7b2e8p-7, 0x1.49fa1cp-7, 0x1.00fc82p-7, 0x1.904848p-8,
  0x1.37bd7ep-8, 0x1.e59128p-9, 0x1.5d47dap-6, 0x1.100522p-6, 0x1.a7b2e8p-7,
  0x1.49fa1cp-7, 0x1.00fc82p-7, 0x1.904848p-8, 0x1.37bd7ep-8, 0x1.e59128p-9,
  0x1.5d47dap-6, 0x1.100522p-6, 0x1.a7b2e8p-7, 0x1.49fa1cp-7, 0x1.00fc82p-7,
  0x1.904848p-8, 0x1.37bd7ep-8, 0x1.e59128p-9, 0x1.5d47dap-6, 0x1.100522p-6,
  0x1.a7b2e8p-7, 0x1.49fa1cp-7, 0x1.00fc82p-7, 0x1.904848p-8, 0x1.37bd7ep-8,
  0x1.e59128p-9,
};
static const double softproof_softmax_29_t[] = {
  0x1.ce4p-26, 0x1.6c4p-26, 0x1.1fp-26, 0x1.c42p-27, 0x1.642p-27, 0x1.188p-27,
  0x1.b9cp-28, 0x1.5bep-28, 0x1.ce4p-26, 0x1.6c4p-26, 0x1.1fp-26, 0x1.c42p-27,
  0x1.642p-27, 0x1.188p-27, 0x1.b9cp-28, 0x1.5bep-28, 0x1.ce4p-26, 0x1.6c4p-26,
  0x1.1fp-26, 0x1.c42p-27, 0x1.642p-27, 0x1.188p-27, 0x1.b9cp-28, 0x1.5bep-28,
  0x1.ce4p-26, 0x1.6c4p-26, 0x1.1fp-26, 0x1.c42p-27, 0x1.642p-27, 0x1.188p-27,
  0x1.b9cp-28, 0x1.5bep-28, 0x1.ce4p-26, 0x1.6c4p-26, 0x1.1fp-26, 0x1.c42p-27,
  0x1.642p-27, 0x1.188p-27, 0x1.b9cp-28, 0x1.5bep-28, 0x1.ce4p-26, 0x1.6c4p-26,
  0x1.1fp-26, 0x1.c42p-27, 0x1.642p-27, 0x1.188p-27, 0x1.b9cp-28, 0x1.5bep-28,
  0x1.ce4p-26, 0x1.6c4p-26, 0x1.1fp-26, 0x1.c42p-27, 0x1.642p-27, 0x1.188p-27,
  0x1.b9cp-28, 0x1.5bep-28, 0x1.ce4p-26, 0x1.6c4p-26, 0x1.1fp-26, 0x1.c42p-27,
  0x1.642p-27, 0x1.188p-27, 0x1.b9cp-28, 0x1.5bep-28, 0x1.ce4p-26, 0x1.6c4p-26,
  0x1.1fp-26, 0x1.c42p-27, 0x1.642p-27, 0x1.188p-27, 0x1.b9cp-28, 0x1.5bep-28,
  0x1.ce4p-26, 0x1.6c4p-26, 0x1.1fp-26, 0x1.c42p-27, 0x1.642p-27, 0x1.188p-27,
  0x1.b9cp-28, 0x1.5bep-28, 0x1.ce4p-26, 0x1.6c4p-26, 0x1.1fp-26, 0x1.c42p-27,
  0x1.642p-27, 0x1.188p-27, 0x1.b9cp-28, 0x1.5bep-28, 0x1.ce4p-26, 0x1.6c4p-26,
  0x1.1fp-26, 0x1.c42p-27, 0x1.642p-27, 0x1.188p-27, 0x1.b9cp-28, 0x1.5bep-28,
};
static const double softproof_softmax_30_z[] = {
  0x0p+0, 0x1.a36e2ep-14, 0x1.a36e2ep-13, 0x1.3a92a4p-12, 0x1.a36e2ep-12,
  0x1.0624dep-11, 0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14,
  0x1.a36e2ep-13, 0x1.3a92a4p-12, 0x1.a36e2ep-12, 0x1.0624dep-11,
  0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14, 0x1.a36e2ep-13,
  0x1.3a92a4p-12, 0x1.a36e2ep-12, 0x1.0624dep-11, 0x1.3a92a4p-11,
  0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14, 0x1.a36e2ep-13, 0x1.3a92a4p-12,
  0x1.a36e2ep-12, 0x1.0624dep-11, 0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0,
  0x1.a36e2ep-14, 0x1.a36e2ep-13, 0x1.3a92a4p-12, 0x1.a36e2ep-12,
  0x1.0624dep-11, 0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14,
  0x1.a36e2ep-13, 0x1.3a92a4p-12, 0x1.a36e2ep-12, 0x1.0624dep-11,
  0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14, 0x1.a36e2ep-13,
  0x1.3a92a4p-12, 0x1.a36e2ep-12, 0x1.0624dep-11, 0x1.3a92a4p-11,
  0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14, 0x1.a36e2ep-13, 0x1.3a92a4p-12,
  0x1.a36e2ep-12, 0x1.0624dep-11, 0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0,
  0x1.a36e2ep-14, 0x1.a36e2ep-13, 0x1.3a92a4p-12, 0x1.a36e2ep-12,
  0x1.0624dep-11, 0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14,
  0x1.a36e2ep-13, 0x1.3a92a4p-12, 0x1.a36e2ep-12, 0x1.0624dep-11,
  0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14, 0x1.a36e2ep-13,
  0x1.3a92a4p-12, 0x1.a36e2ep-12, 0x1.0624dep-11, 0x1.3a92a4p-11,
  0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14, 0x1.a36e2ep-13, 0x1.3a92a4p-12,
  0x1.a36e2ep-12, 0x1.0624dep-11, 0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0,
  0x1.a36e2ep-14, 0x1.a36e2ep-13, 0x1.3a92a4p-12, 0x1.a36e2ep-12,
  0x1.0624dep-11, 0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14,
  0x1.a36e2ep-13, 0x1.3a92a4p-12, 0x1.a36e2ep-12, 0x1.0624dep-11,
  0x1.3a92a4p-11, 0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14, 0x1.a36e2ep-13,
  0x1.3a92a4p-12, 0x1.a36e2ep-12, 0x1.0624dep-11, 0x1.3a92a4p-11,
  0x1.6f0068p-11, 0x0p+0, 0x1.a36e2ep-14, 0x1.a36e2ep-13, 0x1.3a92a4p-12,
  0x1.a36e2ep-12, 0x1.0624dep-11, 0x1.3a92a4p-11, 0x1.6f0068p-11,
};
static const double softproof_softmax_30_e[] = {
  0x1.ffd222p-8, 0x1.ffdf3cp-8, 0x1.ffec56p-8, 0x1.fff972p-8, 0x1.000346p-7,
  0x1.0009d4p-7, 0x1.001062p-7, 0x1.0016fp-7, 0x1.ffd222p-8, 0x1.ffdf3cp-8,
  0x1.ffec56p-8, 0x1.fff972p-8, 0x1.000346p-7, 0x1.0009d4p-7, 0x1.001062p-7,
  0x1.0016fp-7, 0x1.ffd222p-8, 0x1.ffdf3cp-8, 0x1.ffec56p-8, 0x1.fff972p-8,
  0x1.000346p-7, 0x1.0009d4p-7, 0x1.001062p-7, 0x1.0016fp-7, 0x1.ffd222p-8,
  0x1.ffdf3cp-8, 0x1.ffec56p-8, 0x1.fff972p-8, 0x1.000346p-7, 0x1.0009d4p-7,
  0x1.001062p-7, 0x1.0016fp-7, 0x1.ffd222p-8, 0x1.ffdf3cp-8, 0x1.ffec56p-8,
  0x1.fff972p-8, 0x1.000346p-7, 0x1.0009d4p-7, 0x1.001062p-7, 0x1.0016fp-7,
  0x1.ffd222p-8, 0x1.ffdf3cp-8, 0x1.ffec56p-8, 0x1.fff972p-8, 0x1.000346p-7,
  0x1.0009d4p-7, 0x1.001062p-7, 0x1.0016fp-7, 0x1.ffd222p-8, 0x1.ffdf3cp-8,
  0x1.ffec56p-8, 0x1.fff972p-8, 0x1.000346p-7, 0x1.0009d4p-7, 0x1.001062p-7,
  0x1.0016fp-7, 0x1.ffd222p-8, 0x1.ffdf3cp-8, 0x1.ffec56p-8, 0x1.fff972p-8,
  0x1.000346p-7, 0x1.0009d4p-7, 0x1.001062p-7, 0x1.0016fp-7, 0x1.ffd222p-8,
  0x1.ffdf3cp-8, 0x1.ffec56p-8, 0x1.fff972p-8, 0x1.000346p-7, 0x1.0009d4p-7,
  0x1.001062p-7, 0x1.0016fp-7, 0x1.ffd222p-8, 0x1.ffdf3cp-8, 0x1.ffec56p-8,
  0x1.fff972p-8, 0x1.000346p-7, 0x1.0009d4p-7, 0x1.001062p-7, 0x1.0016fp-7,
  0x1.ffd222p-8, 0x1.ffdf3cp-8, 0x1.ffec56p-8, 0x1.fff972p-8, 0x1.000346p-7,
  0x1.0009d4p-7, 0x1.001062p-7, 0x1.0016fp-7, 0x1.ffd222p-8, 0x1.ffdf3cp-8,
  0x1.ffec56p-8, 0x1.fff972p-8, 0x1.000346p-7, 0x1.0009d4p-7, 0x1.001062p-7,
  0x1.0016fp-7, 0x1.ffd222p-8, 0x1.ffdf3cp-8, 0x1.ffec56p-8, 0x1.fff972p-8,
  0x1.000346p-7, 0x1.0009d4p-7, 0x1.001062p-7, 0x1.0016fp-7, 0x1.ffd222p-8,
  0x1.ffdf3cp-8, 0x1.ffec56p-8, 0x1.fff972p-8, 0x1.000346p-7, 0x1.0009d4p-7,
  0x1.001062p-7, 0x1.0016fp-7, 0x1.ffd222p-8, 0x1.ffdf3cp-8, 0x1.ffec56p-8,
  0x1.fff972p-8, 0x1.000346p-7, 0x1.0009d4p-7, 0x1.001062p-7, 0x1.0016fp-7,
  0x1.ffd222p-8, 0x1.ffdf3cp-8, 0x1.ffec56p-8, 0x1.fff972p-8, 0x1.000346p-7,
  0x1.0009d4p-7, 0x1.001062p-7, 0x1.0016fp-7,
};
static const double softproof_softmax_30_t[] = {
  0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.602p-27, 0x1.602p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27,
  0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.6p-27, 0x1.6p-27,
  0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.602p-27, 0x1.602p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27,
  0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.6p-27, 0x1.6p-27,
  0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.602p-27, 0x1.602p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27,
  0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.6p-27, 0x1.6p-27,
  0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.602p-27, 0x1.602p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27,
  0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.6p-27, 0x1.6p-27,
  0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.602p-27, 0x1.602p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27,
  0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.6p-27, 0x1.6p-27,
  0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.6p-27, 0x1.602p-27, 0x1.602p-27,
  0x1.602p-27, 0x1.602p-27,
};
static const double softproof_softmax_31_z[] = {
  -INFINITY, -INFINITY, -INFINITY,
};
static const double softproof_softmax_31_e[] = {
  NAN, NAN, NAN,
};
static const double softproof_softmax_31_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_32_z[] = {
  0x1p+0, NAN, 0x1p+1, 0x0p+0,
};
static const double softproof_softmax_32_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_softmax_32_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_33_z[] = {
  0x1p+0, INFINITY, 0x1p+1, INFINITY,
};
static const double softproof_softmax_33_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_softmax_33_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_34_z[] = {
  0x0p+0, 0x1p+0, 0x1p+1, 0x1.8p+1, 0x1p+2, 0x1.4p+2, 0x1.8p+2, 0x1.cp+2,
  0x1p+3, 0x1.2p+3, 0x1.4p+3,
};
static const double softproof_softmax_34_e[] = {
  0x1.e17c04p-16, 0x1.4733dep-14, 0x1.bcb6e4p-13, 0x1.2e36fcp-11,
  0x1.9ac0a2p-10, 0x1.1722ap-8, 0x1.7b6258p-7, 0x1.01d17ap-5, 0x1.5e694ep-4,
  0x1.dc4226p-3, 0x1.43a6bp-1,
};
static const double softproof_softmax_34_t[] = {
  0x1.77p-35, 0x1.e94p-34, 0x1.3eap-32, 0x1.9e2p-31, 0x1.0cap-29, 0x1.5bap-28,
  0x1.c0ap-27, 0x1.20cp-25, 0x1.72ap-24, 0x1.d9ep-23, 0x1.2dep-21,
};
static const double softproof_softmax_35_z[] = {
  0x0p+0, -0x1.5ep+6, -0x1.68p+6, -0x1.9p+6, -0x1.9cp+6,
};
static const double softproof_softmax_35_e[] = {
  0x1p+0, 0x1.b2cafp-127, 0x1.1d85p-130, 0x1.bp-145, 0x1p-149,
};
static const double softproof_softmax_35_t[] = {
  0x1.94ap-21, 0x1.5c4p-144, 0x1.25p-147, 0x1.002p-149, 0x1.002p-149,
};
static const double softproof_softmax_36_z[] = {
  -0x1.fffffep+127, -0x1.c351dcp+126,
};
static const double softproof_softmax_36_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_36_t[] = {
  0x1p-149, 0x1.4p-21,
};
static const double softproof_softmax_37_z[] = {
  -0x1.fffffep+127, -0x1.a7daf8p+121,
};
static const double softproof_softmax_37_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_37_t[] = {
  0x1p-149, 0x1.4p-21,
};
static const double softproof_softmax_38_z[] = {
  -0x1.628968p+127, -0x1.3c001cp+127, -0x1.8149b6p+127,
};
static const double softproof_softmax_38_e[] = {
  0x0p+0, 0x1p+0, 0x0p+0,
};
static const double softproof_softmax_38_t[] = {
  0x1p-149, 0x1.658p-21, 0x1p-149,
};
static const double softproof_softmax_39_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_39_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_39_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_40_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_40_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_40_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_41_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_41_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_41_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_42_z[] = {
  -0x1.18793ap+18, -0x1.1877aep+18,
};
static const double softproof_softmax_42_e[] = {
  0x1.0ccb88p-9, 0x1.fef334p-1,
};
static const double softproof_softmax_42_t[] = {
  0x1.1p-29, 0x1.3f6p-21,
};
static const double softproof_softmax_43_z[] = {
  0x1.79d784p-2, NAN,
};
static const double softproof_softmax_43_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_43_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_44_z[] = {
  -0x1.4357fcp+1, NAN,
};
static const double softproof_softmax_44_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_44_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_45_z[] = {
  NAN, -0x1.897e34p-1,
};
static const double softproof_softmax_45_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_45_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_46_z[] = {
  0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0,
  -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0,
  -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0,
  -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1,
  -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1,
  -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2,
  -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0,
  -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0,
  0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0,
  -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0,
  -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0,
  -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1,
  -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1,
  -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0,
};
static const double softproof_softmax_46_e[] = {
  0x1.5d4p-6, 0x1.1p-6, 0x1.a7cp-7, 0x1.4ap-7, 0x1.01p-7, 0x1.904p-8,
  0x1.37cp-8, 0x1.e58p-9, 0x1.5d4p-6, 0x1.1p-6, 0x1.a7cp-7, 0x1.4ap-7,
  0x1.01p-7, 0x1.904p-8, 0x1.37cp-8, 0x1.e58p-9, 0x1.5d4p-6, 0x1.1p-6,
  0x1.a7cp-7, 0x1.4ap-7, 0x1.01p-7, 0x1.904p-8, 0x1.37cp-8, 0x1.e58p-9,
  0x1.5d4p-6, 0x1.1p-6, 0x1.a7cp-7, 0x1.4ap-7, 0x1.01p-7, 0x1.904p-8,
  0x1.37cp-8, 0x1.e58p-9, 0x1.5d4p-6, 0x1.1p-6, 0x1.a7cp-7, 0x1.4ap-7,
  0x1.01p-7, 0x1.904p-8, 0x1.37cp-8, 0x1.e58p-9, 0x1.5d4p-6, 0x1.1p-6,
  0x1.a7cp-7, 0x1.4ap-7, 0x1.01p-7, 0x1.904p-8, 0x1.37cp-8, 0x1.e58p-9,
  0x1.5d4p-6, 0x1.1p-6, 0x1.a7cp-7, 0x1.4ap-7, 0x1.01p-7, 0x1.904p-8,
  0x1.37cp-8, 0x1.e58p-9, 0x1.5d4p-6, 0x1.1p-6, 0x1.a7cp-7, 0x1.4ap-7,
  0x1.01p-7, 0x1.904p-8, 0x1.37cp-8, 0x1.e58p-9, 0x1.5d4p-6, 0x1.1p-6,
  0x1.a7cp-7, 0x1.4ap-7, 0x1.01p-7, 0x1.904p-8, 0x1.37cp-8, 0x1.e58p-9,
  0x1.5d4p-6, 0x1.1p-6, 0x1.a7cp-7, 0x1.4ap-7, 0x1.01p-7, 0x1.904p-8,
  0x1.37cp-8, 0x1.e58p-9, 0x1.5d4p-6, 0x1.1p-6, 0x1.a7cp-7, 0x1.4ap-7,
  0x1.01p-7, 0x1.904p-8, 0x1.37cp-8, 0x1.e58p-9, 0x1.5d4p-6, 0x1.1p-6,
  0x1.a7cp-7, 0x1.4ap-7, 0x1.01p-7, 0x1.904p-8, 0x1.37cp-8, 0x1.e58p-9,
};
static const double softproof_softmax_46_t[] = {
  0x1.ce4p-13, 0x1.6c6p-13, 0x1.1f2p-13, 0x1.c46p-14, 0x1.646p-14, 0x1.18cp-14,
  0x1.ba4p-15, 0x1.5c4p-15, 0x1.ce4p-13, 0x1.6c6p-13, 0x1.1f2p-13, 0x1.c46p-14,
  0x1.646p-14, 0x1.18cp-14, 0x1.ba4p-15, 0x1.5c4p-15, 0x1.ce4p-13, 0x1.6c6p-13,
  0x1.1f2p-13, 0x1.c46p-14, 0x1.646p-14, 0x1.18cp-14, 0x1.ba4p-15, 0x1.5c4p-15,
  0x1.ce4p-13, 0x1.6c6p-13, 0x1.1f2p-13, 0x1.c46p-14, 0x1.646p-14, 0x1.18cp-14,
  0x1.ba4p-15, 0x1.5c4p-15, 0x1.ce4p-13, 0x1.6c6p-13, 0x1.1f2p-13, 0x1.c46p-14,
  0x1.646p-14, 0x1.18cp-14, 0x1.ba4p-15, 0x1.5c4p-15, 0x1.ce4p-13, 0x1.6c6p-13,
  0x1.1f2p-13, 0x1.c46p-14, 0x1.646p-14, 0x1.18cp-14, 0x1.ba4p-15, 0x1.5c4p-15,
  0x1.ce4p-13, 0x1.6c6p-13, 0x1.1f2p-13, 0x1.c46p-14, 0x1.646p-14, 0x1.18cp-14,
  0x1.ba4p-15, 0x1.5c4p-15, 0x1.ce4p-13, 0x1.6c6p-13, 0x1.1f2p-13, 0x1.c46p-14,
  0x1.646p-14, 0x1.18cp-14, 0x1.ba4p-15, 0x1.5c4p-15, 0x1.ce4p-13, 0x1.6c6p-13,
  0x1.1f2p-13, 0x1.c46p-14, 0x1.646p-14, 0x1.18cp-14, 0x1.ba4p-15, 0x1.5c4p-15,
  0x1.ce4p-13, 0x1.6c6p-13, 0x1.1f2p-13, 0x1.c46p-14, 0x1.646p-14, 0x1.18cp-14,
  0x1.ba4p-15, 0x1.5c4p-15, 0x1.ce4p-13, 0x1.6c6p-13, 0x1.1f2p-13, 0x1.c46p-14,
  0x1.646p-14, 0x1.18cp-14, 0x1.ba4p-15, 0x1.5c4p-15, 0x1.ce4p-13, 0x1.6c6p-13,
  0x1.1f2p-13, 0x1.c46p-14, 0x1.646p-14, 0x1.18cp-14, 0x1.ba4p-15, 0x1.5c4p-15,
};
static const double softproof_softmax_47_z[] = {
  -INFINITY, -INFINITY, -INFINITY,
};
static const double softproof_softmax_47_e[] = {
  NAN, NAN, NAN,
};
static const double softproof_softmax_47_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_48_z[] = {
  0x1p+0, NAN, 0x1p+1, 0x0p+0,
};
static const double softproof_softmax_48_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_softmax_48_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_49_z[] = {
  -0x1.ffcp+15, -0x1.c3p+14,
};
static const double softproof_softmax_49_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_49_t[] = {
  0x1p-24, 0x1.402p-8,
};
static const double softproof_softmax_50_z[] = {
  -0x1.8fcp+15, -0x1.8ecp+15,
};
static const double softproof_softmax_50_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_50_t[] = {
  0x1p-24, 0x1.402p-8,
};
static const double softproof_softmax_51_z[] = {
  -0x1.ffcp+15, -0x1.a7cp+9,
};
static const double softproof_softmax_51_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_51_t[] = {
  0x1p-24, 0x1.402p-8,
};
static const double softproof_softmax_52_z[] = {
  -0x1.9p+15, -0x1.8fp+15, -0x1.8ecp+15,
};
static const double softproof_softmax_52_e[] = {
  0x0p+0, 0x0p+0, 0x1p+0,
};
static const double softproof_softmax_52_t[] = {
  0x1p-24, 0x1p-24, 0x1.658p-8,
};
static const double softproof_softmax_53_z[] = {
  -0x1.8fcp+15, -0x1.8e8p+15, -0x1.8f8p+15,
};
static const double softproof_softmax_53_e[] = {
  0x0p+0, 0x1p+0, 0x0p+0,
};
static const double softproof_softmax_53_t[] = {
  0x1p-24, 0x1.658p-8, 0x1p-24,
};
static const double softproof_softmax_54_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_54_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_54_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_55_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_55_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_55_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_56_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_56_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_56_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_57_z[] = {
  -0x1.8e8p+15, -0x1.8f4p+15, -0x1.8f4p+15, -0x1.8fcp+15, -0x1.8fcp+15,
  -0x1.8fcp+15,
};
static const double softproof_softmax_57_e[] = {
  0x1p+0, 0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_57_t[] = {
  0x1.a58p-8, 0x1p-24, 0x1p-24, 0x1p-24, 0x1p-24, 0x1p-24,
};
static const double softproof_softmax_58_z[] = {
  0x1.79cp-2, NAN,
};
static const double softproof_softmax_58_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_58_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_59_z[] = {
  -0x1.434p+1, NAN,
};
static const double softproof_softmax_59_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_59_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_60_z[] = {
  NAN, -0x1.898p-1,
};
static const double softproof_softmax_60_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_60_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_61_z[] = {
  -0x1.6d8p-1, 0x1.05cp-2, -0x1.628p-4,
};
static const double softproof_softmax_61_e[] = {
  0x1.73cp-3, 0x1.eap-2, 0x1.5cp-2,
};
static const double softproof_softmax_61_t[] = {
  0x1.1a2p-10, 0x1.562p-9, 0x1.f4ep-10,
};
static const double softproof_softmax_62_z[] = {
  0x1.fap+9, 0x1.fccp+9, 0x1.fcp+9,
};
static const double softproof_softmax_62_e[] = {
  0x1.b48p-9, 0x1.a14p-1, 0x1.744p-3,
};
static const double softproof_softmax_62_t[] = {
  0x1.c7ep-16, 0x1.236p-8, 0x1.26ep-10,
};
static const double softproof_softmax_63_z[] = {
  0x1.9d4p+11, 0x1.9ccp+11, 0x1.9ep+11, 0x1.9dcp+11, 0x1.9d8p+11, 0x1.9ccp+11,
};
static const double softproof_softmax_63_e[] = {
  0x1.19p-9, 0x1.498p-15, 0x1.bacp-1, 0x1.df8p-4, 0x1.038p-6, 0x1.498p-15,
};
static const double softproof_softmax_63_t[] = {
  0x1.51cp-16, 0x1.0eap-21, 0x1.6c8p-8, 0x1.c6cp-11, 0x1.16ap-13, 0x1.0eap-21,
};
static const double softproof_softmax_64_z[] = {
  0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0,
  -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0,
  -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0,
  -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1,
  -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1,
  -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2,
  -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0,
  -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0,
  0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0,
  -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0, -0x1.4p+0,
  -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1, -0x1p+0,
  -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1, -0x1.8p-1,
  -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0, 0x0p+0, -0x1p-2, -0x1p-1,
  -0x1.8p-1, -0x1p+0, -0x1.4p+0, -0x1.8p+0, -0x1.cp+0,
};
static const double softproof_softmax_64_e[] = {
  0x1.5ep-6, 0x1.1p-6, 0x1.a8p-7, 0x1.4ap-7, 0x1p-7, 0x1.9p-8, 0x1.38p-8,
  0x1.e6p-9, 0x1.5ep-6, 0x1.1p-6, 0x1.a8p-7, 0x1.4ap-7, 0x1p-7, 0x1.9p-8,
  0x1.38p-8, 0x1.e6p-9, 0x1.5ep-6, 0x1.1p-6, 0x1.a8p-7, 0x1.4ap-7, 0x1p-7,
  0x1.9p-8, 0x1.38p-8, 0x1.e6p-9, 0x1.5ep-6, 0x1.1p-6, 0x1.a8p-7, 0x1.4ap-7,
  0x1p-7, 0x1.9p-8, 0x1.38p-8, 0x1.e6p-9, 0x1.5ep-6, 0x1.1p-6, 0x1.a8p-7,
  0x1.4ap-7, 0x1p-7, 0x1.9p-8, 0x1.38p-8, 0x1.e6p-9, 0x1.5ep-6, 0x1.1p-6,
  0x1.a8p-7, 0x1.4ap-7, 0x1p-7, 0x1.9p-8, 0x1.38p-8, 0x1.e6p-9, 0x1.5ep-6,
  0x1.1p-6, 0x1.a8p-7, 0x1.4ap-7, 0x1p-7, 0x1.9p-8, 0x1.38p-8, 0x1.e6p-9,
  0x1.5ep-6, 0x1.1p-6, 0x1.a8p-7, 0x1.4ap-7, 0x1p-7, 0x1.9p-8, 0x1.38p-8,
  0x1.e6p-9, 0x1.5ep-6, 0x1.1p-6, 0x1.a8p-7, 0x1.4ap-7, 0x1p-7, 0x1.9p-8,
  0x1.38p-8, 0x1.e6p-9, 0x1.5ep-6, 0x1.1p-6, 0x1.a8p-7, 0x1.4ap-7, 0x1p-7,
  0x1.9p-8, 0x1.38p-8, 0x1.e6p-9, 0x1.5ep-6, 0x1.1p-6, 0x1.a8p-7, 0x1.4ap-7,
  0x1p-7, 0x1.9p-8, 0x1.38p-8, 0x1.e6p-9, 0x1.5ep-6, 0x1.1p-6, 0x1.a8p-7,
  0x1.4ap-7, 0x1p-7, 0x1.9p-8, 0x1.38p-8, 0x1.e6p-9,
};
static const double softproof_softmax_64_t[] = {
  0x1.cf2p-10, 0x1.6c4p-10, 0x1.1f4p-10, 0x1.c42p-11, 0x1.62cp-11, 0x1.184p-11,
  0x1.ba2p-12, 0x1.5c2p-12, 0x1.cf2p-10, 0x1.6c4p-10, 0x1.1f4p-10, 0x1.c42p-11,
  0x1.62cp-11, 0x1.184p-11, 0x1.ba2p-12, 0x1.5c2p-12, 0x1.cf2p-10, 0x1.6c4p-10,
  0x1.1f4p-10, 0x1.c42p-11, 0x1.62cp-11, 0x1.184p-11, 0x1.ba2p-12, 0x1.5c2p-12,
  0x1.cf2p-10, 0x1.6c4p-10, 0x1.1f4p-10, 0x1.c42p-11, 0x1.62cp-11, 0x1.184p-11,
  0x1.ba2p-12, 0x1.5c2p-12, 0x1.cf2p-10, 0x1.6c4p-10, 0x1.1f4p-10, 0x1.c42p-11,
  0x1.62cp-11, 0x1.184p-11, 0x1.ba2p-12, 0x1.5c2p-12, 0x1.cf2p-10, 0x1.6c4p-10,
  0x1.1f4p-10, 0x1.c42p-11, 0x1.62cp-11, 0x1.184p-11, 0x1.ba2p-12, 0x1.5c2p-12,
  0x1.cf2p-10, 0x1.6c4p-10, 0x1.1f4p-10, 0x1.c42p-11, 0x1.62cp-11, 0x1.184p-11,
  0x1.ba2p-12, 0x1.5c2p-12, 0x1.cf2p-10, 0x1.6c4p-10, 0x1.1f4p-10, 0x1.c42p-11,
  0x1.62cp-11, 0x1.184p-11, 0x1.ba2p-12, 0x1.5c2p-12, 0x1.cf2p-10, 0x1.6c4p-10,
  0x1.1f4p-10, 0x1.c42p-11, 0x1.62cp-11, 0x1.184p-11, 0x1.ba2p-12, 0x1.5c2p-12,
  0x1.cf2p-10, 0x1.6c4p-10, 0x1.1f4p-10, 0x1.c42p-11, 0x1.62cp-11, 0x1.184p-11,
  0x1.ba2p-12, 0x1.5c2p-12, 0x1.cf2p-10, 0x1.6c4p-10, 0x1.1f4p-10, 0x1.c42p-11,
  0x1.62cp-11, 0x1.184p-11, 0x1.ba2p-12, 0x1.5c2p-12, 0x1.cf2p-10, 0x1.6c4p-10,
  0x1.1f4p-10, 0x1.c42p-11, 0x1.62cp-11, 0x1.184p-11, 0x1.ba2p-12, 0x1.5c2p-12,
};
static const double softproof_softmax_65_z[] = {
  -INFINITY, -INFINITY, -INFINITY,
};
static const double softproof_softmax_65_e[] = {
  NAN, NAN, NAN,
};
static const double softproof_softmax_65_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_66_z[] = {
  0x1p+0, NAN, 0x1p+1, 0x0p+0,
};
static const double softproof_softmax_66_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_softmax_66_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_softmax_67_z[] = {
  -0x1.fep+127, -0x1.c2p+126,
};
static const double softproof_softmax_67_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_67_t[] = {
  0x1p-133, 0x1.4p-5,
};
static const double softproof_softmax_68_z[] = {
  -0x1.9p+15, -0x1.8ep+15,
};
static const double softproof_softmax_68_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_68_t[] = {
  0x1p-133, 0x1.4p-5,
};
static const double softproof_softmax_69_z[] = {
  -0x1.9p+15, -0x1.8ep+15,
};
static const double softproof_softmax_69_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_69_t[] = {
  0x1p-133, 0x1.4p-5,
};
static const double softproof_softmax_70_z[] = {
  -0x1.fep+127, -0x1.a6p+121,
};
static const double softproof_softmax_70_e[] = {
  0x0p+0, 0x1p+0,
};
static const double softproof_softmax_70_t[] = {
  0x1p-133, 0x1.4p-5,
};
static const double softproof_softmax_71_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_71_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_71_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_72_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_72_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_72_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_73_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_softmax_73_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_73_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_74_z[] = {
  -0x1.d2p+5, 0x1.68p+1,
};
static const double softproof_softmax_74_e[] = {
  0x1.ep-89, 0x1p+0,
};
static const double softproof_softmax_74_t[] = {
  0x1.0a8p-90, 0x1.4p-5,
};
static const double softproof_softmax_75_z[] = {
  0x1.dcp+3, -0x1.26p+4,
};
static const double softproof_softmax_75_e[] = {
  0x1p+0, 0x1.06p-48,
};
static const double softproof_softmax_75_t[] = {
  0x1.4p-5, 0x1.622p-51,
};
static const double softproof_softmax_76_z[] = {
  -0x1.24p+0, 0x1.dap+5,
};
static const double softproof_softmax_76_e[] = {
  0x1.d6p-88, 0x1p+0,
};
static const double softproof_softmax_76_t[] = {
  0x1.028p-89, 0x1.4p-5,
};
static const double softproof_softmax_77_z[] = {
  0x1.7ap-2, NAN,
};
static const double softproof_softmax_77_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_77_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_78_z[] = {
  -0x1.fap+0, -0x1.4p+4,
};
static const double softproof_softmax_78_e[] = {
  0x1p+0, 0x1p-26,
};
static const double softproof_softmax_78_t[] = {
  0x1.4p-5, 0x1.c06p-30,
};
static const double softproof_softmax_79_z[] = {
  -0x1.44p+1, NAN,
};
static const double softproof_softmax_79_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_79_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_softmax_80_z[] = {
  NAN, -0x1.8ap-1,
};
static const double softproof_softmax_80_e[] = {
  NAN, NAN,
};
static const double softproof_softmax_80_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_1_z[] = {
  0x1.68p+6, 0x1.64p+6, 0x0p+0,
};
static const double softproof_logsoftmax_1_e[] = {
  -0x1.40c7abfbec124p-2, -0x1.5031eafefb049p+0, -0x1.6940c7abfbec1p+6,
};
static const double softproof_logsoftmax_1_t[] = {
  0x1.e8p-52, 0x1.ff8p-50, 0x1.12ep-43,
};
static const double softproof_logsoftmax_2_z[] = {
  -0x1.3888p+13, -0x1.3898p+13, -0x1.389p+13,
};
static const double softproof_logsoftmax_2_e[] = {
  -0x1.a163753bc5c9bp-2, -0x1.342c6ea778b93p+1, -0x1.6858dd4ef1727p+0,
};
static const double softproof_logsoftmax_2_t[] = {
  0x1.448p-51, 0x1.df4p-49, 0x1.184p-49,
};
static const double softproof_logsoftmax_3_z[] = {
  -0x1.86bp+15, -0x1.86a1p+15, -0x1.86a6p+15,
};
static const double softproof_logsoftmax_3_e[] = {
  -0x1.e514e6ceeb7dbp+2, -0x1.4539b3badf6d1p-4, -0x1.4a29cd9dd6fb7p+1,
};
static const double softproof_logsoftmax_3_t[] = {
  0x1.9f8p-47, 0x1.16ap-53, 0x1.1aep-48,
};
static const double softproof_logsoftmax_4_z[] = {
  -0x1.8p+128, -0x1.8p+128,
};
static const double softproof_logsoftmax_4_e[] = {
  -0x1.62e42fefa39efp-1, -0x1.62e42fefa39efp-1,
};
static const double softproof_logsoftmax_4_t[] = {
  0x1.bbap-51, 0x1.bbap-51,
};
static const double softproof_logsoftmax_5_z[] = {
  0x1.f4p+9, 0x0p+0, -0x1.f4p+9, 0x1.f44p+9,
};
static const double softproof_logsoftmax_5_e[] = {
  -0x1.f2ba37edae032p-1, -0x1.f47cae8dfb6b8p+9, -0x1.f43e5746fdb5cp+10,
  -0x1.e5746fdb5c064p-2,
};
static const double softproof_logsoftmax_5_t[] = {
  0x1.85cp-50, 0x1.872p-40, 0x1.86ep-39, 0x1.7b6p-51,
};
static const double softproof_logsoftmax_6_z[] = {
  0x1.7d784p+26, 0x1.7d784p+26,
};
static const double softproof_logsoftmax_6_e[] = {
  -0x1.62e42fefa39efp-1, -0x1.62e42fefa39efp-1,
};
static const double softproof_logsoftmax_6_t[] = {
  0x1.bbap-51, 0x1.bbap-51,
};
static const double softproof_logsoftmax_7_z[] = {
  0x1.e848p+19, 0x1.e848p+19, 0x0p+0,
};
static const double softproof_logsoftmax_7_e[] = {
  -0x1.62e42fefa39efp-1, -0x1.62e42fefa39efp-1, -0x1.e848162e42ffp+19,
};
static const double softproof_logsoftmax_7_t[] = {
  0x1.efap-51, 0x1.efap-51, 0x1.55p-30,
};
static const double softproof_logsoftmax_8_z[] = {
  0x1.4p+5, 0x0p+0,
};
static const double softproof_logsoftmax_8_e[] = {
  -0x1.39792499b1a24p-58, -0x1.4p+5,
};
static const double softproof_logsoftmax_8_t[] = {
  0x1.e9ep-106, 0x1.f4p-43,
};
static const double softproof_logsoftmax_9_z[] = {
  0x0p+0, -0x1.9p+4, -0x1.ep+4, -0x1.cp+4,
};
static const double softproof_logsoftmax_9_e[] = {
  -0x1.0221233dd7691p-36, -0x1.9000000001022p+4, -0x1.e000000001022p+4,
  -0x1.c000000001022p+4,
};
static const double softproof_logsoftmax_9_t[] = {
  0x1.2bep-84, 0x1.d0cp-44, 0x1.16ep-43, 0x1.044p-43,
};
static const double softproof_logsoftmax_10_z[] = {
  0x0p+0, -0x1.cp+3, -0x1p+4, -0x1.ep+3,
};
static const double softproof_logsoftmax_10_e[] = {
  -0x1.4f88f872d06bp-20, -0x1.c000029f11f0ep+3, -0x1.0000014f88f87p+4,
  -0x1.e000029f11f0ep+3,
};
static const double softproof_logsoftmax_10_t[] = {
  0x1.152p-68, 0x1.72p-45, 0x1.a6ep-45, 0x1.8c6p-45,
};
static const double softproof_logsoftmax_11_z[] = {
  0x0p+0, -0x1.2p+4, -0x1.1p+4,
};
static const double softproof_logsoftmax_11_e[] = {
  -0x1.e67144f1def59p-25, -0x1.2000000f338a2p+4, -0x1.1000000f338a2p+4,
};
static const double softproof_logsoftmax_11_t[] = {
  0x1.b06p-73, 0x1p-44, 0x1.e38p-45,
};
static const double softproof_logsoftmax_12_z[] = {
  0x0p+0, -0x1.5p+4, -0x1.8p+4, -0x1.54p+6,
};
static const double softproof_logsoftmax_12_e[] = {
  -0x1.b59c149ad8531p-31, -0x1.5000000036b38p+4, -0x1.8000000036b38p+4,
  -0x1.540000000dacep+6,
};
static const double softproof_logsoftmax_12_t[] = {
  0x1.c54p-79, 0x1.5cp-44, 0x1.8dcp-44, 0x1.604p-42,
};
static const double softproof_logsoftmax_13_z[] = {
  -INFINITY, -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_13_e[] = {
  NAN, NAN, NAN,
};
static const double softproof_logsoftmax_13_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_14_z[] = {
  0x1p+0, NAN, 0x1p+1, 0x0p+0,
};
static const double softproof_logsoftmax_14_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_logsoftmax_14_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_15_z[] = {
  0x1p+0, INFINITY, 0x1p+1, INFINITY,
};
static const double softproof_logsoftmax_15_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_logsoftmax_15_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_16_z[] = {
  0x0p+0, 0x1p+0, 0x1p+1, 0x1.8p+1, 0x1p+2, 0x1.4p+2, 0x1.8p+2, 0x1.cp+2,
  0x1p+3, 0x1.2p+3, 0x1.4p+3,
};
static const double softproof_logsoftmax_16_e[] = {
  -0x1.4ead5478e22bcp+3, -0x1.2ead5478e22bcp+3, -0x1.0ead5478e22bcp+3,
  -0x1.dd5aa8f1c4578p+2, -0x1.9d5aa8f1c4578p+2, -0x1.5d5aa8f1c4578p+2,
  -0x1.1d5aa8f1c4578p+2, -0x1.bab551e388afp+1, -0x1.3ab551e388afp+1,
  -0x1.756aa3c7115dfp+0, -0x1.d5aa8f1c4577dp-2,
};
static const double softproof_logsoftmax_16_t[] = {
  0x1.594p-46, 0x1.384p-46, 0x1.174p-46, 0x1.ec6p-47, 0x1.aa6p-47, 0x1.686p-47,
  0x1.266p-47, 0x1.c8ap-48, 0x1.44ap-48, 0x1.812p-49, 0x1.e46p-51,
};
static const double softproof_logsoftmax_17_z[] = {
  0x1.1ccf385ebc8ap+1023, -0x1.1ccf385ebc8ap+1023, 0x0p+0,
};
static const double softproof_logsoftmax_17_e[] = {
  -0x0p+0, -INFINITY, -0x1.1ccf385ebc8ap+1023,
};
static const double softproof_logsoftmax_17_t[] = {
  0x0.0000000000004p-1022, 0x0p+0, INFINITY,
};
static const double softproof_logsoftmax_18_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_18_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_18_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_19_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_19_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_19_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_20_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_20_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_20_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_21_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.c351dd65a0653p+1022,
};
static const double softproof_logsoftmax_21_e[] = {
  -0x1.1e57114d2fcd6p+1023, -0x0p+0,
};
static const double softproof_logsoftmax_21_t[] = {
  INFINITY, 0x0.0000000000003p-1022,
};
static const double softproof_logsoftmax_22_z[] = {
  -0x1.d11e741a66d55p+8, 0x1.67ce13d5e80ap+1,
};
static const double softproof_logsoftmax_22_e[] = {
  -0x1.d3ee104212a56p+8, -0x1.e450b09edb6bap-676,
};
static const double softproof_logsoftmax_22_t[] = {
  0x1.b4ep-36, 0x1.c42p-720,
};
static const double softproof_logsoftmax_23_z[] = {
  -0x1.23afa9778b6f3p+0, 0x1.b7c391ee2eb67p+8,
};
static const double softproof_logsoftmax_23_e[] = {
  -0x1.b8e74197a641ep+8, -0x1.e158a36000efcp-637,
};
static const double softproof_logsoftmax_23_t[] = {
  0x1.846p-36, 0x1.a8p-681,
};
static const double softproof_logsoftmax_24_z[] = {
  0x1.79d784ca9ea4p-2, NAN,
};
static const double softproof_logsoftmax_24_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_24_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_25_z[] = {
  -0x1.4357fb9f4efe8p+1, NAN,
};
static const double softproof_logsoftmax_25_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_25_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_26_z[] = {
  0x1.68p+6, 0x1.64p+6, 0x0p+0,
};
static const double softproof_logsoftmax_26_e[] = {
  -0x1.40c7acp-2, -0x1.5031eap+0, -0x1.6940c8p+6,
};
static const double softproof_logsoftmax_26_t[] = {
  0x1.e8p-23, 0x1.ff8p-21, 0x1.12ep-14,
};
static const double softproof_logsoftmax_27_z[] = {
  -0x1.3888p+13, -0x1.3898p+13, -0x1.389p+13,
};
static const double softproof_logsoftmax_27_e[] = {
  -0x1.a16376p-2, -0x1.342c6ep+1, -0x1.6858dep+0,
};
static const double softproof_logsoftmax_27_t[] = {
  0x1.448p-22, 0x1.df4p-20, 0x1.184p-20,
};
static const double softproof_logsoftmax_28_z[] = {
  -0x1.86bp+15, -0x1.86a1p+15, -0x1.86a6p+15,
};
static const double softproof_logsoftmax_28_e[] = {
  -0x1.e514e6p+2, -0x1.4539b4p-4, -0x1.4a29cep+1,
};
static const double softproof_logsoftmax_28_t[] = {
  0x1.9f8p-18, 0x1.16ap-24, 0x1.1aep-19,
};
static const double softproof_logsoftmax_29_z[] = {
  0x1.f4p+9, 0x0p+0, -0x1.f4p+9, 0x1.f44p+9,
};
static const double softproof_logsoftmax_29_e[] = {
  -0x1.f2ba38p-1, -0x1.f47caep+9, -0x1.f43e58p+10, -0x1.e5747p-2,
};
static const double softproof_logsoftmax_29_t[] = {
  0x1.85cp-21, 0x1.872p-11, 0x1.86ep-10, 0x1.7b6p-22,
};
static const double softproof_logsoftmax_30_z[] = {
  0x0p+0, -0x1.ap+6,
};
static const double softproof_logsoftmax_30_e[] = {
  -0x0p+0, -0x1.ap+6,
};
static const double softproof_logsoftmax_30_t[] = {
  0x1.8p-148, 0x1.728p-11,
};
static const double softproof_logsoftmax_31_z[] = {
  0x1.7d784p+26, 0x1.7d784p+26,
};
static const double softproof_logsoftmax_31_e[] = {
  -0x1.62e43p-1, -0x1.62e43p-1,
};
static const double softproof_logsoftmax_31_t[] = {
  0x1.bbap-22, 0x1.bbap-22,
};
static const double softproof_logsoftmax_32_z[] = {
  0x1.e848p+19, 0x1.e848p+19, 0x0p+0,
};
static const double softproof_logsoftmax_32_e[] = {
  -0x1.62e43p-1, -0x1.62e43p-1, -0x1.e84816p+19,
};
static const double softproof_logsoftmax_32_t[] = {
  0x1.efap-22, 0x1.efap-22, 0x1.55p-1,
};
static const double softproof_logsoftmax_33_z[] = {
  0x1.4p+5, 0x0p+0,
};
static const double softproof_logsoftmax_33_e[] = {
  -0x1.397924p-58, -0x1.4p+5,
};
static const double softproof_logsoftmax_33_t[] = {
  0x1.e9ep-77, 0x1.f4p-14,
};
static const double softproof_logsoftmax_34_z[] = {
  0x0p+0, -0x1.9p+4, -0x1.ep+4, -0x1.cp+4,
};
static const double softproof_logsoftmax_34_e[] = {
  -0x1.022124p-36, -0x1.9p+4, -0x1.ep+4, -0x1.cp+4,
};
static const double softproof_logsoftmax_34_t[] = {
  0x1.2bep-55, 0x1.d0cp-15, 0x1.16ep-14, 0x1.044p-14,
};
static const double softproof_logsoftmax_35_z[] = {
  0x0p+0, -0x1.cp+3, -0x1p+4, -0x1.ep+3,
};
static const double softproof_logsoftmax_35_e[] = {
  -0x1.4f88f8p-20, -0x1.c00002p+3, -0x1.000002p+4, -0x1.e00002p+3,
};
static const double softproof_logsoftmax_35_t[] = {
  0x1.152p-39, 0x1.72p-16, 0x1.a6ep-16, 0x1.8c6p-16,
};
static const double softproof_logsoftmax_36_z[] = {
  0x0p+0, -0x1.2p+4, -0x1.1p+4,
};
static const double softproof_logsoftmax_36_e[] = {
  -0x1.e67144p-25, -0x1.2p+4, -0x1.1p+4,
};
static const double softproof_logsoftmax_36_t[] = {
  0x1.b06p-44, 0x1p-15, 0x1.e38p-16,
};
static const double softproof_logsoftmax_37_z[] = {
  0x0p+0, -0x1.5p+4, -0x1.8p+4, -0x1.54p+6,
};
static const double softproof_logsoftmax_37_e[] = {
  -0x1.b59c14p-31, -0x1.5p+4, -0x1.8p+4, -0x1.54p+6,
};
static const double softproof_logsoftmax_37_t[] = {
  0x1.c54p-50, 0x1.5cp-15, 0x1.8dcp-15, 0x1.604p-13,
};
static const double softproof_logsoftmax_38_z[] = {
  -INFINITY, -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_38_e[] = {
  NAN, NAN, NAN,
};
static const double softproof_logsoftmax_38_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_39_z[] = {
  0x1p+0, NAN, 0x1p+1, 0x0p+0,
};
static const double softproof_logsoftmax_39_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_logsoftmax_39_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_40_z[] = {
  0x1p+0, INFINITY, 0x1p+1, INFINITY,
};
static const double softproof_logsoftmax_40_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_logsoftmax_40_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_41_z[] = {
  0x0p+0, 0x1p+0, 0x1p+1, 0x1.8p+1, 0x1p+2, 0x1.4p+2, 0x1.8p+2, 0x1.cp+2,
  0x1p+3, 0x1.2p+3, 0x1.4p+3,
};
static const double softproof_logsoftmax_41_e[] = {
  -0x1.4ead54p+3, -0x1.2ead54p+3, -0x1.0ead54p+3, -0x1.dd5aa8p+2,
  -0x1.9d5aa8p+2, -0x1.5d5aa8p+2, -0x1.1d5aa8p+2, -0x1.bab552p+1,
  -0x1.3ab552p+1, -0x1.756aa4p+0, -0x1.d5aa9p-2,
};
static const double softproof_logsoftmax_41_t[] = {
  0x1.594p-17, 0x1.384p-17, 0x1.174p-17, 0x1.ec6p-18, 0x1.aa6p-18, 0x1.686p-18,
  0x1.266p-18, 0x1.c8ap-19, 0x1.44ap-19, 0x1.812p-20, 0x1.e46p-22,
};
static const double softproof_logsoftmax_42_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_42_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_42_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_43_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_43_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_43_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_44_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_44_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_44_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_45_z[] = {
  -0x1.fffffep+127, -0x1.c351dcp+126,
};
static const double softproof_logsoftmax_45_e[] = {
  -0x1.1e571p+127, -0x0p+0,
};
static const double softproof_logsoftmax_45_t[] = {
  0x1.66p+106, 0x1.8p-148,
};
static const double softproof_logsoftmax_46_z[] = {
  0x1.b4680ep+126, 0x1.fffffep+127,
};
static const double softproof_logsoftmax_46_e[] = {
  -0x1.25cbf8p+127, -0x0p+0,
};
static const double softproof_logsoftmax_46_t[] = {
  0x1.6f4p+106, 0x1.8p-148,
};
static const double softproof_logsoftmax_47_z[] = {
  0x1.79d784p-2, NAN,
};
static const double softproof_logsoftmax_47_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_47_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_48_z[] = {
  -0x1.8eap+15, -0x1.8fb6p+15,
};
static const double softproof_logsoftmax_48_e[] = {
  -0x0p+0, -0x1.16p+7,
};
static const double softproof_logsoftmax_48_t[] = {
  0x1.8p-148, 0x1.43ap-10,
};
static const double softproof_logsoftmax_49_z[] = {
  -0x1.4357fcp+1, NAN,
};
static const double softproof_logsoftmax_49_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_49_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_50_z[] = {
  -INFINITY, -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_50_e[] = {
  NAN, NAN, NAN,
};
static const double softproof_logsoftmax_50_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_51_z[] = {
  0x1p+0, NAN, 0x1p+1, 0x0p+0,
};
static const double softproof_logsoftmax_51_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_logsoftmax_51_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_52_z[] = {
  -0x1.ffcp+15, -0x1.c3p+14,
};
static const double softproof_logsoftmax_52_e[] = {
  -0x1.1e4p+15, -0x0p+0,
};
static const double softproof_logsoftmax_52_t[] = {
  0x1.65ep+7, 0x1.8p-23,
};
static const double softproof_logsoftmax_53_z[] = {
  0x1.b44p+14, 0x1.ffcp+15,
};
static const double softproof_logsoftmax_53_e[] = {
  -0x1.25cp+15, -0x0p+0,
};
static const double softproof_logsoftmax_53_t[] = {
  0x1.6f4p+7, 0x1.8p-23,
};
static const double softproof_logsoftmax_54_z[] = {
  0x1.62cp+3, -0x1.03p+2,
};
static const double softproof_logsoftmax_54_e[] = {
  -0x1p-22, -0x1.e44p+3,
};
static const double softproof_logsoftmax_54_t[] = {
  0x1.866p-23, 0x1.7c6p-3,
};
static const double softproof_logsoftmax_55_z[] = {
  0x1.3cp+4, 0x1.3bp+2,
};
static const double softproof_logsoftmax_55_e[] = {
  -0x1.8p-22, -0x1.da8p+3,
};
static const double softproof_logsoftmax_55_t[] = {
  0x1.896p-23, 0x1.704p-3,
};
static const double softproof_logsoftmax_56_z[] = {
  -0x1.ffcp+15, -0x1.ffcp+15,
};
static const double softproof_logsoftmax_56_e[] = {
  -0x1.63p-1, -0x1.63p-1,
};
static const double softproof_logsoftmax_56_t[] = {
  0x1.bbep-9, 0x1.bbep-9,
};
static const double softproof_logsoftmax_57_z[] = {
  -0x1.ffcp+15, -0x1.ffcp+15,
};
static const double softproof_logsoftmax_57_e[] = {
  -0x1.63p-1, -0x1.63p-1,
};
static const double softproof_logsoftmax_57_t[] = {
  0x1.bbep-9, 0x1.bbep-9,
};
static const double softproof_logsoftmax_58_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_58_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_58_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_59_z[] = {
  -0x1.8e8p+15, -0x1.8fcp+15,
};
static const double softproof_logsoftmax_59_e[] = {
  -0x0p+0, -0x1.4p+7,
};
static const double softproof_logsoftmax_59_t[] = {
  0x1.8p-23, 0x1.a92p+3,
};
static const double softproof_logsoftmax_60_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_60_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_60_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_61_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_61_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_61_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_62_z[] = {
  -0x1.8e8p+15, -0x1.8f8p+15,
};
static const double softproof_logsoftmax_62_e[] = {
  -0x0p+0, -0x1p+7,
};
static const double softproof_logsoftmax_62_t[] = {
  0x1.8p-23, 0x1.142p+3,
};
static const double softproof_logsoftmax_63_z[] = {
  0x1.aep+9, 0x1.b1p+9,
};
static const double softproof_logsoftmax_63_e[] = {
  -0x1.804p+2, -0x1.448p-9,
};
static const double softproof_logsoftmax_63_t[] = {
  0x1.806p-5, 0x1.478p-16,
};
static const double softproof_logsoftmax_64_z[] = {
  0x1.79cp-2, NAN,
};
static const double softproof_logsoftmax_64_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_64_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_65_z[] = {
  0x1.97p+3, 0x1.7b4p-4,
};
static const double softproof_logsoftmax_65_e[] = {
  -0x1.b8p-19, -0x1.94p+3,
};
static const double softproof_logsoftmax_65_t[] = {
  0x1.cdep-23, 0x1.1dcp-3,
};
static const double softproof_logsoftmax_66_z[] = {
  -0x1.434p+1, NAN,
};
static const double softproof_logsoftmax_66_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_66_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_67_z[] = {
  NAN, -0x1.898p-1,
};
static const double softproof_logsoftmax_67_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_67_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_68_z[] = {
  0x0p+0, -0x1.ap+6,
};
static const double softproof_logsoftmax_68_e[] = {
  -0x0p+0, -0x1.ap+6,
};
static const double softproof_logsoftmax_68_t[] = {
  0x1.8p-132, 0x1.728p+5,
};
static const double softproof_logsoftmax_69_z[] = {
  -INFINITY, -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_69_e[] = {
  NAN, NAN, NAN,
};
static const double softproof_logsoftmax_69_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_70_z[] = {
  0x1p+0, NAN, 0x1p+1, 0x0p+0,
};
static const double softproof_logsoftmax_70_e[] = {
  NAN, NAN, NAN, NAN,
};
static const double softproof_logsoftmax_70_t[] = {
  0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_71_z[] = {
  0x1.d2p+2, -0x1.4p+6,
};
static const double softproof_logsoftmax_71_e[] = {
  -0x1.0ep-126, -0x1.5ep+6,
};
static const double softproof_logsoftmax_71_t[] = {
  0x1.b28p-128, 0x1.0a2p+5,
};
static const double softproof_logsoftmax_72_z[] = {
  0x1.2ep+3, -0x1.36p+6,
};
static const double softproof_logsoftmax_72_e[] = {
  -0x1.7ep-126, -0x1.5cp+6,
};
static const double softproof_logsoftmax_72_t[] = {
  0x1.2d6p-127, 0x1.07ap+5,
};
static const double softproof_logsoftmax_73_z[] = {
  0x1.48p+6, -0x1.a8p+0,
};
static const double softproof_logsoftmax_73_e[] = {
  -0x1.3ep-121, -0x1.4ep+6,
};
static const double softproof_logsoftmax_73_t[] = {
  0x1.d22p-123, 0x1.e8ep+4,
};
static const double softproof_logsoftmax_74_z[] = {
  0x1.dcp+3, -0x1.26p+4,
};
static const double softproof_logsoftmax_74_e[] = {
  -0x1.06p-48, -0x1.0ap+5,
};
static const double softproof_logsoftmax_74_t[] = {
  0x1.622p-51, 0x1.67ap+2,
};
static const double softproof_logsoftmax_75_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_75_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_75_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_76_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_76_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_76_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_77_z[] = {
  -INFINITY, -INFINITY,
};
static const double softproof_logsoftmax_77_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_77_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_78_z[] = {
  0x1.7ap-2, NAN,
};
static const double softproof_logsoftmax_78_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_78_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_79_z[] = {
  -0x1.44p+1, NAN,
};
static const double softproof_logsoftmax_79_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_79_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsoftmax_80_z[] = {
  NAN, -0x1.8ap-1,
};
static const double softproof_logsoftmax_80_e[] = {
  NAN, NAN,
};
static const double softproof_logsoftmax_80_t[] = {
  0x0p+0, 0x0p+0,
};
static const double softproof_logsumexp_1_z[] = {
  0x1.1ccf385ebc8ap+1023, -0x1.1ccf385ebc8ap+1023, 0x0p+0,
};
static const double softproof_logsumexp_1_e[] = {
  0x1.1ccf385ebc8ap+1023,
};
static const double softproof_logsumexp_1_t[] = {
  INFINITY,
};
static const double softproof_logsumexp_2_z[] = {
  -0x1.16ab9104aadap+3, -0x1.16ab9104aadap+3, 0x1.39234d06096p-4,
  -0x1.7e17f2c3603b8p+2, -0x1.16ab9104aadap+3, -0x1.7e17f2c3603b8p+2,
};
static const double softproof_logsumexp_2_e[] = {
  0x1.4e57f04353144p-4,
};
static const double softproof_logsumexp_2_t[] = {
  0x1.134p-53,
};
static const double softproof_logsumexp_3_z[] = {
  -0x1.08d7a5ee7cc6cp+9, -0x1.cf872260b7dc3p+4, -0x1.234088bfe412dp+7,
  0x1.2872aa0335p-4, -0x1.421e6504e781fp+8, -0x1.3688b49d55ae6p+7,
};
static const double softproof_logsumexp_3_e[] = {
  0x1.2872aa0339498p-4,
};
static const double softproof_logsumexp_3_t[] = {
  0x1.e82p-54,
};
static const double softproof_logsumexp_4_z[] = {
  -0x1.8fd4p+15, -0x1.8fa4p+15, -0x1.8fp+15, -0x1.8fb6p+15, -0x1.8f5p+15,
  -0x1.8ffep+15, -0x1.8ecp+15, -0x1.8f0cp+15, -0x1.8edp+15, -0x1.8f32p+15,
  -0x1.8f76p+15, -0x1.8f08p+15, -0x1.8f86p+15, -0x1.8f1ap+15, -0x1.8f0ep+15,
  -0x1.8ebep+15, -0x1.8edep+15, -0x1.8f7p+15, -0x1.8eeep+15, -0x1.8f6ep+15,
  -0x1.8ebap+15, -0x1.8eeap+15, -0x1.8fd6p+15, -0x1.8facp+15, -0x1.8ef6p+15,
  -0x1.8f34p+15, -0x1.8eb8p+15, -0x1.8fcap+15, -0x1.8ecp+15, -0x1.8f0ep+15,
  -0x1.8f7p+15, -0x1.9008p+15, -0x1.8eccp+15,
};
static const double softproof_logsumexp_4_e[] = {
  -0x1.8eb74039da9acp+15,
};
static const double softproof_logsumexp_4_t[] = {
  0x1.c2ep-34,
};
static const double softproof_logsumexp_5_z[] = {
  -INFINITY, 0x1.d751003728f2p+0, -0x1.bef69dad646p-5,
};
static const double softproof_logsumexp_5_e[] = {
  0x1.fb2517ce3d98fp+0,
};
static const double softproof_logsumexp_5_t[] = {
  0x1.622p-49,
};
static const double softproof_logsumexp_6_z[] = {
  -INFINITY, -0x1.5e64cc190566p-1, -0x1.0b348de42087cp+0,
};
static const double softproof_logsumexp_6_e[] = {
  -0x1.3d26b032b1f5ep-3,
};
static const double softproof_logsumexp_6_t[] = {
  0x1.b2p-50,
};
static const double softproof_logsumexp_7_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.a7daf96a9d2bfp+1017,
};
static const double softproof_logsumexp_7_e[] = {
  -0x1.a7daf96a9d2bfp+1017,
};
static const double softproof_logsumexp_7_t[] = {
  0x1.09p+968,
};
static const double softproof_logsumexp_8_z[] = {
  -0x1.1a808d774e375p+14, -0x1.1a9f5fc50c62dp+14, -0x1.1aa7480d2c5fp+14,
  -0x1.1a9c8730a5046p+14, -0x1.1a868f9f85b4dp+14, -0x1.1aa1bb881a812p+14,
  -0x1.1a94641b0b619p+14, -0x1.1a9a375a5ccc7p+14, -0x1.1a95f68e328d6p+14,
  -0x1.1a9a55161a787p+14, -0x1.1a86579cca3efp+14, -0x1.1aa1cc9220f57p+14,
  -0x1.1a9a0208eaaddp+14, -0x1.1aba268d68f3fp+14, -0x1.1a8ca6a44fa1p+14,
  -0x1.1aa74eaf19f35p+14, -0x1.1a988ad00c84bp+14, -0x1.1aae7af563fe7p+14,
  -0x1.1a9fa3b567b34p+14, -0x1.1aa61620bdffdp+14, -0x1.1a8d8390a3298p+14,
  -0x1.1a83b373f21c8p+14, -0x1.1ab1a19bbf351p+14, -0x1.1a8d22a21d884p+14,
  -0x1.1a8935750529dp+14, -0x1.1aa95bb03d183p+14, -0x1.1a82317bb147dp+14,
  -0x1.1a904d5d3230dp+14,
};
static const double softproof_logsumexp_8_e[] = {
  -0x1.1a7c5835ebc2fp+14,
};
static const double softproof_logsumexp_8_t[] = {
  0x1.372p-35,
};
static const double softproof_logsumexp_9_z[] = {
  -INFINITY, -0x1.11e9f4p-1, -0x1.2a6aa2p+1,
};
static const double softproof_logsumexp_9_e[] = {
  -0x1.86a756p-2,
};
static const double softproof_logsumexp_9_t[] = {
  0x1.ec4p-22,
};
static const double softproof_logsumexp_10_z[] = {
  -INFINITY, 0x1.d751p+0, -0x1.bef69ep-5,
};
static const double softproof_logsumexp_10_e[] = {
  0x1.fb2518p+0,
};
static const double softproof_logsumexp_10_t[] = {
  0x1.622p-20,
};
static const double softproof_logsumexp_11_z[] = {
  0x1.1f7ab8p-3, -INFINITY, -0x1.342e56p+2,
};
static const double softproof_logsumexp_11_e[] = {
  0x1.2dda6ap-3,
};
static const double softproof_logsumexp_11_t[] = {
  0x1.a58p-24,
};
static const double softproof_logsumexp_12_z[] = {
  -INFINITY, -0x1.5e64ccp-1, -0x1.0b348ep+0,
};
static const double softproof_logsumexp_12_e[] = {
  -0x1.3d26bp-3,
};
static const double softproof_logsumexp_12_t[] = {
  0x1.b2p-21,
};
static const double softproof_logsumexp_13_z[] = {
  -0x1.8feap+15, -0x1.8f64p+15, -0x1.8ec2p+15, -0x1.8ed2p+15, -0x1.8f6ep+15,
  -0x1.8f3p+15, -0x1.8faep+15, -0x1.8e9p+15, -0x1.8f2cp+15, -0x1.8f4ap+15,
  -0x1.8ff6p+15, -0x1.8fc2p+15, -0x1.8ee8p+15, -0x1.8f1ep+15, -0x1.8f56p+15,
  -0x1.8fc6p+15, -0x1.8fd8p+15, -0x1.8ec4p+15, -0x1.8f32p+15, -0x1.8efep+15,
};
static const double softproof_logsumexp_13_e[] = {
  -0x1.8e9p+15,
};
static const double softproof_logsumexp_13_t[] = {
  0x1.9eap-5,
};
static const double softproof_logsumexp_14_z[] = {
  -0x1.c9cb4ap+25, -0x1.c9cb4ep+25, -0x1.c9cb4cp+25, -0x1.c9cb4ep+25,
  -0x1.c9cb48p+25, -0x1.c9cb4ap+25, -0x1.c9cb5p+25, -0x1.c9cb4cp+25,
  -0x1.c9cb4ep+25, -0x1.c9cb4ep+25, -0x1.c9cb4ep+25, -0x1.c9cb4cp+25,
  -0x1.c9cb4cp+25, -0x1.c9cb4cp+25, -0x1.c9cb4ap+25, -0x1.c9cb4cp+25,
  -0x1.c9cb4cp+25, -0x1.c9cb4ap+25, -0x1.c9cb4cp+25, -0x1.c9cb4ap+25,
  -0x1.c9cb4ep+25, -0x1.c9cb4ap+25, -0x1.c9cb4cp+25, -0x1.c9cb4ap+25,
  -0x1.c9cb4cp+25,
};
static const double softproof_logsumexp_14_e[] = {
  -0x1.c9cb48p+25,
};
static const double softproof_logsumexp_14_t[] = {
  0x1.eecp+5,
};
static const double softproof_logsumexp_15_z[] = {
  -0x1.9006p+15, -0x1.8ffcp+15, -0x1.8f24p+15, -0x1.8f0ap+15, -0x1.8f72p+15,
  -0x1.8ec4p+15, -0x1.8f7ap+15, -0x1.8ea2p+15, -0x1.8f28p+15, -0x1.8f4p+15,
  -0x1.8f8ep+15, -0x1.8f54p+15, -0x1.8e86p+15, -0x1.8f22p+15, -0x1.8f38p+15,
  -0x1.8eaap+15, -0x1.8f1ap+15, -0x1.8f16p+15, -0x1.8f8p+15, -0x1.8f5ap+15,
  -0x1.8f14p+15, -0x1.8eap+15, -0x1.8f22p+15, -0x1.8ee6p+15, -0x1.8f92p+15,
};
static const double softproof_logsumexp_15_e[] = {
  -0x1.8e86p+15,
};
static const double softproof_logsumexp_15_t[] = {
  0x1.aeap-5,
};
static const double softproof_logsumexp_16_z[] = {
  -0x1.0ecd5cp+26, -0x1.0ecd5cp+26, -0x1.0ecd5ap+26, -0x1.0ecd5cp+26,
  -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5ap+26,
  -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5cp+26,
  -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5ap+26,
  -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5cp+26,
  -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5cp+26, -0x1.0ecd5ap+26,
  -0x1.0ecd5cp+26, -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5ap+26,
  -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5ap+26, -0x1.0ecd5cp+26,
  -0x1.0ecd5cp+26, -0x1.0ecd5ap+26,
};
static const double softproof_logsumexp_16_e[] = {
  -0x1.0ecd5ap+26,
};
static const double softproof_logsumexp_16_t[] = {
  0x1.33ap+6,
};
static const double softproof_logsumexp_17_z[] = {
  -INFINITY, 0x1.8a1b76p-3, -INFINITY, -INFINITY, -INFINITY, -INFINITY,
  -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY,
  -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY,
  -INFINITY, -INFINITY,
};
static const double softproof_logsumexp_17_e[] = {
  0x1.8a1b76p-3,
};
static const double softproof_logsumexp_17_t[] = {
  0x1.a0cp-23,
};
static const double softproof_logsumexp_18_z[] = {
  -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY,
  -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -0x1.28d626p-1,
};
static const double softproof_logsumexp_18_e[] = {
  -0x1.28d626p-1,
};
static const double softproof_logsumexp_18_t[] = {
  0x1.1dcp-21,
};
static const double softproof_logsumexp_19_z[] = {
  -0x1.9p+15, -0x1.8f8p+15, -0x1.8ecp+15, -0x1.8ecp+15, -0x1.8f8p+15,
  -0x1.8f4p+15, -0x1.8fcp+15, -0x1.8e8p+15, -0x1.8f4p+15, -0x1.8f4p+15,
  -0x1.9p+15, -0x1.8fcp+15, -0x1.8fp+15, -0x1.8fp+15, -0x1.8f4p+15,
  -0x1.8fcp+15, -0x1.8fcp+15, -0x1.8ecp+15, -0x1.8f4p+15, -0x1.8fp+15,
};
static const double softproof_logsumexp_19_e[] = {
  -0x1.8e8p+15,
};
static const double softproof_logsumexp_19_t[] = {
  0x1.9eap+8,
};
static const double softproof_logsumexp_20_z[] = {
  -0x1.9p+15, -0x1.9p+15, -0x1.8f4p+15, -0x1.8fp+15, -0x1.8f8p+15,
  -0x1.8ecp+15, -0x1.8f8p+15, -0x1.8ecp+15, -0x1.8f4p+15, -0x1.8f4p+15,
  -0x1.8f8p+15, -0x1.8f4p+15, -0x1.8e8p+15, -0x1.8f4p+15, -0x1.8f4p+15,
  -0x1.8ecp+15, -0x1.8fp+15, -0x1.8fp+15, -0x1.8f8p+15, -0x1.8f4p+15,
  -0x1.8fp+15, -0x1.8e8p+15, -0x1.8f4p+15, -0x1.8fp+15, -0x1.8f8p+15,
};
static const double softproof_logsumexp_20_e[] = {
  -0x1.8e8p+15,
};
static const double softproof_logsumexp_20_t[] = {
  0x1.aeap+8,
};
static const double softproof_logsumexp_21_z[] = {
  -0x1.9p+15, -0x1.8e8p+15, -0x1.8fcp+15, -0x1.9p+15, -0x1.8ecp+15,
  -0x1.8fp+15, -0x1.8f8p+15,
};
static const double softproof_logsumexp_21_e[] = {
  -0x1.8e8p+15,
};
static const double softproof_logsumexp_21_t[] = {
  0x1.532p+8,
};
static const double softproof_logsumexp_22_z[] = {
  -INFINITY, 0x1.d74p+0, -0x1.bfp-5,
};
static const double softproof_logsumexp_22_e[] = {
  0x1.fbp+0,
};
static const double softproof_logsumexp_22_t[] = {
  0x1.622p-7,
};
static const double softproof_logsumexp_23_z[] = {
  -0x1.ca4p+1, -0x1.63cp+2, -0x1.9e8p-2, -0x1.38p+3, 0x1.13p-2, -0x1.43p+3,
  -0x1.31p+3, 0x1.c9cp+2, -0x1.0cp+2, -0x1.c44p+2, 0x1.464p+4, 0x1.55p+1,
  0x1.31cp+2, -0x1.0dp+4, -0x1.458p+3, -0x1.2ecp+2, 0x1.4b8p+1, 0x1.a4cp+0,
  0x1.bd8p-1, 0x1.e1p+0, 0x1.004p+2, -0x1.69p+1, -0x1.bb8p+2, 0x1.19p+3,
  0x1.224p+2, 0x1.c74p+3, 0x1.f8p+2, 0x1.aep+3, -0x1.33p+3, 0x1.12cp+0,
  -0x1.758p+1, -0x1.738p+0, 0x1.464p+4,
};
static const double softproof_logsumexp_23_e[] = {
  0x1.514p+4,
};
static const double softproof_logsumexp_23_t[] = {
  0x1.7d8p-3,
};
static const double softproof_logsumexp_24_z[] = {
  0x1.b88p+1, -0x1.c5p+1, 0x1.5f4p+3, -0x1.cap+1, -0x1.1e8p+3, -0x1.378p+3,
  -0x1.56cp+0, 0x1.5bp+2, -0x1.058p-4, 0x1.5a8p+3,
};
static const double softproof_logsumexp_24_e[] = {
  0x1.734p+3,
};
static const double softproof_logsumexp_24_t[] = {
  0x1.53ep-4,
};
static const double softproof_logsumexp_25_z[] = {
  -0x1.1a8p+2, 0x1.5fp-1, -0x1.684p+2, 0x1.5fp-1, -0x1.684p+2, -0x1.1a8p+2,
  0x1.5fp-1, 0x1.5fp-1, 0x1.5fp-1, -0x1.684p+2, 0x1.5fp-1, -0x1.684p+2,
  -0x1.1a8p+2, -0x1.1a8p+2, -0x1.1a8p+2, 0x1.5fp-1, 0x1.5fp-1, 0x1.5fp-1,
  -0x1.1a8p+2, -0x1.684p+2, 0x1.5fp-1, -0x1.684p+2, -0x1.684p+2, -0x1.684p+2,
  0x1.5fp-1,
};
static const double softproof_logsumexp_25_e[] = {
  0x1.8b4p+1,
};
static const double softproof_logsumexp_25_t[] = {
  0x1.ab2p-6,
};
static const double softproof_logsumexp_26_z[] = {
  -0x1.8ecp+15, -0x1.8f4p+15, -0x1.9p+15, -0x1.8fcp+15, -0x1.8f8p+15,
  -0x1.8fcp+15, -0x1.8ecp+15, -0x1.8e8p+15, -0x1.8e8p+15, -0x1.8fcp+15,
  -0x1.9p+15, -0x1.8e8p+15, -0x1.8f4p+15, -0x1.8f4p+15, -0x1.8e8p+15,
  -0x1.8fcp+15, -0x1.8f4p+15, -0x1.8f8p+15, -0x1.8e8p+15, -0x1.8ecp+15,
  -0x1.8f4p+15, -0x1.8e8p+15, -0x1.8f8p+15, -0x1.8ecp+15, -0x1.8f8p+15,
  -0x1.8f4p+15, -0x1.8fp+15, -0x1.8ecp+15,
};
static const double softproof_logsumexp_26_e[] = {
  -0x1.8e8p+15,
};
static const double softproof_logsumexp_26_t[] = {
  0x1.b6cp+8,
};
static const double softproof_logsumexp_27_z[] = {
  -0x1.9p+15, -0x1.9p+15, -0x1.8ep+15, -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15,
  -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15,
  -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.8ep+15,
  -0x1.9p+15, -0x1.8ep+15,
};
static const double softproof_logsumexp_27_e[] = {
  -0x1.8ep+15,
};
static const double softproof_logsumexp_27_t[] = {
  0x1.9e2p+11,
};
static const double softproof_logsumexp_28_z[] = {
  -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.8ep+15,
  -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15,
  -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15,
  -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15, -0x1.8ep+15,
  -0x1.9p+15,
};
static const double softproof_logsumexp_28_e[] = {
  -0x1.8ep+15,
};
static const double softproof_logsumexp_28_t[] = {
  0x1.ae2p+11,
};
static const double softproof_logsumexp_29_z[] = {
  -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15, -0x1.8ep+15, -0x1.8ep+15,
  -0x1.9p+15,
};
static const double softproof_logsumexp_29_e[] = {
  -0x1.8ep+15,
};
static const double softproof_logsumexp_29_t[] = {
  0x1.52cp+11,
};
static const double softproof_logsumexp_30_z[] = {
  -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15,
  -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15, -0x1.9p+15,
  -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15,
  -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15, -0x1.8ep+15,
  -0x1.9p+15, -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15,
  -0x1.9p+15, -0x1.8ep+15, -0x1.8ep+15, -0x1.8ep+15, -0x1.9p+15, -0x1.9p+15,
  -0x1.9p+15,
};
static const double softproof_logsumexp_30_e[] = {
  -0x1.8ep+15,
};
static const double softproof_logsumexp_30_t[] = {
  0x1.ca4p+11,
};
static const double softproof_logsumexp_31_z[] = {
  -0x1.2ap-2, -0x1.b4p-2, -0x1.bp-2,
};
static const double softproof_logsumexp_31_e[] = {
  0x1.72p-1,
};
static const double softproof_logsumexp_31_t[] = {
  0x1.d1ep-5,
};
static const double softproof_logsumexp_32_z[] = {
  -0x1.96p+2, 0x1.5p+1, -0x1.16p+4, 0x1.1p+0, 0x1.4ep+3, 0x1.5p+0, 0x1.4ep+3,
};
static const double softproof_logsumexp_32_e[] = {
  0x1.64p+3,
};
static const double softproof_logsumexp_32_t[] = {
  0x1.2f2p-1,
};
static const double softproof_logsumexp_33_z[] = {
  0x1.8ap-4, 0x1.8ap-4, 0x1.8ap-4, 0x1.8ap-4, 0x1.8ap-4, 0x1.8ap-4,
};
static const double softproof_logsumexp_33_e[] = {
  0x1.e4p+0,
};
static const double softproof_logsumexp_33_t[] = {
  0x1.8dep-4,
};
static const double softproof_logsumexp_34_z[] = {
  0x1.04p-1, -0x1.28p+1, -0x1.6ap+1,
};
static const double softproof_logsumexp_34_e[] = {
  0x1.32p-1,
};
static const double softproof_logsumexp_34_t[] = {
  0x1.ac2p-6,
};
static const double softproof_xent_1_z[] = {
  0x1.68p+6, 0x1.64p+6, 0x0p+0,
};
static const double softproof_xent_1_e[] = {
  0x1.5031eafefb049p+0,
};
static const double softproof_xent_1_t[] = {
  0x1.ff8p-50,
};
static const double softproof_xent_2_z[] = {
  -0x1.3888p+13, -0x1.3898p+13, -0x1.389p+13,
};
static const double softproof_xent_2_e[] = {
  0x1.342c6ea778b93p+1,
};
static const double softproof_xent_2_t[] = {
  0x1.df4p-49,
};
static const double softproof_xent_3_z[] = {
  -0x1.86bp+15, -0x1.86a1p+15, -0x1.86a6p+15,
};
static const double softproof_xent_3_e[] = {
  0x1.4539b3badf6d1p-4,
};
static const double softproof_xent_3_t[] = {
  0x1.16ap-53,
};
static const double softproof_xent_4_z[] = {
  0x1.7d784p+26, 0x1.7d784p+26,
};
static const double softproof_xent_4_e[] = {
  0x1.62e42fefa39efp-1,
};
static const double softproof_xent_4_t[] = {
  0x1.bbap-51,
};
static const double softproof_xent_5_z[] = {
  0x1.e848p+19, 0x1.e848p+19, 0x0p+0,
};
static const double softproof_xent_5_e[] = {
  0x1.62e42fefa39efp-1,
};
static const double softproof_xent_5_t[] = {
  0x1.efap-51,
};
static const double softproof_xent_6_z[] = {
  0x1.4p+5, 0x0p+0,
};
static const double softproof_xent_6_e[] = {
  0x1.4p+5,
};
static const double softproof_xent_6_t[] = {
  0x1.f4p-43,
};
static const double softproof_xent_7_z[] = {
  0x0p+0, -0x1.9p+4, -0x1.ep+4, -0x1.cp+4,
};
static const double softproof_xent_7_e[] = {
  0x1.9000000001022p+4,
};
static const double softproof_xent_7_t[] = {
  0x1.d0cp-44,
};
static const double softproof_xent_8_z[] = {
  0x0p+0, -0x1.2p+4, -0x1.1p+4,
};
static const double softproof_xent_8_e[] = {
  0x1.2000000f338a2p+4,
};
static const double softproof_xent_8_t[] = {
  0x1p-44,
};
static const double softproof_xent_9_z[] = {
  -0x1.1c52ee31cf1e4p+8, -0x1.3595d1d7fd28p+0, -0x1.dc16615763543p+7,
  -0x1.03ceaa5b8151p+7,
};
static const double softproof_xent_9_e[] = {
  0x1.428a375b1a8d9p-186,
};
static const double softproof_xent_9_t[] = {
  0x1.62ap-232,
};
static const double softproof_xent_10_z[] = {
  0x1.fd05fde490d76p+2, -0x1.6e653754aff9p+0, 0x1.6fcd07c6565d4p+1,
  0x1.a5461a71609dcp+2, 0x1.cbc4237ee724ap+7, 0x1.0f4b29aeaa8ecp+1,
  -0x1.d493ada10bc8fp+3, 0x1.fb88c2162f2a2p+2, 0x1.83856b787f759p+4,
  0x1.c1e330909394cp+1, 0x1.72497c8fa0096p+3, -0x1.3fc538f53430dp+3,
  0x1.f6bae8d5c8b24p+2, 0x1.800046020113ep+2, 0x1.7193beeabb6fcp+2,
  -0x1.abe5439313d8p+0, -0x1.608fc8cabfb38p+3, 0x1.2bdcbcfcade9p+1,
  -0x1.842e9360fcacep+3, 0x1.6790ccfea22ap+2, 0x1.08dbb30ca8517p+3,
  -0x1.5413c0d5a86a2p+3, 0x1.f3c541ae1f84cp+3, 0x1.8a5a207c5eb3cp+4,
  0x1.28a5cab4a04d5p+3, -0x1.267daa1ca3ca8p+3, 0x1.4d99c20ea853p-1,
  0x1.7c7d497cede7p+1, -0x1.00e4f122ff85dp+3, -0x1.8ca12433f2df6p+2,
  -0x1.47c7b2483a245p+3, 0x1.8f37e1f74277ep+4, -0x1.d3da40ca0a054p+1,
  -0x1.2c8f6b31fea4dp+3, -0x1.0fbd61090f04ap+3, 0x1.37772d8a0b13cp+2,
  -0x1.ccbb73bf4c7ep+0, 0x1.a8bf3390d74fbp+3, -0x1.3733de1d0e21p+3,
  -0x1.2bc8b035eb0acp+3,
};
static const double softproof_xent_10_e[] = {
  0x1.68fb1ca0bf43p-295,
};
static const double softproof_xent_10_t[] = {
  0x1.3bcp-340,
};
static const double softproof_xent_11_z[] = {
  -0x1.0977b98a39a51p+7, 0x1.e0175bbb9177p+1, -0x1.f942e3091828cp+8,
};
static const double softproof_xent_11_e[] = {
  0x1.115069ec06edcp-197,
};
static const double softproof_xent_11_t[] = {
  0x1.3b6p-243,
};
static const double softproof_xent_12_z[] = {
  -0x1.20325fa3018p-2, -0x1.b14325f583d42p+8, -0x1.b284537730057p+8,
};
static const double softproof_xent_12_e[] = {
  0x1.a0a3204f7f226p-625,
};
static const double softproof_xent_12_t[] = {
  0x1.69cp-669,
};
static const double softproof_xent_13_z[] = {
  -0x1.1a808d774e375p+14, -0x1.1a9f5fc50c62dp+14, -0x1.1aa7480d2c5fp+14,
  -0x1.1a9c8730a5046p+14, -0x1.1a868f9f85b4dp+14, -0x1.1aa1bb881a812p+14,
  -0x1.1a94641b0b619p+14, -0x1.1a9a375a5ccc7p+14, -0x1.1a95f68e328d6p+14,
  -0x1.1a9a55161a787p+14, -0x1.1a86579cca3efp+14, -0x1.1aa1cc9220f57p+14,
  -0x1.1a9a0208eaaddp+14, -0x1.1aba268d68f3fp+14, -0x1.1a8ca6a44fa1p+14,
  -0x1.1aa74eaf19f35p+14, -0x1.1a988ad00c84bp+14, -0x1.1aae7af563fe7p+14,
  -0x1.1a9fa3b567b34p+14, -0x1.1aa61620bdffdp+14, -0x1.1a8d8390a3298p+14,
  -0x1.1a83b373f21c8p+14, -0x1.1ab1a19bbf351p+14, -0x1.1a8d22a21d884p+14,
  -0x1.1a8935750529dp+14, -0x1.1aa95bb03d183p+14, -0x1.1a82317bb147dp+14,
  -0x1.1a904d5d3230dp+14,
};
static const double softproof_xent_13_e[] = {
  0x1.1dab97ee08a95p+2,
};
static const double softproof_xent_13_t[] = {
  0x1.4f6p-47,
};
static const double softproof_xent_14_z[] = {
  -0x1.122a7327d2ee3p+9, -0x1.4be8b5976c9eap+8, 0x1.a52e6929eb8ccp+3,
  -0x1.2ab0e0374670cp+8, -0x1.1300c59cbe6e9p+9, -0x1.c06103ff7410fp+7,
  -0x1.6a4d2739884d4p+9, -0x1.659153e00adfcp+9, -0x1.4a64c320f08c2p+9,
  -0x1.6de4b4a7dcb42p+6, -0x1.3de8b1ca48e8dp+8,
};
static const double softproof_xent_14_e[] = {
  0x1.5ce0c6ca95891p+9,
};
static const double softproof_xent_14_t[] = {
  0x1.45ep-37,
};
static const double softproof_xent_15_z[] = {
  0x1.8aea93a32294cp+0, 0x1.f4125d754848cp+0, 0x1.482689df4edp-5,
  0x1.a02af40dbadd8p+0, 0x1.9100e10146d2p+0, -0x1.7123042649258p+0,
  -0x1.5855909a8a29cp+0, 0x1.55b750afdf422p+8, 0x1.84973aebd353cp+1,
  0x1.2dc988aabf8c8p+0, 0x1.3efe5cd27e3p+0, -0x1.24664efa46448p-1,
  0x1.780250fd4c6bp-2, 0x1.732d334f679acp+0, 0x1.01c97389162b8p-1,
  -0x1.5527061b1bbap+0, 0x1.8f85a576fbc48p-1, -0x1.360b02fed4338p+0,
};
static const double softproof_xent_15_e[] = {
  0x1.509f18a42c8ddp+8,
};
static const double softproof_xent_15_t[] = {
  0x1.d46p-37,
};
static const double softproof_xent_16_z[] = {
  -0x1.c9cb4afbdb5dfp+25, -0x1.c9cb4d0cee1f1p+25, -0x1.c9cb4bab2042cp+25,
  -0x1.c9cb4d1bfbf7cp+25, -0x1.c9cb478121b28p+25, -0x1.c9cb49df66d98p+25,
  -0x1.c9cb4fc743e8ap+25, -0x1.c9cb4c61c7772p+25, -0x1.c9cb4d03e9adcp+25,
  -0x1.c9cb4daee891dp+25, -0x1.c9cb4ed707becp+25, -0x1.c9cb4ce2d6f3cp+25,
  -0x1.c9cb4bb807631p+25, -0x1.c9cb4c91b2318p+25, -0x1.c9cb495daf4e6p+25,
  -0x1.c9cb4bde9916fp+25, -0x1.c9cb4cb8231a8p+25, -0x1.c9cb4ad050adep+25,
  -0x1.c9cb4ce723d04p+25, -0x1.c9cb499ca12p+25, -0x1.c9cb4d39bb053p+25,
  -0x1.c9cb4a0648054p+25, -0x1.c9cb4b7a72064p+25, -0x1.c9cb4abef8477p+25,
  -0x1.c9cb4b2cbe0dep+25,
};
static const double softproof_xent_16_e[] = {
  0x1.bfa72f85b1c13p+3,
};
static const double softproof_xent_16_t[] = {
  0x1.306p-45,
};
static const double softproof_xent_17_z[] = {
  0x1.68p+6, 0x1.64p+6, 0x0p+0,
};
static const double softproof_xent_17_e[] = {
  0x1.5031eap+0,
};
static const double softproof_xent_17_t[] = {
  0x1.ff8p-21,
};
static const double softproof_xent_18_z[] = {
  -0x1.3888p+13, -0x1.3898p+13, -0x1.389p+13,
};
static const double softproof_xent_18_e[] = {
  0x1.342c6ep+1,
};
static const double softproof_xent_18_t[] = {
  0x1.df4p-20,
};
static const double softproof_xent_19_z[] = {
  -0x1.86bp+15, -0x1.86a1p+15, -0x1.86a6p+15,
};
static const double softproof_xent_19_e[] = {
  0x1.4539b4p-4,
};
static const double softproof_xent_19_t[] = {
  0x1.16ap-24,
};
static const double softproof_xent_20_z[] = {
  0x1.7d784p+26, 0x1.7d784p+26,
};
static const double softproof_xent_20_e[] = {
  0x1.62e43p-1,
};
static const double softproof_xent_20_t[] = {
  0x1.bbap-22,
};
static const double softproof_xent_21_z[] = {
  0x1.e848p+19, 0x1.e848p+19, 0x0p+0,
};
static const double softproof_xent_21_e[] = {
  0x1.62e43p-1,
};
static const double softproof_xent_21_t[] = {
  0x1.efap-22,
};
static const double softproof_xent_22_z[] = {
  0x1.4p+5, 0x0p+0,
};
static const double softproof_xent_22_e[] = {
  0x1.4p+5,
};
static const double softproof_xent_22_t[] = {
  0x1.f4p-14,
};
static const double softproof_xent_23_z[] = {
  0x0p+0, -0x1.9p+4, -0x1.ep+4, -0x1.cp+4,
};
static const double softproof_xent_23_e[] = {
  0x1.9p+4,
};
static const double softproof_xent_23_t[] = {
  0x1.d0cp-15,
};
static const double softproof_xent_24_z[] = {
  0x0p+0, -0x1.2p+4, -0x1.1p+4,
};
static const double softproof_xent_24_e[] = {
  0x1.2p+4,
};
static const double softproof_xent_24_t[] = {
  0x1p-15,
};
static const double softproof_xent_25_z[] = {
  0x1.c14024p+3, -0x1.5c5466p+6,
};
static const double softproof_xent_25_e[] = {
  0x1.2p-146,
};
static const double softproof_xent_25_t[] = {
  0x1.802p-148,
};
static const double softproof_xent_26_z[] = {
  -0x1.5cc8p+13, -0x1.5a2p+13,
};
static const double softproof_xent_26_e[] = {
  0x1.4b0dcp-123,
};
static const double softproof_xent_26_t[] = {
  0x1.ee8p-141,
};
static const double softproof_xent_27_z[] = {
  0x1.16f326p+1, 0x1.a97c86p-1, -0x1.717732p+0, -0x1.02cafp+1, -0x1.49eb9ap-8,
  -0x1.b269ccp-1, -0x1.a69d26p+0, -0x1.a3207p+0, -0x1.26df36p-4,
  -0x1.6a2582p-1, -0x1.218fe8p+0, -0x1.1f3ecep-2, 0x1.3db5f2p+1, 0x1.175c4ep+0,
  -0x1.aa8768p-2, 0x1.b73084p-3, 0x1.8b5d42p-1, -0x1.429796p-3, -0x1.c84046p-3,
  0x1.41db7ap+6, 0x1.170386p-3, 0x1.1e0c9cp-1, -0x1.6ff416p-1, -0x1.417ce2p-1,
  0x1.8bb8bp-1, 0x1.010d1cp-4, 0x1.0a4b9ap+0, -0x1.1f62fap-2, 0x1.93126ap-6,
  0x1.9dd03p+0, -0x1.1dab88p+0, -0x1.468aa2p-2, 0x1.f49296p-3,
};
static const double softproof_xent_27_e[] = {
  0x1.a335e2p-111,
};
static const double softproof_xent_27_t[] = {
  0x1.3fp-128,
};
static const double softproof_xent_28_z[] = {
  -0x1.52b32p+5, -0x1.3595d2p+0, -0x1.1cea2p+5, -0x1.3e79fcp+4,
};
static const double softproof_xent_28_e[] = {
  0x1.050b2ap-27,
};
static const double softproof_xent_28_t[] = {
  0x1.f4ep-47,
};
static const double softproof_xent_29_z[] = {
  -0x1.1a808ep+14, -0x1.1a9f6p+14, -0x1.1aa748p+14, -0x1.1a9c88p+14,
  -0x1.1a869p+14, -0x1.1aa1bcp+14, -0x1.1a9464p+14, -0x1.1a9a38p+14,
  -0x1.1a95f6p+14, -0x1.1a9a56p+14, -0x1.1a8658p+14, -0x1.1aa1ccp+14,
  -0x1.1a9a02p+14, -0x1.1aba26p+14, -0x1.1a8ca6p+14, -0x1.1aa74ep+14,
  -0x1.1a988ap+14, -0x1.1aae7ap+14, -0x1.1a9fa4p+14, -0x1.1aa616p+14,
  -0x1.1a8d84p+14, -0x1.1a83b4p+14, -0x1.1ab1a2p+14, -0x1.1a8d22p+14,
  -0x1.1a8936p+14, -0x1.1aa95cp+14, -0x1.1a8232p+14, -0x1.1a904ep+14,
};
static const double softproof_xent_29_e[] = {
  0x1.1d9b54p+2,
};
static const double softproof_xent_29_t[] = {
  0x1.4f4p-18,
};
static const double softproof_xent_30_z[] = {
  -0x1.11a02cp+6, -0x1.27bbbp+5, 0x1.a52e6ap+3, -0x1.0120dap+5, -0x1.12994p+6,
  -0x1.551752p+4, -0x1.780db4p+6, -0x1.728d5cp+6, -0x1.52f8b4p+6,
  -0x1.04ececp+1, -0x1.17767ap+5,
};
static const double softproof_xent_30_e[] = {
  0x1.9573f4p+6,
};
static const double softproof_xent_30_t[] = {
  0x1.7dap-13,
};
static const double softproof_xent_31_z[] = {
  0x1.8aea94p+0, 0x1.f4125ep+0, 0x1.48268ap-5, 0x1.a02af4p+0, 0x1.9100e2p+0,
  -0x1.712304p+0, -0x1.58559p+0, 0x1.a559ecp+5, 0x1.84973ap+1, 0x1.2dc988p+0,
  0x1.3efe5cp+0, -0x1.24664ep-1, 0x1.78025p-2, 0x1.732d34p+0, 0x1.01c974p-1,
  -0x1.552706p+0, 0x1.8f85a6p-1, -0x1.360b02p+0,
};
static const double softproof_xent_31_e[] = {
  0x1.8ca71p+5,
};
static const double softproof_xent_31_t[] = {
  0x1.a02p-13,
};
static const double softproof_xent_32_z[] = {
  -0x1.c9cb4ap+25, -0x1.c9cb4ep+25, -0x1.c9cb4cp+25, -0x1.c9cb4ep+25,
  -0x1.c9cb48p+25, -0x1.c9cb4ap+25, -0x1.c9cb5p+25, -0x1.c9cb4cp+25,
  -0x1.c9cb4ep+25, -0x1.c9cb4ep+25, -0x1.c9cb4ep+25, -0x1.c9cb4cp+25,
  -0x1.c9cb4cp+25, -0x1.c9cb4cp+25, -0x1.c9cb4ap+25, -0x1.c9cb4cp+25,
  -0x1.c9cb4cp+25, -0x1.c9cb4ap+25, -0x1.c9cb4cp+25, -0x1.c9cb4ap+25,
  -0x1.c9cb4ep+25, -0x1.c9cb4ap+25, -0x1.c9cb4cp+25, -0x1.c9cb4ap+25,
  -0x1.c9cb4cp+25,
};
static const double softproof_xent_32_e[] = {
  0x1.7350f8p+3,
};
static const double softproof_xent_32_t[] = {
  0x1.f08p-17,
};
static const double softproof_xent_33_z[] = {
  0x1.824708p+127, 0x1.fffffep+127, -0x1.fffffep+127,
};
static const double softproof_xent_33_y[] = {
  0x0p+0, 0x1p+0, 0x0p+0,
};
static const double softproof_xent_33_e[] = {
  -0x0p+0,
};
static const double softproof_xent_33_t[] = {
  0x1p-147,
};
static const double softproof_xent_34_z[] = {
  -0x1.ffcp+15, -0x1.c3p+14,
};
static const double softproof_xent_34_e[] = {
  0x1.1e4p+11,
};
static const double softproof_xent_34_t[] = {
  0x1.65ep+3,
};
static const double softproof_xent_35_z[] = {
  -0x1.ffcp+15, 0x1.bc8p+14, 0x1.ffcp+15,
};
static const double softproof_xent_35_e[] = {
  0x1.34p+15,
};
static const double softproof_xent_35_t[] = {
  0x1.ae2p+7,
};
static const double softproof_xent_36_z[] = {
  0x1.ac8p+13, -0x1.f9cp+14, 0x1.ffcp+15, 0x1.ffcp+15, -0x1.2b4p+14,
  -0x1.ea8p+14, 0x1.ffcp+15, -0x1.ffcp+15, -0x1.ffcp+15, -0x1.fbp+15,
  0x1.ffcp+15, 0x1.ffcp+15, 0x1.15cp+15,
};
static const double softproof_xent_36_e[] = {
  0x1.c5p+12,
};
static const double softproof_xent_36_t[] = {
  0x1.b42p+5,
};
static const double softproof_xent_37_z[] = {
  -0x1.b54p+12, 0x1.04p+15, 0x1.f6cp+15, 0x1.ffcp+15, -0x1.3c8p+15,
  -0x1.ffcp+15,
};
static const double softproof_xent_37_e[] = {
  0x1.fd8p+12,
};
static const double softproof_xent_37_t[] = {
  0x1.a38p+5,
};
static const double softproof_xent_38_z[] = {
  0x1.b14p+3, 0x1.ffp-4, -0x1.ffp-2,
};
static const double softproof_xent_38_e[] = {
  0x1.3p-19,
};
static const double softproof_xent_38_t[] = {
  0x1.1d8p-22,
};
static const double softproof_xent_39_z[] = {
  0x1.97p+3, 0x1.7b4p-4,
};
static const double softproof_xent_39_e[] = {
  0x1.b8p-19,
};
static const double softproof_xent_39_t[] = {
  0x1.cdep-23,
};
static const double softproof_xent_40_z[] = {
  0x1.62cp+3, -0x1.03p+2,
};
static const double softproof_xent_40_e[] = {
  0x1p-22,
};
static const double softproof_xent_40_t[] = {
  0x1.866p-23,
};
static const double softproof_xent_41_z[] = {
  0x1.3cp+4, 0x1.3bp+2,
};
static const double softproof_xent_41_e[] = {
  0x1.8p-22,
};
static const double softproof_xent_41_t[] = {
  0x1.896p-23,
};
static const double softproof_xent_42_z[] = {
  -0x1.2p-2, -0x1.c6p+5, -0x1.c8p+5,
};
static const double softproof_xent_42_e[] = {
  0x1.4ap-81,
};
static const double softproof_xent_42_t[] = {
  0x1.5d6p-83,
};
static const double softproof_xent_43_z[] = {
  0x1.76p+5, 0x1.e4p-2, 0x1.5ep-1,
};
static const double softproof_xent_43_e[] = {
  0x1.5p-66,
};
static const double softproof_xent_43_t[] = {
  0x1.2dp-68,
};
static const double softproof_xent_44_z[] = {
  0x1.54p+5, 0x1.fep-4, -0x1p-1,
};
static const double softproof_xent_44_e[] = {
  0x1.66p-61,
};
static const double softproof_xent_44_t[] = {
  0x1.2ccp-63,
};
static const double softproof_xent_45_z[] = {
  0x1.76p+5, 0x1.7cp-4,
};
static const double softproof_xent_45_e[] = {
  0x1.9cp-68,
};
static const double softproof_xent_45_t[] = {
  0x1.6ccp-70,
};
static const double softproof_xent_46_z[] = {
  0x1.aep+9, 0x1.bp+9,
};
static const double softproof_xent_46_e[] = {
  0x1.12p-2,
};
static const double softproof_xent_46_t[] = {
  0x1.df8p-7,
};
static const double softproof_xent_47_z[] = {
  -0x1.fep+127, -0x1.c2p+126,
};
static const double softproof_xent_47_e[] = {
  0x1.1ep+123,
};
static const double softproof_xent_47_t[] = {
  0x1.658p+118,
};
static const double softproof_xent_48_z[] = {
  0x1.58p+6, 0x1.a4p+3, 0x1.2ap+3, -0x1.b8p+2,
};
static const double softproof_xent_48_e[] = {
  0x1.e4p+2,
};
static const double softproof_xent_48_t[] = {
  0x1.414p+1,
};
static const double softproof_xent_49_z[] = {
  0x1.04p-1, -0x1.28p+1, -0x1.6ap+1,
};
static const double softproof_xent_49_e[] = {
  0x1.64p-2,
};
static const double softproof_xent_49_t[] = {
  0x1.3bap-6,
};
static const double softproof_xent_50_z[] = {
  0x1.8p+127, 0x1.fep+127, -0x1.fep+127,
};
static const double softproof_xent_50_y[] = {
  0x0p+0, 0x1p+0, 0x0p+0,
};
static const double softproof_xent_50_e[] = {
  -0x0p+0,
};
static const double softproof_xent_50_t[] = {
  0x1p-131,
};
static const double softproof_xent_51_z[] = {
  0x1.04p+127, 0x1.3cp+124, -0x1.5ep+127,
};
static const double softproof_xent_51_e[] = {
  -0x0p+0,
};
static const double softproof_xent_51_t[] = {
  0x1p-131,
};
static const double softproof_xent_52_z[] = {
  -0x1.9p+15, -0x1.8ep+15, -0x1.9p+15,
};
static const double softproof_xent_52_e[] = {
  0x0p+0,
};
static const double softproof_xent_52_t[] = {
  0x1p-131,
};
static const double softproof_xent_53_z[] = {
  -0x1.fep+127, 0x1.5ep+127, 0x1.a6p+127,
};
static const double softproof_xent_53_e[] = {
  -0x0p+0,
};
static const double softproof_xent_53_t[] = {
  0x1p-131,
};
static const double softproof_xent_gradient_1_z[] = {
  -0x1.18793a04f1b7dp+18, -0x1.1877ae6b032b6p+18,
};
static const double softproof_xent_gradient_1_e[] = {
  -0x1.ef1875611b5d5p-5, 0x1.ef1875611b5d5p-5,
};
static const double softproof_xent_gradient_1_t[] = {
  0x1.08cp-54, 0x1.4eep-50,
};
static const double softproof_xent_gradient_2_z[] = {
  -0x1.1f558eecf252p+17, -0x1.1f51e3281b915p+17,
};
static const double softproof_xent_gradient_2_e[] = {
  -0x1.fab25dba57a8bp-5, 0x1.fab25dba57a8bp-5,
};
static const double softproof_xent_gradient_2_t[] = {
  0x1.032p-54, 0x1.4fcp-50,
};
static const double softproof_xent_gradient_3_z[] = {
  -0x1.2478f88103b14p+18, -0x1.24794d5cebb32p+18,
};
static const double softproof_xent_gradient_3_e[] = {
  -0x1.2dbdd24b4d0bp-3, 0x1.2dbdd24b4d0bp-3,
};
static const double softproof_xent_gradient_3_t[] = {
  0x1.22ap-50, 0x1.c72p-52,
};
static const double softproof_xent_gradient_4_z[] = {
  -0x1.b14e707e3692cp+15, -0x1.b14f5fc1654fap+15,
};
static const double softproof_xent_gradient_4_e[] = {
  0x1.1ac015a5ebe0fp-1, -0x1.1ac015a5ebe0fp-1,
};
static const double softproof_xent_gradient_4_t[] = {
  0x1.522p-50, 0x1.0e8p-50,
};
static const double softproof_xent_gradient_5_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.c351dd65a0653p+1022,
};
static const double softproof_xent_gradient_5_e[] = {
  -0x1p-4, 0x1p-4,
};
static const double softproof_xent_gradient_5_t[] = {
  0x1p-54, 0x1.5p-50,
};
static const double softproof_xent_gradient_6_z[] = {
  -0x1.628969cfd1c5ap+1023, -0x1.3c001d3cd67ap+1023, -0x1.8149b78050d38p+1023,
};
static const double softproof_xent_gradient_6_e[] = {
  0x0p+0, 0x1p+0, -0x1p+0,
};
static const double softproof_xent_gradient_6_t[] = {
  0x0.0000000000001p-1022, 0x1.32cp-49, 0x1p-50,
};
static const double softproof_xent_gradient_7_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.b62c53583b0b3p+1022, -0x1.fffffffffffffp+1023,
};
static const double softproof_xent_gradient_7_e[] = {
  0x0p+0, 0x1p+0, -0x1p+0,
};
static const double softproof_xent_gradient_7_t[] = {
  0x0.0000000000001p-1022, 0x1.32cp-49, 0x1p-50,
};
static const double softproof_xent_gradient_8_z[] = {
  -INFINITY, -0x1.270a655eae3f4p+0,
};
static const double softproof_xent_gradient_8_e[] = {
  0x0p+0, -0x0p+0,
};
static const double softproof_xent_gradient_8_t[] = {
  0x0.0000000000001p-1022, 0x1.4p-50,
};
static const double softproof_xent_gradient_9_z[] = {
  -0x1.23afa9778b6f3p+0, 0x1.b7c391ee2eb67p+8,
};
static const double softproof_xent_gradient_9_e[] = {
  0x1.e158a36000efcp-637, -0x1.e158a36000efcp-637,
};
static const double softproof_xent_gradient_9_t[] = {
  0x1.af8p-681, 0x1.4p-50,
};
static const double softproof_xent_gradient_10_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.fffffffffffffp+1023,
};
static const double softproof_xent_gradient_10_e[] = {
  0x1p-1, -0x1p-1,
};
static const double softproof_xent_gradient_10_t[] = {
  0x1.2p-50, 0x1.2p-50,
};
static const double softproof_xent_gradient_11_z[] = {
  -0x1.18793ap+18, -0x1.1877aep+18,
};
static const double softproof_xent_gradient_11_e[] = {
  -0x1.ef3348p-5, 0x1.ef3348p-5,
};
static const double softproof_xent_gradient_11_t[] = {
  0x1.08ap-25, 0x1.4eep-21,
};
static const double softproof_xent_gradient_12_z[] = {
  -0x1.1f558ep+17, -0x1.1f51e4p+17,
};
static const double softproof_xent_gradient_12_e[] = {
  -0x1.fa9f7cp-5, 0x1.fa9f7cp-5,
};
static const double softproof_xent_gradient_12_t[] = {
  0x1.034p-25, 0x1.4fap-21,
};
static const double softproof_xent_gradient_13_z[] = {
  -0x1.2478f8p+18, -0x1.24794ep+18,
};
static const double softproof_xent_gradient_13_e[] = {
  -0x1.27b812p-3, 0x1.27b812p-3,
};
static const double softproof_xent_gradient_13_t[] = {
  0x1.22ep-21, 0x1.c06p-23,
};
static const double softproof_xent_gradient_14_z[] = {
  -0x1.b14e7p+15, -0x1.b14f6p+15,
};
static const double softproof_xent_gradient_14_e[] = {
  0x1.1aecccp-1, -0x1.1aecccp-1,
};
static const double softproof_xent_gradient_14_t[] = {
  0x1.526p-21, 0x1.0e8p-21,
};
static const double softproof_xent_gradient_15_z[] = {
  -INFINITY, -0x1.270a66p+0,
};
static const double softproof_xent_gradient_15_e[] = {
  0x0p+0, -0x0p+0,
};
static const double softproof_xent_gradient_15_t[] = {
  0x1p-149, 0x1.4p-21,
};
static const double softproof_xent_gradient_16_z[] = {
  -0x1.fffffep+127, 0x1.fffffep+127,
};
static const double softproof_xent_gradient_16_e[] = {
  0x0p+0, -0x0p+0,
};
static const double softproof_xent_gradient_16_t[] = {
  0x1p-149, 0x1.4p-21,
};
static const double softproof_xent_gradient_17_z[] = {
  0x1.824708p+127, 0x1.fffffep+127, -0x1.fffffep+127,
};
static const double softproof_xent_gradient_17_y[] = {
  0x0p+0, 0x1p+0, 0x0p+0,
};
static const double softproof_xent_gradient_17_e[] = {
  -0x0p+0, -0x0p+0, -0x0p+0,
};
static const double softproof_xent_gradient_17_t[] = {
  0x1p-149, 0x1.cbp-21, 0x1p-149,
};
static const double softproof_xent_gradient_18_z[] = {
  -0x1.628968p+127, -0x1.3c001cp+127, -0x1.8149b6p+127,
};
static const double softproof_xent_gradient_18_e[] = {
  0x0p+0, 0x1p+0, -0x1p+0,
};
static const double softproof_xent_gradient_18_t[] = {
  0x1p-149, 0x1.32cp-20, 0x1p-21,
};
static const double softproof_xent_gradient_19_z[] = {
  -0x1.ffcp+15, -0x1.c3p+14,
};
static const double softproof_xent_gradient_19_e[] = {
  -0x1p-4, 0x1p-4,
};
static const double softproof_xent_gradient_19_t[] = {
  0x1.002p-12, 0x1.502p-8,
};
static const double softproof_xent_gradient_20_z[] = {
  -0x1.8fcp+15, -0x1.8ecp+15,
};
static const double softproof_xent_gradient_20_e[] = {
  -0x1p+0, 0x1p+0,
};
static const double softproof_xent_gradient_20_t[] = {
  0x1.002p-8, 0x1.202p-7,
};
static const double softproof_xent_gradient_21_z[] = {
  -0x1.394p+14, 0x1.ffcp+15,
};
static const double softproof_xent_gradient_21_e[] = {
  -0x1p-4, 0x1p-4,
};
static const double softproof_xent_gradient_21_t[] = {
  0x1.002p-12, 0x1.502p-8,
};
static const double softproof_xent_gradient_22_z[] = {
  -0x1.8e8p+15, -0x1.8f8p+15,
};
static const double softproof_xent_gradient_22_e[] = {
  0x1p-4, -0x1p-4,
};
static const double softproof_xent_gradient_22_t[] = {
  0x1.502p-8, 0x1.002p-12,
};
static const double softproof_xent_gradient_23_z[] = {
  -0x1.8fp+15, -0x1.8e8p+15,
};
static const double softproof_xent_gradient_23_e[] = {
  -0x1p-4, 0x1p-4,
};
static const double softproof_xent_gradient_23_t[] = {
  0x1.002p-12, 0x1.502p-8,
};
static const double softproof_xent_gradient_24_z[] = {
  -0x1.8fcp+15, -0x1.8e8p+15, -0x1.8f8p+15,
};
static const double softproof_xent_gradient_24_y[] = {
  0x1p+0, 0x0p+0, 0x0p+0,
};
static const double softproof_xent_gradient_24_e[] = {
  -0x1p+0, 0x1p+0, 0x0p+0,
};
static const double softproof_xent_gradient_24_t[] = {
  0x1.002p-8, 0x1.658p-7, 0x1p-24,
};
static const double softproof_xent_gradient_25_z[] = {
  0x1.b44p+14, 0x1.ffcp+15,
};
static const double softproof_xent_gradient_25_y[] = {
  0x1.a84p-2, 0x1.2cp-1,
};
static const double softproof_xent_gradient_25_e[] = {
  -0x1.a84p-2, 0x1.a84p-2,
};
static const double softproof_xent_gradient_25_t[] = {
  0x1.a86p-10, 0x1.ea4p-8,
};
static const double softproof_xent_gradient_26_z[] = {
  0x1.188p-2, -0x1.7bcp-1, 0x1.0ap-4, -0x1.2ecp-1, 0x1.a0cp-1, 0x1.afcp-1,
  -0x1.4fcp-4, 0x1.4cp-1, 0x1.da4p-4, -0x1.898p-4, -0x1.99p-2, 0x1.894p-3,
  -0x1.268p-4, -0x1.948p-2, -0x1.4cp-1, 0x1.5e4p-3, -0x1.98p-1, -0x1.fd8p-5,
  -0x1.d5cp-2, 0x1.6dcp-1, -0x1.68p-1, -0x1.3p-3, 0x1.208p-5, 0x1.764p-3,
  0x1.4bcp-1, 0x1.9c8p-2, -0x1.fa4p-3, 0x1.278p-1, -0x1.60cp-4, 0x1.718p-5,
  -0x1.ab4p-4, 0x1.15cp-2, 0x1.c94p-2,
};
static const double softproof_xent_gradient_26_e[] = {
  0x1.00cp-5, 0x1.25p-7, 0x1.954p-6, 0x1.68cp-7, 0x1.cfp-5, 0x1.ddcp-5,
  0x1.554p-6, 0x1.83cp-5, -0x1.b28p-1, 0x1.4fcp-6, 0x1.cf4p-7, 0x1.d48p-6,
  0x1.598p-6, 0x1.d1cp-7, 0x1.4dcp-7, 0x1.c98p-6, 0x1.0e8p-7, 0x1.5d4p-6,
  0x1.ad4p-7, 0x1.a04p-5, 0x1.354p-7, 0x1.3b4p-6, 0x1.878p-6, 0x1.cf8p-6,
  0x1.838p-5, 0x1.288p-5, 0x1.18p-6, 0x1.66cp-5, 0x1.53cp-6, 0x1.8cp-6,
  0x1.4c8p-6, 0x1p-5, 0x1.37p-5,
};
static const double softproof_xent_gradient_26_t[] = {
  0x1.d04p-12, 0x1.49ep-13, 0x1.78ep-12, 0x1.822p-13, 0x1.8bap-11, 0x1.972p-11,
  0x1.452p-12, 0x1.504p-11, 0x1.d6cp-9, 0x1.408p-12, 0x1.d6cp-13, 0x1.abep-12,
  0x1.488p-12, 0x1.d8ep-13, 0x1.6bcp-13, 0x1.a32p-12, 0x1.372p-13, 0x1.4bap-12,
  0x1.baep-13, 0x1.66cp-11, 0x1.578p-13, 0x1.3p-12, 0x1.6dep-12, 0x1.a8p-12,
  0x1.502p-11, 0x1.07ep-11, 0x1.132p-12, 0x1.396p-11, 0x1.43cp-12, 0x1.718p-12,
  0x1.3dep-12, 0x1.cfp-12, 0x1.138p-11,
};
static const double softproof_xent_gradient_27_z[] = {
  0x1.b58p+0, 0x1.318p+0, 0x1.25p+1, 0x1.25p+1, 0x1.25p+1, 0x1.b58p+0,
  0x1.b58p+0, 0x1.318p+0, 0x1.25p+1, 0x1.b58p+0, 0x1.b58p+0, 0x1.25p+1,
  0x1.318p+0, 0x1.318p+0, 0x1.25p+1, 0x1.318p+0, 0x1.b58p+0, 0x1.b58p+0,
  0x1.b58p+0, 0x1.25p+1, 0x1.318p+0, 0x1.318p+0, 0x1.318p+0, 0x1.b58p+0,
  0x1.b58p+0, 0x1.318p+0, 0x1.b58p+0, 0x1.25p+1, 0x1.b58p+0, 0x1.b58p+0,
  0x1.b58p+0, 0x1.25p+1, 0x1.318p+0,
};
static const double softproof_xent_gradient_27_e[] = {
  0x1.c68p-6, 0x1.0f8p-6, 0x1.96p-5, 0x1.96p-5, -0x1.e6cp-1, 0x1.c68p-6,
  0x1.c68p-6, 0x1.0f8p-6, 0x1.96p-5, 0x1.c68p-6, 0x1.c68p-6, 0x1.96p-5,
  0x1.0f8p-6, 0x1.0f8p-6, 0x1.96p-5, 0x1.0f8p-6, 0x1.c68p-6, 0x1.c68p-6,
  0x1.c68p-6, 0x1.96p-5, 0x1.0f8p-6, 0x1.0f8p-6, 0x1.0f8p-6, 0x1.c68p-6,
  0x1.c68p-6, 0x1.0f8p-6, 0x1.c68p-6, 0x1.96p-5, 0x1.c68p-6, 0x1.c68p-6,
  0x1.c68p-6, 0x1.96p-5, 0x1.0f8p-6,
};
static const double softproof_xent_gradient_27_t[] = {
  0x1.7aep-12, 0x1.cd6p-13, 0x1.4bp-11, 0x1.4bp-11, 0x1.102p-8, 0x1.7aep-12,
  0x1.7aep-12, 0x1.cd6p-13, 0x1.4bp-11, 0x1.7aep-12, 0x1.7aep-12, 0x1.4bp-11,
  0x1.cd6p-13, 0x1.cd6p-13, 0x1.4bp-11, 0x1.cd6p-13, 0x1.7aep-12, 0x1.7aep-12,
  0x1.7aep-12, 0x1.4bp-11, 0x1.cd6p-13, 0x1.cd6p-13, 0x1.cd6p-13, 0x1.7aep-12,
  0x1.7aep-12, 0x1.cd6p-13, 0x1.7aep-12, 0x1.4bp-11, 0x1.7aep-12, 0x1.7aep-12,
  0x1.7aep-12, 0x1.4bp-11, 0x1.cd6p-13,
};
static const double softproof_xent_gradient_28_z[] = {
  -0x1.fep+127, -0x1.c2p+126,
};
static const double softproof_xent_gradient_28_e[] = {
  -0x1p-4, 0x1p-4,
};
static const double softproof_xent_gradient_28_t[] = {
  0x1p-9, 0x1.5p-5,
};
static const double softproof_xent_gradient_29_z[] = {
  -0x1.9p+15, -0x1.8ep+15,
};
static const double softproof_xent_gradient_29_e[] = {
  -0x1p-4, 0x1p-4,
};
static const double softproof_xent_gradient_29_t[] = {
  0x1p-9, 0x1.5p-5,
};
static const double softproof_xent_gradient_30_z[] = {
  -0x1.9p+15, -0x1.8ep+15,
};
static const double softproof_xent_gradient_30_e[] = {
  -0x1p+0, 0x1p+0,
};
static const double softproof_xent_gradient_30_t[] = {
  0x1p-5, 0x1.2p-4,
};
static const double softproof_xent_gradient_31_z[] = {
  -0x1.fep+127, -0x1.a6p+121,
};
static const double softproof_xent_gradient_31_y[] = {
  0x1.22p-3, 0x1.b8p-1,
};
static const double softproof_xent_gradient_31_e[] = {
  -0x1.22p-3, 0x1.22p-3,
};
static const double softproof_xent_gradient_31_t[] = {
  0x1.22p-8, 0x1.a4ap-5,
};
static const double softproof_xent_gradient_32_z[] = {
  0x1.c2p+3, -0x1.34p+6,
};
static const double softproof_xent_gradient_32_e[] = {
  -0x1.8p-132, 0x1.8p-132,
};
static const double softproof_xent_gradient_32_t[] = {
  0x1.4p-5, 0x1.27ep-132,
};
static const double softproof_xent_gradient_33_z[] = {
  -0x1.24p+0, 0x1.dap+5,
};
static const double softproof_xent_gradient_33_e[] = {
  0x1.d6p-88, -0x1.d6p-88,
};
static const double softproof_xent_gradient_33_t[] = {
  0x1.1fap-89, 0x1.4p-5,
};
static const double softproof_xent_gradient_34_z[] = {
  -0x1.8ep+15, -0x1.9p+15,
};
static const double softproof_xent_gradient_34_e[] = {
  -0x0p+0, 0x0p+0,
};
static const double softproof_xent_gradient_34_t[] = {
  0x1.4p-5, 0x1p-133,
};
static const double softproof_xent_gradient_35_z[] = {
  0x1.76p+5, 0x1.7cp-4,
};
static const double softproof_xent_gradient_35_e[] = {
  -0x1.9cp-68, 0x1.9cp-68,
};
static const double softproof_xent_gradient_35_t[] = {
  0x1.4p-5, 0x1.a0ap-70,
};
static const double softproof_xent_gradient_36_z[] = {
  -0x1.5ap+13, -0x1.5cp+13, -0x1.5cp+13, -0x1.58p+13, -0x1.5ap+13,
};
static const double softproof_xent_gradient_36_e[] = {
  0x1.96p-93, 0x0p+0, 0x0p+0, 0x1p+0, -0x1p+0,
};
static const double softproof_xent_gradient_36_t[] = {
  0x1.0cep-94, 0x1.002p-133, 0x1.002p-133, 0x1.4a6p-4, 0x1p-5,
};
static const double softproof_xent_gradient_37_z[] = {
  0x1.aep+9, 0x1.bp+9,
};
static const double softproof_xent_gradient_37_e[] = {
  -0x1.6cp-5, 0x1.6cp-5,
};
static const double softproof_xent_gradient_37_t[] = {
  0x1.37p-9, 0x1.45ap-5,
};
static const double softproof_xent_gradient_38_z[] = {
  -0x1.18p+18, -0x1.18p+18,
};
static const double softproof_xent_gradient_38_e[] = {
  0x1.cp-2, -0x1.cp-2,
};
static const double softproof_xent_gradient_38_t[] = {
  0x1.1p-5, 0x1.1p-5,
};
static const double softproof_xent_gradient_39_z[] = {
  -INFINITY, -0x1.28p+0,
};
static const double softproof_xent_gradient_39_e[] = {
  0x0p+0, -0x0p+0,
};
static const double softproof_xent_gradient_39_t[] = {
  0x1p-133, 0x1.4p-5,
};
static const double softproof_jacobian_1_z[] = {
  -0x1.18793a04f1b7dp+18, -0x1.1877ae6b032b6p+18,
};
static const double softproof_jacobian_1_e[] = {
  0x1.0de9c88ea0f8ep-9, -0x1.0de9c88ea0f8ep-9, -0x1.0de9c88ea0f8ep-9,
  0x1.0de9c88ea0f8ep-9,
};
static const double softproof_jacobian_1_t[] = {
  0x1.11ap-57, 0x1.b9cp-58, 0x1.b9cp-58, 0x1.3f6p-49,
};
static const double softproof_jacobian_2_z[] = {
  -0x1.1f558eecf252p+17, -0x1.1f51e3281b915p+17,
};
static const double softproof_jacobian_2_e[] = {
  0x1.533051a69b28p-11, -0x1.533051a69b28p-11, -0x1.533051a69b28p-11,
  0x1.533051a69b28p-11,
};
static const double softproof_jacobian_2_t[] = {
  0x1.7p-59, 0x1.21ep-59, 0x1.21ep-59, 0x1.3fep-49,
};
static const double softproof_jacobian_3_z[] = {
  -0x1.589p+13, -0x1.5988p+13,
};
static const double softproof_jacobian_3_e[] = {
  0x1.36121e24d3a42p-45, -0x1.36121e24d3a42p-45, -0x1.36121e24d3a42p-45,
  0x1.36121e24d3a42p-45,
};
static const double softproof_jacobian_3_t[] = {
  0x1.4p-49, 0x1.ee4p-93, 0x1.ee4p-93, 0x1.8d6p-92,
};
static const double softproof_jacobian_4_z[] = {
  -0x1.5b68p+13, -0x1.5c2p+13,
};
static const double softproof_jacobian_4_e[] = {
  0x1.c3527e41b1d53p-34, -0x1.c3527e41b1d53p-34, -0x1.c3527e41b1d53p-34,
  0x1.c3527e41b1d53p-34,
};
static const double softproof_jacobian_4_t[] = {
  0x1.4p-49, 0x1.2f4p-81, 0x1.2f4p-81, 0x1.d18p-81,
};
static const double softproof_jacobian_5_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.c351dd65a0653p+1022,
};
static const double softproof_jacobian_5_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_5_t[] = {
  0x0.0000000000001p-1022, 0x0.0000000000001p-1022, 0x0.0000000000001p-1022,
  0x1.4p-49,
};
static const double softproof_jacobian_6_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.a7daf96a9d2bfp+1017,
};
static const double softproof_jacobian_6_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_6_t[] = {
  0x0.0000000000001p-1022, 0x0.0000000000001p-1022, 0x0.0000000000001p-1022,
  0x1.4p-49,
};
static const double softproof_jacobian_7_z[] = {
  0x1.b468101b6284bp+1022, 0x1.fffffffffffffp+1023,
};
static const double softproof_jacobian_7_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_7_t[] = {
  0x0.0000000000001p-1022, 0x0.0000000000001p-1022, 0x0.0000000000001p-1022,
  0x1.4p-49,
};
static const double softproof_jacobian_8_z[] = {
  -0x1.39841b396dcb5p+1022, 0x1.fffffffffffffp+1023,
};
static const double softproof_jacobian_8_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_8_t[] = {
  0x0.0000000000001p-1022, 0x0.0000000000001p-1022, 0x0.0000000000001p-1022,
  0x1.4p-49,
};
static const double softproof_jacobian_9_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.fffffffffffffp+1023,
};
static const double softproof_jacobian_9_e[] = {
  0x1p-2, -0x1p-2, -0x1p-2, 0x1p-2,
};
static const double softproof_jacobian_9_t[] = {
  0x1.4p-50, 0x1.4p-51, 0x1.4p-51, 0x1.4p-50,
};
static const double softproof_jacobian_10_z[] = {
  -0x1.fffffffffffffp+1023, -0x1.fffffffffffffp+1023,
};
static const double softproof_jacobian_10_e[] = {
  0x1p-2, -0x1p-2, -0x1p-2, 0x1p-2,
};
static const double softproof_jacobian_10_t[] = {
  0x1.4p-50, 0x1.4p-51, 0x1.4p-51, 0x1.4p-50,
};
static const double softproof_jacobian_11_z[] = {
  -0x1.18793ap+18, -0x1.1877aep+18,
};
static const double softproof_jacobian_11_e[] = {
  0x1.0c3e6cp-9, -0x1.0c3e6cp-9, -0x1.0c3e6cp-9, 0x1.0c3e6cp-9,
};
static const double softproof_jacobian_11_t[] = {
  0x1.1p-28, 0x1.b72p-29, 0x1.b72p-29, 0x1.3f6p-20,
};
static const double softproof_jacobian_12_z[] = {
  -0x1.1f558ep+17, -0x1.1f51e4p+17,
};
static const double softproof_jacobian_12_e[] = {
  0x1.57e70cp-11, -0x1.57e70cp-11, -0x1.57e70cp-11, 0x1.57e70cp-11,
};
static const double softproof_jacobian_12_t[] = {
  0x1.74cp-30, 0x1.25cp-30, 0x1.25cp-30, 0x1.3fep-20,
};
static const double softproof_jacobian_13_z[] = {
  -0x1.8ef6p+15, -0x1.8ee4p+15,
};
static const double softproof_jacobian_13_e[] = {
  0x1.02bec8p-13, -0x1.02bec8p-13, -0x1.02bec8p-13, 0x1.02bec8p-13,
};
static const double softproof_jacobian_13_t[] = {
  0x1.336p-32, 0x1.d5p-33, 0x1.d5p-33, 0x1.4p-20,
};
static const double softproof_jacobian_14_z[] = {
  -0x1.fabb1cp+15, -0x1.fac1dap+15,
};
static const double softproof_jacobian_14_e[] = {
  0x1.0707c2p-5, -0x1.0707c2p-5, -0x1.0707c2p-5, 0x1.0707c2p-5,
};
static const double softproof_jacobian_14_t[] = {
  0x1.356p-20, 0x1.804p-25, 0x1.804p-25, 0x1.c6cp-25,
};
static const double softproof_jacobian_15_z[] = {
  -0x1.fffffep+127, -0x1.c351dcp+126,
};
static const double softproof_jacobian_15_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_15_t[] = {
  0x1p-149, 0x1p-149, 0x1p-149, 0x1.4p-20,
};
static const double softproof_jacobian_16_z[] = {
  0x1.b4680ep+126, 0x1.fffffep+127,
};
static const double softproof_jacobian_16_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_16_t[] = {
  0x1p-149, 0x1p-149, 0x1p-149, 0x1.4p-20,
};
static const double softproof_jacobian_17_z[] = {
  -0x1.39841ap+126, 0x1.fffffep+127,
};
static const double softproof_jacobian_17_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_17_t[] = {
  0x1p-149, 0x1p-149, 0x1p-149, 0x1.4p-20,
};
static const double softproof_jacobian_18_z[] = {
  -INFINITY, 0x1.4901e4p+0,
};
static const double softproof_jacobian_18_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_18_t[] = {
  0x1p-149, 0x1p-149, 0x1p-149, 0x1.4p-20,
};
static const double softproof_jacobian_19_z[] = {
  -0x1.5dap+13, -0x1.5d18p+13,
};
static const double softproof_jacobian_19_e[] = {
  0x1.639e3p-25, -0x1.639e3p-25, -0x1.639e3p-25, 0x1.639e3p-25,
};
static const double softproof_jacobian_19_t[] = {
  0x1.2c2p-43, 0x1.9b4p-44, 0x1.9b4p-44, 0x1.4p-20,
};
static const double softproof_jacobian_20_z[] = {
  -0x1.ffcp+15, -0x1.c3p+14,
};
static const double softproof_jacobian_20_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_20_t[] = {
  0x1p-24, 0x1p-24, 0x1p-24, 0x1.402p-7,
};
static const double softproof_jacobian_21_z[] = {
  -0x1.8fcp+15, -0x1.8ecp+15,
};
static const double softproof_jacobian_21_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_21_t[] = {
  0x1p-24, 0x1p-24, 0x1p-24, 0x1.402p-7,
};
static const double softproof_jacobian_22_z[] = {
  -0x1.5d8p+13, -0x1.5dp+13,
};
static const double softproof_jacobian_22_e[] = {
  0x1p-23, -0x1p-23, -0x1p-23, 0x1p-23,
};
static const double softproof_jacobian_22_t[] = {
  0x1.0c6p-24, 0x1.088p-24, 0x1.088p-24, 0x1.402p-7,
};
static const double softproof_jacobian_23_z[] = {
  -0x1.ffcp+15, -0x1.ffcp+15,
};
static const double softproof_jacobian_23_e[] = {
  0x1p-2, -0x1p-2, -0x1p-2, 0x1p-2,
};
static const double softproof_jacobian_23_t[] = {
  0x1.402p-8, 0x1.402p-9, 0x1.402p-9, 0x1.402p-8,
};
static const double softproof_jacobian_24_z[] = {
  -INFINITY, 0x1.d74p+0, -0x1.bfp-5,
};
static const double softproof_jacobian_24_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, -0x0p+0, 0x1.d14p-4, -0x1.d14p-4, -0x0p+0,
  -0x1.d14p-4, 0x1.d14p-4,
};
static const double softproof_jacobian_24_t[] = {
  0x1p-24, 0x1p-24, 0x1p-24, 0x1p-24, 0x1.36cp-7, 0x1.606p-10, 0x1p-24,
  0x1.606p-10, 0x1.b5p-10,
};
static const double softproof_jacobian_25_z[] = {
  -INFINITY, -0x1.5e8p-1, -0x1.0b4p+0,
};
static const double softproof_jacobian_25_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, -0x0p+0, 0x1.efcp-3, -0x1.efcp-3, -0x0p+0,
  -0x1.efcp-3, 0x1.efcp-3,
};
static const double softproof_jacobian_25_t[] = {
  0x1p-24, 0x1p-24, 0x1p-24, 0x1p-24, 0x1.a5p-8, 0x1.5fcp-9, 0x1p-24,
  0x1.5fcp-9, 0x1.2f6p-8,
};
static const double softproof_jacobian_26_z[] = {
  0x1.93cp+3, -INFINITY, 0x1.144p-1,
};
static const double softproof_jacobian_26_e[] = {
  0x1.7cp-18, -0x0p+0, -0x1.7cp-18, -0x0p+0, 0x0p+0, -0x0p+0, -0x1.7cp-18,
  -0x0p+0, 0x1.7cp-18,
};
static const double softproof_jacobian_26_t[] = {
  0x1.658p-7, 0x1p-24, 0x1.4d4p-23, 0x1p-24, 0x1p-24, 0x1p-24, 0x1.4d4p-23,
  0x1p-24, 0x1.954p-23,
};
static const double softproof_jacobian_27_z[] = {
  -0x1.8fp+15, -0x1.8fp+15, -0x1.8f4p+15,
};
static const double softproof_jacobian_27_e[] = {
  0x1p-2, -0x1p-2, -0x0p+0, -0x1p-2, 0x1p-2, -0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_27_t[] = {
  0x1.658p-8, 0x1.658p-9, 0x1.002p-24, 0x1.658p-9, 0x1.658p-8, 0x1.002p-24,
  0x1.002p-24, 0x1.002p-24, 0x1.002p-24,
};
static const double softproof_jacobian_28_z[] = {
  -0x1.8e8p+15, -0x1.8fcp+15,
};
static const double softproof_jacobian_28_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_28_t[] = {
  0x1.402p-7, 0x1p-24, 0x1p-24, 0x1p-24,
};
static const double softproof_jacobian_29_z[] = {
  0x1.7p-1, 0x1.464p+1, -0x1.c08p-5, -0x1.c8cp+2, -0x1.c5cp-1, -0x1.58cp+2,
};
static const double softproof_jacobian_29_e[] = {
  0x1.c5p-4, -0x1.994p-4, -0x1.e48p-8, -0x1.ap-18, -0x1.a6p-9, -0x1.2cp-15,
  -0x1.994p-4, 0x1.54cp-3, -0x1.79cp-5, -0x1.45p-15, -0x1.48cp-6, -0x1.d38p-13,
  -0x1.e48p-8, -0x1.79cp-5, 0x1.c28p-5, -0x1.8p-19, -0x1.858p-10, -0x1.15p-16,
  -0x1.ap-18, -0x1.45p-15, -0x1.8p-19, 0x1.9b8p-15, -0x1.5p-20, -0x0p+0,
  -0x1.a6p-9, -0x1.48cp-6, -0x1.858p-10, -0x1.5p-20, 0x1.96p-6, -0x1.ep-18,
  -0x1.2cp-15, -0x1.d38p-13, -0x1.15p-16, -0x0p+0, -0x1.ep-18, 0x1.28p-12,
};
static const double softproof_jacobian_29_t[] = {
  0x1.e64p-10, 0x1.686p-10, 0x1.d26p-14, 0x1.76ap-23, 0x1.a16p-15, 0x1.726p-21,
  0x1.686p-10, 0x1.4cap-7, 0x1.55ap-11, 0x1.8dcp-21, 0x1.322p-12, 0x1.fcap-19,
  0x1.d26p-14, 0x1.55ap-11, 0x1.d7ep-11, 0x1.e84p-24, 0x1.8b2p-16, 0x1.7fp-22,
  0x1.76ap-23, 0x1.8dcp-21, 0x1.e84p-24, 0x1.362p-20, 0x1.676p-24, 0x1.016p-24,
  0x1.a16p-15, 0x1.322p-12, 0x1.8b2p-16, 0x1.676p-24, 0x1.b08p-12, 0x1.9cp-23,
  0x1.726p-21, 0x1.fcap-19, 0x1.7fp-22, 0x1.016p-24, 0x1.9cp-23, 0x1.8aap-18,
};
static const double softproof_jacobian_30_z[] = {
  -0x1.d6p+1, -0x1.2bp+0, -0x1.d6p+1, -0x1.9e8p+2, -0x1.2bp+0, -0x1.d6p+1,
};
static const double softproof_jacobian_30_e[] = {
  0x1.1ecp-5, -0x1.088p-6, -0x1.5ap-10, -0x1.4f4p-14, -0x1.088p-6, -0x1.5ap-10,
  -0x1.088p-6, 0x1.f9cp-3, -0x1.088p-6, -0x1.004p-10, -0x1.948p-3, -0x1.088p-6,
  -0x1.5ap-10, -0x1.088p-6, 0x1.1ecp-5, -0x1.4f4p-14, -0x1.088p-6, -0x1.5ap-10,
  -0x1.4f4p-14, -0x1.004p-10, -0x1.4f4p-14, 0x1.1fcp-9, -0x1.004p-10,
  -0x1.4f4p-14, -0x1.088p-6, -0x1.948p-3, -0x1.088p-6, -0x1.004p-10,
  0x1.f9cp-3, -0x1.088p-6, -0x1.5ap-10, -0x1.088p-6, -0x1.5ap-10, -0x1.4f4p-14,
  -0x1.088p-6, 0x1.1ecp-5,
};
static const double softproof_jacobian_30_t[] = {
  0x1.23cp-11, 0x1.dd2p-13, 0x1.542p-16, 0x1.75cp-20, 0x1.dd2p-13, 0x1.542p-16,
  0x1.dd2p-13, 0x1.76ap-8, 0x1.dd2p-13, 0x1.fcep-17, 0x1.4dp-9, 0x1.dd2p-13,
  0x1.542p-16, 0x1.dd2p-13, 0x1.23cp-11, 0x1.75cp-20, 0x1.dd2p-13, 0x1.542p-16,
  0x1.75cp-20, 0x1.fcep-17, 0x1.75cp-20, 0x1.4d8p-15, 0x1.fcep-17, 0x1.75cp-20,
  0x1.dd2p-13, 0x1.4dp-9, 0x1.dd2p-13, 0x1.fcep-17, 0x1.76ap-8, 0x1.dd2p-13,
  0x1.542p-16, 0x1.dd2p-13, 0x1.542p-16, 0x1.75cp-20, 0x1.dd2p-13, 0x1.23cp-11,
};
static const double softproof_jacobian_31_z[] = {
  -0x1.fep+127, -0x1.c2p+126,
};
static const double softproof_jacobian_31_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_31_t[] = {
  0x1p-133, 0x1p-133, 0x1p-133, 0x1.4p-4,
};
static const double softproof_jacobian_32_z[] = {
  -0x1.9p+15, -0x1.8ep+15,
};
static const double softproof_jacobian_32_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_32_t[] = {
  0x1p-133, 0x1p-133, 0x1p-133, 0x1.4p-4,
};
static const double softproof_jacobian_33_z[] = {
  -0x1.9p+15, -0x1.8ep+15,
};
static const double softproof_jacobian_33_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_33_t[] = {
  0x1p-133, 0x1p-133, 0x1p-133, 0x1.4p-4,
};
static const double softproof_jacobian_34_z[] = {
  -0x1.fep+127, -0x1.a6p+121,
};
static const double softproof_jacobian_34_e[] = {
  0x0p+0, -0x0p+0, -0x0p+0, 0x0p+0,
};
static const double softproof_jacobian_34_t[] = {
  0x1p-133, 0x1p-133, 0x1p-133, 0x1.4p-4,
};
static const double softproof_jacobian_35_z[] = {
  -0x1.d2p+5, 0x1.68p+1,
};
static const double softproof_jacobian_35_e[] = {
  0x1.ep-89, -0x1.ep-89, -0x1.ep-89, 0x1.ep-89,
};
static const double softproof_jacobian_35_t[] = {
  0x1.0a4p-89, 0x1.2fcp-90, 0x1.2fcp-90, 0x1.4p-4,
};
static const double softproof_jacobian_36_z[] = {
  0x1.dcp+3, -0x1.26p+4,
};
static const double softproof_jacobian_36_e[] = {
  0x1.06p-48, -0x1.06p-48, -0x1.06p-48, 0x1.06p-48,
};
static const double softproof_jacobian_36_t[] = {
  0x1.4p-4, 0x1.b32p-51, 0x1.b32p-51, 0x1.616p-50,
};
static const double softproof_jacobian_37_z[] = {
  -0x1.24p+0, 0x1.dap+5,
};
static const double softproof_jacobian_37_e[] = {
  0x1.d6p-88, -0x1.d6p-88, -0x1.d6p-88, 0x1.d6p-88,
};
static const double softproof_jacobian_37_t[] = {
  0x1.024p-88, 0x1.26ep-89, 0x1.26ep-89, 0x1.4p-4,
};
static const double softproof_jacobian_38_z[] = {
  -0x1.fap+0, -0x1.4p+4,
};
static const double softproof_jacobian_38_e[] = {
  0x1p-26, -0x1p-26, -0x1p-26, 0x1p-26,
};
static const double softproof_jacobian_38_t[] = {
  0x1.4p-4, 0x1.2fcp-29, 0x1.2fcp-29, 0x1.bfcp-29,
};

static const softproof_vector softproof_vectors[] = {
  {"softmax", "f64", "M7a M8a M8b M9a M9b M10 M11a M11b M11c M14a M14b M14c M15 M18a M18b", 3, 3, softproof_softmax_1_z, NULL, -1, 0.0, softproof_softmax_1_e, softproof_softmax_1_t},
  {"softmax", "f64", "M1 M2d M7a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_softmax_2_z, NULL, -1, 0.0, softproof_softmax_2_e, softproof_softmax_2_t},
  {"softmax", "f64", "M1 M2a M2d M7a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_softmax_3_z, NULL, -1, 0.0, softproof_softmax_3_e, softproof_softmax_3_t},
  {"softmax", "f64", "M1 M2a M2b M2c M2d M7a M10 M14a M14b M14c M14d M18a", 2, 2, softproof_softmax_4_z, NULL, -1, 0.0, softproof_softmax_4_e, softproof_softmax_4_t},
  {"softmax", "f64", "M1 M3a M3b M7a M8a M8b M9a M9b M10 M11a M11b M11c M14b M14c M14d M15 M18a M18b", 4, 4, softproof_softmax_5_z, NULL, -1, 0.0, softproof_softmax_5_e, softproof_softmax_5_t},
  {"softmax", "f64", "M7a M9a M9b M10 M11a M11b M11c M14b M14c M14d M15 M18a M18b", 4, 4, softproof_softmax_6_z, NULL, -1, 0.0, softproof_softmax_6_e, softproof_softmax_6_t},
  {"softmax", "f64", "M7a M8a M8b M9a M9b M10 M11a M11b M11c M14b M14c M15 M18a M18b", 4, 4, softproof_softmax_7_z, NULL, -1, 0.0, softproof_softmax_7_e, softproof_softmax_7_t},
  {"softmax", "f64", "M7a M9a M9b M10 M11a M11b M11c M14d M15 M18a M18b", 128, 128, softproof_softmax_8_z, NULL, -1, 0.0, softproof_softmax_8_e, softproof_softmax_8_t},
  {"softmax", "f64", "M12a M12b M18a M18b", 3, 3, softproof_softmax_9_z, NULL, -1, 0.0, softproof_softmax_9_e, softproof_softmax_9_t},
  {"softmax", "f64", "M13 M18a M18b", 4, 4, softproof_softmax_10_z, NULL, -1, 0.0, softproof_softmax_10_e, softproof_softmax_10_t},
  {"softmax", "f64", "M1 M3a M3c M18a M18b", 4, 4, softproof_softmax_11_z, NULL, -1, 0.0, softproof_softmax_11_e, softproof_softmax_11_t},
  {"softmax", "f64", "M7a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M18a M18b", 11, 11, softproof_softmax_12_z, NULL, -1, 0.0, softproof_softmax_12_e, softproof_softmax_12_t},
  {"softmax", "f64", "M1 M3a M3b M7a M8a M8b M14a M14b M14c M15 M18a M18b", 3, 3, softproof_softmax_13_z, NULL, -1, 0.0, softproof_softmax_13_e, softproof_softmax_13_t},
  {"softmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_14_z, NULL, -1, 0.0, softproof_softmax_14_e, softproof_softmax_14_t},
  {"softmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_15_z, NULL, -1, 0.0, softproof_softmax_15_e, softproof_softmax_15_t},
  {"softmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M7a M8a M8b M14a M14b M14c M15 M18a M18b", 3, 3, softproof_softmax_16_z, NULL, -1, 0.0, softproof_softmax_16_e, softproof_softmax_16_t},
  {"softmax", "f64", "M12a M12b M18a M18b", 2, 2, softproof_softmax_17_z, NULL, -1, 0.0, softproof_softmax_17_e, softproof_softmax_17_t},
  {"softmax", "f64", "M12a M12b M18a M18b", 2, 2, softproof_softmax_18_z, NULL, -1, 0.0, softproof_softmax_18_e, softproof_softmax_18_t},
  {"softmax", "f64", "M12a M12b M18a M18b", 2, 2, softproof_softmax_19_z, NULL, -1, 0.0, softproof_softmax_19_e, softproof_softmax_19_t},
  {"softmax", "f64", "M13 M18a M18b", 2, 2, softproof_softmax_20_z, NULL, -1, 0.0, softproof_softmax_20_e, softproof_softmax_20_t},
  {"softmax", "f64", "M13 M18a M18b", 2, 2, softproof_softmax_21_z, NULL, -1, 0.0, softproof_softmax_21_e, softproof_softmax_21_t},
  {"softmax", "f64", "M13 M18a M18b", 2, 2, softproof_softmax_22_z, NULL, -1, 0.0, softproof_softmax_22_e, softproof_softmax_22_t},
  {"softmax", "f32", "M1 M3a M7a M8a M8b M9a M9b M10 M11a M11b M14a M14b M14c M15 M18a M18b", 3, 3, softproof_softmax_23_z, NULL, -1, 0.0, softproof_softmax_23_e, softproof_softmax_23_t},
  {"softmax", "f32", "M1 M2d M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_softmax_24_z, NULL, -1, 0.0, softproof_softmax_24_e, softproof_softmax_24_t},
  {"softmax", "f32", "M1 M2a M2d M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_softmax_25_z, NULL, -1, 0.0, softproof_softmax_25_e, softproof_softmax_25_t},
  {"softmax", "f32", "M1 M3a M3b M8a M8b M9a M9b M10 M11a M11b M14b M14c M14d M15 M18a M18b", 4, 4, softproof_softmax_26_z, NULL, -1, 0.0, softproof_softmax_26_e, softproof_softmax_26_t},
  {"softmax", "f32", "M7a M9a M9b M10 M11a M11b M14b M14c M15 M18a M18b", 4, 4, softproof_softmax_27_z, NULL, -1, 0.0, softproof_softmax_27_e, softproof_softmax_27_t},
  {"softmax", "f32", "M7a M8a M8b M9a M9b M10 M14b M14c M15 M18a M18b", 4, 4, softproof_softmax_28_z, NULL, -1, 0.0, softproof_softmax_28_e, softproof_softmax_28_t},
  {"softmax", "f32", "M9a M9b M10 M11a M11b M14d M15 M18a M18b", 96, 96, softproof_softmax_29_z, NULL, -1, 0.0, softproof_softmax_29_e, softproof_softmax_29_t},
  {"softmax", "f32", "M9a M9b M10 M11a M11b M14d M15 M18a M18b", 128, 128, softproof_softmax_30_z, NULL, -1, 0.0, softproof_softmax_30_e, softproof_softmax_30_t},
  {"softmax", "f32", "M12a M12b M18a M18b", 3, 3, softproof_softmax_31_z, NULL, -1, 0.0, softproof_softmax_31_e, softproof_softmax_31_t},
  {"softmax", "f32", "M13 M18a M18b", 4, 4, softproof_softmax_32_z, NULL, -1, 0.0, softproof_softmax_32_e, softproof_softmax_32_t},
  {"softmax", "f32", "M1 M3a M3c M18a M18b", 4, 4, softproof_softmax_33_z, NULL, -1, 0.0, softproof_softmax_33_e, softproof_softmax_33_t},
  {"softmax", "f32", "M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 11, 11, softproof_softmax_34_z, NULL, -1, 0.0, softproof_softmax_34_e, softproof_softmax_34_t},
  {"softmax", "f32", "M3a M7a M8a M8b M9a M9b M10 M14b M14c M15 M18a M18b", 5, 5, softproof_softmax_35_z, NULL, -1, 0.0, softproof_softmax_35_e, softproof_softmax_35_t},
  {"softmax", "f32", "M1 M2a M2b M2d M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_36_z, NULL, -1, 0.0, softproof_softmax_36_e, softproof_softmax_36_t},
  {"softmax", "f32", "M1 M2a M2b M2d M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_37_z, NULL, -1, 0.0, softproof_softmax_37_e, softproof_softmax_37_t},
  {"softmax", "f32", "M1 M2a M2b M2d M3a M3b M3c M7a M8a M8b M14a M14b M14c M15 M18a M18b", 3, 3, softproof_softmax_38_z, NULL, -1, 0.0, softproof_softmax_38_e, softproof_softmax_38_t},
  {"softmax", "f32", "M12a M12b M18a M18b", 2, 2, softproof_softmax_39_z, NULL, -1, 0.0, softproof_softmax_39_e, softproof_softmax_39_t},
  {"softmax", "f32", "M12a M12b M18a M18b", 2, 2, softproof_softmax_40_z, NULL, -1, 0.0, softproof_softmax_40_e, softproof_softmax_40_t},
  {"softmax", "f32", "M12a M12b M18a M18b", 2, 2, softproof_softmax_41_z, NULL, -1, 0.0, softproof_softmax_41_e, softproof_softmax_41_t},
  {"softmax", "f32", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_42_z, NULL, -1, 0.0, softproof_softmax_42_e, softproof_softmax_42_t},
  {"softmax", "f32", "M13 M18a M18b", 2, 2, softproof_softmax_43_z, NULL, -1, 0.0, softproof_softmax_43_e, softproof_softmax_43_t},
  {"softmax", "f32", "M13 M18a M18b", 2, 2, softproof_softmax_44_z, NULL, -1, 0.0, softproof_softmax_44_e, softproof_softmax_44_t},
  {"softmax", "f32", "M13 M18a M18b", 2, 2, softproof_softmax_45_z, NULL, -1, 0.0, softproof_softmax_45_e, softproof_softmax_45_t},
  {"softmax", "f16", "M11a M15 M18a M18b", 96, 96, softproof_softmax_46_z, NULL, -1, 0.0, softproof_softmax_46_e, softproof_softmax_46_t},
  {"softmax", "f16", "M12a M12b M18a M18b", 3, 3, softproof_softmax_47_z, NULL, -1, 0.0, softproof_softmax_47_e, softproof_softmax_47_t},
  {"softmax", "f16", "M13 M18a M18b", 4, 4, softproof_softmax_48_z, NULL, -1, 0.0, softproof_softmax_48_e, softproof_softmax_48_t},
  {"softmax", "f16", "M1 M2a M2d M3a M3b M3c M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_49_z, NULL, -1, 0.0, softproof_softmax_49_e, softproof_softmax_49_t},
  {"softmax", "f16", "M1 M2a M2b M2d M3a M3c M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_50_z, NULL, -1, 0.0, softproof_softmax_50_e, softproof_softmax_50_t},
  {"softmax", "f16", "M1 M2d M3a M3b M3c M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_51_z, NULL, -1, 0.0, softproof_softmax_51_e, softproof_softmax_51_t},
  {"softmax", "f16", "M1 M2a M2b M2d M3a M3c M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_softmax_52_z, NULL, -1, 0.0, softproof_softmax_52_e, softproof_softmax_52_t},
  {"softmax", "f16", "M1 M2a M2b M2d M3a M3b M3c M14a M14b M14c M15 M18a M18b", 3, 3, softproof_softmax_53_z, NULL, -1, 0.0, softproof_softmax_53_e, softproof_softmax_53_t},
  {"softmax", "f16", "M12a M12b M18a M18b", 2, 2, softproof_softmax_54_z, NULL, -1, 0.0, softproof_softmax_54_e, softproof_softmax_54_t},
  {"softmax", "f16", "M12a M12b M18a M18b", 2, 2, softproof_softmax_55_z, NULL, -1, 0.0, softproof_softmax_55_e, softproof_softmax_55_t},
  {"softmax", "f16", "M12a M12b M18a M18b", 2, 2, softproof_softmax_56_z, NULL, -1, 0.0, softproof_softmax_56_e, softproof_softmax_56_t},
  {"softmax", "f16", "M1 M2a M2b M2d M3a M3b M14b M14c M15 M18a M18b", 6, 6, softproof_softmax_57_z, NULL, -1, 0.0, softproof_softmax_57_e, softproof_softmax_57_t},
  {"softmax", "f16", "M13 M18a M18b", 2, 2, softproof_softmax_58_z, NULL, -1, 0.0, softproof_softmax_58_e, softproof_softmax_58_t},
  {"softmax", "f16", "M13 M18a M18b", 2, 2, softproof_softmax_59_z, NULL, -1, 0.0, softproof_softmax_59_e, softproof_softmax_59_t},
  {"softmax", "f16", "M13 M18a M18b", 2, 2, softproof_softmax_60_z, NULL, -1, 0.0, softproof_softmax_60_e, softproof_softmax_60_t},
  {"softmax", "f16", "M11a M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_softmax_61_z, NULL, -1, 0.0, softproof_softmax_61_e, softproof_softmax_61_t},
  {"softmax", "f16", "M1 M11a M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_softmax_62_z, NULL, -1, 0.0, softproof_softmax_62_e, softproof_softmax_62_t},
  {"softmax", "f16", "M1 M11a M14a M14b M14c M15 M18a M18b", 6, 6, softproof_softmax_63_z, NULL, -1, 0.0, softproof_softmax_63_e, softproof_softmax_63_t},
  {"softmax", "bf16", "M15 M18a M18b", 96, 96, softproof_softmax_64_z, NULL, -1, 0.0, softproof_softmax_64_e, softproof_softmax_64_t},
  {"softmax", "bf16", "M12a M12b M18a M18b", 3, 3, softproof_softmax_65_z, NULL, -1, 0.0, softproof_softmax_65_e, softproof_softmax_65_t},
  {"softmax", "bf16", "M13 M18a M18b", 4, 4, softproof_softmax_66_z, NULL, -1, 0.0, softproof_softmax_66_e, softproof_softmax_66_t},
  {"softmax", "bf16", "M1 M2a M2b M2d M3a M3b M3c M8a M8b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_67_z, NULL, -1, 0.0, softproof_softmax_67_e, softproof_softmax_67_t},
  {"softmax", "bf16", "M1 M2a M2b M2d M3a M3b M3c M8a M8b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_68_z, NULL, -1, 0.0, softproof_softmax_68_e, softproof_softmax_68_t},
  {"softmax", "bf16", "M1 M2a M2b M2d M3a M3b M3c M8a M8b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_69_z, NULL, -1, 0.0, softproof_softmax_69_e, softproof_softmax_69_t},
  {"softmax", "bf16", "M1 M2a M2b M2d M3a M3b M3c M8a M8b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_70_z, NULL, -1, 0.0, softproof_softmax_70_e, softproof_softmax_70_t},
  {"softmax", "bf16", "M12a M12b M18a M18b", 2, 2, softproof_softmax_71_z, NULL, -1, 0.0, softproof_softmax_71_e, softproof_softmax_71_t},
  {"softmax", "bf16", "M12a M12b M18a M18b", 2, 2, softproof_softmax_72_z, NULL, -1, 0.0, softproof_softmax_72_e, softproof_softmax_72_t},
  {"softmax", "bf16", "M12a M12b M18a M18b", 2, 2, softproof_softmax_73_z, NULL, -1, 0.0, softproof_softmax_73_e, softproof_softmax_73_t},
  {"softmax", "bf16", "M8a M9a M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_74_z, NULL, -1, 0.0, softproof_softmax_74_e, softproof_softmax_74_t},
  {"softmax", "bf16", "M8a M9a M14a M14b M14c M15 M18a M18b", 2, 2, softproof_softmax_75_z, NULL, -1, 0.0, softproof_softmax_75_e, softproof_softmax_75_t},
  {"softmax", "bf16", "M8a M9a M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_softmax_76_z, NULL, -1, 0.0, softproof_softmax_76_e, softproof_softmax_76_t},
  {"softmax", "bf16", "M13 M18a M18b", 2, 2, softproof_softmax_77_z, NULL, -1, 0.0, softproof_softmax_77_e, softproof_softmax_77_t},
  {"softmax", "bf16", "M9a M14a M14b M14c M15 M18a M18b", 2, 2, softproof_softmax_78_z, NULL, -1, 0.0, softproof_softmax_78_e, softproof_softmax_78_t},
  {"softmax", "bf16", "M13 M18a M18b", 2, 2, softproof_softmax_79_z, NULL, -1, 0.0, softproof_softmax_79_e, softproof_softmax_79_t},
  {"softmax", "bf16", "M13 M18a M18b", 2, 2, softproof_softmax_80_z, NULL, -1, 0.0, softproof_softmax_80_e, softproof_softmax_80_t},
  {"logsoftmax", "f64", "M1 M3a M3b M3c M5 M7a M7b M7c M7d M8a M9a M9b M10 M11a M11b M11c M14a M14b M14c M15 M18a M18b", 3, 3, softproof_logsoftmax_1_z, NULL, -1, 0.0, softproof_logsoftmax_1_e, softproof_logsoftmax_1_t},
  {"logsoftmax", "f64", "M1 M2d M3a M3b M3c M5 M7a M7b M7c M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_logsoftmax_2_z, NULL, -1, 0.0, softproof_logsoftmax_2_e, softproof_logsoftmax_2_t},
  {"logsoftmax", "f64", "M1 M2a M2d M3a M3b M3c M5 M7a M7b M7c M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_logsoftmax_3_z, NULL, -1, 0.0, softproof_logsoftmax_3_e, softproof_logsoftmax_3_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M5 M7a M7b M7c M10 M14a M14b M14c M14d M18a", 2, 2, softproof_logsoftmax_4_z, NULL, -1, 0.0, softproof_logsoftmax_4_e, softproof_logsoftmax_4_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M7a M7b M7c M7d M8a M9a M9b M10 M11a M11b M11c M14b M14c M15 M18a M18b", 4, 4, softproof_logsoftmax_5_z, NULL, -1, 0.0, softproof_logsoftmax_5_e, softproof_logsoftmax_5_t},
  {"logsoftmax", "f64", "M1 M3a M3b M3c M5 M7a M7b M7c M10 M14a M14b M14c M14d M18a", 2, 2, softproof_logsoftmax_6_z, NULL, -1, 0.0, softproof_logsoftmax_6_e, softproof_logsoftmax_6_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M7a M7b M7c M7d M8a M10 M14a M14b M14c M15 M18a M18b", 3, 3, softproof_logsoftmax_7_z, NULL, -1, 0.0, softproof_logsoftmax_7_e, softproof_logsoftmax_7_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_logsoftmax_8_z, NULL, -1, 0.0, softproof_logsoftmax_8_e, softproof_logsoftmax_8_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M9b M10 M11a M11b M11c M14b M14c M14d M15 M18a M18b", 4, 4, softproof_logsoftmax_9_z, NULL, -1, 0.0, softproof_logsoftmax_9_e, softproof_logsoftmax_9_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M9a M9b M10 M11a M11b M11c M14b M14c M14d M15 M18a M18b", 4, 4, softproof_logsoftmax_10_z, NULL, -1, 0.0, softproof_logsoftmax_10_e, softproof_logsoftmax_10_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_logsoftmax_11_z, NULL, -1, 0.0, softproof_logsoftmax_11_e, softproof_logsoftmax_11_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M9b M10 M11a M11b M11c M14b M14c M15 M18a M18b", 4, 4, softproof_logsoftmax_12_z, NULL, -1, 0.0, softproof_logsoftmax_12_e, softproof_logsoftmax_12_t},
  {"logsoftmax", "f64", "M12a M12b M18a M18b", 3, 3, softproof_logsoftmax_13_z, NULL, -1, 0.0, softproof_logsoftmax_13_e, softproof_logsoftmax_13_t},
  {"logsoftmax", "f64", "M13 M18a M18b", 4, 4, softproof_logsoftmax_14_z, NULL, -1, 0.0, softproof_logsoftmax_14_e, softproof_logsoftmax_14_t},
  {"logsoftmax", "f64", "M1 M3a M3c M13 M14b M14c M14d M18a M18b", 4, 4, softproof_logsoftmax_15_z, NULL, -1, 0.0, softproof_logsoftmax_15_e, softproof_logsoftmax_15_t},
  {"logsoftmax", "f64", "M7a M7b M7c M9a M9b M10 M11a M11b M11c M14a M14b M14c M15 M18a M18b", 11, 11, softproof_logsoftmax_16_z, NULL, -1, 0.0, softproof_logsoftmax_16_e, softproof_logsoftmax_16_t},
  {"logsoftmax", "f64", "M1 M3a M3b M7a M7b M7c M7d M8a M8b M15 M18a M18b", 3, 3, softproof_logsoftmax_17_z, NULL, -1, 0.0, softproof_logsoftmax_17_e, softproof_logsoftmax_17_t},
  {"logsoftmax", "f64", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_18_z, NULL, -1, 0.0, softproof_logsoftmax_18_e, softproof_logsoftmax_18_t},
  {"logsoftmax", "f64", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_19_z, NULL, -1, 0.0, softproof_logsoftmax_19_e, softproof_logsoftmax_19_t},
  {"logsoftmax", "f64", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_20_z, NULL, -1, 0.0, softproof_logsoftmax_20_e, softproof_logsoftmax_20_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M7a M7b M7c M8a M8b M15 M18b", 2, 2, softproof_logsoftmax_21_z, NULL, -1, 0.0, softproof_logsoftmax_21_e, softproof_logsoftmax_21_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M9b M10 M11a M11b M11c M14a M14b M14c M15 M18a M18b", 2, 2, softproof_logsoftmax_22_z, NULL, -1, 0.0, softproof_logsoftmax_22_e, softproof_logsoftmax_22_t},
  {"logsoftmax", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M9b M10 M11a M11b M11c M14a M14b M14c M15 M18a M18b", 2, 2, softproof_logsoftmax_23_z, NULL, -1, 0.0, softproof_logsoftmax_23_e, softproof_logsoftmax_23_t},
  {"logsoftmax", "f64", "M13 M18a M18b", 2, 2, softproof_logsoftmax_24_z, NULL, -1, 0.0, softproof_logsoftmax_24_e, softproof_logsoftmax_24_t},
  {"logsoftmax", "f64", "M13 M18a M18b", 2, 2, softproof_logsoftmax_25_z, NULL, -1, 0.0, softproof_logsoftmax_25_e, softproof_logsoftmax_25_t},
  {"logsoftmax", "f32", "M1 M3a M3b M3c M5 M7a M7b M7c M7d M9a M9b M10 M11a M11b M14a M14b M14c M15 M18a M18b", 3, 3, softproof_logsoftmax_26_z, NULL, -1, 0.0, softproof_logsoftmax_26_e, softproof_logsoftmax_26_t},
  {"logsoftmax", "f32", "M1 M2d M3a M3b M3c M5 M7a M7c M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_logsoftmax_27_z, NULL, -1, 0.0, softproof_logsoftmax_27_e, softproof_logsoftmax_27_t},
  {"logsoftmax", "f32", "M1 M2a M2d M3a M3b M3c M5 M7a M7b M7c M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_logsoftmax_28_z, NULL, -1, 0.0, softproof_logsoftmax_28_e, softproof_logsoftmax_28_t},
  {"logsoftmax", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M7a M7b M7c M7d M9a M9b M10 M11a M11b M14b M14c M15 M18a M18b", 4, 4, softproof_logsoftmax_29_z, NULL, -1, 0.0, softproof_logsoftmax_29_e, softproof_logsoftmax_29_t},
  {"logsoftmax", "f32", "M2a M2b M2c M2d M3a M4 M7a M7b M7c M7d M8a M8b M15 M18a M18b", 2, 2, softproof_logsoftmax_30_z, NULL, -1, 0.0, softproof_logsoftmax_30_e, softproof_logsoftmax_30_t},
  {"logsoftmax", "f32", "M1 M3a M3b M3c M5 M7a M7c M10 M14a M14b M14c M14d M18a", 2, 2, softproof_logsoftmax_31_z, NULL, -1, 0.0, softproof_logsoftmax_31_e, softproof_logsoftmax_31_t},
  {"logsoftmax", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M7a M7b M7c M7d M10 M14a M14b M14c M15 M18a M18b", 3, 3, softproof_logsoftmax_32_z, NULL, -1, 0.0, softproof_logsoftmax_32_e, softproof_logsoftmax_32_t},
  {"logsoftmax", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_logsoftmax_33_z, NULL, -1, 0.0, softproof_logsoftmax_33_e, softproof_logsoftmax_33_t},
  {"logsoftmax", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M9b M10 M11a M11b M14b M14c M14d M15 M18a M18b", 4, 4, softproof_logsoftmax_34_z, NULL, -1, 0.0, softproof_logsoftmax_34_e, softproof_logsoftmax_34_t},
  {"logsoftmax", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M9a M9b M10 M11a M11b M14b M14c M14d M15 M18a M18b", 4, 4, softproof_logsoftmax_35_z, NULL, -1, 0.0, softproof_logsoftmax_35_e, softproof_logsoftmax_35_t},
  {"logsoftmax", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 3, softproof_logsoftmax_36_z, NULL, -1, 0.0, softproof_logsoftmax_36_e, softproof_logsoftmax_36_t},
  {"logsoftmax", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M9b M10 M11a M11b M14b M14c M15 M18a M18b", 4, 4, softproof_logsoftmax_37_z, NULL, -1, 0.0, softproof_logsoftmax_37_e, softproof_logsoftmax_37_t},
  {"logsoftmax", "f32", "M12a M12b M18a M18b", 3, 3, softproof_logsoftmax_38_z, NULL, -1, 0.0, softproof_logsoftmax_38_e, softproof_logsoftmax_38_t},
  {"logsoftmax", "f32", "M13 M18a M18b", 4, 4, softproof_logsoftmax_39_z, NULL, -1, 0.0, softproof_logsoftmax_39_e, softproof_logsoftmax_39_t},
  {"logsoftmax", "f32", "M1 M3a M3c M13 M14b M14c M14d M18a M18b", 4, 4, softproof_logsoftmax_40_z, NULL, -1, 0.0, softproof_logsoftmax_40_e, softproof_logsoftmax_40_t},
  {"logsoftmax", "f32", "M7a M7b M7c M9a M9b M10 M11a M11b M14a M14b M14c M15 M18a M18b", 11, 11, softproof_logsoftmax_41_z, NULL, -1, 0.0, softproof_logsoftmax_41_e, softproof_logsoftmax_41_t},
  {"logsoftmax", "f32", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_42_z, NULL, -1, 0.0, softproof_logsoftmax_42_e, softproof_logsoftmax_42_t},
  {"logsoftmax", "f32", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_43_z, NULL, -1, 0.0, softproof_logsoftmax_43_e, softproof_logsoftmax_43_t},
  {"logsoftmax", "f32", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_44_z, NULL, -1, 0.0, softproof_logsoftmax_44_e, softproof_logsoftmax_44_t},
  {"logsoftmax", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M7a M7b M7c M7d M8a M8b M15 M18a M18b", 2, 2, softproof_logsoftmax_45_z, NULL, -1, 0.0, softproof_logsoftmax_45_e, softproof_logsoftmax_45_t},
  {"logsoftmax", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M7a M7b M7c M7d M8a M8b M15 M18a M18b", 2, 2, softproof_logsoftmax_46_z, NULL, -1, 0.0, softproof_logsoftmax_46_e, softproof_logsoftmax_46_t},
  {"logsoftmax", "f32", "M13 M18a M18b", 2, 2, softproof_logsoftmax_47_z, NULL, -1, 0.0, softproof_logsoftmax_47_e, softproof_logsoftmax_47_t},
  {"logsoftmax", "f32", "M1 M2a M2b M2c M2d M3a M4 M7a M7b M7c M7d M8a M8b M15 M18a M18b", 2, 2, softproof_logsoftmax_48_z, NULL, -1, 0.0, softproof_logsoftmax_48_e, softproof_logsoftmax_48_t},
  {"logsoftmax", "f32", "M13 M18a M18b", 2, 2, softproof_logsoftmax_49_z, NULL, -1, 0.0, softproof_logsoftmax_49_e, softproof_logsoftmax_49_t},
  {"logsoftmax", "f16", "M12a M12b M18a M18b", 3, 3, softproof_logsoftmax_50_z, NULL, -1, 0.0, softproof_logsoftmax_50_e, softproof_logsoftmax_50_t},
  {"logsoftmax", "f16", "M13 M18a M18b", 4, 4, softproof_logsoftmax_51_z, NULL, -1, 0.0, softproof_logsoftmax_51_e, softproof_logsoftmax_51_t},
  {"logsoftmax", "f16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M7a M7b M7c M7d M15 M18a M18b", 2, 2, softproof_logsoftmax_52_z, NULL, -1, 0.0, softproof_logsoftmax_52_e, softproof_logsoftmax_52_t},
  {"logsoftmax", "f16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M7a M7b M7c M7d M15 M18a M18b", 2, 2, softproof_logsoftmax_53_z, NULL, -1, 0.0, softproof_logsoftmax_53_e, softproof_logsoftmax_53_t},
  {"logsoftmax", "f16", "M1 M3a M3b M3c M5 M7a M7b M7c M7d M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_logsoftmax_54_z, NULL, -1, 0.0, softproof_logsoftmax_54_e, softproof_logsoftmax_54_t},
  {"logsoftmax", "f16", "M1 M3a M3b M3c M5 M7a M7b M7c M7d M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_logsoftmax_55_z, NULL, -1, 0.0, softproof_logsoftmax_55_e, softproof_logsoftmax_55_t},
  {"logsoftmax", "f16", "M1 M2a M2b M2d M14a M14b M14c M14d M18a", 2, 2, softproof_logsoftmax_56_z, NULL, -1, 0.0, softproof_logsoftmax_56_e, softproof_logsoftmax_56_t},
  {"logsoftmax", "f16", "M1 M2a M2b M2d M14a M14b M14c M14d M18a", 2, 2, softproof_logsoftmax_57_z, NULL, -1, 0.0, softproof_logsoftmax_57_e, softproof_logsoftmax_57_t},
  {"logsoftmax", "f16", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_58_z, NULL, -1, 0.0, softproof_logsoftmax_58_e, softproof_logsoftmax_58_t},
  {"logsoftmax", "f16", "M1 M2a M2b M2c M2d M3a M4 M7a M7b M7c M7d M15 M18a M18b", 2, 2, softproof_logsoftmax_59_z, NULL, -1, 0.0, softproof_logsoftmax_59_e, softproof_logsoftmax_59_t},
  {"logsoftmax", "f16", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_60_z, NULL, -1, 0.0, softproof_logsoftmax_60_e, softproof_logsoftmax_60_t},
  {"logsoftmax", "f16", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_61_z, NULL, -1, 0.0, softproof_logsoftmax_61_e, softproof_logsoftmax_61_t},
  {"logsoftmax", "f16", "M1 M2a M2b M2c M2d M3a M4 M7a M7b M7c M7d M15 M18a M18b", 2, 2, softproof_logsoftmax_62_z, NULL, -1, 0.0, softproof_logsoftmax_62_e, softproof_logsoftmax_62_t},
  {"logsoftmax", "f16", "M1 M3a M3b M3c M5 M14a M14b M14c M15 M18a M18b", 2, 2, softproof_logsoftmax_63_z, NULL, -1, 0.0, softproof_logsoftmax_63_e, softproof_logsoftmax_63_t},
  {"logsoftmax", "f16", "M13 M18a M18b", 2, 2, softproof_logsoftmax_64_z, NULL, -1, 0.0, softproof_logsoftmax_64_e, softproof_logsoftmax_64_t},
  {"logsoftmax", "f16", "M1 M3a M3b M3c M5 M7a M7c M7d M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_logsoftmax_65_z, NULL, -1, 0.0, softproof_logsoftmax_65_e, softproof_logsoftmax_65_t},
  {"logsoftmax", "f16", "M13 M18a M18b", 2, 2, softproof_logsoftmax_66_z, NULL, -1, 0.0, softproof_logsoftmax_66_e, softproof_logsoftmax_66_t},
  {"logsoftmax", "f16", "M13 M18a M18b", 2, 2, softproof_logsoftmax_67_z, NULL, -1, 0.0, softproof_logsoftmax_67_e, softproof_logsoftmax_67_t},
  {"logsoftmax", "bf16", "M2a M2b M2c M2d M3a M4 M7a M7b M7c M7d M8a M8b M15 M18a M18b", 2, 2, softproof_logsoftmax_68_z, NULL, -1, 0.0, softproof_logsoftmax_68_e, softproof_logsoftmax_68_t},
  {"logsoftmax", "bf16", "M12a M12b M18a M18b", 3, 3, softproof_logsoftmax_69_z, NULL, -1, 0.0, softproof_logsoftmax_69_e, softproof_logsoftmax_69_t},
  {"logsoftmax", "bf16", "M13 M18a M18b", 4, 4, softproof_logsoftmax_70_z, NULL, -1, 0.0, softproof_logsoftmax_70_e, softproof_logsoftmax_70_t},
  {"logsoftmax", "bf16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M11b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_logsoftmax_71_z, NULL, -1, 0.0, softproof_logsoftmax_71_e, softproof_logsoftmax_71_t},
  {"logsoftmax", "bf16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M11b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_logsoftmax_72_z, NULL, -1, 0.0, softproof_logsoftmax_72_e, softproof_logsoftmax_72_t},
  {"logsoftmax", "bf16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M11b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_logsoftmax_73_z, NULL, -1, 0.0, softproof_logsoftmax_73_e, softproof_logsoftmax_73_t},
  {"logsoftmax", "bf16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M11b M14a M14b M14c M14d M15 M18a M18b", 2, 2, softproof_logsoftmax_74_z, NULL, -1, 0.0, softproof_logsoftmax_74_e, softproof_logsoftmax_74_t},
  {"logsoftmax", "bf16", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_75_z, NULL, -1, 0.0, softproof_logsoftmax_75_e, softproof_logsoftmax_75_t},
  {"logsoftmax", "bf16", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_76_z, NULL, -1, 0.0, softproof_logsoftmax_76_e, softproof_logsoftmax_76_t},
  {"logsoftmax", "bf16", "M12a M12b M18a M18b", 2, 2, softproof_logsoftmax_77_z, NULL, -1, 0.0, softproof_logsoftmax_77_e, softproof_logsoftmax_77_t},
  {"logsoftmax", "bf16", "M13 M18a M18b", 2, 2, softproof_logsoftmax_78_z, NULL, -1, 0.0, softproof_logsoftmax_78_e, softproof_logsoftmax_78_t},
  {"logsoftmax", "bf16", "M13 M18a M18b", 2, 2, softproof_logsoftmax_79_z, NULL, -1, 0.0, softproof_logsoftmax_79_e, softproof_logsoftmax_79_t},
  {"logsoftmax", "bf16", "M13 M18a M18b", 2, 2, softproof_logsoftmax_80_z, NULL, -1, 0.0, softproof_logsoftmax_80_e, softproof_logsoftmax_80_t},
  {"logsumexp", "f64", "", 3, 1, softproof_logsumexp_1_z, NULL, -1, 0.0, softproof_logsumexp_1_e, softproof_logsumexp_1_t},
  {"logsumexp", "f64", "M1 M2a M2b M2c M2d M3a M3c M5 M6 M7a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M18a", 6, 1, softproof_logsumexp_2_z, NULL, -1, 0.0, softproof_logsumexp_2_e, softproof_logsumexp_2_t},
  {"logsumexp", "f64", "M2a M2b M2c M2d M3a M3b M3c M5 M6 M7a M8a M9a M9b M11a M11b M14b M14c M18a", 6, 1, softproof_logsumexp_3_z, NULL, -1, 0.0, softproof_logsumexp_3_e, softproof_logsumexp_3_t},
  {"logsumexp", "f64", "M1 M2a M2b M2d M7a M8a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M18a", 33, 1, softproof_logsumexp_4_z, NULL, -1, 0.0, softproof_logsumexp_4_e, softproof_logsumexp_4_t},
  {"logsumexp", "f64", "M3a M3b M3c M7a M8a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M18a", 3, 1, softproof_logsumexp_5_z, NULL, -1, 0.0, softproof_logsumexp_5_e, softproof_logsumexp_5_t},
  {"logsumexp", "f64", "M3a M3b M3c M7a M8a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M18a", 3, 1, softproof_logsumexp_6_z, NULL, -1, 0.0, softproof_logsumexp_6_e, softproof_logsumexp_6_t},
  {"logsumexp", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M18a", 2, 1, softproof_logsumexp_7_z, NULL, -1, 0.0, softproof_logsumexp_7_e, softproof_logsumexp_7_t},
  {"logsumexp", "f64", "M1 M2a M2d M7a M9a M9b M10 M11a M11b M11c M14b M14c M14d M18a", 28, 1, softproof_logsumexp_8_z, NULL, -1, 0.0, softproof_logsumexp_8_e, softproof_logsumexp_8_t},
  {"logsumexp", "f32", "M3a M3b M3c M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M18a", 3, 1, softproof_logsumexp_9_z, NULL, -1, 0.0, softproof_logsumexp_9_e, softproof_logsumexp_9_t},
  {"logsumexp", "f32", "M3a M3b M3c M9a M9b M10 M11a M11b M14a M14b M14c M14d M18a", 3, 1, softproof_logsumexp_10_z, NULL, -1, 0.0, softproof_logsumexp_10_e, softproof_logsumexp_10_t},
  {"logsumexp", "f32", "M3a M3b M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M18a", 3, 1, softproof_logsumexp_11_z, NULL, -1, 0.0, softproof_logsumexp_11_e, softproof_logsumexp_11_t},
  {"logsumexp", "f32", "M3a M3b M3c M9a M9b M10 M11a M11b M14a M14b M14c M14d M18a", 3, 1, softproof_logsumexp_12_z, NULL, -1, 0.0, softproof_logsumexp_12_e, softproof_logsumexp_12_t},
  {"logsumexp", "f32", "M1 M2a M2b M2d M3a M3b M3c M18a", 20, 1, softproof_logsumexp_13_z, NULL, -1, 0.0, softproof_logsumexp_13_e, softproof_logsumexp_13_t},
  {"logsumexp", "f32", "M1 M2a M2b M2d M18a", 25, 1, softproof_logsumexp_14_z, NULL, -1, 0.0, softproof_logsumexp_14_e, softproof_logsumexp_14_t},
  {"logsumexp", "f32", "M1 M2a M2b M2d M3a M3c M18a", 25, 1, softproof_logsumexp_15_z, NULL, -1, 0.0, softproof_logsumexp_15_e, softproof_logsumexp_15_t},
  {"logsumexp", "f32", "M1 M2a M2b M2d M18a", 34, 1, softproof_logsumexp_16_z, NULL, -1, 0.0, softproof_logsumexp_16_e, softproof_logsumexp_16_t},
  {"logsumexp", "f32", "M3a M3b M3c M7a M18a", 22, 1, softproof_logsumexp_17_z, NULL, -1, 0.0, softproof_logsumexp_17_e, softproof_logsumexp_17_t},
  {"logsumexp", "f32", "M3a M3b M3c M7a M18a", 13, 1, softproof_logsumexp_18_z, NULL, -1, 0.0, softproof_logsumexp_18_e, softproof_logsumexp_18_t},
  {"logsumexp", "f16", "M1 M2a M2b M2d M3a M3b M3c M18a", 20, 1, softproof_logsumexp_19_z, NULL, -1, 0.0, softproof_logsumexp_19_e, softproof_logsumexp_19_t},
  {"logsumexp", "f16", "M1 M2a M2b M2d M3a M3b M3c M18a", 25, 1, softproof_logsumexp_20_z, NULL, -1, 0.0, softproof_logsumexp_20_e, softproof_logsumexp_20_t},
  {"logsumexp", "f16", "M1 M2a M2b M2d M3a M3b M3c M18a", 7, 1, softproof_logsumexp_21_z, NULL, -1, 0.0, softproof_logsumexp_21_e, softproof_logsumexp_21_t},
  {"logsumexp", "f16", "M3a M3b M3c M14a M14b M14c M14d M18a", 3, 1, softproof_logsumexp_22_z, NULL, -1, 0.0, softproof_logsumexp_22_e, softproof_logsumexp_22_t},
  {"logsumexp", "f16", "M14a M14b M14c M14d M18a", 33, 1, softproof_logsumexp_23_z, NULL, -1, 0.0, softproof_logsumexp_23_e, softproof_logsumexp_23_t},
  {"logsumexp", "f16", "M14a M14b M14c M14d M18a", 10, 1, softproof_logsumexp_24_z, NULL, -1, 0.0, softproof_logsumexp_24_e, softproof_logsumexp_24_t},
  {"logsumexp", "f16", "M14a M14b M14c M14d M18a", 25, 1, softproof_logsumexp_25_z, NULL, -1, 0.0, softproof_logsumexp_25_e, softproof_logsumexp_25_t},
  {"logsumexp", "f16", "M1 M2a M2b M2d M3a M18a", 28, 1, softproof_logsumexp_26_z, NULL, -1, 0.0, softproof_logsumexp_26_e, softproof_logsumexp_26_t},
  {"logsumexp", "bf16", "M1 M2a M2b M2d M3a M3b M3c M18a", 20, 1, softproof_logsumexp_27_z, NULL, -1, 0.0, softproof_logsumexp_27_e, softproof_logsumexp_27_t},
  {"logsumexp", "bf16", "M1 M2a M2b M2d M3a M3b M3c M18a", 25, 1, softproof_logsumexp_28_z, NULL, -1, 0.0, softproof_logsumexp_28_e, softproof_logsumexp_28_t},
  {"logsumexp", "bf16", "M1 M2a M2b M2d M3a M3b M3c M18a", 7, 1, softproof_logsumexp_29_z, NULL, -1, 0.0, softproof_logsumexp_29_e, softproof_logsumexp_29_t},
  {"logsumexp", "bf16", "M1 M2a M2b M2d M3a M3b M3c M18a", 37, 1, softproof_logsumexp_30_z, NULL, -1, 0.0, softproof_logsumexp_30_e, softproof_logsumexp_30_t},
  {"logsumexp", "bf16", "M14a M14b M14c M14d M18a", 3, 1, softproof_logsumexp_31_z, NULL, -1, 0.0, softproof_logsumexp_31_e, softproof_logsumexp_31_t},
  {"logsumexp", "bf16", "M14a M14b M14c M14d M18a", 7, 1, softproof_logsumexp_32_z, NULL, -1, 0.0, softproof_logsumexp_32_e, softproof_logsumexp_32_t},
  {"logsumexp", "bf16", "M14a M14b M14c M14d M18a", 6, 1, softproof_logsumexp_33_z, NULL, -1, 0.0, softproof_logsumexp_33_e, softproof_logsumexp_33_t},
  {"logsumexp", "bf16", "M14a M14b M14c M14d M18a", 3, 1, softproof_logsumexp_34_z, NULL, -1, 0.0, softproof_logsumexp_34_e, softproof_logsumexp_34_t},
  {"xent", "f64", "M1 M3a M3b M3c M5 M7a M7b M7c M8a M9a M9b M10 M11a M11b M11c M14a M14b M14c M15 M18a M18b", 3, 1, softproof_xent_1_z, NULL, 1, 0.0, softproof_xent_1_e, softproof_xent_1_t},
  {"xent", "f64", "M1 M2d M3a M3b M3c M5 M7a M7b M7c M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M18a M18b", 3, 1, softproof_xent_2_z, NULL, 1, 0.0, softproof_xent_2_e, softproof_xent_2_t},
  {"xent", "f64", "M1 M2a M2d M3a M3b M3c M5 M7a M7b M7c M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M18a M18b", 3, 1, softproof_xent_3_z, NULL, 1, 0.0, softproof_xent_3_e, softproof_xent_3_t},
  {"xent", "f64", "M1 M3a M3b M3c M5 M7a M7b M7c M10 M14a M14b M14c M14d M18a", 2, 1, softproof_xent_4_z, NULL, 1, 0.0, softproof_xent_4_e, softproof_xent_4_t},
  {"xent", "f64", "M1 M3a M3b M3c M5 M7a M7b M7c M8a M10 M14a M14b M14c M18a M18b", 3, 1, softproof_xent_5_z, NULL, 1, 0.0, softproof_xent_5_e, softproof_xent_5_t},
  {"xent", "f64", "M7a M7b M7c M7d M8a M15 M18a M18b", 2, 1, softproof_xent_6_z, NULL, 1, 0.0, softproof_xent_6_e, softproof_xent_6_t},
  {"xent", "f64", "M7a M7b M7c M7d M8a M9a M11b M14b M14c M14d M15 M18a M18b", 4, 1, softproof_xent_7_z, NULL, 1, 0.0, softproof_xent_7_e, softproof_xent_7_t},
  {"xent", "f64", "M7a M7b M7c M7d M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 1, softproof_xent_8_z, NULL, 1, 0.0, softproof_xent_8_e, softproof_xent_8_t},
  {"xent", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M9b M10 M11a M11b M11c M14b M14c M14d M15 M18a M18b", 4, 1, softproof_xent_9_z, NULL, 1, 0.0, softproof_xent_9_e, softproof_xent_9_t},
  {"xent", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M9b M10 M11a M11b M11c M14c M15 M18a M18b", 40, 1, softproof_xent_10_z, NULL, 4, 0.0, softproof_xent_10_e, softproof_xent_10_t},
  {"xent", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M9b M10 M11a M11b M11c M14a M14b M14c M15 M18a M18b", 3, 1, softproof_xent_11_z, NULL, 1, 0.0, softproof_xent_11_e, softproof_xent_11_t},
  {"xent", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M18a M18b", 3, 1, softproof_xent_12_z, NULL, 0, 0.0, softproof_xent_12_e, softproof_xent_12_t},
  {"xent", "f64", "M1 M2a M2d M3a M3b M3c M5 M7a M7b M7c M7d M9a M9b M10 M11a M11b M11c M14b M14c M14d M15 M16 M18a M18b", 28, 1, softproof_xent_13_z, NULL, 14, 0x1p-3, softproof_xent_13_e, softproof_xent_13_t},
  {"xent", "f64", "M2a M2b M2c M2d M3a M4 M7a M7b M7c M7d M8a M15 M16 M18a M18b", 11, 1, softproof_xent_14_z, NULL, 6, 0x1p-3, softproof_xent_14_e, softproof_xent_14_t},
  {"xent", "f64", "M7a M7b M7c M7d M8a M15 M16 M18a M18b", 18, 1, softproof_xent_15_z, NULL, 8, 0x1p-3, softproof_xent_15_e, softproof_xent_15_t},
  {"xent", "f64", "M1 M2a M2b M2d M3a M3b M3c M5 M7a M7b M7c M7d M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M16 M18a M18b", 25, 1, softproof_xent_16_z, NULL, 10, 0x1p-3, softproof_xent_16_e, softproof_xent_16_t},
  {"xent", "f32", "M1 M3a M3b M3c M5 M7c M9a M9b M10 M11a M11b M14a M14b M14c M15 M18a M18b", 3, 1, softproof_xent_17_z, NULL, 1, 0.0, softproof_xent_17_e, softproof_xent_17_t},
  {"xent", "f32", "M1 M2d M3a M3b M3c M5 M7c M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 1, softproof_xent_18_z, NULL, 1, 0.0, softproof_xent_18_e, softproof_xent_18_t},
  {"xent", "f32", "M1 M2a M2d M3a M3b M3c M5 M7a M7b M7c M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 1, softproof_xent_19_z, NULL, 1, 0.0, softproof_xent_19_e, softproof_xent_19_t},
  {"xent", "f32", "M1 M3a M3b M3c M5 M7a M7c M10 M14a M14b M14c M14d M18a", 2, 1, softproof_xent_20_z, NULL, 1, 0.0, softproof_xent_20_e, softproof_xent_20_t},
  {"xent", "f32", "M1 M3a M3b M3c M5 M7a M7c M10 M14a M14b M14c M18a M18b", 3, 1, softproof_xent_21_z, NULL, 1, 0.0, softproof_xent_21_e, softproof_xent_21_t},
  {"xent", "f32", "M7b M7c M7d M15 M18a M18b", 2, 1, softproof_xent_22_z, NULL, 1, 0.0, softproof_xent_22_e, softproof_xent_22_t},
  {"xent", "f32", "M7b M7c M7d M15 M18a M18b", 4, 1, softproof_xent_23_z, NULL, 1, 0.0, softproof_xent_23_e, softproof_xent_23_t},
  {"xent", "f32", "M7b M7c M7d M15 M18a M18b", 3, 1, softproof_xent_24_z, NULL, 1, 0.0, softproof_xent_24_e, softproof_xent_24_t},
  {"xent", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M9b M11a M11b M14a M14b M14c M14d M15 M18a M18b", 2, 1, softproof_xent_25_z, NULL, 0, 0.0, softproof_xent_25_e, softproof_xent_25_t},
  {"xent", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M9b M10 M11a M11b M14a M14b M14c M15 M18a M18b", 2, 1, softproof_xent_26_z, NULL, 1, 0.0, softproof_xent_26_e, softproof_xent_26_t},
  {"xent", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M8b M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M18a M18b", 33, 1, softproof_xent_27_z, NULL, 19, 0.0, softproof_xent_27_e, softproof_xent_27_t},
  {"xent", "f32", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M9b M10 M11a M11b M14b M14c M14d M15 M18a M18b", 4, 1, softproof_xent_28_z, NULL, 1, 0.0, softproof_xent_28_e, softproof_xent_28_t},
  {"xent", "f32", "M1 M2a M2d M3a M3b M3c M5 M7b M7c M7d M9a M9b M10 M11a M11b M14b M14c M14d M15 M16 M18a M18b", 28, 1, softproof_xent_29_z, NULL, 14, 0x1p-3, softproof_xent_29_e, softproof_xent_29_t},
  {"xent", "f32", "M2a M2b M2c M2d M3a M4 M7a M7b M7c M7d M15 M16 M18a M18b", 11, 1, softproof_xent_30_z, NULL, 6, 0x1p-3, softproof_xent_30_e, softproof_xent_30_t},
  {"xent", "f32", "M7b M7c M7d M15 M16 M18a M18b", 18, 1, softproof_xent_31_z, NULL, 8, 0x1p-3, softproof_xent_31_e, softproof_xent_31_t},
  {"xent", "f32", "M1 M2a M2b M2d M3a M3b M3c M5 M7b M7c M7d M9a M9b M11a M14a M14b M14c M14d M16 M18a M18b", 25, 1, softproof_xent_32_z, NULL, 10, 0x1p-3, softproof_xent_32_e, softproof_xent_32_t},
  {"xent", "f32", "M1 M3a M3b M3c M7a M7b M7c M8a M8b M15 M18b", 3, 1, softproof_xent_33_z, softproof_xent_33_y, -1, 0.0, softproof_xent_33_e, softproof_xent_33_t},
  {"xent", "f16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M7a M7b M7c M7d M15 M16 M18a M18b", 2, 1, softproof_xent_34_z, NULL, 1, 0x1p-3, softproof_xent_34_e, softproof_xent_34_t},
  {"xent", "f16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M7a M7b M7c M7d M15 M16 M18a M18b", 3, 1, softproof_xent_35_z, NULL, 1, 0x1p-3, softproof_xent_35_e, softproof_xent_35_t},
  {"xent", "f16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M7a M7b M7c M7d M15 M16 M18a M18b", 13, 1, softproof_xent_36_z, NULL, 2, 0x1p-3, softproof_xent_36_e, softproof_xent_36_t},
  {"xent", "f16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M7a M7b M7c M7d M15 M16 M18a M18b", 6, 1, softproof_xent_37_z, NULL, 2, 0x1p-3, softproof_xent_37_e, softproof_xent_37_t},
  {"xent", "f16", "M1 M3a M3b M3c M5 M7a M7c M14a M14b M14c M14d M15 M18a M18b", 3, 1, softproof_xent_38_z, NULL, 0, 0.0, softproof_xent_38_e, softproof_xent_38_t},
  {"xent", "f16", "M1 M3a M3b M3c M5 M7a M7c M14a M14b M14c M14d M15 M18a M18b", 2, 1, softproof_xent_39_z, NULL, 0, 0.0, softproof_xent_39_e, softproof_xent_39_t},
  {"xent", "f16", "M1 M3a M3b M3c M5 M7a M7c M14a M14b M14c M14d M15 M18a M18b", 2, 1, softproof_xent_40_z, NULL, 0, 0.0, softproof_xent_40_e, softproof_xent_40_t},
  {"xent", "f16", "M1 M3a M3b M3c M5 M7a M7c M14a M14b M14c M14d M15 M18a M18b", 2, 1, softproof_xent_41_z, NULL, 0, 0.0, softproof_xent_41_e, softproof_xent_41_t},
  {"xent", "bf16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 1, softproof_xent_42_z, NULL, 0, 0.0, softproof_xent_42_e, softproof_xent_42_t},
  {"xent", "bf16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 1, softproof_xent_43_z, NULL, 0, 0.0, softproof_xent_43_e, softproof_xent_43_t},
  {"xent", "bf16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M11b M14a M14b M14c M14d M15 M18a M18b", 3, 1, softproof_xent_44_z, NULL, 0, 0.0, softproof_xent_44_e, softproof_xent_44_t},
  {"xent", "bf16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M5 M6 M7a M7b M7c M7d M8a M9a M11b M14a M14b M14c M14d M15 M18a M18b", 2, 1, softproof_xent_45_z, NULL, 0, 0.0, softproof_xent_45_e, softproof_xent_45_t},
  {"xent", "bf16", "M1 M14a M14b M14c M15 M16 M18a M18b", 2, 1, softproof_xent_46_z, NULL, 1, 0x1p-3, softproof_xent_46_e, softproof_xent_46_t},
  {"xent", "bf16", "M1 M2a M2b M2c M2d M3a M3b M3c M4 M7a M7b M7c M7d M15 M16 M18a M18b", 2, 1, softproof_xent_47_z, NULL, 1, 0x1p-3, softproof_xent_47_e, softproof_xent_47_t},
  {"xent", "bf16", "M3a M7b M7c M7d M15 M16 M18a M18b", 4, 1, softproof_xent_48_z, NULL, 0, 0x1p-3, softproof_xent_48_e, softproof_xent_48_t},
  {"xent", "bf16", "M14a M14b M14c M14d M15 M16 M18a M18b", 3, 1, softproof_xent_49_z, NULL, 0, 0x1p-3, softproof_xent_49_e, softproof_xent_49_t},
  {"xent", "bf16", "M1 M3a M3b M3c M7a M7b M7c M8a M8b M15 M18b", 3, 1, softproof_xent_50_z, softproof_xent_50_y, -1, 0.0, softproof_xent_50_e, softproof_xent_50_t},
  {"xent", "bf16", "M1 M3a M3b M7a M7b M7c M8a M8b M15 M18b", 3, 1, softproof_xent_51_z, NULL, 0, 0.0, softproof_xent_51_e, softproof_xent_51_t},
  {"xent", "bf16", "M1 M2a M2b M2d M3a M3b M3c M7a M7b M7c M8a M8b M15 M18b", 3, 1, softproof_xent_52_z, NULL, 1, 0.0, softproof_xent_52_e, softproof_xent_52_t},
  {"xent", "bf16", "M1 M3a M3b M3c M7a M7b M7c M8a M8b M15 M18b", 3, 1, softproof_xent_53_z, NULL, 2, 0.0, softproof_xent_53_e, softproof_xent_53_t},
  {"xent-gradient", "f64", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_1_z, NULL, 1, 0x1p-3, softproof_xent_gradient_1_e, softproof_xent_gradient_1_t},
  {"xent-gradient", "f64", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_2_z, NULL, 1, 0x1p-3, softproof_xent_gradient_2_e, softproof_xent_gradient_2_t},
  {"xent-gradient", "f64", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_3_z, NULL, 0, 0x1p-3, softproof_xent_gradient_3_e, softproof_xent_gradient_3_t},
  {"xent-gradient", "f64", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_4_z, NULL, 1, 0x1p-3, softproof_xent_gradient_4_e, softproof_xent_gradient_4_t},
  {"xent-gradient", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M7a M8a M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_5_z, NULL, 1, 0x1p-3, softproof_xent_gradient_5_e, softproof_xent_gradient_5_t},
  {"xent-gradient", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M7a M8a M8b M14a M14b M14c M15 M17a M17b M18a M18b", 3, 3, softproof_xent_gradient_6_z, NULL, 2, 0.0, softproof_xent_gradient_6_e, softproof_xent_gradient_6_t},
  {"xent-gradient", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M7a M8a M8b M14a M14b M14c M15 M17a M17b M18a M18b", 3, 3, softproof_xent_gradient_7_z, NULL, 2, 0.0, softproof_xent_gradient_7_e, softproof_xent_gradient_7_t},
  {"xent-gradient", "f64", "M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M15 M17b M18a M18b", 2, 2, softproof_xent_gradient_8_z, NULL, 1, 0.0, softproof_xent_gradient_8_e, softproof_xent_gradient_8_t},
  {"xent-gradient", "f64", "M7a M8a M8b M9a M9b M10 M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_9_z, NULL, 1, 0.0, softproof_xent_gradient_9_e, softproof_xent_gradient_9_t},
  {"xent-gradient", "f64", "M1 M2a M2b M2c M2d M3b M7a M10 M14a M14b M14c M14d M17a M17b M18a", 2, 2, softproof_xent_gradient_10_z, NULL, 1, 0.0, softproof_xent_gradient_10_e, softproof_xent_gradient_10_t},
  {"xent-gradient", "f32", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_11_z, NULL, 1, 0x1p-3, softproof_xent_gradient_11_e, softproof_xent_gradient_11_t},
  {"xent-gradient", "f32", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_12_z, NULL, 1, 0x1p-3, softproof_xent_gradient_12_e, softproof_xent_gradient_12_t},
  {"xent-gradient", "f32", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_13_z, NULL, 0, 0x1p-3, softproof_xent_gradient_13_e, softproof_xent_gradient_13_t},
  {"xent-gradient", "f32", "M1 M2a M2b M2d M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_14_z, NULL, 1, 0x1p-3, softproof_xent_gradient_14_e, softproof_xent_gradient_14_t},
  {"xent-gradient", "f32", "M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M15 M17b M18a M18b", 2, 2, softproof_xent_gradient_15_z, NULL, 1, 0.0, softproof_xent_gradient_15_e, softproof_xent_gradient_15_t},
  {"xent-gradient", "f32", "M1 M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M15 M17b M18a M18b", 2, 2, softproof_xent_gradient_16_z, NULL, 1, 0.0, softproof_xent_gradient_16_e, softproof_xent_gradient_16_t},
  {"xent-gradient", "f32", "M1 M3a M3b M3c M7a M8a M8b M14a M14b M14c M15 M17b M18a M18b", 3, 3, softproof_xent_gradient_17_z, softproof_xent_gradient_17_y, -1, 0.0, softproof_xent_gradient_17_e, softproof_xent_gradient_17_t},
  {"xent-gradient", "f32", "M1 M2a M2b M2d M3a M3b M3c M8a M8b M14a M14b M14c M15 M17a M17b M18a M18b", 3, 3, softproof_xent_gradient_18_z, NULL, 2, 0.0, softproof_xent_gradient_18_e, softproof_xent_gradient_18_t},
  {"xent-gradient", "f16", "M1 M2a M2d M3a M3b M3c M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_19_z, NULL, 1, 0x1p-3, softproof_xent_gradient_19_e, softproof_xent_gradient_19_t},
  {"xent-gradient", "f16", "M1 M2a M2b M2d M3a M3c M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_20_z, NULL, 0, 0.0, softproof_xent_gradient_20_e, softproof_xent_gradient_20_t},
  {"xent-gradient", "f16", "M1 M3a M3b M3c M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_21_z, NULL, 1, 0x1p-3, softproof_xent_gradient_21_e, softproof_xent_gradient_21_t},
  {"xent-gradient", "f16", "M1 M2a M2b M2d M3a M14a M14b M14c M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_22_z, NULL, 0, 0x1p-3, softproof_xent_gradient_22_e, softproof_xent_gradient_22_t},
  {"xent-gradient", "f16", "M1 M2a M2b M2d M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_23_z, NULL, 1, 0x1p-3, softproof_xent_gradient_23_e, softproof_xent_gradient_23_t},
  {"xent-gradient", "f16", "M1 M2a M2b M2d M3a M3b M3c M14a M14b M14c M15 M17a M17b M18a M18b", 3, 3, softproof_xent_gradient_24_z, softproof_xent_gradient_24_y, -1, 0.0, softproof_xent_gradient_24_e, softproof_xent_gradient_24_t},
  {"xent-gradient", "f16", "M1 M3a M3b M3c M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_25_z, softproof_xent_gradient_25_y, -1, 0.0, softproof_xent_gradient_25_e, softproof_xent_gradient_25_t},
  {"xent-gradient", "f16", "M11a M14a M14b M14c M14d M15 M17a M17b M18a M18b", 33, 33, softproof_xent_gradient_26_z, NULL, 8, 0x1p-3, softproof_xent_gradient_26_e, softproof_xent_gradient_26_t},
  {"xent-gradient", "f16", "M11a M14a M14b M14c M14d M15 M17a M17b M18a M18b", 33, 33, softproof_xent_gradient_27_z, NULL, 4, 0.0, softproof_xent_gradient_27_e, softproof_xent_gradient_27_t},
  {"xent-gradient", "bf16", "M1 M2a M2b M2d M3a M3b M3c M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_28_z, NULL, 1, 0x1p-3, softproof_xent_gradient_28_e, softproof_xent_gradient_28_t},
  {"xent-gradient", "bf16", "M1 M2a M2b M2d M3a M3b M3c M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_29_z, NULL, 1, 0x1p-3, softproof_xent_gradient_29_e, softproof_xent_gradient_29_t},
  {"xent-gradient", "bf16", "M1 M2a M2b M2d M3a M3b M3c M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_30_z, NULL, 0, 0.0, softproof_xent_gradient_30_e, softproof_xent_gradient_30_t},
  {"xent-gradient", "bf16", "M1 M2a M2b M2d M3a M3b M3c M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_31_z, softproof_xent_gradient_31_y, -1, 0.0, softproof_xent_gradient_31_e, softproof_xent_gradient_31_t},
  {"xent-gradient", "bf16", "M3a M8a M8b M9a M14a M14b M14c M15 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_32_z, NULL, 0, 0.0, softproof_xent_gradient_32_e, softproof_xent_gradient_32_t},
  {"xent-gradient", "bf16", "M8a M9a M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_33_z, NULL, 1, 0.0, softproof_xent_gradient_33_e, softproof_xent_gradient_33_t},
  {"xent-gradient", "bf16", "M1 M2a M2b M2d M3a M3b M8a M8b M14a M14b M14c M15 M17b M18a M18b", 2, 2, softproof_xent_gradient_34_z, NULL, 0, 0.0, softproof_xent_gradient_34_e, softproof_xent_gradient_34_t},
  {"xent-gradient", "bf16", "M8a M9a M14a M14b M14c M15 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_35_z, NULL, 0, 0.0, softproof_xent_gradient_35_e, softproof_xent_gradient_35_t},
  {"xent-gradient", "bf16", "M1 M2a M2d M3a M8a M8b M9a M14b M14c M15 M17a M17b M18a M18b", 5, 5, softproof_xent_gradient_36_z, NULL, 4, 0.0, softproof_xent_gradient_36_e, softproof_xent_gradient_36_t},
  {"xent-gradient", "bf16", "M1 M14a M14b M14c M14d M15 M16 M17a M17b M18a M18b", 2, 2, softproof_xent_gradient_37_z, NULL, 1, 0x1p-3, softproof_xent_gradient_37_e, softproof_xent_gradient_37_t},
  {"xent-gradient", "bf16", "M1 M2a M2b M2d M14a M14b M14c M14d M16 M17a M17b M18a", 2, 2, softproof_xent_gradient_38_z, NULL, 1, 0x1p-3, softproof_xent_gradient_38_e, softproof_xent_gradient_38_t},
  {"xent-gradient", "bf16", "M3a M3b M3c M8a M8b M14a M14b M14c M14d M15 M17b M18a M18b", 2, 2, softproof_xent_gradient_39_z, NULL, 1, 0.0, softproof_xent_gradient_39_e, softproof_xent_gradient_39_t},
  {"jacobian", "f64", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_1_z, NULL, -1, 0.0, softproof_jacobian_1_e, softproof_jacobian_1_t},
  {"jacobian", "f64", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_2_z, NULL, -1, 0.0, softproof_jacobian_2_e, softproof_jacobian_2_t},
  {"jacobian", "f64", "M1 M2a M2d M7a M8a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_3_z, NULL, -1, 0.0, softproof_jacobian_3_e, softproof_jacobian_3_t},
  {"jacobian", "f64", "M1 M2a M2d M7a M8a M9a M9b M10 M11a M11b M11c M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_4_z, NULL, -1, 0.0, softproof_jacobian_4_e, softproof_jacobian_4_t},
  {"jacobian", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_5_z, NULL, -1, 0.0, softproof_jacobian_5_e, softproof_jacobian_5_t},
  {"jacobian", "f64", "M1 M2a M2b M2c M2d M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_6_z, NULL, -1, 0.0, softproof_jacobian_6_e, softproof_jacobian_6_t},
  {"jacobian", "f64", "M1 M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_7_z, NULL, -1, 0.0, softproof_jacobian_7_e, softproof_jacobian_7_t},
  {"jacobian", "f64", "M1 M3a M3b M3c M7a M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_8_z, NULL, -1, 0.0, softproof_jacobian_8_e, softproof_jacobian_8_t},
  {"jacobian", "f64", "M1 M2a M2b M2c M2d M3b M7a M10 M14a M14b M14c M14d M17a M17b M18a", 2, 4, softproof_jacobian_9_z, NULL, -1, 0.0, softproof_jacobian_9_e, softproof_jacobian_9_t},
  {"jacobian", "f64", "M1 M2a M2b M2c M2d M3b M7a M10 M14a M14b M14c M14d M17a M17b M18a", 2, 4, softproof_jacobian_10_z, NULL, -1, 0.0, softproof_jacobian_10_e, softproof_jacobian_10_t},
  {"jacobian", "f32", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_11_z, NULL, -1, 0.0, softproof_jacobian_11_e, softproof_jacobian_11_t},
  {"jacobian", "f32", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_12_z, NULL, -1, 0.0, softproof_jacobian_12_e, softproof_jacobian_12_t},
  {"jacobian", "f32", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_13_z, NULL, -1, 0.0, softproof_jacobian_13_e, softproof_jacobian_13_t},
  {"jacobian", "f32", "M1 M2a M2b M2d M7a M9a M9b M10 M11a M11b M14a M14b M14c M14d M17a M17b M18a M18b", 2, 4, softproof_jacobian_14_z, NULL, -1, 0.0, softproof_jacobian_14_e, softproof_jacobian_14_t},
  {"jacobian", "f32", "M1 M2a M2b M2d M3a M3b M3c M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_15_z, NULL, -1, 0.0, softproof_jacobian_15_e, softproof_jacobian_15_t},
  {"jacobian", "f32", "M1 M3a M3b M3c M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_16_z, NULL, -1, 0.0, softproof_jacobian_16_e, softproof_jacobian_16_t},
  {"jacobian", "f32", "M1 M3a M3b M3c M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_17_z, NULL, -1, 0.0, softproof_jacobian_17_e, softproof_jacobian_17_t},
  {"jacobian", "f32", "M3a M3b M3c M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_18_z, NULL, -1, 0.0, softproof_jacobian_18_e, softproof_jacobian_18_t},
  {"jacobian", "f32", "M1 M2a M2d M9a M9b M10 M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_19_z, NULL, -1, 0.0, softproof_jacobian_19_e, softproof_jacobian_19_t},
  {"jacobian", "f16", "M1 M2a M2d M3a M3b M3c M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_20_z, NULL, -1, 0.0, softproof_jacobian_20_e, softproof_jacobian_20_t},
  {"jacobian", "f16", "M1 M2a M2b M2d M3a M3c M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_21_z, NULL, -1, 0.0, softproof_jacobian_21_e, softproof_jacobian_21_t},
  {"jacobian", "f16", "M1 M2a M2d M14a M14b M14c M14d M17a M17b M18a M18b", 2, 4, softproof_jacobian_22_z, NULL, -1, 0.0, softproof_jacobian_22_e, softproof_jacobian_22_t},
  {"jacobian", "f16", "M1 M2a M2b M2d M14a M14b M14c M14d M17a M17b M18a", 2, 4, softproof_jacobian_23_z, NULL, -1, 0.0, softproof_jacobian_23_e, softproof_jacobian_23_t},
  {"jacobian", "f16", "M3a M3b M3c M14a M14b M14c M14d M15 M17a M17b M18a M18b", 3, 9, softproof_jacobian_24_z, NULL, -1, 0.0, softproof_jacobian_24_e, softproof_jacobian_24_t},
  {"jacobian", "f16", "M3a M3b M3c M14a M14b M14c M14d M15 M17a M17b M18a M18b", 3, 9, softproof_jacobian_25_z, NULL, -1, 0.0, softproof_jacobian_25_e, softproof_jacobian_25_t},
  {"jacobian", "f16", "M3a M3b M14a M14b M14c M15 M17a M17b M18a M18b", 3, 9, softproof_jacobian_26_z, NULL, -1, 0.0, softproof_jacobian_26_e, softproof_jacobian_26_t},
  {"jacobian", "f16", "M1 M2a M2b M2d M14a M14b M14c M15 M17a M17b M18a M18b", 3, 9, softproof_jacobian_27_z, NULL, -1, 0.0, softproof_jacobian_27_e, softproof_jacobian_27_t},
  {"jacobian", "f16", "M1 M2a M2b M2d M3a M14a M14b M14c M17b M18b", 2, 4, softproof_jacobian_28_z, NULL, -1, 0.0, softproof_jacobian_28_e, softproof_jacobian_28_t},
  {"jacobian", "f16", "M11a M14a M14b M14c M15 M17a M17b M18a M18b", 6, 36, softproof_jacobian_29_z, NULL, -1, 0.0, softproof_jacobian_29_e, softproof_jacobian_29_t},
  {"jacobian", "f16", "M11a M14a M14b M14c M14d M15 M17a M17b M18a M18b", 6, 36, softproof_jacobian_30_z, NULL, -1, 0.0, softproof_jacobian_30_e, softproof_jacobian_30_t},
  {"jacobian", "bf16", "M1 M2a M2b M2d M3a M3b M3c M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_31_z, NULL, -1, 0.0, softproof_jacobian_31_e, softproof_jacobian_31_t},
  {"jacobian", "bf16", "M1 M2a M2b M2d M3a M3b M3c M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_32_z, NULL, -1, 0.0, softproof_jacobian_32_e, softproof_jacobian_32_t},
  {"jacobian", "bf16", "M1 M2a M2b M2d M3a M3b M3c M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_33_z, NULL, -1, 0.0, softproof_jacobian_33_e, softproof_jacobian_33_t},
  {"jacobian", "bf16", "M1 M2a M2b M2d M3a M3b M3c M8a M8b M14a M14b M14c M14d M17b M18b", 2, 4, softproof_jacobian_34_z, NULL, -1, 0.0, softproof_jacobian_34_e, softproof_jacobian_34_t},
  {"jacobian", "bf16", "M8a M9a M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_35_z, NULL, -1, 0.0, softproof_jacobian_35_e, softproof_jacobian_35_t},
  {"jacobian", "bf16", "M8a M9a M14a M14b M14c M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_36_z, NULL, -1, 0.0, softproof_jacobian_36_e, softproof_jacobian_36_t},
  {"jacobian", "bf16", "M8a M9a M14a M14b M14c M14d M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_37_z, NULL, -1, 0.0, softproof_jacobian_37_e, softproof_jacobian_37_t},
  {"jacobian", "bf16", "M9a M14a M14b M14c M15 M17a M17b M18a M18b", 2, 4, softproof_jacobian_38_z, NULL, -1, 0.0, softproof_jacobian_38_e, softproof_jacobian_38_t},
};

#endif
