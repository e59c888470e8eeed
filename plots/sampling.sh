#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# How often each of 5 entries is drawn from softmax(z / T) by 400 variates, for
# z = (2, 1, 0, -1, -2) and T = 1/2, 1 and 2, and the probability, as tab-separated
# values: temperature, entry, share, probability.
# Usage: sampling.sh PATH_TO_SOFTPROOF
set -eu
LC_ALL=C
export LC_ALL
tool=${1:?usage: sampling.sh PATH_TO_SOFTPROOF}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'T\tentry\tshare\tprobability\n'
for T in 0.5 1 2; do
  echo '2 1 0 -1 -2' | "$tool" eval --op softmax --temperature $T >"$work/p"
  # variates from a linear congruence, the same everywhere
  awk 'BEGIN { s = 2024; for (k = 0; k < 400; k++) { s = (s * 16807) % 2147483647; printf "%.10f\n", s / 2147483647 } }' |
    while read -r x; do "$tool" eval --op sample --variate "$x" "$work/p"; done |
    awk -v T=$T -v p="$(cat "$work/p")" '{ n[$1]++ } END { split(p, q, "\t")
      for (i = 0; i < 5; i++) printf "%s\t%d\t%.6f\t%s\n", T, i, n[i] / NR, q[i + 1] }'
done
