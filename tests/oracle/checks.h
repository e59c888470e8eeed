/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* The judges: each runs functions of src/ on an input and tallies what holds. */
#ifndef ORACLE_CHECKS_H
#define ORACLE_CHECKS_H

#include "../../src/sp_status.h"
#include "certify/rng.h"
#include "tally.h"
#include "truth.h"

/* n doubles with canaries on both sides */
typedef struct guarded {
  double *at;
  size_t room;
} guarded;

void guarded_open(guarded *g, size_t room);
void guarded_close(guarded *g);

/* Sets the canaries around the first n; the n hold a NaN of our own. */
void guarded_reset(guarded *g, size_t n);

/* Whether the canaries around the first n are as they were set. */
int guarded_intact(const guarded *g, size_t n);

/* Whether the first n are as guarded_reset left them. */
int guarded_untouched(const guarded *g, size_t n);

int same_bits(const double *a, const double *b, size_t n);

/* What a row's checks work in. */
typedef struct workspace {
  truth exact;
  guarded z, p, q, w, y, v, j;
} workspace;

#define MATRIX_N 64 /* the Jacobian is judged as a matrix up to this n */

void workspace_open(workspace *b, size_t largest_n);
void workspace_close(workspace *b);

/* Each takes the row b->z with its truth b->exact. check_softmax leaves
 * softmax(z) in b->p. */
void check_softmax(workspace *b, rng *r);
void check_temperature(workspace *b, rng *r);
void check_logs(workspace *b, rng *r);
void check_losses(workspace *b, rng *r);
void check_jacobian(workspace *b, rng *r);
void check_kept_sums(workspace *b, rng *r);
void check_attention(workspace *b, rng *r);
void check_online(workspace *b, rng *r);
void check_divergence(workspace *b, rng *r);

/* These take and give floats. */
void check_float_functions(workspace *b, rng *r);

/* The last of them: b->exact becomes the truth of other logits. */
void check_float32(workspace *b, rng *r);
void check_target_float(workspace *b, rng *r);
void check_float_entropy(workspace *b, rng *r);
void check_float_limits(workspace *b, rng *r);
void check_float_divergence(workspace *b, rng *r);
void check_float_attention(workspace *b, rng *r);

/* The exact sum of p against 1 */
void check_sum(check c, const double *p, size_t n, ld bound);

/* P04 and P05 of p, a softmax of z, with the names of its checks */
typedef struct order_checks {
  check ties, order, peak, peak_first;
  ld (*bound_peak)(void);
} order_checks;
void check_softmax_order(const order_checks *c, const double *z,
                         const double *p, size_t n);

/* P06: the same row elsewhere, where every difference stays what it was, has the
 * same softmax p. */
typedef sp_status softmax_function(const double *z, double *p, size_t n);
void check_softmax_shift(check c, softmax_function *softmax, const double *z,
                         const double *p, size_t n, guarded *moved,
                         guarded *again, rng *r);

/* These make their own inputs. */
void check_exp(uint64_t seed, size_t cases);
void check_log1p(uint64_t seed, size_t cases);
void check_sigmoid(uint64_t seed, size_t cases);
void check_float_sigmoid(uint64_t seed, size_t cases);
void check_float_binary(uint64_t seed, size_t cases);
void check_float_refused(uint64_t seed, size_t cases);
void check_batch(uint64_t seed, size_t cases);
void check_batch_float(uint64_t seed, size_t cases);
void check_strided(uint64_t seed, size_t cases);
void check_strided_float(uint64_t seed, size_t cases);
void check_queries(uint64_t seed, size_t cases);
void check_float_queries(uint64_t seed, size_t cases);
void check_statuses(uint64_t seed, size_t cases);
void check_gsl(uint64_t seed, size_t cases);

#endif
