/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls sigmoid. All that it knows of it is its contract. */

double sigmoid(double x);

/*@ requires logit: \is_finite(x);
    terminates      \true;
    assigns         \nothing;
    ensures  range: 0 <= \result <= 1;
    ensures  below: x < 0 ==>
               \result == FDiv(ExpModel(x), FAdd(1, ExpModel(x)));
    ensures  above: x > 0 ==> \result == FDiv(1, FAdd(1, ExpModel(-x)));
*/
double caller_with_logit(double x)
{
  return sigmoid(x);
}
