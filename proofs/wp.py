# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Runs Frama-C's WP once and reads what it says of every goal.

What cannot be read, or is warned of, is an error: `frama-c -wp` itself exits
with 0 whatever it proves.
"""
import json
import os
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PROVERS = ["CVC5", "CVC4", "Z3", "Gappa", "CoqWP"]
# Why3 unfolds every definition for Gappa, which can take any time and memory.
UNFOLDS = {"Gappa"}

FLAGS = [
    "-wp", "-wp-rte",               # and prove the absence of run-time errors
    "-warn-special-float", "nan",   # an operation that makes a NaN is one too
    "-wp-model", "typed+float",     # doubles as IEEE doubles
    "-wp-driver", str(ROOT / "proofs/why3/binary64.driver"),
]

GOAL = re.compile(r"^\[wp\] \[([^\]]+)\] Goal (\S+) : (\w+)(.*)$")
OPEN_GOAL = re.compile(r"^\[wp\] \[(\w+)\] Goal (\S+)\s*$")
DID_NOT_RUN = "[Why3 Error]"    # and so says nothing of the goal
SMOKE = re.compile(r"^\[wp\] \[(\w+)\] Smoke-test (\S+)")
SCHEDULED = re.compile(r"^\[wp\] (\d+) goals? scheduled")
PROVED = re.compile(r"^\[wp\] Proved goals:\s+(\d+) / (\d+)")
TROUBLE = re.compile(r"Warning|Error|[Ss]kipp|abort|[Ff]atal|[Uu]nexpected")


@dataclass
class Goal:
    name: str
    valid: bool
    prover: str = ""
    seconds: float = 0.0


@dataclass
class Run:
    goals: dict = field(default_factory=dict)   # name -> Goal
    smoke: dict = field(default_factory=dict)   # name -> verdict
    clauses: list = field(default_factory=list)  # names in the JSON report
    trouble: list = field(default_factory=list)
    trivial: int = 0        # goals that WP does not even schedule
    scheduled: int = 0
    proved: tuple = ()      # (proved, all), as WP counts them
    log: str = ""
    cut: bool = False       # stopped before it ended
    too_slow: list = field(default_factory=list)    # provers that were cut

    @property
    def open(self):
        return [g.name for g in self.goals.values() if not g.valid]

    @property
    def ok(self):
        return bool(self.goals) and not self.open and not self.trouble


def seconds(text):
    """The prover's time in the tail of a log line: '(Qed:4ms) (1.2s)'."""
    total = 0.0
    for amount in re.findall(r"\(([0-9.'hms]+)\)", text):
        total = 0.0
        for number, unit in re.findall(r"([0-9.]+)(ms|h|'|m|s)", amount):
            total += float(number) * {"ms": 0.001, "s": 1, "'": 60, "m": 60,
                                      "h": 3600}[unit]
    return total


def read_line(run, line, after_warning):
    """Notes one line of WP's log; true if the next line explains a warning."""
    if DID_NOT_RUN in line:
        run.trouble.append(line.strip())
        return False
    if after_warning and line.startswith("  "):
        run.trouble[-1] += " " + line.strip()
        return True
    if m := GOAL.match(line):
        prover, name, verdict, tail = m.groups()
        valid = verdict == "Valid"
        prover = prover.split()[0]
        if prover == "CFG":     # trivial: not scheduled, not in the report
            prover = "Qed"
            run.trivial += 1
        run.goals[name] = Goal(name, valid, prover if valid else "",
                               seconds(tail) if valid else 0.0)
    elif m := SMOKE.match(line):
        run.smoke[m.group(2)] = m.group(1)
    elif m := OPEN_GOAL.match(line):
        run.goals[m.group(2)] = Goal(m.group(2), False)
    elif m := SCHEDULED.match(line):
        run.scheduled = int(m.group(1))
    elif m := PROVED.match(line):
        run.proved = int(m.group(1)), int(m.group(2))
    elif re.match(r"^\[[\w:-]+\]", line) and TROUBLE.search(line):
        run.trouble.append(line.strip())
        return True
    return False


