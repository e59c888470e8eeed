/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stdio.h>

void shares(double a, double b, double c, double s, double *p);

/* p[0] + p[1] is exact here, and 1 - p[2] too: no rounding hides the error. */
int main(void)
{
  double p[3];
  shares(1.0, 1.0, 1.0, 3.0, p);
  double missing = (1.0 - p[2]) - (p[0] + p[1]);
  printf("three thirds: %.17g each; to 1 is missing %g\n", p[0], missing);
  return missing != 0.0;
}
