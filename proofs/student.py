#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Writes the course of proofs/lessons without its solutions.

usage: student.py DIR"""
import re
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from lessons import LESSONS, lessons
from wp import ROOT


def write(target):
    """The course without solutions, with what its check needs."""
    shutil.rmtree(target, ignore_errors=True)
    without = shutil.ignore_patterns("solution.*", "__pycache__")
    shutil.copytree(LESSONS, target / "proofs/lessons", ignore=without)
    for path in target.glob("proofs/lessons/*/lesson.ini"):
        path.write_text(re.sub(r"\n\[cheats\]\n(?:(?!\[).*\n)*", "", path.read_text()))
    for folder in ("specs", "proofs/bin", "proofs/why3"):
        shutil.copytree(ROOT / folder, target / folder)
    (target / "src").mkdir()
    for path in (ROOT / "src").glob("*.[ch]"):
        shutil.copy(path, target / "src")
    (target / "plots").mkdir()
    for path in (ROOT / "plots").glob("*.svg"):
        shutil.copy(path, target / "plots")
    for name in ("lessons", "wp", "scan", "mutants", "smoke", "cache"):
        shutil.copy(ROOT / f"proofs/{name}.py", target / "proofs")
    shutil.copy(ROOT / "LICENSE", target)
    shutil.copy(LESSONS / "student.mk", target / "Makefile")
    print(f"{target}: {len(lessons())} lessons; there: make lesson L=01")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.splitlines()[-1])
    write(Path(sys.argv[1]))
