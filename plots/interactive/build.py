#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Builds the page: one HTML file with the verified C as WebAssembly in it, and
with the line and the goals of each clause that the page judges.

usage: build.py OUTPUT.html OUTPUT.wasm    Needs clang and wasm-ld (Debian: clang, lld)."""

import base64
import json
import re
import subprocess
import sys
import zlib
from fnmatch import fnmatchcase
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "proofs"))

import traceability  # noqa: E402, where proofs/ is found
from report import EXPECTED, read_tsv  # noqa: E402

CLAIM = re.compile(r'^ *\["(sp_\w+)", "(P\d\d\w*)"', re.M)
SHORT = re.compile(r'^ *\["(P17_\w+)"', re.M)    # of sp_softmax_temperature
html, wasm = map(Path, sys.argv[1:3])


def compile_core():
    # strides are for 64-bit sizes; the page has no tensors
    core = [f for f in sorted((ROOT / "src").glob("*.c")) if "strided" not in f.name]
    subprocess.run(
        ["clang", "--target=wasm32", "-std=c11", "-Oz", "-flto", "-ffreestanding", "-nostdlib",
         "-ffp-contract=off", "-Wall", "-Wextra", "-Werror", "-I", ROOT / "src",
         "-Wl,--no-entry", "-Wl,--strip-all", "-Wl,--gc-sections", "-o", wasm,
         HERE / "wasm.c", *core], check=True)


def contracts():
    """Function -> (file, line of its contract, contract)."""
    found = {}
    for path in sorted(ROOT.glob("src/sp_*.h")):
        text, start = path.read_text(), 0
        for m in traceability.FUNCTION.finditer(text):
            found[m[1]] = (path.relative_to(ROOT), text.count("\n", 0, start) + 1,
                           text[start:m.start()])
            start = m.end()
    return found


def line_of(contract, clause):
    """Where a clause is; that of P08, the frame, are the `assigns'."""
    _, line, text = contract
    words = r"\bassigns\b" if clause == "P08" else rf"\bensures +{clause}:"
    m = re.search(words, text)
    if not m:
        sys.exit(f"build.py: no {clause} in {contract[0]}")
    return line + text.count("\n", 0, m.start())


def functions(units):
    """The functions whose clauses the page judges."""
    text = (HERE / "claims.js").read_text()
    claims = CLAIM.findall(text) + [("sp_softmax_temperature", c) for c in SHORT.findall(text)]
    there, goals = contracts(), {u["name"]: [int(u["proved"]), int(u["goals"])]
                                 for u in units if u["kind"] != "lemma"}
    found = {}
    for name, clause in claims:
        if name not in there or name not in goals:
            sys.exit(f"build.py: no function {name}, or no goals of it")
        at = found.setdefault(name, {"file": str(there[name][0]), "goals": goals[name], "lines": {}})
        at["lines"][clause] = line_of(there[name], clause)
    return found


def first_statement(p, there):
    """(name, file, line) of a property's first lemma, or clause."""
    for name in p.lemmas:
        for path in sorted(ROOT.glob("specs/*.acsl")):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                m = re.search(r"\blemma (\w+)", line)
                if m and fnmatchcase(m[1], name):
                    return m[1], str(path.relative_to(ROOT)), number
    function, clauses = sorted(p.clauses.items())[0]
    clause = "P08" if clauses[0] == "assigns" else f"{p.id}_{clauses[0]}"
    return function, str(there[function][0]), line_of(there[function], clause)


def properties(judged):
    """Those that the page does not judge."""
    there, found = contracts(), []
    for name, p in traceability.properties().items():
        p.id = name
        if name in judged:
            continue
        found.append({"id": name, "name": p.name, "claim": p.claims[0][0],
                      "at": first_statement(p, there), "goals": [p.proved, p.goals]})
    return found


def small(text):
    """Code without what only the reader of its file needs."""
    lines = (line.strip() for line in text.splitlines())
    kept = [x for x in lines if x and not x.startswith("//")
            and not (x.startswith("/*") and x.endswith("*/"))]
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), "\n".join(kept))


def proof():
    """What the page shows of the proof: proofs/results/goals.tsv has the goals."""
    units = read_tsv(EXPECTED)
    total = lambda us: [sum(int(u[k]) for u in us) for k in ("proved", "goals")]  # noqa: E731
    statuses = re.findall(r"^  (SP_\w+)", (ROOT / "src/sp_status.h").read_text(), re.M)
    of = functions(units)
    judged = {clause[:3] for f in of.values() for clause in f["lines"]}
    return {"functions": of, "properties": properties(judged), "statuses": statuses,
            "lemmas": total([u for u in units if u["kind"] == "lemma"]), "all": total(units)}


def main():
    compile_core()
    page = (HERE / "page.html").read_text()
    code = "\n".join(small((HERE / f"{name}.js").read_text()) for name in
                     ("core", "state", "facts", "claims", "contract", "page"))
    css = re.sub(r"\s*([{};:,])\s*", r"\1", small((HERE / "page.css").read_text()))
    for mark, text in (("/* page.css */", css),
                       ("/* page.js */", code), ("PROOF_JSON", json.dumps(proof(), separators=(",", ":"))),
                       ("WASM_BASE64", base64.b64encode(zlib.compress(wasm.read_bytes(), 9)).decode())):
        if page.count(mark) != 1:
            sys.exit(f"build.py: {page.count(mark)} times {mark}")
        page = page.replace(mark, text)
    html.write_text(page)
    print(f"{html}: {html.stat().st_size} bytes, of these {wasm.stat().st_size}"
          " of WebAssembly, here packed")


main()
