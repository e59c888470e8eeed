#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Follows each property from its claim to what stands behind it: clauses,
lemmas, goals, provers, tests, mutants, figures and lessons. What a property
lacks is a gap, and is shown as one.

usage: traceability.py [--gaps]

  --gaps   print the gaps, and fail if a property has no statement, no proved
           goal or no test

Sources: specs/PROPERTIES, the clauses of src/*.h, proofs/results/goals.tsv,
the files of tests/ that name the property, proofs/mutants/mutants.ini, the
`Properties:' lines of plots/*.gp and of proofs/lessons/*/README.md.
"""
import configparser
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

sys.dont_write_bytecode = True

import scan
from report import EXPECTED, read_tsv
from wp import ROOT

ID = re.compile(r"\bP\d\d\b")
CLAUSE = re.compile(r"\b(?:ensures|invariant)\s+(P\d\d)_(\w+)\s*:")
FUNCTION = re.compile(r"^[a-z][\w ]*?\b\*?(sp_\w+)\(", re.M)


@dataclass
class Property:
    """All that is known of one property."""
    name: str
    claims: list = field(default_factory=list)     # (claim, layer, stands as)
    clauses: dict = field(default_factory=dict)    # function -> clause names
    lemmas: list = field(default_factory=list)
    theorems: list = field(default_factory=list)   # files of proofs/coq
    goals: int = 0                                 # of functions and lemmas
    proved: int = 0
    provers: Counter = field(default_factory=Counter)
    tests: list = field(default_factory=list)
    mutants: list = field(default_factory=list)
    figures: list = field(default_factory=list)
    lessons: list = field(default_factory=list)

    @property
    def coded(self):
        """Whether it is of the C code, not of mathematics alone."""
        return any("C" in layer for _, layer, _ in self.claims)

    def gaps(self):
        """The names of the links that are missing."""
        parts = {"statement": self.clauses or self.lemmas or self.theorems,
                 "proof": self.goals and self.goals == self.proved,
                 "test": self.tests or not self.coded,
                 "mutant": self.mutants or not self.coded,
                 "figure": self.figures, "lesson": self.lessons}
        return [name for name, there in parts.items() if not there]


def cells_of(line):
    """Of a line of a table in Markdown."""
    return [c.strip() for c in re.split(r"(?<!\\)\|", line)[1:-1]]


def claims():
    """ID -> Property, with the rows of specs/PROPERTIES."""
    found, at = {}, None
    for line in (ROOT / "specs/PROPERTIES").read_text().splitlines():
        cells = cells_of(line)
        if line.startswith("<!-- begin"):
            break
        if len(cells) != 5:
            continue
        if m := re.match(r"(P\d\d) ?(.*)", cells[0]):
            at = found.setdefault(m[1], Property(m[2]))
        if at and cells[0] not in ("ID", "---"):
            at.claims.append((cells[1], cells[2], cells[4]))
            at.theorems += re.findall(r"\b\w+\.v\b", cells[3])
            if "of each function" in cells[3]:
                at.clauses = defaultdict(list)
            if m := re.search(r"\blemmas? ([^;]+)", cells[3]):
                at.lemmas += re.findall(r"[A-Z]\w*\*?", m[1])
    return found


def add_clauses(found):
    """Each contract stands before its function."""
    for path in sorted(ROOT.glob("src/sp_*.h")):
        text, start = path.read_text(), 0
        # a frame, P08, is claimed of each function by its `assigns'
        for m in FUNCTION.finditer(text):
            contract = text[start:m.start()]
            for p in found.values():
                if isinstance(p.clauses, defaultdict) and "assigns" in contract:
                    p.clauses[m[1]] = ["assigns"]
            for name, clause in CLAUSE.findall(contract):
                clauses = found[name].clauses.setdefault(m[1], [])
                if clause not in clauses:
                    clauses.append(clause)
            start = m.end()


def add_goals(found):
    """The goals of the functions and lemmas that state a property."""
    units = read_tsv(EXPECTED)
    for p in found.values():
        for u in units:
            if not (u["name"] in p.clauses or u["kind"] == "lemma" and any(
                    fnmatchcase(u["name"], lemma) for lemma in p.lemmas)):
                continue
            p.goals += int(u["goals"])
            p.proved += int(u["proved"])
            for part in u["provers"].split():
                prover, count = part.split(":")
                p.provers[prover] += int(count)


def add_files(found, where, pattern, marked):
    """The files that name a property; where `marked', on a line that says so."""
    for path in sorted(ROOT.glob(pattern)):
        text = path.read_text()
        if marked:
            text = " ".join(re.findall(r"Properties: (.*)", text))
        for name in set(ID.findall(text)) & set(found):
            getattr(found[name], where).append(path.relative_to(ROOT))


def add_mutants(found):
    """A mutant of a file counts for the properties of its public functions, one
    of a helper for those of the functions in files that call it."""
    table = configparser.ConfigParser(interpolation=None)
    table.read(ROOT / "proofs/mutants/mutants.ini")
    used = {p: set(re.findall(r"\bsp_\w+", p.read_text()))
            for p in ROOT.glob("src/*.c")}
    home = {name: ROOT / path for path, name in scan.functions()[0]}
    properties = defaultdict(set)   # file -> IDs
    for name, p in found.items():
        for function in p.clauses:
            properties[home.get(function)].add(name)
    for mutant in table.sections():
        if "equivalent" in table[mutant]:       # the proof rightly holds: no witness
            continue
        file = ROOT / table[mutant]["file"]     # files share names of helpers
        broken = {file} if file.suffix == ".c" else \
            {home.get(f) for f in table[mutant]["functions"].split()}
        ids = set().union(*(properties[path] for path in broken))
        if not ids:
            theirs = {n for n, path in home.items() if path in broken and n.startswith("sp_")}
            ids = set().union(*(properties[path] for path, names in used.items()
                                if names & theirs))
        for name in ids:
            found[name].mutants.append(mutant)


def properties():
    """ID -> Property, in order."""
    found = claims()
    add_clauses(found)
    add_goals(found)
    add_files(found, "tests", "tests/*/*.[cp]*", False)
    add_mutants(found)
    add_files(found, "figures", "plots/*.gp", True)
    add_files(found, "lessons", "proofs/lessons/*/README.md", True)
    return dict(sorted(found.items()))


def main():
    if sys.argv[1:] not in ([], ["--gaps"]):
        sys.exit(__doc__)
    broken = 0
    for name, p in properties().items():
        gaps = p.gaps()
        broken += bool({"statement", "proof", "test"} & set(gaps))
        print(f"{name} {p.name:14} {len(p.clauses):3} functions"
              f" {len(p.lemmas):3} lemmas {p.proved:5} of {p.goals:5} goals"
              f" {len(p.tests):3} tests {len(p.mutants):4} mutants"
              f" {len(p.figures):2} figures {len(p.lessons):2} lessons"
              + (f"   no {', no '.join(gaps)}" if gaps else ""))
    return 1 if sys.argv[1:] and broken else 0


if __name__ == "__main__":
    sys.exit(main())
