#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Proves the core of Softproof: every lemma of specs/ and every function of
src/*.c, with an empty cache, and fails unless every goal is Valid.

usage: prove.py [--only NAME] [--accept] [--replay [FILE]] [--jobs N] [--no-hints]

  --only NAME   only the lemmas, functions and files whose name contains NAME
  --no-hints    let every prover and tactic try, also where proofs/hints.tsv says
                which of them succeeded
  --accept      write proofs/results/goals.tsv, which later runs must match; with
                --only, the lines of that part, after a complete proof of the rest
  --replay      look every goal up in FILE, by default the committed
                proofs/cache.tsv, instead of running provers: quick, but a
                replay and not a proof

Writes build/results/proof.tsv (each goal) and proof.json (each function).
"""
import argparse
import os
import shutil
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

sys.dont_write_bytecode = True

import cache
import coqwp
import report
import scan
from together import Slots
from wp import BUILD, ROOT, forget, staged, wp

# Provers are added from stage to stage, with a time limit in seconds.
# The last one is for a busy machine: most goals take CVC5 under a second.
# A prover that proved the goal last time gets more.
HINT_LIMIT = 150
FUNCTION_STAGES = [(["CVC5"], 5), (["CoqWP"], 60), (["CVC4", "Z3"], 15),
                   (["CVC5"], 40), (["Gappa"], 15)]
LEMMA_STAGES = [(["CoqWP"], 60), (["CVC5", "CVC4", "Z3"], 15), (["Gappa"], 15)]


class Progress:
    """One line for each lemma or function as it is finished."""

    def __init__(self, total):
        self.total, self.done = total, 0
        self.lock = threading.Lock()

    def show(self, unit):
        with self.lock:
            self.done += 1
            print(f"[{self.done:3}/{self.total}] {report.unit_line(unit)}",
                  flush=True)
            for complaint in unit.trouble:
                print(f"          {complaint}", flush=True)


def snapshot():
    """A copy of the sources, so that edits during the proof do not matter."""
    tree = BUILD / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    for folder in ("src", "specs"):
        shutil.copytree(ROOT / folder, tree / folder)
    return tree


def run_wp(slots, source, stages, folder, known, offline, *select, **options):
    """Looks results up, or runs every stage. Before them, with hints, each goal
    goes to the prover that proved it last time; those that coqwp.py only takes
    down go to Coq together. What that does not prove goes through all stages."""
    provers = cache.successful(known.get(folder.name, []))
    batch = folder / "batch"
    with slots.wp:
        if offline:
            return staged(source, [(provers or ["CVC5"], 60)], folder, *select,
                          offline=True, **options)
        if not provers or not cache.HINTS.exists():
            return staged(source, stages, folder, *select, **options)
        batch.mkdir(parents=True)
        hinted = wp(source, provers, HINT_LIMIT, folder, *select,
                    env={"PROOF_HINTED": str(cache.HINTS), "COQWP_BATCH": str(batch)},
                    **options)
    wrong, each = slots.prove(batch)
    for goal in hinted.goals.values():
        if goal.prover == "CoqWP":
            goal.seconds += each
    if wrong:
        print(f"{folder.name}: hints do not prove all goals in Coq, so one at a"
              f" time now: {wrong[0].strip().splitlines()[-1]}", flush=True)
        forget(folder, ["CoqWP"], proved=True)
    elif not hinted.open:
        return hinted
    forget(folder, provers)
    with slots.wp:
        return staged(source, [(provers, 30), *stages], folder, *select, **options)


def prove_lemmas(slots, tree, path, names, run_cache, hints, offline, progress):
    """The lemmas of one file of the specification, with what it includes as
    their only context: goals stay small."""
    source = tree / f"lemmas_{path.stem}.c"
    source.write_text(f'#include "{path.relative_to(ROOT)}"\n')
    units = {}

    def finished(goal):
        name = goal.name.split("_lemma_", 1)[-1]
        taken_down = goal.prover == "CoqWP" and not offline
        if goal.valid and not taken_down and name not in units and name in names:
            units[name] = report.Unit("specs", name, "lemma", [goal])
            progress.show(units[name])

    folder = run_cache / source.stem
    run = run_wp(slots, source, LEMMA_STAGES, folder, hints, offline,
                 "-wp-prop", ",".join(names), where=tree, on_goal=finished)
    for name in names:
        if name not in units:
            unit = report.Unit("specs", name, "lemma", [
                g for g in run.goals.values() if g.name.endswith("_" + name)])
            unit.trouble += [] if unit.goals else ["WP makes no goal of it"]
            units[name] = unit
            progress.show(unit)
    return list(units.values()), run.trouble


def prove_function(slots, tree, path, name, run_cache, hints, offline, progress):
    folder = run_cache / cache.place(path, name)
    run = run_wp(slots, path, FUNCTION_STAGES, folder, hints, offline,
                 "-wp-prop=-@lemma", "-wp-fct", name, where=tree)
    unit = report.Unit(str(path), name, "function", list(run.goals.values()),
                       run.trouble)
    for clause in ("ensures", "assigns"):
        if not any(clause in c for c in run.clauses):
            unit.trouble.append(f"no `{clause}' clause")
    progress.show(unit)
    return unit


def prove(only, offline, jobs, run_cache, hints):
    """Returns the units that were proved or not, and other complaints."""
    selected = (lambda *names: any(only in n for n in names)) if only \
        else (lambda *names: True)
    trouble = [f"assumed without proof: {a}" for a in scan.assumptions()]
    trouble += [f"defined twice: {name}" for name in scan.repeated_names()]
    tree = snapshot()
    defined, missing = scan.functions(tree)
    trouble += [f"the core calls {m}, which it does not define"
                for m in sorted(missing)]
    functions = [(f, n) for f, n in defined if selected(f.stem, n)]
    lemmas = {path: names for path, all_names in scan.lemmas().items()
              if (names := [n for n in all_names
                            if selected("lemmas", path.stem, n)])}
    progress = Progress(len(functions) + sum(map(len, lemmas.values())))
    units = []
    times = report.last_time()      # new ones and the longest first

    def how_long(kind, name):
        return times.get((kind, name), 1e6)

    functions.sort(key=lambda f: -how_long(str(f[0]), f[1]))
    files = sorted(lemmas, key=lambda f: -sum(how_long("specs", n)
                                              for n in lemmas[f]))
    slots = Slots(jobs)
    with ThreadPoolExecutor(8 * jobs) as pool:      # most of them wait
        waiting = [pool.submit(prove_function, slots, tree, f, n, run_cache,
                               hints, offline, progress) for f, n in functions]
        by_file = [pool.submit(prove_lemmas, slots, tree, f, lemmas[f], run_cache,
                               hints, offline, progress) for f in files]
        for w in by_file:
            found, complaints = w.result()
            units += found
            trouble += complaints
        units += [w.result() for w in as_completed(waiting)]
    return units, trouble


def audit(units, folder, library):
    """Asks Coq what its proofs assume, and those of the library."""
    trouble = []
    with ThreadPoolExecutor() as pool:
        of_library = pool.submit(scan.audit_coq) if library else None
        if any(g.prover == "CoqWP" for u in units for g in u.goals):
            count, trouble = coqwp.audit(folder)
            print(f"Coq's proofs of goals: {count} audited")
    if of_library:
        theorems, assumed = of_library.result()
        trouble += [f"Coq library assumes {name}"
                    for name in sorted(set(assumed) - scan.REAL_AXIOMS)]
        print(f"Coq library: {theorems} theorems,"
              f" {len(assumed)} axioms (those of Coq's real numbers)")
    return trouble


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", default="")
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--replay", nargs="?", type=Path, const=cache.COMMITTED)
    parser.add_argument("--no-hints", action="store_true")
    parser.add_argument("--jobs", type=int, default=4)   # WP often waits
    options = parser.parse_args()
    start = time.time()

    run_cache = cache.unpack(options.replay) if options.replay else cache.fresh()
    if options.replay:
        print(f"REPLAY: answers come from {options.replay};"
              " no prover runs. `make prove' proves.")
    coq_proofs = run_cache / "coq"
    if not options.replay:      # coqwp.py puts its proofs there: see audit()
        coq_proofs.mkdir()
        os.environ["PROOF_RECORD"] = str(coq_proofs)
    if not options.no_hints:
        os.environ["PROOF_HINTS"] = str(cache.HINTS)
    units, trouble = prove(options.only, bool(options.replay), options.jobs,
                           run_cache, {} if options.no_hints
                           else cache.read(options.replay or cache.COMMITTED))
    if not options.replay:
        trouble += audit(units, coq_proofs, not options.only)
    if not options.only:
        trouble += report.compare(units) if not options.accept else []
    if not options.replay:
        report.write(units, trouble, time.time() - start)
    report.table(units, time.time() - start)

    bad_units = [u for u in units if not u.ok]
    for complaint in trouble:
        print(f"ERROR: {complaint}")
    if trouble or bad_units or not units:
        open_goals = sum(len(u.open) for u in units)
        print(f"NOT PROVED: {open_goals} open goals in {len(bad_units)} of"
              f" {len(units)} lemmas and functions, {len(trouble)} other errors")
        return 1
    what = "REPLAYED, not proved again" if options.replay else "PROVED"
    print(f"{what}: every goal"
          + (f" of those named `{options.only}'" if options.only else ""))
    if options.accept:
        report.accept(units, bool(options.only))
    if not options.replay and not options.only:
        cache.keep(run_cache)
    elif options.accept and not options.replay:
        cache.add(run_cache)
    return 0


if __name__ == "__main__":
    sys.exit(main())
