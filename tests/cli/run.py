#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Tests of the command-line tool.  usage: run.py [path of softproof]

SOFTPROOF_SLOW=1 adds a row of more than 2^26 numbers (about 1.5 GB)."""

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import attention
import certified
import errors
import floats
import judged
import losses
import oracle
import streams
import tap
import tensors
import tool
import values

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main():
    tool.path = os.path.abspath(
        sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build", "softproof"))
    tool.root = ROOT
    with tool.scratch():
        values.run()
        floats.run()
        losses.run()
        attention.run()
        tensors.run()
        oracle.run()
        certified.run()
        judged.run()
        errors.run()
        streams.run()
    return tap.finish()


sys.exit(main())
