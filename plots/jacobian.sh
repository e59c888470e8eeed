#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# The Jacobian of softmax(z / T) by z / T, for z = (2, 1, 0, -1) and T = 1/4, 1
# and 4: three matrices of tab-separated values, a blank line apart twice.
# Usage: jacobian.sh PATH_TO_SOFTPROOF
set -eu
LC_ALL=C
export LC_ALL
tool=${1:?usage: jacobian.sh PATH_TO_SOFTPROOF}

first=true
for z in '8 4 0 -4' '2 1 0 -1' '0.5 0.25 0 -0.25'; do
  $first || printf '\n\n'
  first=false
  echo "$z" | "$tool" eval --op jacobian
done
