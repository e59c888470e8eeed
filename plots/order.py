#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Shares of logits of which each is the next double after the one before, as two tables
of tab-separated values: of one row that ends with its maximum, and the first shares of
rows (x, 0). For each logit, in units in the last place of the first share: its share, the
true one, the least that order (P04) allows it after the shares before it in its row, and
whether it is below one of them.

usage: order.py SOFTPROOF

True shares are certified values."""

import json
import math
import subprocess
import sys
from fractions import Fraction

COUNT = 49
FACTOR = 1 + 4 * Fraction(1, 2**53)  # of P04_order, proved
tool = sys.argv[1]


def run(rows, *words):
    text = "".join(" ".join(x.hex() for x in z) + "\n" for z in rows)
    return subprocess.run([tool, "eval", "--op", "softmax", *words], input=text, check=True,
                          text=True, stdout=subprocess.PIPE).stdout


def shares(rows):
    """Computed ones, and true ones to 25 digits"""
    out = json.loads(run(rows, "--certified", "--format", "json"))
    return ([[Fraction(float.fromhex(x)) for x in line.split()]
             for line in run(rows, "--hex").splitlines()],
            [[Fraction(x["lo"]) for x in o["result"]] for o in out])


def ladder(x):
    """COUNT doubles up to x"""
    z = [x]
    while len(z) < COUNT:
        z.append(math.nextafter(z[-1], -math.inf))
    return z[::-1]


def table(computed, true):
    start, unit = computed[0], Fraction(math.ulp(computed[0]))
    most = start
    print("last_bits", "share", "true", "least", "slip", sep="\t")
    for k, (p, g) in enumerate(zip(computed, true)):
        most = max(most, p)
        print(k, *(f"{float((x - start) / unit):.6g}" for x in (p, g, most / FACTOR)),
              int(p < most), sep="\t")


def main():
    one, true = shares([ladder(0.25)])
    table(one[0], true[0])
    print("\n")
    rows, true = shares([(x, 0.0) for x in ladder(-0.7224)])
    table([p[0] for p in rows], [g[0] for g in true])


main()
