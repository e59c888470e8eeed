/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <math.h>
#include <stdio.h>

void shares(double x, double y, double *p);

int main(void)
{
  double x = -0.7224, y, p[2];
  for (int k = 0; k < 1000; k++, x = y) {
    y = nextafter(x, 0.0);
    shares(x, y, p);
    if (p[0] > p[1]) {
      printf("%.17g is below %.17g, its share %.17g above %.17g\n", x, y, p[0],
             p[1]);
      return 1;
    }
  }
  return 0;
}
