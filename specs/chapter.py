#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Writes what specs/chapter.md quotes: clauses, lemmas and C from the sources,
each with the goals that prove it from proofs/results/goals.tsv.

usage: chapter.py [--check]

Between `<!-- begin: KIND ... -->' and `<!-- end -->':

  clause FUNCTION NAME...   clauses of the contract of a public function
  lemma NAME...             ACSL lemmas
  logic NAME...             ACSL definitions
  code FILE FUNCTION        a C function without its annotations

--check writes nothing and fails if a quotation is not what the sources say.
"""
import re
import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "proofs"))

import scan
from report import EXPECTED, read_tsv

PAGE = HERE / "chapter.md"
BLOCK = re.compile(r"<!-- begin: (\w+) ([^>]*?) -->\n.*?<!-- end -->", re.S)


def fail(text):
    sys.exit(f"chapter.py: {text}")


def goals():
    return {row["name"]: row for row in read_tsv(EXPECTED)}


def proved(name):
    """The proof of a function or lemma, in words."""
    row = GOALS.get(name) or fail(f"no proof of `{name}' in proofs/results/goals.tsv")
    by = row["provers"].replace(":", " ").split()
    pairs = ", ".join(f"{p} {n}" for p, n in zip(by[::2], by[1::2]))
    mark = "Proved" if row["goals"] == row["proved"] else "OPEN"
    what = "goal" if row["goals"] == "1" else "goals"
    return f"{mark}: `{name}`, {row['proved']} of {row['goals']} {what} ({pairs})"


def proved_lemmas(names):
    """As proved, of lemmas, which are one goal each or a few."""
    if any(proved(n).startswith("OPEN") for n in names):
        return "; ".join(proved(n) for n in names)
    by = dict.fromkeys(part.split(":")[0] for n in names for part in GOALS[n]["provers"].split())
    count = sum(int(GOALS[n]["goals"]) for n in names)
    return f"Proved: {'all ' if count > 1 else ''}{count} {'goals' if count > 1 else 'goal'}, by {', '.join(by)}"


def clause(function, *names):
    for path in sorted(ROOT.glob("src/sp_*.h")):
        contract = scan.contract(path.read_text(), function)
        if not contract:
            continue
        found = []
        for name in names:
            m = scan.clause(contract[1], name) or \
                fail(f"{path.name}: `{function}' has no clause `{name}'")
            line = contract[1].rfind("\n", 0, m.start()) + 1
            found.append(textwrap.dedent(contract[1][line:m.end()]))
        return found, path, proved(function)
    return fail(f"no contract of `{function}' in src/sp_*.h")


def logic(kind, *names):
    found, paths = [], []
    for name in names:
        for path in sorted(ROOT.glob("specs/*.acsl")):
            m = re.search(rf"^( *(?:/\*@)? *(?:// [^\n]*\n\s*)*(?:{kind})\b[^;=:]*?\b{name}\b.*?;)"
                          rf"(?=[^\n]*\n\s*(?:lemma|logic|predicate|//|\*/|\n))",
                          path.read_text(), re.S | re.M)
            if m:
                text = m[1].replace("/*@", "   ")
                text = re.sub(r"^\s*// [^\n]*\n", "", text)
                found.append(textwrap.dedent(text).strip())
                paths.append(path)
                break
        else:
            fail(f"no {kind} `{name}' in specs/*.acsl")
    return found, paths[0], proved_lemmas(names) if kind == "lemma" else ""


def code(path, function):
    text = (ROOT / path).read_text()
    m = re.search(rf"^[a-z][\w ]*?\*?{function}\([^;]*?\)\n\{{.*?^\}}", text, re.S | re.M)
    if not m:
        fail(f"{path}: no function `{function}'")
    body = re.sub(r"\n *//@[^\n]*|\n *//[^\n]*|\n */\*@.*?\*/", "", m[0], flags=re.S)
    return [body], ROOT / path, proved(function)


KINDS = {"clause": clause, "code": code,
         "lemma": lambda *names: logic("lemma", *names),
         "logic": lambda *names: logic("logic|predicate", *names)}


def quote(match):
    kind, words = match[1], match[2].split()
    if kind not in KINDS:
        fail(f"`{kind}': none of {', '.join(KINDS)}")
    found, path, status = KINDS[kind](*words)
    where = path.relative_to(ROOT)
    lines = [f"<!-- begin: {kind} {match[2]} -->", "```c", "\n".join(found), "```",
             f"[`{where}`](../{where})" + (f". {status}." if status else "."), "<!-- end -->"]
    return "\n".join(lines)


def main():
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    old = PAGE.read_text()
    new, count = BLOCK.subn(quote, old)
    if old.count("<!-- begin:") != count:
        fail("a block is not closed by <!-- end -->")
    for target in re.findall(r"\]\((?!http|#)([^)#]+)", new):
        if not (HERE / target).exists():
            fail(f"no file `{target}'")
    if new == old:
        print(f"specs/chapter.md: {count} quotations are what the sources say")
        return 0
    if sys.argv[1:]:
        print("specs/chapter.md: out of date; run specs/chapter.py")
        return 1
    PAGE.write_text(new)
    print(f"specs/chapter.md: {count} quotations written")
    return 0


if __name__ == "__main__":
    GOALS = goals()
    sys.exit(main())
