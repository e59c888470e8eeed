#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""How to judge a softmax of your own in Python: put it in the place of mine().

  softproof gen --op softmax | python3 adapter.py | softproof check

With a name, another function under test: numpy (the default), float64, or
softproof, the library by ctypes (see src/package/softproof.py)."""

import sys

import numpy as np

TYPES = {"f16": np.float16, "f32": np.float32, "f64": np.float64}


def mine(z):
    """In the format of the logits, as a textbook has it"""
    with np.errstate(all="ignore"):  # huge logits; NaN and infinity at --level 2
        e = np.exp(z - z.max())
    return e / e.sum()


def through_double(z):
    return mine(z.astype(np.float64)).astype(z.dtype)


def proved(z):
    import softproof
    return softproof.softmax(z)


FUNCTIONS = {"numpy": mine, "float64": through_double, "softproof": proved}


def main():
    function = FUNCTIONS[sys.argv[1] if len(sys.argv) > 1 else "numpy"]
    for line in sys.stdin:
        head, _, numbers = line.strip().partition(" : ")
        kind = TYPES[head.split()[-1]]
        z = np.array([float.fromhex(x) for x in numbers.split()], kind)
        print(line.strip(), "=", *(float(x).hex() for x in function(z)))


main()
