/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stdio.h>

double mean(double w, double a, double b);

int main(void)
{
  double value = 0.1, m = mean(0.3, value, value);
  printf("the mean of %.17g and itself is %.17g\n", value, m);
  return m != value;
}
