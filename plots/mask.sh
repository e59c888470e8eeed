#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Softmax of four rows of five scores of which 5, 3, 1 and 0 are seen: the rest with 10^9
# subtracted, or -inf, in three passes (tests/families without a mistake) and in
# Softproof. Three tables of tab-separated values, a blank line apart twice, with
# a line for each share, and what Softproof says of the row that it refuses.
# Usage: mask.sh PATH_TO_SOFTPROOF PATH_TO_EMULATE
set -eu
LC_ALL=C
export LC_ALL
tool=${1:?usage: mask.sh PATH_TO_SOFTPROOF PATH_TO_EMULATE}
emulate=${2:?usage: mask.sh PATH_TO_SOFTPROOF PATH_TO_EMULATE}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rows() { # with what the hidden scores become
  awk -v hidden="$1" 'BEGIN {
    split("5 3 1 0", seen, " ")
    split("0.5 1.5 0 -1 2", score, " ")
    for (i = 1; i <= 4; i++)
      for (j = 1; j <= 5; j++) {
        x = score[j]
        if (j > seen[i])
          x = hidden == "-inf" ? hidden : sprintf("%.17g", x + hidden)
        printf "%s%s", x, j < 5 ? " " : "\n"
      }
  }'
}

cells() { # a line for each: row, column, share
  awk '{ for (j = 1; j <= NF; j++) printf "%d\t%d\t%s\n", NR, j, $j }'
  printf '\n\n'
}

rows -1e9 | "$tool" eval --op softmax | cells
rows -inf | sed 's/^/softmax f64 : /' | "$emulate" good | sed 's/.* = //' |
  python3 -c 'import sys
for line in sys.stdin: print(*(abs(float.fromhex(x)) for x in line.split()))' | cells
rows -inf | while read -r row; do
  echo "$row" | "$tool" eval --op softmax 2>>"$work/why" || true
done | cells
sed 's/.*: //' "$work/why"
