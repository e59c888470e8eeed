/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stdio.h>

double second(double p);

int main(void)
{
  double p = 0x1p-60, q = second(p);
  printf("p = %g, q = %.17g: the exact sum is 1 + %g\n", p, q, p);
  return q == 1.0;
}
