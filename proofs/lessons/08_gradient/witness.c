/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stdio.h>

double gradient(double p, double y);

int main(void)
{
  double p = 0x1p-60, g = gradient(p, 1.0);
  printf("2^-60 - 1 as a double: %.17g; plus 1: %g\n", g, g + 1.0);
  return g + 1.0 != p;
}
