#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Checks the course in proofs/lessons.

usage: lessons.py                  every lesson: the exercise fails exactly as
                                   lesson.ini says, the solution proves
       lessons.py LESSON           the exercise of one lesson (03, sigmoid) as
                                   you have it now, told in plain words
       lessons.py --only LESSON    as the first, for one lesson
       lessons.py --student DIR    the course without solutions, in DIR

lesson.ini has what should be found in exercise.c (solution.c: nothing):

  open     goals that no prover proves; doomed  smoke tests that are failed
  survive  mutants that the contract does not notice; they are in [mutants]:
           name: old => new, words of the code
  witness  yes if witness.c, run with the file, should show a failure
  other    files for Gappa (.g) or Coq (.v) that it does not accept
"""
import argparse
import configparser
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True

import scan
from mutants import mutate
from smoke import SELECT
from wp import BUILD, ROOT, forget, wp

LESSONS = ROOT / "proofs/lessons"
WORK = BUILD / "lessons"
STAGES = [(["CVC5"], 5), (["CVC4", "Z3", "Gappa"], 10), (["CVC5"], 40)]
COMPILE = ["gcc", "-std=c11", "-O1", "-ffp-contract=off", "-Wall", "-Wextra"]
KINDS = {"open": "goals that no prover proves",
         "doomed": "contradictions: a smoke test proves \\false",
         "survive": "wrong programs that your contract accepts",
         "witness": "runs of the program that show a failure",
         "other": "files that another prover does not accept",
         "trouble": "other trouble"}


def lessons():
    return sorted(path.parent for path in LESSONS.glob("*/lesson.ini"))


def settings(lesson):
    table = configparser.ConfigParser(interpolation=None)
    table.optionxform = str
    table.read(lesson / "lesson.ini")
    return table


def not_ours():
    """Selects the goals of a lesson, not the lemmas of specs/ that it uses."""
    names = {name for path, found in scan.lemmas().items() for name in found}
    return ",".join(f"-{name}" for name in sorted(names))


def short(goal):
    return re.sub(r"^typed_[a-z0-9]+_", "", goal)


def prove(path, expected=(), tag="", stages=STAGES):
    """WP with more provers until only the expected goals are open."""
    cache = WORK / f"{path.parent.name}-{path.stem}{tag}"
    shutil.rmtree(cache, ignore_errors=True)
    provers = []
    for more, seconds in stages:
        forget(cache, more)
        provers = [p for p in provers if p not in more] + more
        run = wp(path, provers, seconds, cache, f"-wp-prop={not_ours()}",
                 deadline=180)
        found = {short(name) for name in run.open}
        if run.cut or not run.goals or found <= set(expected):
            break
    return run, found


def smoke(path):
    run = wp(path, ["CVC5"], 1, WORK / f"{path.parent.name}-smoke",
             f"-wp-prop={SELECT}", smoke=True)
    return {short(name) for name, said in run.smoke.items() if said != "Passed"}


def survivors(path, table):
    """The mutants of the file whose goals are all proved."""
    kept = set()
    for name, change in table.items():
        old, new = change.split("=>")
        copy = path.with_name(f".mutant-{path.name}")   # beside it, for #include
        try:
            copy.write_text(mutate(path.read_text(), {"old": old.strip(), "new": new.strip()}))
            run, found = prove(copy, tag=f"-{name}", stages=STAGES[:1])
        except ValueError as error:
            raise SystemExit(f"{path}: mutant {name}: {error}")
        finally:
            copy.unlink(missing_ok=True)
        if run.goals and not found and not run.trouble:
            kept.add(name)
    return kept


def witness(path):
    """(whether the program shows a failure, what it prints)"""
    program = WORK / f"{path.parent.name}-{path.stem}.witness"
    built = subprocess.run(
        [*COMPILE, path, path.with_name("witness.c"),
         *sorted((ROOT / "src").glob("*.c")), "-lm", "-o", program],
        text=True, capture_output=True)
    if built.returncode != 0:
        return True, built.stderr
    ran = subprocess.run([program], text=True, capture_output=True)
    return ran.returncode != 0, ran.stdout.strip()


def other_prover(path):
    """(whether Gappa or Coq accepts the file, what it says)"""
    folder = WORK / path.parent.name
    folder.mkdir(parents=True, exist_ok=True)
    text = path.read_text()
    if path.suffix == ".g":
        command = ["gappa", path]
    else:
        cheats = scan.COQ_WORDS.findall(scan.coq_code(text))
        if cheats:
            return False, f"a proof must not assume: {cheats[0]}"
        shutil.copy(path, folder / path.name)
        command = ["coqc", "-q", "-w", "none", path.name]
    ran = subprocess.run(command, cwd=folder, text=True, timeout=300,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if ran.returncode == 0 and path.suffix == ".g" and "not proved" in ran.stdout:
        return False, ran.stdout.strip()
    return ran.returncode == 0, ran.stdout.strip()


def check(lesson, stem, expected, table):
    """What is found in exercise.* or solution.*: kind -> names; and notes"""
    found = {kind: set() for kind in KINDS}
    notes, proved = [], 0
    path = lesson / f"{stem}.c"
    if path.exists():
        run, found["open"] = prove(path, expected["open"])
        proved = len(run.goals) - len(run.open)
        if run.trouble:
            found["trouble"] = set(run.trouble)
        elif not run.goals:
            found["trouble"] = {"WP finds no goal"}
        if scan.ACSL_WORDS.search(scan.acsl(path.read_text())):
            found["trouble"].add("a proof must not assume: axiom or admit")
        if "smoke" in table["lesson"]:
            found["doomed"] = smoke(path)
        if "mutants" in table and not found["open"]:
            found["survive"] = survivors(path, table["mutants"])
        if (lesson / "witness.c").exists():
            shows, said = witness(path)
            notes.append(said)
            found["witness"] = {"yes"} if shows else set()
    for suffix in (".g", ".v"):
        if (file := lesson / f"{stem}{suffix}").exists():
            good, said = other_prover(file)
            if good:
                proved += 1
            else:
                found["other"].add(file.name)
                notes.append(f"{file.name}: " + " ".join(said.splitlines()[-3:]))
    return found, proved, notes


def wanted(table, stem):
    """What lesson.ini says should be found: kind -> names"""
    section = table[stem] if stem in table else {}
    return {kind: set(section.get(kind, "").split()) for kind in KINDS}


def surprises(found, expected):
    for kind, names in found.items():
        for name in sorted(names - expected[kind]):
            yield f"not expected, {KINDS[kind]}: {name}"
        for name in sorted(expected[kind] - names):
            yield f"expected and not found, {KINDS[kind]}: {name}"


def check_all(chosen):
    start, wrong = time.time(), 0
    for i, lesson in enumerate(chosen, 1):
        table = settings(lesson)
        for stem in ("exercise", "solution"):
            begin = time.time()
            expected = wanted(table, stem)
            found, proved, _ = check(lesson, stem, expected, table)
            bad = list(surprises(found, expected))
            if stem == "exercise" and not any(found.values()):
                bad.append("nothing is left to do in the exercise")
            missing = sum(map(len, found.values()))
            print(f"[{i:2}/{len(chosen)}] {'WRONG' if bad else 'ok   '}"
                  f" {lesson.name:22} {stem:8} {proved:3} proved,"
                  f" {missing} missing as told, {time.time() - begin:4.0f} s",
                  *bad, sep="\n          ", flush=True)
            wrong += len(bad)
    print(f"check-lessons: {len(chosen)} lessons, {wrong} surprises,"
          f" {time.time() - start:.0f} s")
    return 1 if wrong or not chosen else 0


def one_exercise(lesson):
    table = settings(lesson)
    print(f"{lesson.name}: {table['lesson']['title']}\n")
    found, proved, notes = check(lesson, "exercise", wanted(table, "exercise"),
                                 table)
    if notes:
        print(*notes, "", sep="\n")
    print(f"proved: {proved}")
    # A witness may go on to show what is false of floats in general.
    left = {k: v for k, v in found.items()
            if v and (k != "witness" or not wanted(table, "solution")["witness"])}
    for kind, names in left.items():
        print(f"\n{KINDS[kind]}:", *sorted(names), sep="\n  ")
    if left:
        if "mutants" in table and found["open"]:
            print("\nWrong programs are tried against your contract when all"
                  " goals are proved.")
        print(f"\nNot yet. Look for TODO in {lesson.relative_to(ROOT)}/, and at"
              " the hint in its README.md.")
        return 1
    print("\nWell done: everything is proved. Compare with the solution, or go"
          " on to the next lesson.")
    return 0


def student(target):
    """The course without solutions, with what its check needs."""
    shutil.rmtree(target, ignore_errors=True)
    without = shutil.ignore_patterns("solution.*", "__pycache__", ".mutant-*")
    shutil.copytree(LESSONS, target / "proofs/lessons", ignore=without)
    for folder in ("specs", "proofs/bin", "proofs/why3"):
        shutil.copytree(ROOT / folder, target / folder)
    (target / "src").mkdir()
    for path in (ROOT / "src").glob("*.[ch]"):
        shutil.copy(path, target / "src")
    (target / "plots").mkdir()
    for path in (ROOT / "plots").glob("*.svg"):
        shutil.copy(path, target / "plots")
    for name in ("lessons", "wp", "scan", "mutants", "smoke", "cache"):
        shutil.copy(ROOT / f"proofs/{name}.py", target / "proofs")
    shutil.copy(ROOT / "LICENSE", target)
    shutil.copy(LESSONS / "student.mk", target / "Makefile")
    print(f"{target}: {len(lessons())} lessons; there: make lesson L=01")
    return 0


def main():
    parser = argparse.ArgumentParser(
        usage="lessons.py [LESSON | --only LESSON | --student DIR]")
    parser.add_argument("lesson", nargs="?")
    parser.add_argument("--only", default="")
    parser.add_argument("--student", type=Path)
    options = parser.parse_args()
    if options.student:
        return student(options.student)
    WORK.mkdir(parents=True, exist_ok=True)
    wanted_name = options.lesson or options.only
    chosen = [path for path in lessons() if wanted_name in path.name]
    if not options.lesson:
        return check_all(chosen)
    if len(chosen) != 1:
        print(f"{len(chosen)} lessons have {wanted_name!r} in their name:",
              *(p.name for p in lessons()), sep="\n  ")
        return 2
    return one_exercise(chosen[0])


if __name__ == "__main__":
    sys.exit(main())
