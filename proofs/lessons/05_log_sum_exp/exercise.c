/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Qed, WP's own simplifier, knows that exp and log grow. */
/*@ lemma Exp_Grows: \forall real x, y; x <= y ==> \exp(x) <= \exp(y);
    lemma Log_Grows: \forall real x, y; 0 < x <= y ==> \log(x) <= \log(y);
    lemma Log_Product:
      \forall real x, y; 0 < x && 0 < y ==> \log(x * y) == \log(x) + \log(y);
*/

/*@ logic real Lse(real a, real b) = \log(\exp(a) + \exp(b));

    lemma Lower: \forall real a, b; b <= a ==> a <= Lse(a, b);

    lemma Sum:
      \forall real a, b; b <= a ==> \exp(a) + \exp(b) <= 2 * \exp(a);
    // TODO: what is the largest excess? Try a = b.
    lemma Upper: \forall real a, b; b <= a ==> Lse(a, b) <= a;
*/
