/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "sp_limits_float.h"

#include "smooth_share.h"
#include "sp_convert.h"

#ifdef __FRAMAC__
#include "../specs/floats.acsl"
#include "../specs/limits32_facts.acsl"
#endif

/*@ requires least:  \is_finite(m);
    requires logit:  \is_finite(x) || \is_minus_infinity(x);
    terminates       \true;
    assigns          \nothing;
    ensures  yes:    \result != 0 ==> From32(x, m) == 1;
    ensures  no:     \result == 0 ==> From32(x, m) == 0;
*/
static int is_from(float x, float m)
{
  return x >= m;
}

/*@ requires size:     n <= 0x4000000;
    requires readable: \valid_read(z + (0 .. n - 1));
    requires logits:   Logits32(z, n);
    requires least:    \is_finite(m);
    terminates         \true;
    assigns            \nothing;
    ensures  model:    \result == Froms32(z, n, m);
    ensures  range:    0 <= \result <= n;
*/
static size_t count_from(const float *z, size_t n, float m)
{
  size_t count = 0;
  /*@ loop invariant range: 0 <= i <= n && 0 <= count <= i;
      loop invariant count: count == Froms32(z, i, m);
      loop assigns i, count;
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    if (is_from(z[i], m))
      count++;
    //@ assert next: count == Froms32(z, i + 1, m) && 0 <= count <= i + 1;
  }
  return count;
}

/*@ requires count:  1 <= count <= 0x4000000;
    terminates       \true;
    assigns          \nothing;
    ensures  finite: \is_finite(\result);
    ensures  model:  \result == FShare32(count);
*/
static float share_of(size_t count)
{
  return sp_to_float(sp_uniform_share(1.0, count));
}

/*@ requires share:  \is_finite(share);
    requires least:  \is_finite(m);
    requires logit:  \is_finite(x) || \is_minus_infinity(x);
    terminates       \true;
    assigns          \nothing;
    ensures  model:  Share32(x, \result, m, share);
*/
static float entry(float x, float m, float share)
{
  return is_from(x, m) ? share : 0.0F;
}

/* p = share for the logits from m on, else 0 */
/*@ requires size:      n <= 0x4000000;
    requires readable:  \valid_read(z + (0 .. n - 1));
    requires writable:  \valid(p + (0 .. n - 1));
    requires alias:     p == z || \separated(p + (0 .. n - 1), z + (0 .. n - 1));
    requires logits:    Logits32(z, n);
    requires least:     \is_finite(m);
    requires share:     \is_finite(share);
    terminates          \true;
    assigns             p[0 .. n - 1];
    ensures  done:      Shares32{Pre,Here}(z, p, n, m, share);
*/
static void fill(const float *z, float *p, size_t n, float m, float share)
{
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest:  LogitsFrom32{Pre,Here}(z, i, n);
      loop invariant done:  Shares32{Pre,Here}(z, p, i, m, share);
      loop assigns i, p[0 .. n - 1];
      loop variant n - i;
  */
  for (size_t i = 0; i < n; i++) {
    //@ assert logit: \is_finite(z[i]) || \is_minus_infinity(z[i]);
    p[i] = entry(z[i], m, share);
    //@ assert rest: LogitsFrom32{Pre,Here}(z, i + 1, n);
    //@ assert done: Shares32{Pre,Here}(z, p, i + 1, m, share);
  }
}

/* Method: the logits from the largest on are its ties; 1 over their number in
 * double, rounded once, for each.
 * Special cases: -0 and 0 are a tie; a logit -inf gives +0.
 * Accuracy: P22 of the contract. */
sp_status sp_softmax_coldf(const float *z, float *p, size_t n)
{
  size_t top;
  sp_status status = sp_argmaxf(z, n, &top);
  if (status != SP_OK)
    return status;

  float m = z[top];
  //@ assert some: 1 <= Froms32(z, n, m);
  float share = share_of(count_from(z, n, m));
  //@ assert share: share == FShare32(Froms32(z, n, m)) && 0 <= share <= 1;
  fill(z, p, n, m, share);
  /*@ assert row: ColdUlp32{Pre,Here}(z, p, n) && ColdEqual32{Pre,Here}(z, p, n) &&
        ColdZero32{Pre,Here}(z, p, n); */
  return SP_OK;
}

/* Method: the logits from the least float on are those that are not masked; 1
 * over their number in double, rounded once, for each.
 * Special cases: a logit -inf gives +0.
 * Accuracy: P22 of the contract. */
sp_status sp_softmax_hotf(const float *z, float *p, size_t n)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;

  float m = -SP_MAX_FLOAT;
  //@ assert least: \is_finite(m) && m == -MAX_FLOAT;
  //@ assert some: 1 <= Froms32(z, n, m);
  float share = share_of(count_from(z, n, m));
  //@ assert share: share == FShare32(Froms32(z, n, m)) && 0 <= share <= 1;
  fill(z, p, n, m, share);
  /*@ assert row: HotUlp32{Pre,Here}(z, p, n) && HotEqual32{Pre,Here}(z, p, n) &&
        HotMasked32{Pre,Here}(z, p, n); */
  return SP_OK;
}

/*@ requires logits: (\is_finite(x) || \is_minus_infinity(x)) &&
                     (\is_finite(y) || \is_minus_infinity(y));
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \result != 0 <==>
               \is_finite(x) && (\is_minus_infinity(y) || y < x);
*/
static int is_above(float x, float y)
{
  return x > y;
}

/* Method: the first entry that is above all before it, and above which there
 * is none.
 * Special cases: -0 and 0 are equal. */
sp_status sp_argmaxf(const float *z, size_t n, size_t *index)
{
  sp_status status = sp_check_floats(z, n);
  if (status != SP_OK)
    return status;

  size_t top = 0; /* so far */
  /*@ loop invariant range: 1 <= i <= n && 0 <= top < i;
      loop invariant below: \forall integer k; 0 <= k < i ==>
        \is_minus_infinity(z[k]) ||
        (\is_finite(z[k]) && \is_finite(z[top]) && z[k] <= z[top]);
      loop invariant first: \forall integer k; 0 <= k < top ==>
        \is_minus_infinity(z[k]) || (\is_finite(z[k]) && z[k] < z[top]);
      loop assigns i, top;
      loop variant n - i;
  */
  for (size_t i = 1; i < n; i++)
    if (is_above(z[i], z[top]))
      top = i;
  //@ assert top: Top32(z, n, top);
  *index = top;
  return SP_OK;
}