def read_report(run, path):
    """Checks the log against WP's own report."""
    try:
        report = json.loads(path.read_text())
        main = report["wp:global"]["wp:main"]
        total, valid = main["total"], main.get("valid", 0)
    except (OSError, ValueError, KeyError, TypeError) as error:
        run.trouble.append(f"WP's report cannot be read, or has no goals: {error!r}")
        return
    for section in ("wp:functions", "wp:axiomatics"):
        for clauses in report.get(section, {}).values():
            run.clauses += [c for c in clauses if c != "wp:section"]
    seen = len(run.goals) + len(run.smoke)
    proved = seen - len(run.open) - sum(
        verdict != "Passed" for verdict in run.smoke.values())
    if not ((proved, seen) == run.proved
            and (proved, seen) == (valid + run.trivial, total + run.trivial)
            and run.scheduled + run.trivial == seen):
        run.trouble.append(
            f"counts disagree: {proved} of {seen} goals in the log, {valid} of"
            f" {total} in the report, {run.proved}, {run.scheduled} scheduled,"
            f" {run.trivial} trivial")


def wp(source, provers, timeout, cache, *select, par=2, smoke=False,
       offline=False, where=ROOT, on_goal=None, deadline=None, env=None):
    """Runs WP on one source file, in the tree `where`, and returns a Run. It is
    stopped after `deadline` seconds, if any, or when `on_goal' of one is true."""
    run = Run()
    scratch = BUILD / "tmp" / f"{os.getpid()}-{threading.get_ident()}"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    cache.mkdir(parents=True, exist_ok=True)
    report = scratch / "report.json"
    command = ["frama-c", "-cpp-extra-args=-Isrc", *FLAGS,
               "-wp-prover", ",".join(provers), "-wp-timeout", str(timeout),
               "-wp-par", str(par), "-wp-cache-dir", str(cache),
               "-wp-cache", "offline" if offline else "update",
               "-wp-report-json", str(report), *select]
    if smoke:
        command += ["-wp-smoke-tests", "-wp-smoke-timeout", str(timeout)]
    env = {**os.environ, "TMPDIR": str(scratch), "LC_ALL": "C",
           "PWD": str(where), "WHY3CONFIG": str(BUILD / "why3/why3.conf"),
           **(env or {})}
    process = subprocess.Popen(
        [*command, str(source)], cwd=where, env=env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def stop():
        run.cut = True
        process.kill()

    alarm = threading.Timer(deadline, stop) if deadline else None
    if alarm:
        alarm.start()
    warned = False
    for line in process.stdout:
        run.log += line
        before = len(run.goals)
        warned = read_line(run, line.rstrip("\n"), warned)
        if on_goal and len(run.goals) > before:
            if on_goal(list(run.goals.values())[-1]):
                stop()
    failed = process.wait() != 0
    if alarm:
        alarm.cancel()
    if failed:
        tail = run.log.strip().splitlines()[-3:]
        run.trouble.append(f"frama-c exits with {process.returncode}: "
                           + " | ".join(tail))
    else:
        read_report(run, report)
    shutil.rmtree(scratch, ignore_errors=True)
    settle(cache)
    return run


def settle(cache):
    """Makes WP take every result in the cache as final. With more time it
    would retry a timeout, with less it would doubt a slow proof."""
    for entry in cache.glob("*.json"):
        text = entry.read_text()
        prover = re.search(r'"prover": "[^"]*"', text)
        if not prover:      # WP was stopped as it wrote this
            entry.unlink()
        elif '"valid"' not in text:
            entry.write_text('{ %s, "verdict": "unknown" }\n' % prover[0])
        elif time := re.search(r'"time": ([\d.]+)', text):
            if float(time[1]) > 2:
                entry.write_text('{ %s, "verdict": "valid", "time": 2. }\n'
                                 % prover[0])


def forget(cache, provers, proved=False):
    """Removes what some provers did not prove, or did, so that they try again."""
    for entry in cache.glob("*.json"):
        text = entry.read_text()
        if ('"valid"' in text) == proved and any(f'"{p}' in text for p in provers):
            entry.unlink()


def staged(source, stages, cache, *select, **options):
    """Runs WP with more and more provers until every goal is proved. Later
    stages find in the cache what earlier ones did; a prover that is named
    again tries, after the others, what it did not prove. A stage with a
    prover of UNFOLDS that takes too long is as if it had not been."""
    provers, first, last, took = [], {}, None, 0
    for more, timeout in stages:
        forget(cache, set(more) & set(provers))
        tried = [p for p in provers if p not in more] + more
        deadline = 30 + 2 * took if last and UNFOLDS & set(more) else None
        start = time.time()
        run = wp(source, tried, timeout, cache, *select, deadline=deadline,
                 **options)
        if run.cut:
            last.too_slow += more
            run = last
            continue
        provers, last, took = tried, run, time.time() - start
        for name, goal in run.goals.items():    # keeps the time it took
            if goal.valid:
                run.goals[name] = first.setdefault(name, goal)
        if not run.open or not run.goals:
            break
    return run
