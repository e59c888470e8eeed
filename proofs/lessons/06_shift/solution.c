/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/*@ lemma Exp_Sum: \forall real x, c; \exp(x + c) == \exp(x) * \exp(c);
    lemma Log_Shift:
      \forall real x, c; 0 < x ==> \log(x * \exp(c)) == \log(x) + c;
*/

/*@ // log-sum-exp and the first entry of softmax, of two logits
    logic real Lse(real a, real b) = \log(\exp(a) + \exp(b));
    logic real First(real a, real b) = \exp(a) / (\exp(a) + \exp(b));

    lemma Sum_Shift: \forall real a, b, c;
      \exp(a + c) + \exp(b + c) == (\exp(a) + \exp(b)) * \exp(c);
    lemma Cancel: \forall real x, y, c; 0 < y && 0 < c ==>
      (x * c) / (y * c) == x / y;
    lemma Softmax_Shift: \forall real a, b, c; First(a + c, b + c) == First(a, b);

    lemma Lse_Shift: \forall real a, b, c; Lse(a + c, b + c) == Lse(a, b) + c;
*/
