/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls first_share. All that it knows of it is its contract. */

double first_share(double a, double b);

/*@ requires logits: \is_finite(a) && \is_finite(b);
    terminates       \true;
    assigns          \nothing;
    ensures  range:  0 <= \result <= 1;
    ensures  first:  a > b ==>
               \result == FDiv(1, FAdd(1, ExpModel(FSub(b, a))));
    ensures  second: a < b ==>
               \result == FDiv(ExpModel(FSub(a, b)), FAdd(ExpModel(FSub(a, b)), 1));
*/
double caller_with_two_logits(double a, double b)
{
  return first_share(a, b);
}
