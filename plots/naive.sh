#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Softmax of (x, x - 1) for x from -1000 to 1000, with the maximum not subtracted
# (family M1 of tests/families, in double) and as Softproof has it.
# Needs tests/families/emulate, compiled, as the second word.
# Usage: naive.sh PATH_TO_SOFTPROOF
set -eu
LC_ALL=C
export LC_ALL
tool=${1:?usage: naive.sh PATH_TO_SOFTPROOF}
emulate=${2:?usage: naive.sh PATH_TO_SOFTPROOF PATH_TO_EMULATE}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk 'BEGIN { for (x = -1000; x <= 1000; x += 5) print x, x - 1 }' >"$work/z"
sed 's/^/softmax f64 : /' "$work/z" | "$emulate" 0 | sed 's/.* = //' |
  awk '{ print $1 }' >"$work/hex"
python3 -c 'import sys
for line in sys.stdin: print(float.fromhex(line))' <"$work/hex" >"$work/naive"
"$tool" eval --op softmax "$work/z" | cut -f 1 >"$work/p"
cut -d ' ' -f 1 "$work/z" >"$work/x"
printf 'x\tnaive\tsoftproof\n'
paste "$work/x" "$work/naive" "$work/p"
