#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
# Runs every fuzz target from its seeds. usage: run.sh BUILD_FOLDER RUNS
# Prints TAP; what breaks a target is kept in BUILD_FOLDER/findings.
set -u
build=$1
runs=$2
here=$(dirname "$0")
count=0
failed=0
mkdir -p "$build/findings"
for target in "$build"/fuzz-*; do
  name=${target##*/fuzz-}
  count=$((count + 1))
  mkdir -p "$build/corpus/$name"
  # The targets report what they refuse on standard error: that is closed.
  if "$target" -runs="$runs" -seed=1 -max_len=4096 -close_fd_mask=2 \
    -artifact_prefix="$build/findings/$name-" "$build/corpus/$name" "$here/corpus/$name" \
    >"$build/corpus/$name.log" 2>&1; then
    echo "ok $count - $name: $runs inputs"
  else
    failed=$((failed + 1))
    echo "not ok $count - $name: see $build/findings"
  fi
done
echo "1..$count"
[ "$failed" -eq 0 ]
