#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
# The examples of adapters work, and what check says of them is so.
# usage: run.sh SOFTPROOF LIBRARY    Prints TAP.
set -u
softproof=$1
library=$2
here=$(dirname "$0")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
count=0
failed=0

report() { # report WANTED GOT TEXT
  count=$((count + 1))
  if [ "$1" = "$2" ]; then
    echo "ok $count - $3"
  else
    failed=$((failed + 1))
    echo "not ok $count - $3: exit $2, not $1"
  fi
}

judge() { # judge WANTED PRECISION GRADE TEXT ADAPTER...
  wanted=$1 precision=$2 grade=$3 text=$4
  shift 4
  "$softproof" gen --op softmax --precision "$precision" --level 2 |
    env SOFTPROOF_LIBRARY="$library" PYTHONPATH="$here/../../src/package" \
      PYTHONDONTWRITEBYTECODE=1 "$@" |
    "$softproof" check --grade "$grade" >"$scratch/log"
  report "$wanted" $? "$text: $precision, $grade"
}

gcc -std=c11 -O2 -Wall -Wextra -Werror "$here/adapter.c" -lm -o "$scratch/adapter"
report 0 $? "adapter.c compiles"
# a sum of floats term by term: too long rows are among the cases
judge 0 f32 textbook adapter.c "$scratch/adapter"
judge 1 f32 sound "adapter.c: too long rows" "$scratch/adapter"
judge 0 f32 sound adapter.py /usr/bin/python3 "$here/adapter.py"
judge 0 f64 sound adapter.py /usr/bin/python3 "$here/adapter.py"
judge 0 f32 rounded "adapter.py through double" /usr/bin/python3 "$here/adapter.py" float64
if /usr/bin/python3 -c 'import torch' 2>"$scratch/log"; then
  sh "$here/torch.sh" "$softproof" >"$scratch/log"
  report 1 $? "torch.sh: log-softmax of PyTorch loses digits"
  report 1 "$(grep -c '^looks like M6' "$scratch/log" | sed 's/[2-9]/1/')" "and it says how"
else
  count=$((count + 1))
  echo "ok $count - torch.sh # SKIP no PyTorch"
fi
echo "1..$count"
[ "$failed" -eq 0 ]
