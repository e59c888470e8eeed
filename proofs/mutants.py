#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Breaks the C code, or a contract, in the ways of proofs/mutants/mutants.ini and
shows that the proof notices: each mutant must lose a goal of the functions it
touches, or be listed as equivalent, with the reason.

usage: mutants.py [PATTERN]   (mutants whose name has a match)
       mutants.py --check     (only that every one can be made)
       mutants.py --show NAME (one: its story, its change, what it loses, and a
                               run where the difference shows)

Writes build/results/mutants.tsv."""
import configparser
import csv
import difflib
import functools
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True

import cache
import scan
from wp import BUILD, ROOT, forget, staged, wp

# As for the proof, with less time: thousands of goals are lost here.
STAGES = [(["CVC5"], 5), (["CoqWP"], 40), (["CVC4", "Z3"], 5)]
WORK = BUILD / "mutants"


def blank_comments(text):
    """The text with spaces for comments, annotations included."""
    return re.sub(r"/\*.*?\*/|//[^\n]*",
                  lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.S)


def place_of(text, old, new):
    """(start, end, text): what to replace where `old' is, up to white space: only
    the words that differ, so that annotations between the others stay."""
    words, others = old.split(), new.split()
    first = 0
    while first < min(len(words), len(others)) and words[first] == others[first]:
        first += 1
    last = 0
    while last < min(len(words), len(others)) - first and \
            words[-1 - last] == others[-1 - last]:
        last += 1
    pattern = r"\s*".join([r"\s+".join(map(re.escape, words[:first])),
                           "(" + r"\s+".join(map(re.escape, words[first:len(words) - last])) + ")",
                           r"\s+".join(map(re.escape, words[len(words) - last:]))])
    places = list(re.finditer(pattern, blank_comments(text)))
    if len(places) != 1:
        raise ValueError(f"{len(places)} places match: {old}")
    start, end = places[0].span(1)
    if "/*@" in text[start:end] or "//@" in text[start:end]:
        raise ValueError(f"an annotation is within: {old}")
    changed = " ".join(others[first:len(others) - last])
    return start, end, changed if start < end else f" {changed} "


def place_in_clause(text, function, name, old, new):
    """The same within a clause of the contract of a function."""
    contract = scan.contract(text, function)
    if not contract:
        raise ValueError(f"no contract of {function}")
    clause = scan.clause(contract[1], name)
    if not clause:
        raise ValueError(f"no clause {name} of {function}")
    pattern = r"\s+".join(map(re.escape, old.split()))
    places = list(re.finditer(pattern, clause[0]))
    if len(places) != 1:
        raise ValueError(f"{len(places)} places match in {name}: {old}")
    before = contract.start(1) + clause.start()
    return before + places[0].start(), before + places[0].end(), new


def place(text, mutant):
    if "clause" in mutant:
        return place_in_clause(text, *mutant["clause"].split(), mutant["old"], mutant["new"])
    return place_of(text, mutant["old"], mutant["new"])


def mutate(text, mutant):
    start, end, changed = place(text, mutant)
    return text[:start] + changed + text[end:]


def function_at(text, position):
    """The function whose body is there, or None"""
    code = blank_comments(text)
    found = None
    for match in re.finditer(r"^\w[\w \t*]*?\b(\w+)\([^;{}]*\)\s*\{.*?^\}", code,
                             re.M | re.S):
        if match.start() <= position < match.end():
            found = match[1]
    return found


@functools.cache
def quick_goals():
    """Goals that CVC5 proved at once in the last proof, if there was one."""
    last = cache.LAST / "proof.tsv"
    if not last.exists():
        return frozenset()
    with open(last) as table:
        return frozenset(row["goal"] for row in csv.DictReader(table, delimiter="\t")
                         if row["prover"] == "CVC5" and float(row["seconds"]) <= 2)


def selection(tree, goals):
    """What to prove for some goals: the clauses that they have the names of, or
    all, if one has none."""
    text = "".join(f.read_text() for f in (tree / "src").glob("*.[ch]"))
    names = set(re.findall(
        r"\b(?:ensures|requires|invariant|assert)\s+(\w+)\s*:", text))
    found = [{name for name in names if re.search(
        rf"_(ensures|requires|invariant|assert)_{name}(_|$)", goal)}
        for goal in goals]
    return ",".join(sorted(set().union(*found))) if all(found) else "-@lemma"


def looked_up(name, path, function):
    """A cache of what the last proof has of a function."""
    mine = WORK / name / "cache" / function
    last = cache.LAST / cache.place(path, function)
    if last.exists():
        shutil.copytree(last, mine)
    return mine


def prove(name, tree, path, functions):
    """Open goals and complaints of some functions, in a tree. Goals that the
    last proof had are looked up. One goal that was quick to prove and that no
    prover closes now is enough."""
    lost, trouble = [], []
    for function in functions:
        mine = looked_up(name, path, function)
        quick = []

        def run(select):
            return staged(path, STAGES, mine, f"-wp-prop={select}", "-wp-fct",
                          function, where=tree)

        def missed(goal):
            if not goal.valid and goal.name in quick_goals():
                quick.append(goal.name)
            return bool(quick)

        found = wp(path, ["CVC5"], 2, mine, "-wp-prop=-@lemma", "-wp-fct", function,
                   where=tree, on_goal=missed)
        forget(mine, ["CVC5"])
        if quick or found.open:
            found = run(selection(tree, quick or found.open))
        if quick and not set(found.open) & quick_goals():  # so try the others too
            found = run("-@lemma")
        if not found.goals:
            trouble.append(f"no goals of {function}")
        lost += [goal.split("_", 2)[-1] for goal in found.open]
        trouble += found.trouble
    return lost, trouble


def proved_in(mutant):
    """The C file with the functions: for a header, one that includes it."""
    return Path(mutant.get("proved-in", mutant["file"]))


def check(mutants):
    """What is wrong with the table itself."""
    known = set(scan.functions()[0])
    for name, mutant in mutants.items():
        text = (ROOT / mutant["file"]).read_text()
        try:
            inside = function_at(text, place(text, mutant)[0])
            if "clause" not in mutant and inside and inside not in mutant["functions"].split():
                yield f"{name}: it is in {inside}, which is not tried"
        except ValueError as error:
            yield f"{name}: {error}"
        for function in mutant["functions"].split():
            if (proved_in(mutant), function) not in known:
                yield f"{name}: {function} is not proved in {proved_in(mutant)}"


def try_mutant(name, mutant):
    """(verdict, lost goals or reasons)"""
    path = Path(mutant["file"])
    functions = mutant["functions"].split()
    tree = WORK / name
    for folder in ("src", "specs"):
        shutil.copytree(ROOT / folder, tree / folder)
    source = tree / path
    source.write_text(mutate(source.read_text(), mutant))
    compiled = subprocess.run(["gcc", "-std=c11", "-fsyntax-only", source],
                              text=True, capture_output=True)
    if compiled.returncode != 0:
        return "ERROR", ["does not compile: " + compiled.stderr[:200]]
    lost, trouble = prove(name, tree, proved_in(mutant), functions)
    if trouble:
        return "ERROR", trouble
    if "equivalent" in mutant:
        return ("equivalent", [mutant["equivalent"]]) if not lost else \
            ("ERROR", ["listed as equivalent, but lost " + ", ".join(lost)])
    return ("killed", lost) if lost else ("SURVIVES", [mutant["story"]])


def baseline(mutants):
    """Functions that are not proved without any mutation. What the last proof
    had is only looked up."""
    wanted = {(proved_in(m), f) for m in mutants.values()
              for f in m["functions"].split()}
    proved, bad = cache.read(), set()

    def prove_it(item):
        path, function = item
        folder = cache.place(path, function)
        stages = [(cache.successful(proved.get(folder, [])) or ["CVC5"], 30), *STAGES]
        run = staged(path, stages, looked_up(f"none-{folder}", path, function),
                     "-wp-prop=-@lemma", "-wp-fct", function)
        return function, run.open, run.trouble

    with ThreadPoolExecutor(2) as pool:
        for function, lost, trouble in pool.map(prove_it, sorted(wanted)):
            if lost or trouble:
                bad.add(function)
                print(f"ERROR: {function} is not proved unmutated:", *lost,
                      *trouble, flush=True)
    print(f"{len(wanted)} functions looked up as they are", flush=True)
    return bad


def tool_of(name):
    """The command-line tool with the mutant's code; None if it cannot be made."""
    tree, folder = WORK / name, WORK / name / "bin"
    made = subprocess.run(
        ["make", "-C", tree, "-f", ROOT / "Makefile", f"B={folder}",
         "REQUIRED=-std=c11 -ffp-contract=off", folder / "softproof"],
        capture_output=True)
    return folder if made.returncode == 0 else None


def show_run(name, mutant):
    """A command whose output shows the mistake: a broken program's beside the right
    one's; or why a stronger claim is false."""
    print(f"\n  $ {mutant['run']}", flush=True)
    runs = [("", BUILD)]
    if "clause" not in mutant:
        runs = [("as it is:", BUILD), ("broken:", tool_of(name))]
    for title, folder in runs:
        if folder is None or not (folder / "softproof").exists():
            print("  no tool to run: make build")
            continue
        out = subprocess.run(["sh", "-c", f"PATH={folder}:$PATH; {mutant['run']}"],
                             capture_output=True, text=True, timeout=60)
        print(*([f"  {title}"] if title else []),
              *(f"    {line}" for line in (out.stdout + out.stderr).splitlines()),
              sep="\n", flush=True)


def show(table, name):
    """Breaks the code in one way and tells what the proof says."""
    if name not in table:
        near = [n for n in table.sections() if name in n]
        print(f"no mutant {name!r};", *(near or table.sections()), sep="\n  ")
        return 2
    mutant = table[name]
    old = (ROOT / mutant["file"]).read_text()
    print(mutant["story"], "", *difflib.unified_diff(
        old.splitlines(), mutate(old, mutant).splitlines(),
        mutant["file"], mutant["file"], n=2, lineterm=""), sep="\n", flush=True)
    shutil.rmtree(WORK / name, ignore_errors=True)
    verdict, detail = try_mutant(name, mutant)
    print("", {"killed": "The proof notices; goals that no prover closes now:",
               "SURVIVES": "The proof does not notice.",
               "equivalent": "The proof holds, and should: the programs are the same."}
          .get(verdict, "It could not be tried:"), *detail, sep="\n  ", flush=True)
    if "run" in mutant:
        show_run(name, mutant)
    return 0 if verdict in ("killed", "equivalent") else 1


def main():
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    only_check = only == "--check"
    table = configparser.ConfigParser(interpolation=None)
    table.read(ROOT / "proofs/mutants/mutants.ini")
    if only == "--show":
        return show(table, sys.argv[2] if len(sys.argv) > 2 else "")
    mutants = {n: table[n] for n in table.sections()
               if only_check or re.search(only, n)}
    wrong = list(check(mutants))
    if wrong or only_check:
        print(*wrong, f"mutants: {len(wrong)} of {len(mutants)} cannot be made",
              sep="\n")
        return 1 if wrong else 0
    shutil.rmtree(WORK, ignore_errors=True)
    unproved = baseline(mutants)
    verdicts = {}
    (BUILD / "results").mkdir(exist_ok=True)
    with open(BUILD / "results/mutants.tsv", "w") as out, \
            ThreadPoolExecutor(2) as pool:
        print("mutant", "file", "verdict", "lost", "detail", sep="\t", file=out)
        jobs = {n: pool.submit(try_mutant, n, m) for n, m in mutants.items()}
        for i, (name, job) in enumerate(jobs.items(), 1):
            verdict, detail = job.result()
            if unproved & set(mutants[name]["functions"].split()):
                verdict, detail = "ERROR", ["not proved unmutated"]
            verdicts[name] = verdict
            print(f"[{i}/{len(jobs)}] {verdict:10} {name:28}"
                  f" {len(detail) if verdict == 'killed' else ''}",
                  *detail, sep="\n            ", flush=True)
            print(name, mutants[name]["file"], verdict,
                  len(detail) if verdict == "killed" else 0, "; ".join(detail),
                  sep="\t", file=out)
    count = list(verdicts.values()).count
    print(f"mutants: {count('killed')} of {len(verdicts)} lose a goal,"
          f" {count('equivalent')} are equivalent,"
          f" {count('SURVIVES')} survive, {count('ERROR')} errors")
    return 1 if count("SURVIVES") or count("ERROR") or not verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
