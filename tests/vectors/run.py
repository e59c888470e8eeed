#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""The vectors are what make.py writes; each known mistake is caught by those that
say so and by no other; implementations without one pass. It reads the files as
a user would.  usage: run.py TOOL MEASURE EMULATE USE

Prints TAP."""

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
import tap

MOST_BYTES = 2_000_000
TYPES = {"f64": np.float64, "f32": np.float32, "f16": np.float16, "bf16": np.float32}
tool, measure, emulate, use = (str(Path(p).resolve()) for p in sys.argv[1:5])


def as_case(op, v):
    words = [op] + [f"{k}={v[k]}" for k in ("label", "smoothing") if k in v]
    second = " ; " + " ".join(v["targets"]) if "targets" in v else ""
    return f"{' '.join(words)} {v['format']} : {' '.join(v['logits'])}{second}"


def is_right(v, got):
    """The comparison of README.md"""
    for g, e, t in zip(got, v["expected"], v["tolerance"]):
        e, t = float.fromhex(e), float.fromhex(t)
        if not (g == e or abs(g - e) <= t or (math.isnan(e) and math.isnan(g))):
            return False
    return len(got) == len(v["expected"])


def answers(family, files):
    """For each vector, what an implementation with the mistake gives"""
    text = "".join(as_case(op, v) + "\n" for op, d in files.items() for v in d["vectors"])
    out = subprocess.run([emulate, family], input=text, check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    return [[float.fromhex(x) for x in line.split(" = ")[1].split()]
            for line in out.splitlines()]


def check_mistakes(files):
    listed = subprocess.run([emulate, "--list"], check=True, text=True,
                            stdout=subprocess.PIPE).stdout.splitlines()
    vectors = [v for d in files.values() for v in d["vectors"]]
    names = list(files["softmax"]["notes"])
    tap.check(len(names) == len(listed) and len({n["family"] for n in
                                              files["softmax"]["notes"].values()}) == 18,
           f"{len(names)} mistakes of 18 families are named")
    wrong = [v["id"] for v, got in zip(vectors, answers("good", files)) if not is_right(v, got)]
    tap.check(not wrong, f"no mistake: all {len(vectors)} vectors pass")
    for k, name in enumerate(names):
        caught = [not is_right(v, got) for v, got in zip(vectors, answers(str(k), files))]
        said = [name in v["kills"] for v in vectors]
        tap.check(any(caught) and caught == said,
               f"{name}, {files['softmax']['notes'][name]['description']}:"
               f" caught by {sum(caught)} vectors, as they say")


def certified(op, v):
    """The tool's own answer to a vector of plain logits"""
    words = [tool, "eval", "--op", op, "--certified", "--format", "json", "--hex",
             "--precision", {"f64": "double", "f32": "float", "f16": "half",
                             "bf16": "bfloat16"}[v["format"]]]
    out = subprocess.run(words, input=" ".join(v["logits"]), check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    return [x["value"] for x in json.loads(out)[0]["result"]]


def check_expected(files):
    for op in ("softmax", "logsoftmax", "logsumexp", "jacobian"):
        plain = [v for v in files[op]["vectors"]
                 if not any(x in ("nan", "inf") for x in v["logits"]) and
                 any(x != "-inf" for x in v["logits"])]
        wrong = [v["id"] for v in plain if
                 list(map(float.fromhex, certified(op, v))) !=
                 list(map(float.fromhex, v["expected"]))]
        tap.check(not wrong, f"{op}: expected is what eval --certified gives ({len(plain)})")


def check_npy(op, d):
    for form, kind in TYPES.items():
        rows = [v for v in d["vectors"] if v["format"] == form]

        def load(name):
            return np.load(HERE / "npy" / f"{op}-{form}-{name}.npy")

        def exact(key):
            return np.array([float.fromhex(x) for v in rows for x in v[key]])

        z, e = load("logits"), load("expected")
        ends = np.cumsum([0] + [len(v["logits"]) for v in rows])
        tap.check(z.dtype == kind and np.array_equal(z.astype(float), exact("logits"), True)
               and np.array_equal(e.astype(float), exact("expected"), True)
               and np.array_equal(load("tolerance"), exact("tolerance"))
               and np.array_equal(load("offsets"), ends), f"NPY of {op} {form}")


def check_files(files):
    schema = json.loads((HERE / "schema.json").read_text())
    for op, d in files.items():
        try:
            jsonschema.validate(d, schema)
            tap.check(d["operation"] == op, f"{op}.json: by the schema")
        except jsonschema.ValidationError as error:
            tap.check(False, f"{op}.json: {error.message[:200]}")
        check_npy(op, d)
    made = [p for p in HERE.rglob("*") if p.suffix in (".npy", ".h") or
            p.suffix == ".json" and p.name != "schema.json"]
    size = sum(p.stat().st_size for p in made)
    tap.check(size < MOST_BYTES, f"{size} bytes in {len(made)} files")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-B", HERE / "make.py", tool, measure, folder],
                       check=True, stdout=subprocess.DEVNULL)
        again = {p.relative_to(folder) for p in Path(folder).rglob("*") if p.is_file()}
        same = again == {p.relative_to(HERE) for p in made} and all(
            (Path(folder) / p).read_bytes() == (HERE / p).read_bytes() for p in again)
        tap.check(same, "make vectors writes the same bytes")
    done = subprocess.run([use], text=True, stdout=subprocess.PIPE)
    bad = [line for line in done.stdout.splitlines() if line.startswith("not ok")]
    tap.check(done.returncode == 0, f"vectors.h: the library passes,"
                                 f" {done.stdout.splitlines()[-1]} {bad[:3]}")


def main():
    names = [p.stem for p in sorted(HERE.glob("*.json")) if p.name != "schema.json"]
    files = {op: json.loads((HERE / f"{op}.json").read_text()) for op in names}
    check_files(files)
    check_expected(files)
    check_mistakes(files)
    return tap.finish()


sys.exit(main())
