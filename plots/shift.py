#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""How far the first share of softmax(z + c) is from that of softmax(z), in units in the
last place, over shifts c for which z + c is exact, as tab-separated values: with the
maximum not subtracted (family M1 of tests/families, in double) and as Softproof has it.

usage: shift.py SOFTPROOF EMULATE"""

import math
import subprocess
import sys

Z = (1.5, 0.25, -2.0)
SHIFTS = range(-700, 701, 5)
tool, emulate = sys.argv[1:3]


def first(words, lines):
    """The first value of each answer"""
    text = "".join(f"{line}\n" for line in lines)
    out = subprocess.run(words, input=text, check=True, text=True, stdout=subprocess.PIPE)
    return [float.fromhex(x.split(" = ")[-1].split()[0]) for x in out.stdout.splitlines()]


def main():
    rows = [" ".join(repr(z + c) for z in Z) for c in (0, *SHIFTS)]
    ours = first([tool, "eval", "--op", "softmax", "--hex"], rows)
    naive = first([emulate, "0"], [f"softmax f64 : {z}" for z in rows])
    ulp = math.ulp(ours[0])
    print("c", "Softproof", "M1", sep="\t")
    for c, p, q in zip(SHIFTS, ours[1:], naive[1:]):
        print(c, f"{(p - ours[0]) / ulp:g}", f"{(q - naive[0]) / ulp:g}", sep="\t")


main()
