/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stdio.h>

float as_float(double x);

int main(void)
{
  double x = 0.1, y = 1e39;
  printf("%.17g becomes %.17g, and %g becomes %g\n", x, (double)as_float(x), y,
         (double)as_float(y));
  return as_float(x) != x;
}
