/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */
#include "certify/histogram.h"

#include <math.h>

void histogram_add(histogram *h, double error)
{
  double step = (log2(error) - LEAST_OCTAVE) * STEPS_IN_OCTAVE;
  h->count++;
  h->most = h->count == 1 || error > h->most ? error : h->most;
  if (step < 0.0)
    h->small++;
  else if (step < STEPS_IN_OCTAVE * OCTAVES)
    h->steps[(size_t)step]++;
  else
    h->large++;
}

double histogram_quantile(const histogram *h, double share)
{
  size_t wanted = (size_t)ceil(share * (double)h->count), below = h->small;
  for (int i = 0; i < STEPS_IN_OCTAVE * OCTAVES; i++) {
    if (below >= wanted)
      return fmin(h->most, exp2((double)i / STEPS_IN_OCTAVE + LEAST_OCTAVE));
    below += h->steps[i];
  }
  return h->most;
}
