/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include <stddef.h>

#define COLUMNS 4

/*@ predicate Same{L1,L2}(double *x) = \at(*x, L1) == \at(*x, L2); */

/* A matrix with four columns, row after row: entry k is in column k % 4, and the
 * entries of a column are 4 apart. This masks one column: its entries become 0,
 * the others are kept. */
/*@ requires sizes:    0 < rows <= 0x10000 && c < COLUMNS;
    requires writable: \valid(a + (0 .. COLUMNS * rows - 1));
    terminates         \true;
    assigns            a[0 .. COLUMNS * rows - 1];
    ensures  column:   \forall integer k; 0 <= k < COLUMNS * rows &&
                         k % COLUMNS == c ==> a[k] == 0;
    ensures  others:   \forall integer k; 0 <= k < COLUMNS * rows &&
                         k % COLUMNS != c ==> Same{Pre,Post}(a + k);
*/
void mask_column(double *a, size_t rows, size_t c)
{
  size_t i;
  /*@ loop invariant range:  0 <= i <= rows;
      loop invariant column: \forall integer k; 0 <= k < COLUMNS * i &&
                               k % COLUMNS == c ==> a[k] == 0;
      loop invariant others: \forall integer k; 0 <= k < COLUMNS * rows &&
                               k % COLUMNS != c ==> Same{Pre,Here}(a + k);
      loop assigns i, a[0 .. COLUMNS * rows - 1];
      loop variant rows - i;
  */
  for (i = 0; i < rows; i++)
    a[COLUMNS * i + c] = 0.0;
  //@ assert all: i == rows;
}
