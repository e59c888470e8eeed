#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
# How to judge PyTorch from a shell: one pipeline for each operation and format.
# usage: torch.sh [SOFTPROOF]    Needs PyTorch (Debian: python3-torch).
set -eu
softproof=${1:-softproof}
worst=0
for op in softmax logsoftmax; do
  for precision in f32 f64; do
    echo "--- torch, $op, $precision"
    "$softproof" gen --op $op --precision $precision |
      /usr/bin/python3 -c '
import sys, torch
from torch.nn.functional import softmax, log_softmax
for line in map(str.strip, sys.stdin):
    head, _, numbers = line.partition(" : ")
    op, precision = head.split()
    z = torch.tensor([float.fromhex(x) for x in numbers.split()],
                     dtype={"f32": torch.float32, "f64": torch.float64}[precision])
    result = (softmax if op == "softmax" else log_softmax)(z, 0)
    print(line, "=", *(x.hex() for x in result.tolist()))' |
      "$softproof" check --errors 1 || worst=1
  done
done
exit $worst
