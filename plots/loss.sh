#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The loss of a label, and its gradient p - y by the logit of the label, for the
# logits (t, 1, 0) and label 0 over t from -8 to 8, as tab-separated values.
# Usage: loss.sh PATH_TO_SOFTPROOF
set -eu
LC_ALL=C
export LC_ALL
tool=${1:?usage: loss.sh PATH_TO_SOFTPROOF}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk 'BEGIN { for (k = -160; k <= 160; k++) printf "%.4g\n", k / 20 }' >"$work/t"
awk '{ print $1, 1, 0 }' "$work/t" >"$work/z"
"$tool" eval --op xent --label 0 "$work/z" >"$work/loss"
"$tool" eval --op xent --label 0 --gradient "$work/z" >"$work/gradient"
printf 't\tloss\tlabel\tone\tzero\n'
paste "$work/t" "$work/loss" "$work/gradient"
