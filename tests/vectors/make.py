#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Writes the vectors: JSON, NPY and a C header.  usage: make.py TOOL MEASURE FOLDER

Rows of stories.py, and of `softproof gen` as many as are needed to show every
known mistake four times in each operation and format where it shows at all."""

import json
import subprocess
import sys
from pathlib import Path

import npy
import header
from stories import GITHUB, STORIES

VERSION = 1
OPERATIONS = ["softmax", "logsoftmax", "logsumexp", "xent", "xent-gradient", "jacobian"]
FORMATS = ["f64", "f32", "f16", "bf16"]
SPECIAL = ["softmax", "logsoftmax"]  # where a policy says what is right
CANDIDATES, LONGEST = 260, {"jacobian": 7}
SHOWN = 4

tool, measure, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])


def run(words, text=""):
    return subprocess.run(words, input=text, check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def notes():
    """The mistakes by name: M1, M2a, M2b, ..."""
    rows = [line.split("\t") for line in run([measure, "--families"]).splitlines()]
    ids = [row[0] for row in rows]
    result = {}
    for k, (family, what, source) in enumerate(rows):
        name = family
        if ids.count(family) > 1:
            name += "abcdefgh"[ids[:k].count(family)]
        result[name] = {"family": family, "description": what, "seen": source}
    return result


def story_cases(op, form):
    for operations, formats, numbers, comment, repository, number in STORIES:
        special = "nan" in numbers or " inf" in numbers or numbers.startswith("-inf -inf")
        if op not in operations.split() or form not in formats.split():
            continue
        if special and op not in SPECIAL:
            continue
        head = f"{op} label=1" if op.startswith("xent") else op
        source = GITHUB + repository if repository else None
        if number:
            source += f"/issues/{number}"
        yield f"{head} {form} : {numbers.strip()}", comment, source


def generated_cases(op, form):
    for seed, n in ((1, None), (2, "3"), (3, "13"), (4, "6"), (5, "2"), (6, "33")):
        if n and int(n) > LONGEST.get(op, 64):
            continue
        words = [tool, "gen", "--op", op, "--precision", form, "--seed", str(seed),
                 "--level", "2", "--count", str(CANDIDATES)] + (["--n", n] if n else [])
        for line in run(words).splitlines():
            numbers = line.partition(" : ")[2].partition(" ; ")[0].split()
            special = "nan" in numbers or "inf" in numbers or \
                all(x == "-inf" for x in numbers)
            if len(numbers) <= LONGEST.get(op, 40) and (not special or op in SPECIAL):
                yield line, None, None


def entry(case, comment, source, found, names):
    """A vector, as it stands in the JSON"""
    _, *parameters, form = case.partition(" : ")[0].split()
    v = {"format": form}
    if comment:
        v["comment"] = comment
    if source:
        v["source"] = source
    for word in parameters:
        name, _, value = word.partition("=")
        v[name] = int(value) if name == "label" else value
    v["logits"] = found["logits"]  # rounded to the format
    if found["targets"]:
        v["targets"] = found["targets"]
    v["expected"], v["tolerance"] = found["expected"], found["tolerance"]
    others = {k: found[k] for k in ("zero", "uniform", "limit")
              if k in found and found[k] != found["expected"]}
    if others:
        v["acceptable"] = others
    v["kills"] = [names[k] for k in found["kills"]]
    return v


def choose(op, form, names):
    cases = list(story_cases(op, form))
    stories = len(cases)
    cases += generated_cases(op, form)
    answers = run([measure], "\n".join(c[0] for c in cases) + "\n").splitlines()
    found = [json.loads(a) for a in answers]
    hard = [cases[i][0] for i in range(stories) if found[i]["is_hard"]]
    if hard:
        sys.exit(f"make.py: plain arithmetic fails: {hard}")
    cases, found = zip(*(x for x in zip(cases, found) if not x[1]["is_hard"]))
    chosen, shown = [], [0] * len(names)

    def take(i):
        chosen.append(i)
        for k in found[i]["kills"]:
            shown[k] += 1

    for i in range(stories):
        take(i)
    while True:
        gain = [(sum(shown[k] < SHOWN for k in f["kills"]) / (3 + len(f["expected"])), -i)
                for i, f in enumerate(found) if i not in chosen]
        most, i = max(gain)
        if most == 0:
            break
        take(-i)
    return [entry(*cases[i], found[i], names) for i in chosen]


def main():
    families = notes()
    names = list(families)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "npy").mkdir(exist_ok=True)
    everything = {}
    for op in OPERATIONS:
        vectors = [v for form in FORMATS for v in choose(op, form, names)]
        vectors = [{"id": k, **v} for k, v in enumerate(vectors, 1)]
        everything[op] = vectors
        lines = ",\n".join(json.dumps(v) for v in vectors)
        head = json.dumps({"schema": "schema.json", "version": VERSION, "operation": op,
                           "notes": families}, indent=1)
        (folder / f"{op}.json").write_text(f'{head[:-2]},\n "vectors": [\n{lines}\n]}}\n')
        npy.write(folder / "npy", op, vectors)
        print(f"{op}: {len(vectors)} vectors, mistakes shown:"
              f" {len({k for v in vectors for k in v['kills']})}", flush=True)
    header.write(folder / "vectors.h", VERSION, everything)


main()
