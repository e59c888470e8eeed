/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* What functions write of an array: before, and after three calls in place, each
 * on the array as it was.
 * usage: frame    Prints a line between tabs for each entry: the number of the call
 *                 from 0, the index, the value, 1 if its bits are others now; and what
 *                 the calls return. */
#include "softproof.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ENTRIES 16

static const double before[ENTRIES] = {3, 1, -1, 0, 2, 1, 0,  -1,
                                       4, 0, 2,  2, 1, 3, -2, 0};

static void print(int call, const double *a, const double *was)
{
  for (int k = 0; k < ENTRIES; k++)
    printf("%d\t%d\t%.2f\t%d\n", call, k, a[k],
           memcmp(a + k, was + k, sizeof *a) != 0);
}

static sp_status column(double *a)
{
  double work[4];
  size_t bad_row;
  return sp_softmax_rows(a + 1, a + 1, 1, 4, 1, 4, work, &bad_row);
}

int main(void)
{
  double a[ENTRIES], was[ENTRIES];
  sp_status status[4] = {SP_OK};
  print(0, before, before);
  for (int call = 1; call <= 3; call++) {
    memcpy(a, before, sizeof a);
    if (call == 3)
      a[9] = NAN;
    memcpy(was, a, sizeof a);
    status[call] = call == 1 ? sp_softmax(a + 4, a + 4, 4) : column(a);
    print(call, a, was);
  }
  printf("\n\n");
  for (int call = 1; call <= 3; call++)
    printf("%d\t%s\n", call, sp_status_name(status[call]));
  return 0;
}
