/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls centred. All that it knows of it is its contract. */

double centred(double z, double m);

/*@ requires logits: \is_finite(z) && \is_finite(m);
    requires apart:  -8 <= z && z + 1 <= m <= 8;
    terminates       \true;
    assigns          \nothing;
    ensures  below:  \result <= 0;
*/
double caller_of_centred(double z, double m)
{
  return centred(z, m);
}
