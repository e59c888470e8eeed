#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The sigmoid of x and the first probability of softmax(x, 0), for x from -8 to 8,
# as tab-separated values.
# Usage: sigmoid.sh PATH_TO_SOFTPROOF
set -eu
LC_ALL=C
export LC_ALL
tool=${1:?usage: sigmoid.sh PATH_TO_SOFTPROOF}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk 'BEGIN { for (k = -160; k <= 160; k++) printf "%.4g\n", k / 20 }' >"$work/x"
"$tool" eval --op sigmoid "$work/x" >"$work/s"
awk '{ print $1, 0 }' "$work/x" >"$work/z"
"$tool" eval --op softmax "$work/z" >"$work/p"
printf 'x\tsigmoid\tfirst\tsecond\n'
paste "$work/x" "$work/s" "$work/p"
