#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Prints entropy and perplexity of softmax(z / T) for z = (2, 2, 1, -1) and T from
# 0.01 to 100 as tab-separated values; z / T is rounded to doubles here.
# Usage: entropy.sh PATH_TO_SOFTPROOF
set -eu
LC_ALL=C
export LC_ALL
tool=${1:?usage: entropy.sh PATH_TO_SOFTPROOF}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk 'BEGIN { for (k = -200; k <= 200; k++) printf "%.12g\n", exp(k / 100 * log(10)) }' >"$work/T"
awk '{ printf "%.17g %.17g %.17g %.17g\n", 2 / $1, 2 / $1, 1 / $1, -1 / $1 }' "$work/T" >"$work/z"
"$tool" eval --op entropy "$work/z" >"$work/H"
"$tool" eval --op perplexity "$work/z" >"$work/P"
printf 'T\tentropy\tperplexity\n'
paste "$work/T" "$work/H" "$work/P"
