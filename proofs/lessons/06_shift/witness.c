/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/softproof.h"

#include <stdio.h>

int main(void)
{
  double z[2] = {0.0, 0.0}, shifted[2] = {1.0, 1.0}, g, h;
  if (sp_logsumexp(z, 2, &g) != SP_OK || sp_logsumexp(shifted, 2, &h) != SP_OK)
    return 2;
  printf("g(0, 0) = %.17g, g(0 + 1, 0 + 1) = %.17g\n", g, h);
  return g != h;
}
