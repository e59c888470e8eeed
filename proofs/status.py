#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Writes the tables of README.md and specs/PROPERTIES from results.

usage: status.py [--results DIR] [--check]

Text between `<!-- begin: NAME -->' and `<!-- end: NAME -->' is replaced by
the table NAME. Each is made from data, by default in build/results:

  trace       what traceability.py finds, goals from proofs/results/goals.tsv
  proof       proof.json of `make prove'; else proofs/results/goals.tsv
  properties  proof.tsv of `make prove'
  accuracy    accuracy.tsv of `make oracle'
  speed       speed.tsv of `make bench'
  compare     compare.tsv of `make compare'
  subjects    subjects.tsv of `make subjects'
  throughput  throughput.tsv of `make throughput'

A table without data is left as it is. --check writes nothing and fails if a
table would change.
"""
import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.dont_write_bytecode = True

import report
import scan
import traceability
from report import read_tsv
from wp import BUILD, PROVERS, ROOT

PAGES = [ROOT / "README.md", ROOT / "specs/PROPERTIES"]
NAMED = re.compile(r"_(P\d\d)_(\w+?)(?:_part\d+|_established|_preserved)*$")


def markdown(header, rows, right=()):
    """A table; the columns numbered in `right' hold numbers."""
    def line(cells):
        return "| " + " | ".join(str(c).replace("|", "\\|") for c in cells) + " |"
    rule = ["--:" if i in right else "---" for i in range(len(header))]
    return "\n".join([line(header), line(rule), *map(line, rows)])


def proof_units(results):
    """The units proved, what else is known of the run, and its name."""
    if (results / "proof.json").exists():
        run = json.loads((results / "proof.json").read_text())
        return run["units"], run
    if report.EXPECTED.exists():
        return read_tsv(report.EXPECTED), {}
    return None, {}


def provers(units):
    count = Counter()
    for unit in units:
        for part in unit["provers"].split():
            name, number = part.split(":")
            count[name] += int(number)
    return count


def proof_table(results):
    """One row for each file, and one for the lemmas. What exists in the
    sources but not in the results counts as not proved."""
    units, run = proof_units(results)
    if units is None:
        return None
    done = {(u["file"], u["name"]): u for u in units}
    groups = {"lemmas of `specs/`": [
        ("specs", n) for names in scan.lemmas().values() for n in names]}
    for path, name in scan.functions()[0]:
        groups.setdefault(f"`{path}`", []).append((str(path), name))

    rows, all_found, all_units, all_ok = [], [], 0, 0
    for title, wanted in groups.items():
        found = [done[w] for w in wanted if w in done]
        ok = sum(int(u["goals"]) > 0 and u["goals"] == u["proved"]
                 and not u.get("errors") for u in found)
        rows.append(table_row(title, len(wanted), ok, found))
        all_found += found
        all_units += len(wanted)
        all_ok += ok
    rows.append(table_row("**all**", all_units, all_ok, all_found))
    text = markdown(["part", "functions or lemmas proved", "goals proved",
                     "Qed", *PROVERS], rows, range(1, 9))
    if "wall_seconds" in run:
        minutes, seconds = divmod(run["wall_seconds"], 60)
        text += (f"\n\nThe last complete run took {minutes} min {seconds} s, with the"
                 " Coq library compiled before and the\nhints of proofs/hints.tsv;"
                 f" errors besides open goals: {len(run['errors'])}.")
    return text


def table_row(title, wanted, ok, found):
    count = provers(found)
    goals = sum(int(u["goals"]) for u in found)
    proved = sum(int(u["proved"]) for u in found)
    return [title, f"{ok} of {wanted}",
            f"{proved} of {goals}" if found else "not run",
            *(count[p] or "·" for p in ["Qed", *PROVERS])]


def property_table(results):
    """Goals that carry the ID of a property in their names."""
    if not (results / "proof.tsv").exists():
        return None
    found = defaultdict(lambda: [0, 0])
    for goal in read_tsv(results / "proof.tsv"):
        if m := NAMED.search(goal["goal"]):
            count = found[m[1], goal["name"], f"{m[1]}_{m[2]}"]
            count[0] += goal["status"] == "valid"
            count[1] += 1
    rows = [[i, f"`{function}`", f"`{clause}`", f"{proved} of {total}"]
            for (i, function, clause), (proved, total) in sorted(found.items())]
    return markdown(["ID", "function", "clause", "goals proved"], rows, [3])


def accuracy_table(results):
    """Only the rows that are judged against a bound by MPFR."""
    if not (results / "accuracy.tsv").exists():
        return None
    rows = []
    for r in read_tsv(results / "accuracy.tsv"):
        if r["judge"].lower() == "mpfr":
            worst = r["worst_error_over_bound"]
            if worst != "-":
                worst = f"{float(worst):.5f}"
            left = int(r.get("left_out") or 0)
            rest = f"; not judged, as it says nothing: {left:,}" if left else ""
            rows.append([r["property"], f"`{r['function']}`", r["bound"] + rest,
                         f"{int(r['cases']):,}", worst, r["violations"]])
    return markdown(["ID", "function", "bound", "values",
                     "largest error / bound", "broken"], rows, [3, 4, 5])


