#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""How many digits of log-softmax are right at the largest of the logits (d, 0, 0), over
d, as tab-separated values: Softproof, log(sum) (M6) and log(p) (M4).

usage: digits.py SOFTPROOF EMULATE

Certified values say what is right."""

import json
import math
import subprocess
import sys

tool, emulate = sys.argv[1:3]


def run(words, text):
    return subprocess.run(words, input=text, check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def emulated(family, plain):
    text = "".join(f"logsoftmax f64 : {z}\n" for z in plain)
    return [float.fromhex(x.split(" = ")[1].split()[0])
            for x in run([emulate, family], text).splitlines()]


def digits(got, right):
    error = abs(got - right) / abs(right)
    return 16 if error == 0 else min(16, max(0, -math.log10(error)))


def main():
    d = [k / 4 for k in range(0, 241)]
    plain = [f"{x!r} 0 0" for x in d]
    text = "\n".join(plain) + "\n"
    out = json.loads(run([tool, "eval", "--op", "logsoftmax", "--certified", "--format",
                          "json"], text))
    right = [o["result"][0]["value"] for o in out]
    ours = [float(line.split("\t")[0]) for line in
            run([tool, "eval", "--op", "logsoftmax"], text).splitlines()]
    families = [line.split("\t") for line in run([emulate, "--list"], "").splitlines()]
    number = {m: k for k, m, _ in reversed(families)}
    print("d", "Softproof", "M6", "M4", sep="\t")
    for row in zip(d, ours, emulated(number["M6"], plain), emulated(number["M4"], plain),
                   right):
        print(row[0], *(f"{digits(x, row[-1]):.4g}" for x in row[1:-1]), sep="\t")


main()
