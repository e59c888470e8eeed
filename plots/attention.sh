#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Weights of attention for 16 random keys of length d, scores not scaled and scaled
# by 1 / sqrt(d), for d = 1, 4, 16, ..., 1024: the largest weight, as the mean of 40
# queries, as tab-separated values.
# Usage: attention.sh PATH_TO_SOFTPROOF
set -eu
LC_ALL=C
export LC_ALL
tool=${1:?usage: attention.sh PATH_TO_SOFTPROOF}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Every value is 1 where the key has the largest score and else 0: what attention
# gives is the largest weight. Numbers from a linear congruence, the same everywhere.
printf 'd\tplain\tscaled\n'
for d in 1 4 16 64 256 1024; do
  awk -v d=$d -v q="$work/q" -v k="$work/k" 'BEGIN {
    s = 12345
    for (i = 0; i < 56; i++) {
      line = ""
      for (j = 0; j < d; j++) {
        sum = 0
        for (l = 0; l < 12; l++) { s = (s * 16807) % 2147483647; sum += s / 2147483647 }
        line = line sprintf("%.6f ", sum - 6)
      }
      print line > (i < 40 ? q : k)
    }
  }'
  awk 'BEGIN { for (i = 0; i < 16; i++) { for (j = 0; j < 16; j++) printf "%d ", i == j; print "" } }' >"$work/v"
  for scale in 1 ''; do
    "$tool" eval --op attention --keys "$work/k" --values "$work/v" ${scale:+--scale $scale} "$work/q" |
      awk '{ m = 0; for (i = 1; i <= NF; i++) if ($i > m) m = $i; t += m } END { printf "%.6f\n", t / NR }'
  done | paste -s - | sed "s/^/$d\t/"
done
