# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Tables of what was proved, and the comparison with what must be."""
import csv
import json
from collections import Counter
from dataclasses import dataclass, field

import scan
from wp import BUILD, PROVERS, ROOT

EXPECTED = ROOT / "proofs/results/goals.tsv"
HEADER = ["file", "name", "kind", "goals", "proved", "provers", "seconds"]


@dataclass
class Unit:
    """A lemma or a function, with its goals."""
    file: str
    name: str
    kind: str
    goals: list
    trouble: list = field(default_factory=list)

    @property
    def open(self):
        return [g.name for g in self.goals if not g.valid]

    @property
    def ok(self):
        return bool(self.goals) and not self.open and not self.trouble

    @property
    def seconds(self):
        return sum(g.seconds for g in self.goals)

    @property
    def provers(self):
        count = Counter(g.prover for g in self.goals if g.valid)
        return " ".join(f"{p}:{count[p]}" for p in ["Qed", *PROVERS] if count[p])

    def row(self):
        return [self.file, self.name, self.kind, len(self.goals),
                len(self.goals) - len(self.open), self.provers,
                f"{self.seconds:.1f}"]


def unit_line(unit):
    mark = "ok  " if unit.ok else "OPEN" if unit.open else "BAD "
    count = f"{len(unit.goals) - len(unit.open)}/{len(unit.goals)}"
    line = (f"{mark} {unit.name:34} {count:>7}  {unit.seconds:6.1f} s"
            f"  {unit.provers}")
    for name in unit.open:
        line += f"\n          open: {name}"
    return line


def read_tsv(path):
    with open(path, newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t",
                                   quoting=csv.QUOTE_NONE))


def in_order(units):
    return sorted(units, key=lambda u: (u.kind != "lemma", u.file, u.name))


def write(units, trouble, wall):
    """The results as data."""
    folder = BUILD / "results"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "proof.tsv", "w") as out:
        print(*["file", "name", "goal", "status", "prover", "seconds"],
              sep="\t", file=out)
        for u in in_order(units):
            for g in u.goals:
                print(u.file, u.name, g.name, "valid" if g.valid else "open",
                      g.prover, f"{g.seconds:.2f}", sep="\t", file=out)
    goals = [g for u in units for g in u.goals]
    (folder / "proof.json").write_text(json.dumps({
        "goals": len(goals),
        "proved": sum(g.valid for g in goals),
        "provers": Counter(g.prover for g in goals if g.valid),
        "wall_seconds": round(wall),
        "errors": trouble,
        "units": [dict(zip(HEADER, u.row()), errors=u.trouble)
                  for u in in_order(units)]}, indent=1) + "\n")


def table(units, wall):
    goals = [g for u in units for g in u.goals]
    print(f"\n{'prover':8} {'goals':>6} {'share':>7} {'seconds':>8}")
    for prover in ["Qed", *PROVERS]:
        mine = [g for g in goals if g.valid and g.prover == prover]
        if mine:
            print(f"{prover:8} {len(mine):6} {len(mine) / len(goals):7.1%}"
                  f" {sum(g.seconds for g in mine):8.1f}")
    proved = sum(g.valid for g in goals)
    lemmas = [u for u in units if u.kind == "lemma"]
    functions = [u for u in units if u.kind == "function"]
    print(f"{'all':8} {proved:6} of {len(goals)} goals:"
          f" {sum(u.ok for u in lemmas)} of {len(lemmas)} lemmas,"
          f" {sum(u.ok for u in functions)} of {len(functions)} functions;"
          f" {round(wall) // 60} min {round(wall) % 60} s")


def read_expected():
    if not EXPECTED.exists():
        return None
    lines = EXPECTED.read_text().splitlines()[1:]
    return {(r[0], r[1]): int(r[3]) for r in (x.split("\t") for x in lines)}


def last_time():
    """(file, name) -> seconds in the committed table: what to begin with. It
    decides nothing else."""
    if not EXPECTED.exists():
        return {}
    return {(row["file"], row["name"]): float(row["seconds"])
            for row in read_tsv(EXPECTED)}


def compare(units):
    """Complaints where less is claimed than in the committed table, so that
    no contract is lost without being seen."""
    expected = read_expected()
    if expected is None:
        return [f"no {EXPECTED.relative_to(ROOT)}: run `make prove-accept'"]
    now = {(u.file, u.name): len(u.goals) for u in units}
    found = [f"{name} of {file} is in the committed table, but is gone"
             for file, name in expected if (file, name) not in now]
    found += [f"{name} of {file} has {now[file, name]} goals, {n} expected"
              for (file, name), n in expected.items()
              if now.get((file, name), n) < n]
    return found


def accept(units, part=False):
    """Writes the table; of a part, the lines of its units in it, without those
    that are gone."""
    rows = {(u.file, u.name): list(map(str, u.row())) for u in units}
    if part and EXPECTED.exists():
        old = [line.split("\t") for line in EXPECTED.read_text().splitlines()[1:]]
        there = scan.units()
        rows = {**{(r[0], r[1]): r for r in old if (r[0], r[1]) in there}, **rows}
    EXPECTED.parent.mkdir(parents=True, exist_ok=True)
    with open(EXPECTED, "w") as out:
        print(*HEADER, sep="\t", file=out)
        for row in sorted(rows.values(), key=lambda r: (r[2] != "lemma", r[0], r[1])):
            print(*row, sep="\t", file=out)
    print(f"written: {EXPECTED.relative_to(ROOT)}; commit it")
