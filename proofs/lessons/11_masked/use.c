/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* Programs that call weight. All that they know of it is its contract. */

double weight(double z, double m);

/*@ requires masked:  \is_minus_infinity(z);
    requires largest: \is_finite(m) || \is_minus_infinity(m);
    terminates        \true;
    assigns           \nothing;
    ensures  zero:    \result == 0;
*/
double caller_with_mask(double z, double m)
{
  return weight(z, m);
}

/*@ requires logits: \is_finite(z) && \is_finite(m) && z <= m;
    terminates       \true;
    assigns          \nothing;
    ensures  model:  \result == ExpModel(FSub(z, m));
*/
double caller_with_logit(double z, double m)
{
  return weight(z, m);
}
