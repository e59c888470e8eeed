#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Answers cases as a library does. usage: subject.py NAME

A NAME alone that cannot be had here ends with status 3. Cases are those of
softmax, logsoftmax, logsumexp and of xent with a label."""

import sys

import numpy as np

TYPES = {"f32": np.float32, "f64": np.float64}


def plain_numpy():
    def softmax(z):
        e = np.exp(z - z.max())
        return e / e.sum()

    def logsumexp(z):
        return z.max() + np.log(np.exp(z - z.max()).sum())

    def logsoftmax(z):
        return z - logsumexp(z)

    return {"softmax": softmax, "logsumexp": logsumexp, "logsoftmax": logsoftmax,
            "xent": lambda z, k: -logsoftmax(z)[k]}


def scipy():
    from scipy.special import log_softmax, logsumexp, softmax
    return {"softmax": softmax, "logsumexp": logsumexp, "logsoftmax": log_softmax,
            "xent": lambda z, k: -log_softmax(z)[k]}


def torch():
    import torch as t
    from torch.nn.functional import cross_entropy

    def apply(f):
        return lambda z: f(t.from_numpy(z), 0).numpy()

    return {"softmax": apply(t.softmax), "logsumexp": apply(t.logsumexp),
            "logsoftmax": apply(t.log_softmax),
            "xent": lambda z, k: cross_entropy(t.from_numpy(z[None]), t.tensor([k])).numpy()}


def softproof():
    import softproof as s
    return {"softmax": s.softmax, "logsumexp": s.logsumexp, "logsoftmax": s.log_softmax,
            "xent": lambda z, k: np.asarray(s.cross_entropy(z, k), z.dtype)}


SUBJECTS = {"numpy": plain_numpy, "scipy": scipy, "torch": torch, "softproof": softproof}


def main():
    try:
        functions = SUBJECTS[sys.argv[1]]()
    except (ImportError, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(3)
    np.seterr(all="ignore")
    for line in sys.stdin:
        head, _, numbers = line.strip().partition(" : ")
        op, *parameters, form = head.split()
        z = np.array([float.fromhex(x) for x in numbers.split()], TYPES[form])
        arguments = [int(p.split("=")[1]) for p in parameters]
        result = np.atleast_1d(functions[op](z, *arguments))
        print(line.strip(), "=", *(float(x).hex() for x in result))


main()
