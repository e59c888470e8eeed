/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* A user of the installed library, in C11 and C++17. */
#include <softproof.h>

#include <stdio.h>

int main(void)
{
  double z[3] = {1.0, 1.0, 1.0}, p[3], loss = 0.0, work[2];
  float x[2] = {0.0f, 0.0f}, q[2];
  if (sp_softmax(z, p, 3) != SP_OK || p[0] != p[1] || p[1] != p[2]
      || p[0] < 0.333 || p[0] > 0.334)
    return 1;
  if (sp_cross_entropy(z, 3, 0, &loss) != SP_OK || loss < 1.098 || loss > 1.099)
    return 1;
  if (sp_softmaxf(x, q, 2, work) != SP_OK || q[0] != 0.5f)
    return 1;
  if (sp_softmax(z, p, 0) != SP_EMPTY)
    return 1;
  printf("softproof %s: %s\n", SP_VERSION, sp_status_name(SP_EMPTY));
  return 0;
}
