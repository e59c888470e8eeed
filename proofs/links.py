#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Prints all of proofs/bridge/link as one file, in the order of the file
`order', for bin/coqwp.in. What follows `(*@ NEEDS ... *)' is a block: it can be
used with a goal in which these names of WP occur. Added here are the names of
earlier blocks that it mentions, for it needs them too:

  (*@ BLOCK needs ... ; defines ... ; tries ... *)
"""
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True

FOLDER = Path(__file__).resolve().parent / "bridge/link"
NEEDS = re.compile(r"^\(\*@ NEEDS (.*)\*\)\n", re.M)
TRY = re.compile(r"^\(\*@ TRY (\S+) \*\)\n", re.M)
DEFINED = re.compile(
    r"^ *(?:Definition|Lemma|Theorem|Notation|Ltac|Fixpoint|Inductive) +([\w']+)",
    re.M)
REQUIRED = re.compile(r"^(?:From Softproof )?Require ([\w ]+)\.", re.M)
WORD = re.compile(r"(?<![\w.'])[A-Za-z_][\w']*")
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
        for needs, text in zip(parts[::2], parts[1::2]):
            tries = TRY.findall(text)
            code = COMMENT.sub("", text)
            defined = {*DEFINED.findall(code),
                       *" ".join(REQUIRED.findall(code)).split()}
            used = (set(WORD.findall(code)) & known) - defined
            print("(*@ BLOCK", *needs.split(), *sorted(used), ";",
                  *sorted(defined), ";", *tries, "*)")
            print(TRY.sub("", text), end="")
            known |= defined


if __name__ == "__main__":
    main()
