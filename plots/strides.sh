#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Softmax of a tensor of shape 2, 3, 4 along each of its axes, the last first: three
# tables of tab-separated values, a blank line apart twice. A line for each entry: its
# place in memory, its share.
# Usage: strides.sh PATH_TO_SOFTPROOF
set -eu
LC_ALL=C
export LC_ALL
tool=${1:?usage: strides.sh PATH_TO_SOFTPROOF}
for axis in 2 1 0; do
  echo '1 0 2 -1  0 2 1 1  -1 1 0 2  2 1 -1 0  1 -1 0 2  0 1 2 1' |
    "$tool" eval --op softmax --shape 2,3,4 --axis "$axis" |
    awk '{ for (k = 1; k <= NF; k++) printf "%d\t%s\n", place++, $k }'
  printf '\n\n'
done
