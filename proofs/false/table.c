/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "softproof.h"

/* Two entries of the table in src/exp.c, with the last digit of the second
 * changed. */
static const double root_hi_table[2] = { 0x1p0, 0x1.fa7c1819e90d9p-1 };

/*@ requires range: j < 2;
    assigns  \nothing;
    ensures  FALSE_table: \result == RootHi(j);
*/
double wrong_root_hi(unsigned j)
{
  return root_hi_table[j];
}
