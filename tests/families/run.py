#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""softproof check catches every known family of mistakes, says which it is, and
passes implementations without one.  usage: run.py TOOL EMULATE

A family need not show in every operation: it must in one at least, and where
check calls it wrong, the diagnosis must be its ID or one that computes the
same. Prints TAP."""

import json
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
import tap

OPERATIONS = ["softmax", "logsoftmax", "logsumexp", "xent", "xent-gradient", "jacobian"]
FORMATS = ["f64", "f32", "f16", "bf16"]
# Bound on the length of rows where the result is a matrix
COUNT = {"jacobian": "60"}

tool, emulate = sys.argv[1:3]


def cases(op, form):
    return subprocess.run([tool, "gen", "--op", op, "--precision", form, "--level", "2",
                           "--count", COUNT.get(op, "200")], check=True,
                          stdout=subprocess.PIPE).stdout


def verdict(text, family):
    answers = subprocess.run([emulate, family], input=text, check=True,
                             stdout=subprocess.PIPE).stdout
    done = subprocess.run([tool, "check", "--format", "json", "--errors", "1"],
                          input=answers, stdout=subprocess.PIPE, text=False)
    return done.returncode, json.loads(done.stdout)


def main():
    listed = subprocess.run([emulate, "--list"], check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    families = [line.split("\t") for line in listed.splitlines()]
    inputs = {(op, form): cases(op, form) for op in OPERATIONS for form in FORMATS}
    for (op, form), text in inputs.items():
        code, found = verdict(text, "good")
        tap.check(code == 0, f"{op} {form}: no mistake, grade {found['grade']}")
    for k, name, what in families:
        caught, named = [], []
        for (op, form), text in inputs.items():
            code, found = verdict(text, k)
            if code == 1:
                caught.append(f"{op} {form}")
                if found.get("family") == name:
                    named.append(f"{op} {form}")
        tap.check(caught and named, f"{name}, {what}: caught in {len(caught)},"
                                 f" named in {len(named)} of {len(inputs)}")
    return tap.finish()


sys.exit(main())
