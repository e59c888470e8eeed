#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Checks the course in proofs/lessons.

usage: lessons.py                  every lesson: the exercise fails exactly as
                                   lesson.ini says, the solution proves
       lessons.py --cheats         what only looks like a solution is refused
       lessons.py LESSON           the exercise of one lesson (03, sigmoid) as
                                   you have it now, told in plain words
       lessons.py --only LESSON    either of these for one lesson

use.c (use.v for Coq) has callers: they are put after the file and rely on its
contract alone, so that a clause that is left out, or too weak, is missed.
lesson.ini has what should be found in exercise.c (solution.c: nothing):

  open     goals that no prover proves; doomed  smoke tests that are failed
  callers  goals of use.c that do not follow from the contract
  survive  mutants that the contract does not notice; they are in [mutants]:
           name: old => new, words of the code
  witness  yes if witness.c, run with the file, should show a failure
  other    files for Gappa (.g) or Coq (.v) that it does not accept

and, where there is need:

  hide     old => new, in the file that callers see: no lemma with the answer
  [asked]  what a file for Gappa states, and the largest BOUND in it
  [why]    words for a student about a mutant or a goal of a caller
  [cheats] changes of the solution (name: old => new) that must be refused;
           students do not get them
"""
import argparse
import configparser
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True

import scan
from mutants import mutate
from smoke import SELECT
from wp import BUILD, ROOT, forget, wp

LESSONS = ROOT / "proofs/lessons"
WORK = BUILD / "lessons"
STAGES = [(["CVC5"], 5), (["CVC4", "Z3", "Gappa"], 10), (["CVC5"], 40)]
HURRY = [(["CVC5"], 2), (["CVC4", "Z3", "Gappa"], 3)]     # for what is false anyway
COMPILE = ["gcc", "-std=c11", "-O1", "-ffp-contract=off", "-Wall", "-Wextra"]
VERBOSE = "LESSONS_VERBOSE" in os.environ     # what every cheat is refused for
KINDS = {"open": "goals that no prover proves",
         "doomed": "contradictions: no caller can meet this, or nothing gets here",
         "callers": "what callers rely on (use.c) and your contract does not say",
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


def change(words):
    """The two sides of `old => new'"""
    old, new = re.split(r"(?:^|\s)=>(?:\s|$)", words, maxsplit=1)
    return old.strip(), new.strip()


def not_ours(text):
    """Selects the goals of a lesson, not the lemmas of specs/ that it uses."""
    mine = set(re.findall(r"\blemma\s+(\w+)", scan.acsl(text)))
    names = {name for path, found in scan.lemmas().items() for name in found}
    return ",".join(f"-{name}" for name in sorted(names - mine))


def assumed(text):
    """What the file assumes without proof, in words"""
    for word in scan.ACSL_WORDS.findall(scan.acsl(text)):
        yield f"a proof must not assume: {word}"
    for match in scan.CONTRACT.finditer(text):
        if match[0].endswith(";"):
            yield f"a contract without a program: {match[2]}"


def short(goal):
    return re.sub(r"^typed_[a-z0-9]+_", "", goal)


def prove(name, text, expected=(), stages=STAGES, *select, on_goal=None):
    """WP with more provers until only the expected goals are open."""
    path, cache = WORK / f"{name}.c", WORK / f"{name}.cache"
    path.parent.mkdir(parents=True, exist_ok=True)      # as deep as the lesson is
    path.write_text(text)
    shutil.rmtree(cache, ignore_errors=True)
    provers = []
    for more, seconds in stages:
        forget(cache, more)
        provers = [p for p in provers if p not in more] + more
        run = wp(path, provers, seconds, cache, f"-wp-prop={not_ours(text)}",
                 *select, deadline=180, on_goal=on_goal)
        found = {short(name) for name in run.open}
        if run.cut or not run.goals or found <= set(expected):
            break
    return run, found


def smoke(path, name):
    """The smoke tests that are failed: something there is impossible."""
    run = wp(path, ["CVC5", "Z3"], 1, WORK / f"{name}.smoke", f"-wp-prop={SELECT}",
             smoke=True)
    if not run.smoke:
        return {"no smoke test was made"}
    return {short(name) for name, said in run.smoke.items() if said != "Passed"}


def survivors(name, text, table):
    """The mutants of the file whose goals are all proved."""
    kept = set()
    for mutant, words in table.items():
        old, new = change(words)
        try:
            mutated = mutate(text, {"old": old, "new": new})
        except ValueError as error:
            raise SystemExit(f"{name}: mutant {mutant}: {error}")
        run, found = prove(f"{name}-{mutant}", mutated, stages=STAGES[:1],
                           on_goal=lambda goal: not goal.valid)     # one is enough
        if run.goals and not found and not run.trouble:
            kept.add(mutant)
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


def as_asked(text, asked):
    """What a file for Gappa states that it should not, in words, or None"""
    code = " ".join(re.sub(r"#[^\n]*", "", text).split())
    before, after = (re.escape(part) for part in
                     " ".join(asked["text"].split()).split("BOUND"))
    found = re.fullmatch(before + r"(0x[0-9a-f.]+p-?\d+|[0-9.]+(?:e-?\d+)?)" + after,
                         code)
    if not found:
        return ("it should state, with a number for BOUND: "
                + " ".join(asked["text"].split()))
    bound = found[1]
    value = float.fromhex(bound) if bound.startswith("0x") else float(bound)
    if value > float.fromhex(asked["bound"]):
        return f"{bound} holds, but a bound that is no larger than {asked['bound']} does too"
    return None


def other_prover(path, table):
    """(whether Gappa or Coq accepts the file, what it says)"""
    folder = WORK / path.parent.name
    folder.mkdir(parents=True, exist_ok=True)
    text = path.read_text()
    if path.suffix == ".g":
        command = ["gappa", path]
        if "asked" in table and (wrong := as_asked(text, table["asked"])):
            ran = subprocess.run(command, text=True, timeout=300,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            return False, ran.stdout.strip() + "\n" + wrong
    else:
        cheats = scan.COQ_WORDS.findall(scan.coq_code(text))
        if cheats:
            return False, f"a proof must not assume: {cheats[0]}"
        if (callers := path.with_name("use.v")).exists():
            text += "\n" + callers.read_text()
        (folder / path.name).write_text(text)
        command = ["coqc", "-q", "-w", "none", path.name]
    ran = subprocess.run(command, cwd=folder, text=True, timeout=300,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    failed = re.search(r"line (\d+)", ran.stdout) if ran.returncode else None
    if path.suffix == ".v" and failed and int(failed[1]) > len(path.read_text().splitlines()):
        return False, "it is accepted, but states something else than use.v asks for"
    if ran.returncode == 0 and path.suffix == ".g" and "not proved" in ran.stdout:
        return False, ran.stdout.strip()
    return ran.returncode == 0, ran.stdout.strip()


def callers_alone(name, text, callers, expected, table, stages):
    """WP on what calls a file. It may not see the lemmas that a theorem follows
    from: lesson.ini says what to `hide'."""
    old, new = change(table["lesson"].get("hide", " => "))
    names = ",".join(re.findall(r"\b(caller_\w+)\(", callers))
    return prove(f"{name}-callers", f"{text.replace(old, new) if old else text}\n{callers}",
                 expected["callers"], stages, "-wp-fct", names)


