/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "../../../src/softproof.h"

#include <stdio.h>

int main(void)
{
  double z[2] = {0.0, 0.0}, g;
  if (sp_logsumexp(z, 2, &g) != SP_OK)
    return 2;
  printf("the largest of 0 and 0 is 0; their log-sum-exp is %.17g\n", g);
  return g > 0.0;
}
