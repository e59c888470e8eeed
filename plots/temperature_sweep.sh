#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Prints softmax(z / T) for z = (2, 2, 1, -1) and T from 0.01 to 100 as
# tab-separated values with a header. The probabilities are softproof's.
# Usage: temperature_sweep.sh PATH_TO_SOFTPROOF
set -eu
LC_ALL=C
export LC_ALL
tool=${1:?usage: temperature_sweep.sh PATH_TO_SOFTPROOF}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk 'BEGIN { for (k = -200; k <= 200; k++)
               printf "%.12g\n", exp(k / 100 * log(10)) }' >"$work/T"
while read -r T; do
  echo '2 2 1 -1' | "$tool" eval --op softmax --temperature "$T"
done <"$work/T" >"$work/p"

printf 'T\tz = 2, twice\tz = 2 again\tz = 1\tz = −1\n'
paste "$work/T" "$work/p"
