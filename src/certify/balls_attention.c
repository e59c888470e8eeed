/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/balls.h"

#include <stdint.h>

/* Exact: scale sum_l q_l K_kl + mask_k */
static void score(const query *a, size_t k, arb_t s)
{
  arb_t x, y;
  arb_init(x);
  arb_init(y);
  arb_zero(s);
  for (size_t l = 0; l < a->d; l++) {
    arb_set_d(x, a->q[l]);
    arb_set_d(y, a->K[k * a->d + l]);
    arb_addmul(s, x, y, ARF_PREC_EXACT);
  }
  arb_set_d(x, a->scale);
  arb_mul(s, s, x, ARF_PREC_EXACT);
  if (a->mask != NULL) {
    arb_set_d(y, a->mask[k]);
    arb_add(s, s, y, ARF_PREC_EXACT);
  }
  arb_clear(x);
  arb_clear(y);
}

/* e becomes the weights, 0 for a masked key; sum, their sum. */
void balls_attend(balls *s)
{
  const query *a = s->p->query;
  size_t top = SIZE_MAX;
  s->e = _arb_vec_init((slong)s->p->n);
  for (size_t k = 0; k < a->keys; k++) {
    if (!query_sees(a, k))
      continue;
    score(a, k, s->e + k);
    if (top == SIZE_MAX || arb_gt(s->e + k, s->e + top))
      top = k;
  }
  if (top == SIZE_MAX)
    return;
  arb_t largest;
  arb_init(largest);
  arb_set(largest, s->e + top);
  for (size_t k = 0; k < a->keys; k++) {
    if (!query_sees(a, k))
      continue;
    arb_sub(s->e + k, s->e + k, largest, s->bits);
    arb_exp(s->e + k, s->e + k, s->bits);
    arb_add(s->sum, s->sum, s->e + k, s->bits);
  }
  arb_clear(largest);
}

void balls_mean(const balls *s, size_t c, arb_t value)
{
  const query *a = s->p->query;
  arb_t v;
  arb_init(v);
  arb_zero(value);
  for (size_t k = a->keys; k-- > 0;) {
    arb_set_d(v, a->V[k * a->dv + c]);
    arb_addmul(value, s->e + k, v, s->bits);
  }
  if (!arb_is_zero(s->sum))
    arb_div(value, value, s->sum, s->bits);
  arb_clear(v);
}
