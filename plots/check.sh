#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors

# Draws every figure again and compares it with the committed one, byte by byte.
# Usage: check.sh SOFTPROOF EMULATE BUILD_FOLDER FIGURE...   Prints TAP.
set -u
here=$(dirname "$0")
softproof=$1 emulate=$2 build=$3
shift 3
count=0
failed=0
for name; do
  count=$((count + 1))
  if sh "$here/draw.sh" "$name" "$softproof" "$emulate" "$build/$name.tsv" "$build/$name.svg" &&
    cmp "$build/$name.svg" "$here/$name.svg"; then
    echo "ok $count - $name"
  else
    failed=$((failed + 1))
    echo "not ok $count - $name"
  fi
done
echo "1..$count"
[ "$failed" -eq 0 ]
