/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#ifdef __FRAMAC__
#include "../../../specs/binary64.acsl"
#endif

/* Over the reals */
/*@ lemma One:
      \forall real a, b, c, s; 0 < s && s == a + b + c ==>
        a / s + b / s + c / s == 1;
*/

/*@ requires range:   \is_finite(x) && \is_finite(s);
    requires order:   0 <= x <= s && 1 <= s;
    terminates        \true;
    assigns           \nothing;
    ensures  finite:  \is_finite(\result);
    ensures  near:    \abs(\result - x / s) <= U;
*/
double share(double x, double s)
{
  return x / s;
}

/*@ requires writable: \valid(p + (0 .. 2));
    requires finite:   \is_finite(a) && \is_finite(b) && \is_finite(c) &&
                       \is_finite(s);
    requires total:    0 <= a && 0 <= b && 0 <= c && 1 <= s && s == a + b + c;
    terminates         \true;
    assigns            p[0 .. 2];
    ensures  one:      p[0] + p[1] + p[2] == 1; // TODO: false in doubles
*/
void shares(double a, double b, double c, double s, double *p)
{
  p[0] = share(a, s);
  p[1] = share(b, s);
  p[2] = share(c, s);
}
