#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Proves goals that Why3's Coq driver printed, by the tactics of
proofs/bridge/link: one of WP's provers.

usage: coqwp.py GOAL.v

Exit status 0: Coq accepts a proof from no assumption but those of ALLOWED.
COQWP_KEEP=DIR    keeps goals, proofs and what Coq says, for a human to look at.
PROOF_HINTS=FILE  the tactics that proved goals before, tried before all others.
PROOF_RECORD=DIR  keeps proofs without asking what they assume, which is most of
                  the time; then audit() must ask for all of them at once.
COQWP_BATCH=DIR   a goal that has a hint is only put there, and taken as proved;
                  then prove_batch() must prove all that are there, at once:
                  half of a short proof's time goes to loading Coq's libraries.
"""
import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROOFS = Path(__file__).resolve().parent
BUILD = PROOFS.parent / "build"
COQC = ["setpriv", "--pdeathsig", "KILL",   # Why3 kills us, but not what we run
        "coqc", "-q", "-w", "none", "-R", BUILD / "coq/lib", "Softproof",
        "-R", BUILD / "coq/why3", "Why3", "-R", ".", "Goals"]
LIMIT = 900                 # seconds for one run of Coq
GOALS = "goals.txt"         # in PROOF_RECORD: every theorem
HINTS = "hints.tsv"         # and the tactic that proved it

# The four axioms of Coq's real analysis; the definitions of ACSL's logic
# functions and the values of C's literals; the ranges of C's integer types, and
# that conversion keeps what is in range; of WP's memory model, that addresses
# can be compared and three symbols of which nothing is assumed.
ALLOWED = re.compile(
    r"ClassicalDedekindReals\.sig_(not|forall)_dec|Classical_Prop\.classic"
    r"|FunctionalExtensionality\.functional_extensionality_dep"
    r"|L_\w*('def)?|fliteral(_axiom)?\d*"
    r"|is_[su]int(32|64)(_def)?|to_uint(32|64)|id_uint(32|64)"
    r"|addr_WhyType|havoc|region|linked")

ITEM = re.compile(r"^(?=Definition |Parameter|Axiom |Fixpoint |Inductive )", re.M)
NAME = re.compile(r"(?:Definition|Parameter|Axiom)\s+(\w+)")
NUMERAL = re.compile(r"(?<![\w.])\d{20,}(?=%[RZ])")
REQUIRE = re.compile(r"^(?:From \w+ )?Require (Import )?([^\n]*)\.\n", re.M)
BLOCK = re.compile(r"^\(\*@ BLOCK (.*?);(.*?);(.*?)\*\)\n", re.M)


def key_of(text):
    """Names a goal in the hints."""
    return hashlib.md5(text.encode()).hexdigest()[:16]


class Goal:
    """A goal as Why3 printed it. `stated' is all up to the statement, which
    becomes a definition, without the lemmas of the specification (Axiom Q_*):
    a proof must not use them. Coq reads large numerals faster in hexadecimal."""

    def __init__(self, text):
        self.key = key_of(text)
        before, statement = text.split("\nTheorem wp_goal :", 1)
        statement = statement.split("\nProof.\n", 1)[0]
        self.requires = "".join(m[0] for m in REQUIRE.finditer(before))
        head, *items = ITEM.split(REQUIRE.sub("", before))
        items = [i for i in items if not i.startswith("Axiom Q_")]
        stated = head + "".join(items) + "\nDefinition wp_statement : Prop :=" + statement
        self.stated = NUMERAL.sub(lambda n: hex(int(n[0])), stated)
        self.names = [NAME.match(i)[1] for i in items if NAME.match(i)]


@functools.cache
def all_blocks():
    """(what it needs, defines and tries, its text) of each block of links.v"""
    _, *parts = BLOCK.split((BUILD / "why3/links.v").read_text())
    return [(needs.split(), defines.split(), tries.split(), text)
            for needs, defines, tries, text in zip(*[iter(parts)] * 4)]


def blocks(goal, only):
    """The blocks of links.v whose needs the goal and other blocks meet, and the
    tactics to try, those of the last block first. If only one tactic is wanted,
    only the blocks that it needs."""
    known, usable = set(goal.names), []
    for block in all_blocks():
        if known.issuperset(block[0]):
            usable.append(block)
            known.update(block[1])
    if not only:
        tactics = [t for b in reversed(usable) for t in reversed(b[2])]
        return [b[3] for b in usable], [*tactics, "try_float", "try_compare"]
    wanted, texts = set(), []
    for needs, defines, tries, text in reversed(usable):
        if only in tries or wanted.intersection(defines):
            wanted = wanted.difference(defines).union(needs)
            texts.insert(0, text)
    return texts, [only]


def proof(goal, only):
    """Imports our library, which therefore cannot change what is stated, and
    proves the statement."""
    texts, tactics = blocks(goal, only)
    literals = [n for n in goal.names if n.startswith("fliteral_axiom")]
    logic = [n for n in goal.names if n.startswith(("L_", "P_"))]
    per_goal = {
        "unfold_acsl": [f"try unfold {n} in *;" for n in logic
                        if f"\nDefinition {n} " in goal.stated],
        "literal_facts": [f"pose proof (proj1 {n});" for n in literals],
        "literal_values": [f"try rewrite (proj2 {n});" for n in literals],
        "literal_equations": [f"pose proof (proj2 {n});" for n in literals]}
    tried = " | ".join(f'(solve [{t}]; idtac "by {goal.key} {t}")' for t in tactics)
    body = "\n".join(
        ["Import Solve.",
         *(f"Ltac {name} ::= {' '.join(steps)} idtac."
           for name, steps in per_goal.items()),
         *texts,
         "Theorem wp_goal : wp_statement.",
         f"Proof. unfold wp_statement; first [fail | {tried}]. Qed."])
    requires = "".join(m[0].replace("Import ", "") for m in REQUIRE.finditer(body))
    return requires, REQUIRE.sub(lambda m: f"Import {m[2]}.\n" if m[1] else "", body)


def source(goals, tactics):
    """One Coq file: first every statement, then every proof."""
    proofs = [proof(g, t) for g, t in zip(goals, tactics)]
    parts = [*dict.fromkeys(line for g in goals
                            for line in g.requires.splitlines()), ""]
    for g in goals:
        parts += [f"Module G_{g.key}.", g.stated, f"End G_{g.key}."]
    parts += ["Require Solve.", *dict.fromkeys(r for r, _ in proofs)]
    for g, (_, body) in zip(goals, proofs):
        parts += [f"Module P_{g.key}.", f"Import G_{g.key}.", body,
                  f"End P_{g.key}."]
    return "\n".join(parts) + "\n"


def coqc(name, folder):
    """(whether Coq accepts the file, what it printed)"""
    try:
        ran = subprocess.run([*COQC, name], cwd=folder, text=True, timeout=LIMIT,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except subprocess.TimeoutExpired:
        return False, f"Coq takes more than {LIMIT} s"
    return ran.returncode == 0, ran.stdout


def assumptions(theorems, folder, name="Audit"):
    """What is wrong with what Coq's theorems assume."""
    files = dict.fromkeys(t.split(".")[0] for t in theorems)
    (folder / f"{name}.v").write_text(
        "".join(f"From Goals Require {f}.\n" for f in files)
        + "Definition all := (" + "".join(f"{t}, " for t in theorems) + "tt).\n"
        + "Print Assumptions all.\n")
    good, said = coqc(f"{name}.v", folder)
    if not good:
        return [said]
    lines = said.splitlines()
    if not {"Axioms:", "Closed under the global context"}.intersection(lines):
        return ["no list of assumptions"]
    names = [re.sub(r"^(\w+\.)*[GP]_[0-9a-f]{16}\.", "", re.split("[ :]", line)[0])
             for line in lines
             if line and not line.startswith((" ", "Axioms:", "Closed under"))]
    return [f"assumption that is not allowed: {n}"
            for n in sorted(set(names)) if not ALLOWED.fullmatch(n)]


def prove(goals, tactics):
    """Empty if Coq accepts proofs of all goals, else what is wrong. A tactic is
    the one to use for its goal; None to try all."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        text = source(goals, tactics)
        name = "B_" + hashlib.md5(text.encode()).hexdigest()[:16]
        (folder / f"{name}.v").write_text(text)
        good, said = coqc(f"{name}.v", folder)
        if kept := os.environ.get("COQWP_KEEP"):
            shutil.copy(folder / f"{name}.v", kept)
            (Path(kept) / f"{name}.out").write_text(said)
        if not good:
            return [said]
        theorems = [f"{name}.P_{g.key}.wp_goal" for g in goals]
        if proofs := os.environ.get("PROOF_RECORD"):
            for suffix in ("v", "vo"):
                shutil.copy(folder / f"{name}.{suffix}", proofs)
            with open(Path(proofs) / GOALS, "a") as out:
                out.write("".join(f"{t}\n" for t in theorems))
            with open(Path(proofs) / HINTS, "a") as out:
                out.write("".join(f"{key}\tCoqWP\t{tactic}\n" for key, tactic in
                                  re.findall(r"^by (\w+) (\w+)$", said, re.M)))
            return []
        return assumptions(theorems, folder)


def hints():
    """key -> tactic"""
    name = os.environ.get("PROOF_HINTS")
    text = Path(name).read_text() if name and Path(name).exists() else ""
    return dict(re.findall(r"^(\w+)\tCoqWP\t(\w+)$", text, re.M))


def prove_batch(*folders):
    """Proves what was put there, by the tactics of the hints."""
    tactic = hints()
    texts = {f.name: f.read_text() for folder in folders for f in folder.glob("*.v")}
    goals = [Goal(text) for _, text in sorted(texts.items())]
    return prove(goals, [tactic[g.key] for g in goals]) if goals else []


def audit(folder):
    """The number of proofs kept there, and what is wrong with what they assume:
    Coq is asked of every second one, and of the others, at the same time."""
    listed = folder / GOALS
    theorems = sorted(set(listed.read_text().splitlines())) if listed.exists() else []
    halves = [half for half in (theorems[::2], theorems[1::2]) if half]
    with ThreadPoolExecutor() as pool:
        wrong = list(pool.map(lambda i: assumptions(halves[i], folder, f"Audit{i}"),
                              range(len(halves))))
    return len(theorems), sum(wrong, []) if theorems else ["no proofs"]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    text = Path(sys.argv[1]).read_text()
    key = key_of(text)
    hint = hints().get(key)
    if kept := os.environ.get("COQWP_KEEP"):
        (Path(kept) / f"{key}.why3.v").write_text(text)
    if hint and (batch := os.environ.get("COQWP_BATCH")):
        (Path(batch) / f"{key}.v").write_text(text)
        return 0
    goal = Goal(text)
    wrong = prove([goal], [hint]) if hint else ["no hint"]
    if wrong:
        wrong = prove([goal], [None])
    for complaint in wrong:
        print("Error:", complaint.replace("\n", " "), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