def speed_table(results):
    if not (results / "speed.tsv").exists():
        return None
    names = ["softproof_ns", "textbook_ns", "naive_ns", "ratio",
             "textbook_ratio"]
    rows = [[r["n"], *(f"{float(r[name]):.2f}" for name in names)]
            for r in read_tsv(results / "speed.tsv")]
    return markdown(["n", "`sp_softmax`, ns per element",
                     "`sp_softmax_textbook`", "textbook on glibc's exp",
                     "ratio", "ratio of the textbook's"], rows, range(6))


def ulps(text):
    """An error in ulp, short; 2^53 ulp are all digits of a double."""
    if text in ("-", "nan"):
        return text.replace("nan", "NaN")
    value = float(text)
    if value < 1000:
        return f"{value:.3g}"
    return "inf" if value == float("inf") else f"{value:.0e}".replace("e+", "e")


def compare_table(results):
    if not (results / "compare.tsv").exists():
        return None
    columns = ["softmax", "log_softmax", "loss", "gradient"]
    rows = [[r["library"], r["rows"], *(ulps(r[c]) for c in columns)]
            for r in read_tsv(results / "compare.tsv")]
    return markdown(["library", "rows", "softmax", "log-softmax",
                     "loss of a label", "its gradient"], rows, range(2, 6))


def subjects_table(results):
    """A line for each subject and format, a column for each operation"""
    if not (results / "subjects.tsv").exists():
        return None
    columns = ["softmax", "logsoftmax", "logsumexp", "xent"]
    cells = {}
    for r in read_tsv(results / "subjects.tsv"):
        if r["wrong"] == "0":
            cell = f"{r['max_ulp']} ulp"
        else:
            cell = f"**{r['wrong']}**"
            cell += f", {r['wrong_ftz']} with `--ftz`" if r["wrong"] != r["wrong_ftz"] else ""
            cell += f": {r['family']}" if r["family"] != "-" else ""
        cells.setdefault((r["format"], r["subject"]), {})[r["op"]] = cell
    rows = [[subject, form, *(found.get(c, "-") for c in columns)]
            for (form, subject), found in cells.items()]
    return markdown(["subject", "format", "softmax", "log-softmax", "log-sum-exp",
                     "loss of a label"], rows, range(2, 6))


def throughput_table(results):
    """Microseconds per element: a line for each n, a column for each method"""
    if not (results / "throughput.tsv").exists():
        return None
    cells, pipe = {}, []
    for r in read_tsv(results / "throughput.tsv"):
        if r["n"] == "-":
            count = float(f"{float(r['microseconds']):.2g}")
            pipe.append(f"{r['method']}: {count:,.0f}")
        else:
            cells.setdefault(r["n"], {})[r["method"]] = r["microseconds"]
    methods = list(dict.fromkeys(m for found in cells.values() for m in found))
    rows = [[n, *(found.get(m, "-") for m in methods)] for n, found in cells.items()]
    table = markdown(["n", *methods], rows, range(0, len(methods) + 1))
    return f"{table}\n\n{'; '.join(pipe).capitalize()}."


def trace_table(_):
    """A line for each property; a dot is a gap."""
    rows = []
    for name, p in traceability.properties().items():
        none = "·" if p.coded else "no code"
        names = lambda paths, part: ", ".join(path.parts[part].split(".")[0]
                                              for path in paths) or "·"
        rows.append([f"{name} {p.name}", f"{len(p.clauses)} and {len(p.lemmas)}",
                     f"{p.proved} of {p.goals}",
                     ", ".join(n for n, _ in p.provers.most_common()) or "·",
                     len(p.tests) or none, len(p.mutants) or none,
                     names(p.figures, -1), names(p.lessons, -2)])
    return markdown(["property", "functions and lemmas", "goals proved", "by",
                     "test files", "mutants", "figures", "lessons"], rows, [1, 2, 4, 5])


TABLES = {"trace": trace_table, "proof": proof_table, "properties": property_table,
          "accuracy": accuracy_table, "speed": speed_table,
          "compare": compare_table, "subjects": subjects_table,
          "throughput": throughput_table}


def replace(text, name, table):
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    before, found, rest = text.partition(begin)
    if not found:
        return text
    _, found, after = rest.partition(end)
    if not found:
        sys.exit(f"status.py: no `{end}'")
    return f"{before}{begin}\n{table}\n{end}{after}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--results", type=Path, default=BUILD / "results")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    tables = {name: make(options.results) for name, make in TABLES.items()}
    for name in (n for n, table in tables.items() if table is None):
        print(f"{name}: no data, left as it is")
    stale = []
    for page in PAGES:
        old = new = page.read_text()
        for name, table in tables.items():
            if table is not None:
                new = replace(new, name, table)
        if new != old:
            stale.append(page.relative_to(ROOT))
            if not options.check:
                page.write_text(new)
    for page in stale:
        print(f"{page}: {'out of date' if options.check else 'written'}")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
