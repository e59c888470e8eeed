# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Reads the public headers: what they declare, without the contracts."""

import re
from pathlib import Path

SRC = Path(__file__).resolve().parent.parent

INCLUDE = re.compile(r'^#include "([^"]+)"\n', re.M)
FRAMAC = re.compile(r"^#ifdef __FRAMAC__\n.*?^#endif\n", re.M | re.S)
CONTRACT = re.compile(r"^[ \t]*/\*@.*?\*/\n|^[ \t]*//@[^\n]*\n", re.M | re.S)
LICENCE = re.compile(r"\A/\* SPDX.*?\*/\n", re.S)


def public():
    """The public headers, each after those that it includes"""
    order = []

    def visit(name):
        for other in INCLUDE.findall(plain(SRC / name)):
            visit(other)
        if name not in order:
            order.append(name)

    visit("softproof.h")
    return order


def plain(path):
    """A file of C without what only Frama-C reads"""
    text = FRAMAC.sub("", path.read_text())
    return CONTRACT.sub("", text)


def version():
    return re.search(r'SP_VERSION "([^"]+)"', (SRC / "softproof.h").read_text())[1]


def functions():
    """(header, comment, prototype) of every public function"""
    for name in public():
        text = plain(SRC / name)
        pattern = r"(/\*(?:(?!\*/).)*\*/\n)?((?:const )?\w+ \*?sp_\w+\([^;{]*\);)"
        for comment, prototype in re.findall(pattern, text, re.S):
            words = re.sub(r"^/\* ?| ?\*/$|^ \* ?", "", comment.strip(), flags=re.M)
            yield name, words, re.sub(r"\s+", " ", prototype)


def names():
    return [re.search(r"(sp_\w+)\(", prototype)[1] for _, _, prototype in functions()]
