#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Shows that the provers, as we set them up, do not prove what is false:
the clauses FALSE_* of proofs/false/*.c, and `ensures \\false' added to the
contract of each function of the headers.

usage: false.py"""
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True

import scan
from cache import place
from wp import BUILD, PROVERS, ROOT, staged, wp

# Coq needs its time to load, the solvers only look for a contradiction. Gappa,
# which finds none between numbers without bounds, tries the files only.
STAGES = [(["CVC5", "CVC4", "Z3"], 2), (["CoqWP"], 10)]
GAPPA = [(["Gappa"], 3)]
WORK = BUILD / "false"


def with_false(text, function):
    """A header where the function's contract also ensures \\false."""
    match = scan.contract(text, function)
    if not match:
        return None
    behaviors = re.search(r"\b(behavior|complete|disjoint)\b", match[1])
    at = match.start(1) + (behaviors.start() if behaviors else len(match[1]))
    return text[:at] + "\n  ensures FALSE_claim: \\false;\n" + text[at:]


def copy_of(name):
    tree = WORK / name
    for folder in ("src", "specs"):
        shutil.copytree(ROOT / folder, tree / folder)
    return tree


def cases():
    """(title, source, tree, names of clauses, function or None)"""
    for path in sorted((ROOT / "proofs/false").glob("*.c")):
        names = re.findall(r"\b(FALSE_\w+)", path.read_text())
        if names:
            yield path.name, path, ROOT, names, None
    for path, function in scan.functions()[0]:
        name = rf"(?<!\\)\b{function}\s*\("  # not ACSL's, such as \is_finite
        named = [h for h in sorted((ROOT / "src").glob("*.h"))
                 if re.search(name, h.read_text())]
        changed = {h: text for h in named
                   if (text := with_false(h.read_text(), function))}
        if named and not changed:
            yield f"{function} has no contract", None, None, [], None
        for header, text in changed.items():
            tree = copy_of(place(path, function))
            (tree / "src" / header.name).write_text(text)
            yield (f"{path.name}: {function} ensures \\false", path, tree,
                   ["FALSE_claim"], function)


def attempt(case):
    """Complaints about one case."""
    title, source, tree, names, function = case
    if not names:
        return title, [title]
    select = ["-wp-prop", ",".join(names)]
    if function:
        select += ["-wp-fct", function]
    stages = STAGES if function else STAGES + GAPPA
    run = staged(source, stages, WORK / "cache" / re.sub(r"\W+", "-", title),
                 *select, where=tree)
    wrong = list(run.trouble)
    for name in names:
        goals = [g for g in run.goals.values() if name in g.name]
        if not goals:
            wrong.append(f"no goal of {name}")
        elif all(g.valid for g in goals):
            wrong.append(f"PROVED {name} by {goals[0].prover}")
    note = f" ({', '.join(run.too_slow)} gave up)" if run.too_slow else ""
    return f"{title}: {len(run.goals)} goals{note}", wrong


def control(prover):
    """A prover that cannot prove a simple truth would pass every test."""
    run = wp(ROOT / "proofs/false/control.c", [prover], 30,
             WORK / "cache" / f"control-{prover}",
             "-wp-prop=TRUE_finite,TRUE_number")
    by_prover = [g for g in run.goals.values() if g.prover == prover]
    return (f"{prover} proves what is true",
            run.trouble + ([] if by_prover else ["it proves nothing"]))


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    count = 0
    failures = []
    with ThreadPoolExecutor(2) as pool:
        todo = [(control, p) for p in PROVERS] + [(attempt, c) for c in cases()]
        for title, wrong in pool.map(lambda job: job[0](job[1]), todo):
            count += 1
            failures += [f"{title}: {w}" for w in wrong]
            print(f"[{count}/{len(todo)}] {'WRONG' if wrong else 'ok   '} {title}",
                  *wrong, sep="\n          ", flush=True)
    if failures:
        print("prove-false: wrong:", *failures, sep="\n  ")
        return 1
    print(f"prove-false: no false claim is proved ({count} cases,"
          f" {len(PROVERS)} provers)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
