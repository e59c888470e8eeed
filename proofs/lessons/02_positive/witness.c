/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stdio.h>

double weight(double x);

int main(void)
{
  double x = -1000.0, w = weight(x);
  printf("e^%g is positive; the double is %g\n", x, w);
  return w > 0 ? 0 : 1;
}