def with_callers(name, text, callers, expected, table, hurry):
    """WP on a file and on its callers: in one run, if they may see the same, and
    in a hurry first on them alone, where most cheats are found."""
    stages = HURRY if hurry else STAGES
    if not hurry and "hide" not in table["lesson"]:
        return prove(f"{name}-use", f"{text}\n{callers}",
                     expected["open"] | expected["callers"], stages)
    called, missed = callers_alone(name, text, callers, expected, table, stages)
    if hurry and (missed or called.trouble):
        return called, missed
    run, left = prove(f"{name}-use", text, expected["open"], stages)
    run.goals |= called.goals
    run.trouble += called.trouble
    return run, left | missed


def check(lesson, stem, expected, table, hurry=False, smokes=True):
    """What is found in exercise.* or solution.*: kind -> names; and notes. In a
    hurry, what an open goal has refused already is not tried further."""
    found = {kind: set() for kind in KINDS}
    notes, proved = [], 0
    path, name = lesson / f"{stem}.c", f"{lesson.name}/{stem}"
    if path.exists():
        text, callers = path.read_text(), (lesson / "use.c").read_text()
        run, left = with_callers(name, text, callers, expected, table, hurry)
        found["callers"] = {goal for goal in left if goal.startswith("caller_")}
        found["open"] = left - found["callers"]
        found["trouble"] = set(assumed(text)) | set(run.trouble)
        proved = len(run.goals) - len(run.open)
        if not run.goals and not run.trouble:
            found["trouble"].add("WP finds no goal")
        if hurry and (left or found["trouble"]):
            return found, proved, notes
        if run.goals and smokes:
            found["doomed"] = smoke(path, name)
        if "mutants" in table and not left and run.goals:
            found["survive"] = survivors(name, text, table["mutants"])
        if (lesson / "witness.c").exists():
            shows, said = witness(path)
            notes.append(said)
            found["witness"] = {"yes"} if shows else set()
    for suffix in (".g", ".v"):
        if (file := lesson / f"{stem}{suffix}").exists():
            good, said = other_prover(file, table)
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


