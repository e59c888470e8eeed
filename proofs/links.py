#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Prints all of proofs/bridge/link as one file, in the order of the file
`order', for coqwp.py. What follows `(*@ NEEDS ... *)' is a block: it can be
used with a goal in which these names of WP occur. Added here is what it
mentions of ACSL (L_*, P_*) and of earlier blocks, for it needs them too; what
the file imports before; and Coq modules that it mentions are loaded:

  (*@ BLOCK needs ... ; defines ... ; tries ... *)
"""
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True

BRIDGE = Path(__file__).resolve().parent / "bridge"
FOLDER = BRIDGE / "link"
LIBRARY = {path.stem for path in (BRIDGE.parent / "coq").glob("*.v")}
OPERATIONS = {path.stem for path in BRIDGE.glob("*.v")}
NEEDS = re.compile(r"^\(\*@ NEEDS (.*)\*\)\n", re.M)
TRY = re.compile(r"^\(\*@ TRY (\S+) \*\)\n", re.M)
DEFINED = re.compile(
    r"^ *(?:Definition|Lemma|Theorem|Notation|Ltac|Fixpoint|Inductive) +([\w']+)",
    re.M)
MODULE = re.compile(r"(?<![\w.'])(\w+)\.(?=\w)")
WORD = re.compile(r"(?<![\w.'])[A-Za-z_][\w']*")
ACSL = re.compile(r"(?<![\w.'])([LP]_\w+?)(?:_def)?(?![\w'])")
IMPORT = re.compile(r"^From \w+ Require Import .*\n", re.M)
COMMENT = re.compile(r"\(\*.*?\*\)", re.S)


def files():
    listed = [line for line in (FOLDER / "order").read_text().splitlines()
              if not line.startswith("#")]
    for path in FOLDER.glob("*.v"):
        if path.stem not in listed:
            sys.exit(f"links.py: {path} is not in {FOLDER}/order")
    return [FOLDER / f"{name}.v" for name in listed]


def main():
    known = set()
    for path in files():
        head, *parts = NEEDS.split(path.read_text())
        if COMMENT.sub("", head).strip():
            sys.exit(f"links.py: {path} does not begin with NEEDS")
        imports = []
        for needs, text in zip(parts[::2], parts[1::2]):
            tries = TRY.findall(text)
            code = COMMENT.sub("", text)
            defined = set(DEFINED.findall(code))
            words = set(WORD.findall(code))
            used = {*needs.split(), *(words & known - defined), *ACSL.findall(code)}
            print("(*@ BLOCK", *sorted(used), ";",
                  *sorted(defined), ";", *tries, "*)")
            modules = set(MODULE.findall(code))
            for name in sorted(modules & LIBRARY):
                print(f"From Softproof Require {name}.")
            for name in sorted(modules & OPERATIONS):
                print(f"Require {name}.")
            imports += IMPORT.findall(text)
            print(*imports, IMPORT.sub("", TRY.sub("", text)), sep="", end="")
            known |= defined


if __name__ == "__main__":
    main()
