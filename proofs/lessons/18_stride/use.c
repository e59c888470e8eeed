/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
/* A program that calls mask_column. All that it knows of it is its contract. */

#include <stddef.h>

void mask_column(double *a, size_t rows, size_t c);

/*@ requires writable: \valid(a + (0 .. 4 * 2 - 1));
    terminates         \true;
    assigns            a[0 .. 4 * 2 - 1];
    ensures  masked:   a[1] == 0 && a[5] == 0;
    ensures  kept:     Same{Pre,Post}(a + 0) && Same{Pre,Post}(a + 6);
*/
void caller_with_two_rows(double *a)
{
  mask_column(a, 2, 1);
}
