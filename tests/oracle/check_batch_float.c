/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* P22 of smoothed labels, sums and means of float losses, batches of rows. */
#include "checks.h"

#include "../../src/softproof.h"

#include <string.h>

#define MOST_ROWS 4
#define LONGEST 24
#define IGNORE ((size_t)-100)
#define CANARY 12345.0F

static double work[2 * LONGEST + 1];

static void check_rows(uint64_t number, rng *r)
{
  size_t rows = 1 + rng_below(r, MOST_ROWS), n = 1 + rng_below(r, 6);
  size_t label[MOST_ROWS], bad_row = 99;
  float z[LONGEST], loss[MOST_ROWS + 1];
  double wide[LONGEST], scale = ldexp(20.0, (int)rng_below(r, 120) - 60);
  for (size_t k = 0; k < rows * n; k++)
    z[k] = (float)(scale * rng_bell(r));
  for (size_t k = 0; k < rows; k++) {
    label[k] = rng_below(r, 3) ? rng_below(r, n) : IGNORE;
    if (label[k] == IGNORE)
      z[k * n] = NAN; /* not to be read */
  }
  for (size_t k = 0; k < rows * n; k++)
    wide[k] = (double)z[k];
  tally_case("float batch", number, wide, rows * n);
  work[n] = 7.0;
  loss[rows] = CANARY;
  int ok =
      sp_cross_entropy_rowsf(z, rows, n, label, IGNORE, loss, work, &bad_row)
      == SP_OK;
  tally_exact(CHECK_FRAME,
              ok && work[n] == 7.0 && loss[rows] == CANARY && bad_row == 99, 0,
              (double)loss[0]);
  for (size_t k = 0; k < rows; k++) {
    float one = 0.0F;
    if (label[k] != IGNORE)
      sp_cross_entropyf(z + k * n, n, label[k], &one, work);
    tally_exact(CHECK_ROWSF,
                memcmp(&one, loss + k, sizeof one) == 0
                    && spoilt != CHECK_ROWSF,
                k, (double)loss[k]);
  }
}

void check_batch_float(uint64_t seed, size_t cases)
{
  for (uint64_t k = 0; k < cases; k++) {
    rng r = rng_for_case(seed + 27, UINT64_C(1) << 41 | k);
    check_rows(k, &r);
  }
  tally_case("none", 0, NULL, 0);
}
