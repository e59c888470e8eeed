#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Writes softproof.h and softproof.c, the whole core in two files, for those who
copy sources. The contracts stay behind: they are proved of the files they are
in.  usage: amalgamate.py FOLDER"""

import re
import sys
from collections import Counter
from pathlib import Path

import headers

NOTE = """/* SPDX-License-Identifier: MIT
 * Copyright the Softproof authors */

/* Softproof {version}, in two files: made of src/ by src/package/amalgamate.py.
 * Compile without -ffast-math, and with -ffp-contract=off. */
"""
STATIC = re.compile(r"^static (?:inline )?[\w ]+?[ *]+(\w+)\(", re.M)
MACRO = re.compile(r"^#define (\w+)", re.M)
SYSTEM = re.compile(r"^#include (<[^>]+>)\n", re.M)


def body(name):
    """A file without its licence and its includes, and these"""
    text = headers.LICENCE.sub("", headers.plain(headers.SRC / name)).strip() + "\n"
    systems = SYSTEM.findall(text)
    return headers.INCLUDE.sub("", SYSTEM.sub("", text)), systems


def private(sources):
    """The headers that only sources include, each after those it includes"""
    public, order = set(headers.public()), []

    def visit(name):
        for other in headers.INCLUDE.findall(headers.plain(headers.SRC / name)):
            visit(other)
        if name.endswith(".h") and name not in public and name not in order:
            order.append(name)

    for name in sources:
        visit(name)
    return order


def clashing(sources):
    """Names of static functions that more than one file has"""
    count = Counter(n for name in sources for n in set(STATIC.findall(body(name)[0])))
    return {n for n, times in count.items() if times > 1}


def join(first, names, sources=()):
    """The files one after the other; in sources, what clashes gets a name of its
    own, and macros end with the file."""
    clash, parts, systems = clashing(sources), [], set()
    for name in names:
        text, needed = body(name)
        systems.update(needed)
        if name in sources:
            stem = name.removesuffix(".c")
            for n in clash & set(STATIC.findall(text)):
                text = re.sub(rf"(?<![.>\w]){n}(?=\()", f"{stem}_{n}", text)
            text += "".join(f"#undef {n}\n" for n in MACRO.findall(text))
        parts.append(f"\n/* {name} */\n\n{text}")
    includes = "".join(f"#include {s}\n" for s in sorted(systems))
    return NOTE.format(version=headers.version()) + first + includes + "".join(parts)


def main():
    folder = Path(sys.argv[1])
    sources = sorted(p.name for p in headers.SRC.glob("*.c"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "softproof.h").write_text(join("", headers.public()))
    (folder / "softproof.c").write_text(
        join('#include "softproof.h"\n', private(sources) + sources, sources))


main()
