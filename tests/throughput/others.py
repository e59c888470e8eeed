#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Processor time of mpmath for softmax, and rows per second of gen and check.

usage: others.py SOFTPROOF EMULATE"""

import random
import subprocess
import sys
import time

ROWS = 20000


def row(name, n, value):
    print(name, n, f"{value:.4g}", sep="\t", flush=True)


def measure_mpmath():
    try:
        from mpmath import exp, fsum, mp, mpf
    except ImportError:
        print("mpmath: skipped, not on this machine", file=sys.stderr)
        return
    mp.prec = 128
    r = random.Random(1)
    z = [r.gauss(0, 4) for _ in range(1000000)]
    for n in (10, 1000, 1000000):
        runs = 1 + 20000 // n
        start = time.process_time()
        for _ in range(runs):
            m = mpf(max(z[:n]))
            e = [exp(mpf(x) - m) for x in z[:n]]
            s = fsum(e)
            _ = [float(x / s) for x in e]
        row("mpmath", n, 1e6 * (time.process_time() - start) / (runs * n))


def measure_pipe(tool, emulate):
    text = b""
    for name, words in (("gen", [tool, "gen", "--count", str(ROWS)]), ("", [emulate, "good"]),
                        ("check", [tool, "check"])):
        start = time.perf_counter()
        text = subprocess.run(words, input=text, check=True, stdout=subprocess.PIPE).stdout
        if name:
            row(f"rows per second of {name}", "-", ROWS / (time.perf_counter() - start))


measure_mpmath()
measure_pipe(*sys.argv[1:3])
