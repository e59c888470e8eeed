#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
#
# Every test, cheap ones first. The last line is `N passed, N failed'.
# The output of each is kept in build/results/test.
set -u
cd "$(dirname "$0")/.." || exit 1
logs=build/results/test
mkdir -p $logs
passed=0
failed=0
summary=
endings= # of what the failed ones printed

run() { # name, arguments of make
  name=$1
  shift
  printf '\n=== %s: make %s\n' "$name" "$*"
  start=$(date +%s)
  { make --no-print-directory "$@" 2>&1; echo $? > "$logs/$name.status"; } | tee "$logs/$name.log"
  took=$(($(date +%s) - start))
  if [ "$(cat "$logs/$name.status")" = 0 ]; then
    passed=$((passed + 1))
    result=ok
  else
    failed=$((failed + 1))
    result=FAILED
    endings="$endings
=== how $name ended:
$(tail -n 20 "$logs/$name.log")
"
  fi
  summary="$summary$(printf '%-18s %-6s %5d s' "$name" "$result" "$took")
"
}

run build build
run build-clang CC=clang B=build/clang build build/clang/unit \
  build/clang/oracle build/clang/demo build/clang/bench
run unit unit
run unit-clang CC=clang B=build/clang unit
run cli cli
run cli-clang CC=clang B=build/clang cli
run families families
run adapters adapters
run vectors vectors-check
run package package-test
run fuzz fuzz
run demo demo
run oracle-self-check oracle-self-check
run oracle oracle "FULL=${FULL:-}"
run lint lint
run plots plots-check
run page page-check
run page-browser page-browser
run chapter chapter-check
run setup setup
run prove prove
run smoke smoke
run prove-false prove-false
run check-lessons check-lessons
run replay replay-check ONLY=softmax # a part: all of it takes 8 minutes

printf '%s\n%s\n' "$endings" "$summary"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
