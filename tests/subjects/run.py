#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Judges what Debian has: writes a table of verdicts.

usage: run.py SOFTPROOF FOLDER LIBRARY OUTPUT.tsv
  SOFTPROOF  the tool;  FOLDER  with the C files of this folder, compiled, as far as
  the machine has what they need;  LIBRARY  libsoftproof.so.0

What is not on this machine is named as skipped."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
tool, folder, library, output = sys.argv[1:5]
PYTHON = ["/usr/bin/python3", "-B", str(HERE / "subject.py")]
SUBJECTS = {
    "Softproof": PYTHON + ["softproof"],
    "C, three passes": [f"{folder}/subject", "naive"],
    "C with GSL": [f"{folder}/subject", "gsl"],
    "NumPy": PYTHON + ["numpy"],
    "SciPy": PYTHON + ["scipy"],
    "PyTorch": PYTHON + ["torch"],
    "oneDNN": [f"{folder}/onednn"],
    "XNNPACK": [f"{folder}/xnnpack"],
}
OPERATIONS = ["softmax", "logsoftmax", "logsumexp", "xent"]
ONLY = {"oneDNN": {("softmax", "f32"), ("logsoftmax", "f32")}, "XNNPACK": {("softmax", "f32")}}
ENVIRONMENT = {**os.environ, "SOFTPROOF_LIBRARY": library,
               "PYTHONPATH": str(HERE.parent.parent / "src" / "package")}


def cases(op, form):
    text = subprocess.run([tool, "gen", "--op", op, "--precision", form, "--count", "2000"],
                          check=True, stdout=subprocess.PIPE, text=True).stdout
    if op == "xent":  # labels only, which all of them take
        lines = [x for x in text.splitlines(True) if "label=" in x and "smoothing=" not in x]
        text = "".join(lines)
    return text


def judge(command, text):
    """The verdict, or None where the subject is not here"""
    if not Path(command[0]).exists():
        return None
    answered = subprocess.run(command, input=text, env=ENVIRONMENT, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if answered.returncode == 3:
        return None
    if answered.returncode != 0:
        sys.exit(f"{command}: {answered.stderr}")

    def verdict(*words):
        found = subprocess.run([tool, "check", "--format", "json", "--errors", "0", *words],
                               input=answered.stdout, text=True, stdout=subprocess.PIPE)
        if found.returncode == 2:
            sys.exit(f"{command}: no verdict")
        return json.loads(found.stdout)

    v = verdict()
    v["wrong_ftz"] = verdict("--ftz")["wrong"] if v["wrong"] else 0
    return v


def main():
    rows, skipped = [], []
    for form in ("f64", "f32"):
        for op in OPERATIONS:
            text = cases(op, form)
            for name, command in SUBJECTS.items():
                if (op, form) not in ONLY.get(name, {(op, form)}):
                    continue
                v = judge(command, text)
                if v is None:
                    skipped.append(name)
                    continue
                rows.append([name, op, form, v["rows"], v["wrong"], v["wrong_ftz"], v["grade"],
                             f"{float(v['max_ulp']):.3g}", f"{float(v['p99_ulp']):.3g}",
                             v.get("family", "-") if v["wrong"] else "-"])
                print(*rows[-1], sep="\t", flush=True)
    for name in dict.fromkeys(skipped):
        print(f"# {name}: skipped, not on this machine")
    head = "subject op format rows wrong wrong_ftz grade max_ulp p99_ulp family".split()
    with open(output, "w") as out:
        for row in [head] + rows:
            print(*row, sep="\t", file=out)


main()
