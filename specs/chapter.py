#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Writes what specs/chapter.md quotes: clauses, lemmas and C from the sources,
each with the goals that prove it from proofs/results/goals.tsv.

usage: chapter.py [--check]

Between `<!-- begin: KIND ... -->' and `<!-- end -->':

  clause FUNCTION NAME...   clauses of the contract of a public function, those
                            of a behavior under its assumption
  lemma NAME...             ACSL lemmas
  logic NAME...             ACSL definitions
  code FILE FUNCTION...     C functions of a file without their annotations
  part FILE FUNCTION | FIRST | LAST
                            of a C function, from the line that begins with FIRST
                            to the next that begins with LAST
  mutants count             how many mistakes proofs/mutants/mutants.ini holds

--check writes nothing and fails if a quotation is not what the sources say.
"""
import configparser
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


def goals_of(name, path=None):
    """What was proved of a function or lemma; path tells functions of one name apart."""
    rows = [r for r in GOALS if r["name"] == name]
    if len(rows) > 1:
        rows = [r for r in rows if r["file"] == path]
    return rows[0] if rows else fail(f"no proof of `{name}' in proofs/results/goals.tsv")


def proved(*names, path=None):
    """The proof of functions, in words."""
    rows = [goals_of(n, path) for n in names]
    open_ones = [r["name"] for r in rows if r["goals"] != r["proved"]]
    if open_ones:
        return f"OPEN: `{'`, `'.join(open_ones)}`"
    by = {}
    for row in rows:
        for prover, count in (part.split(":") for part in row["provers"].split()):
            by[prover] = by.get(prover, 0) + int(count)
    count = sum(by.values())
    pairs = ", ".join(f"{p} {n}" for p, n in by.items())
    return f"Proved: `{'`, `'.join(names)}`, {count} of {sum(int(r['goals']) for r in rows)} " \
        f"{'goals' if count > 1 else 'goal'} ({pairs})"


def proved_lemmas(names):
    """As proved, of lemmas, which are one goal each or a few."""
    rows = [goals_of(n) for n in names]
    if any(r["goals"] != r["proved"] for r in rows):
        return proved(*names)
    by = dict.fromkeys(part.split(":")[0] for r in rows for part in r["provers"].split())
    count = sum(int(r["goals"]) for r in rows)
    what = {1: "1 goal", 2: "both goals"}.get(count, f"all {count} goals")
    return f"Proved: {what}, by {', '.join(by)}"


def behavior_at(contract, position):
    """The lines that say when the clauses there hold, or "": the assumption of their
    behavior, and that nothing is written, if so"""
    heads = list(re.finditer(r"^ *behavior \w+:\n.*?(?=^ *(?:ensures|complete))", contract, re.S | re.M))
    head = next((h[0] for h in reversed(heads) if h.end() <= position), "")
    head = re.sub(r" *assigns (?! *\\nothing;)[^;]*;\n", "", head)
    return textwrap.dedent(head)


def clause(function, *names):
    for path in sorted(ROOT.glob("src/sp_*.h")):
        contract = scan.contract(path.read_text(), function)
        if not contract:
            continue
        found, last = [], ""
        for name in names:
            m = scan.clause(contract[1], name) or \
                fail(f"{path.name}: `{function}' has no clause `{name}'")
            line = contract[1].rfind("\n", 0, m.start()) + 1
            head = behavior_at(contract[1], line)
            if head and head != last:
                found.append(head.rstrip())
            elif last and not head:
                fail(f"`{function}': `{name}' stands under no behavior: quote it first")
            last = head
            text = textwrap.dedent(contract[1][line:m.end()])
            found.append(textwrap.indent(text, "  ") if head else text)
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


def body(path, function):
    text = (ROOT / path).read_text()
    m = re.search(rf"^[a-z][\w ]*?\*?\b{function}\([^;{{]*?\)\n\{{.*?^\}}", text, re.S | re.M)
    if not m:
        fail(f"{path}: no function `{function}'")
    return re.sub(r"\n *//@[^\n]*|\n *//[^\n]*|\n */\*@.*?\*/", "", m[0], flags=re.S)


def code(path, *functions):
    return ["\n\n".join(body(path, f) for f in functions)], ROOT / path, proved(*functions, path=path)


def part(path, function, *words):
    _, first, last = " ".join(words).split("|")
    lines = body(path, function).split("\n")
    begins = [i for i, line in enumerate(lines) if line.strip().startswith(first.strip())]
    ends = [i for i, line in enumerate(lines)
            if begins and i > begins[0] and line.strip().startswith(last.strip())]
    if not ends:
        fail(f"{path}: in `{function}' no lines from `{first.strip()}' to `{last.strip()}'")
    text = textwrap.dedent("\n".join(lines[begins[0]:ends[0] + 1]))
    return [text], ROOT / path, proved(function, path=path)


def mutants(_):
    """A sentence, not a quotation"""
    table = configparser.ConfigParser(interpolation=None)
    table.read(ROOT / "proofs/mutants/mutants.ini")
    same = [m for m in table.sections() if "equivalent" in table[m]]
    stated = [m for m in table.sections() if "clause" in table[m] and m not in same]
    shown = sum("run" in table[m] for m in table.sections())
    wrong = len(table.sections()) - len(stated) - len(same)
    return f"""`make mutants` makes {len(table.sections())} small changes, one at a time: {wrong} mistakes in the
code and {len(stated)} changes of contracts, each of which must lose a goal, and {len(same)} that alter nothing and must lose
none. `make break M=softmax-no-shift` shows one; {shown} of them come with a run where the difference shows."""


SENTENCES = {"mutants": mutants}
KINDS = {"clause": clause, "code": code, "part": part,
         "lemma": lambda *names: logic("lemma", *names),
         "logic": lambda *names: logic("logic|predicate", *names)}


def quote(match):
    kind, words = match[1], match[2].split()
    if kind in SENTENCES:
        return f"<!-- begin: {kind} {match[2]} -->\n{SENTENCES[kind](*words)}\n<!-- end -->"
    if kind not in KINDS:
        fail(f"`{kind}': none of {', '.join([*KINDS, *SENTENCES])}")
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
    GOALS = read_tsv(EXPECTED)
    sys.exit(main())