def changed(lesson, words):
    """A lesson with a changed solution for the exercise: a folder"""
    old, new = change(words)
    pattern = r"\s+".join(map(re.escape, old.split()))
    folder = WORK / f"{lesson.name}-cheat"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(lesson, folder, ignore=shutil.ignore_patterns("exercise.*"))
    places = 0
    for path in folder.glob("solution.*"):
        text, found = re.subn(pattern, lambda _: new, path.read_text())
        path.write_text(text)
        path.rename(path.with_stem("exercise"))
        places += found
    if places != 1:
        raise SystemExit(f"{lesson.name}: {places} places match: {old}")
    return folder


def accepted(lesson, table):
    """The cheats that are not refused, and how many there are"""
    cheats = table["cheats"] if "cheats" in table else {}
    kept = []
    for name, words in cheats.items():
        found, _, notes = check(changed(lesson, words), "exercise",
                                wanted(table, "solution"), table, hurry=True)
        if not list(surprises(found, wanted(table, "solution"))):
            kept.append(name)
        if VERBOSE:
            print(name, {k: v for k, v in found.items() if v}, *notes, flush=True)
    return kept, len(cheats)


def check_one(lesson, stem):
    """(what to say, what is wrong, number of cheats)"""
    table = settings(lesson)
    if stem == "cheats":
        kept, cheats = accepted(lesson, table)
        bad = [f"not refused: {name}" for name in kept]
        bad += [] if cheats else ["no cheat is tried"]
        return f"{cheats - len(kept):3} of {cheats} refused", bad, cheats
    expected = wanted(table, stem)
    smokes = stem == "solution" or bool(expected["doomed"])     # of the same contract
    found, proved, _ = check(lesson, stem, expected, table, smokes=smokes)
    bad = list(surprises(found, expected))
    if stem == "exercise" and not any(found.values()):
        bad.append("nothing is left to do in the exercise")
    return (f"{proved:3} proved, {sum(map(len, found.values()))} missing as told",
            bad, 0)


def check_all(chosen, stems):
    start, wrong, tried = time.time(), 0, 0

    def timed(job):
        begin = time.time()
        return job, check_one(*job), time.time() - begin

    jobs = [(lesson, stem) for lesson in chosen for stem in stems]
    with ThreadPoolExecutor(2) as pool:
        for i, ((lesson, stem), (says, bad, cheats), took) in enumerate(pool.map(timed, jobs), 1):
            print(f"[{i:2}/{len(jobs)}] {'WRONG' if bad else 'ok   '}"
                  f" {lesson.name:22} {stem:8} {says}, {took:4.0f} s",
                  *bad, sep="\n          ", flush=True)
            wrong += len(bad)
            tried += cheats
    print(f"check-lessons: {len(chosen)} lessons, {tried} cheats, {wrong} surprises,"
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
    why = table["why"] if "why" in table else {}
    for kind, names in left.items():
        print(f"\n{KINDS[kind]}:")
        for name in sorted(names):
            print(f"  {name}" + (f": {why[name]}" if name in why else ""))
    if left:
        if "mutants" in table and (found["open"] or found["callers"]):
            print("\nWrong programs are tried against your contract when all"
                  " goals are proved.")
        print(f"\nNot yet. Look for TODO in {lesson.relative_to(ROOT)}/, and at"
              " the hint in its README.md.")
        return 1
    print("\nWell done: everything is proved. Compare with the solution, or go"
          " on to the next lesson.")
    return 0


def main():
    parser = argparse.ArgumentParser(
        usage="lessons.py [LESSON | [--cheats] [--only LESSON]]")
    parser.add_argument("lesson", nargs="?")
    parser.add_argument("--only", default="")
    parser.add_argument("--cheats", action="store_true")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    wanted_name = options.lesson or options.only
    chosen = [path for path in lessons() if wanted_name in path.name]
    if not options.lesson:
        return check_all(chosen, ["cheats"] if options.cheats else ["exercise", "solution"])
    if len(chosen) != 1:
        print(f"{len(chosen)} lessons have {wanted_name!r} in their name:",
              *(p.name for p in lessons()), sep="\n  ")
        return 2
    return one_exercise(chosen[0])


if __name__ == "__main__":
    sys.exit(main())
