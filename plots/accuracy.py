#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""The largest error of softmax in units in the last place, over the number of logits
or over their spread, as tab-separated values.

usage: accuracy.py n|spread|floats SOFTPROOF EMULATE

Softproof's two functions, and three passes in C with GSL's exponential
(tests/subjects, compiled, beside SOFTPROOF), judged by `softproof check` over
rows of logits that are uniform over the spread, the ends among them. n: the
textbook's too for a row made for it, of 0 and n - 1 times a logit whose
exponential is just below 2^-53, so that each addition loses all that it adds.
floats: over the number of float logits, Softproof's function and three passes
in float (EMULATE)."""

import json
import os
import struct
import subprocess
import sys

ROWS = 12
TOP = 3.7  # the largest logit: differences from it are rounded
axis, tool, emulate = sys.argv[1:4]
SIZES = [(n, 1.0) for n in (10, 30, 100, 300, 1000, 3000, 10000, 30000)]
POINTS = {"n": SIZES, "floats": SIZES,
          "spread": [(10, s) for s in (0.1, 1, 3, 10, 30, 100, 200, 300, 400, 500, 600, 700)]}


def numbers(seed):
    """A linear congruence: the same everywhere"""
    while True:
        seed = seed * 16807 % 2147483647
        yield seed / 2147483647


def rows(n, spread):
    r = numbers(n + 7)
    for _ in range(ROWS):
        z = [TOP, TOP - spread] + [TOP - spread * next(r) for _ in range(n - 2)]
        yield z if axis != "floats" else struct.unpack(f"{n}f", struct.pack(f"{n}f", *z))


def run(words, text):
    return subprocess.run(words, input=text, text=True, stdout=subprocess.PIPE).stdout


def error(cases, results):
    text = "".join(f"{c} = {r}\n" for c, r in zip(cases, results))
    return json.loads(run([tool, "check", "--format", "json"], text))["max_ulp"]


def passes():
    """The three passes: those of GSL in double, or those in float throughout"""
    if axis != "floats":
        return [os.path.join(os.path.dirname(tool), "subjects", "subject"), "gsl"]
    families = run([emulate, "--list"], "").splitlines()
    return [emulate, next(x for x in families if "sum rounded to binary32" in x).split("\t")[0]]


def eval_rows(op, plain):
    return run([tool, "eval", "--op", *op], "\n".join(plain) + "\n").splitlines()


def made(n):
    """The textbook's error for the row made for it"""
    row = " ".join(["0"] + ["-36.7369"] * (n - 1))
    return error([f"softmax f64 : {row}"], eval_rows(["softmax-textbook"], [row]))


def main():
    floats = axis == "floats"
    name = "f32" if floats else "f64"
    ours = [["softmax", "--precision", "float"]] if floats else \
        [["softmax"], ["softmax-textbook"]]
    heads = ["Softproof", "floats"] if floats else ["compensated", "textbook", "GSL"]
    print("spread" if axis == "spread" else "n", *heads, *["made"] * (axis == "n"), sep="\t")
    program = passes()
    for n, spread in POINTS[axis]:
        plain = [" ".join(map(repr, z)) for z in rows(n, spread)]
        cases = [f"softmax {name} : {z}" for z in plain]
        answers = [eval_rows(op, plain) for op in ours]
        theirs = run(program, "\n".join(cases) + "\n").splitlines()
        answers.append([x.split(" = ")[1] for x in theirs])
        errors = [error(cases, a) for a in answers] + ([made(n)] if axis == "n" else [])
        print(spread if axis == "spread" else n, *(f"{e:.6g}" for e in errors), sep="\t", flush=True)


main()
