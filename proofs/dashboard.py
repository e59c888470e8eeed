#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Writes one HTML page on what is proved, measured and tested.

usage: dashboard.py [--results DIR] OUT.html

The tables are those of README.md and specs/PROPERTIES, made by status.py from
DIR, by default build/results; a table without fresh data is the committed one,
and the page says so. The page needs no network and no script.
"""
import argparse
import html
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import scan
import status
import traceability
from report import EXPECTED, read_tsv
from traceability import cells_of
from wp import BUILD, ROOT

STYLE = """
:root { color-scheme: light dark; --line: #8886; --good: #0a7d5a; --bad: #c2410c; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 1.2rem 0; }
.tiles div { border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem; }
.tiles b { display: block; font-size: 1.4rem; line-height: 1.2; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13.5px; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top; }
th { position: sticky; top: 0; background: Canvas; }
td.n, summary, .pair { white-space: nowrap; }
td.wider { min-width: 15rem; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
.gap { color: var(--bad); } .good { color: var(--good); }
.bar { display: inline-block; height: .7em; background: #0072b2; vertical-align: middle; }
@media (max-width: 30rem) { td.wider { min-width: 11rem; } }
.scale { display: inline-block; width: 9rem; border-right: 2px solid var(--bad); margin-right: .5rem; }
details { margin: .2rem 0; } code { font-size: .95em; } p, h1, h2 { overflow-wrap: anywhere; }
@media print { details { break-inside: avoid; } }
"""


def esc(text):
    return html.escape(str(text))


def inline(text):
    """The little Markdown that the tables use."""
    text = esc(text.replace("\\|", "|"))
    text = re.sub(r"`([^`]*)`", r"<code>\1</code>", text)
    return re.sub(r"\*\*([^*]*)\*\*", r"<b>\1</b>", text)


def table(header, rows, numbers=(), wider=None):
    """Cells are HTML; `wider' is the column that needs the most room."""
    head = "".join(f"<th scope=col>{h}</th>" for h in header)
    body = "".join("<tr>" + "".join(
        f"<td class=n>{c}</td>" if i in numbers else
        f"<td class=wider>{c}</td>" if i == wider else f"<td>{c}</td>"
        for i, c in enumerate(row)) + "</tr>\n" for row in rows)
    return f"<div class=wide><table><thead><tr>{head}</tr></thead>\n{body}</table></div>"


def from_markdown(text):
    """(header, rows, numbered columns, the lines after the table)"""
    lines = [l for l in text.strip().splitlines() if l.startswith("|")]
    rest = [l for l in text.strip().splitlines() if l and not l.startswith("|")]
    numbers = [i for i, c in enumerate(cells_of(lines[1])) if c.endswith(":")]
    return cells_of(lines[0]), [cells_of(l) for l in lines[2:]], numbers, rest


def committed(name):
    for page in status.PAGES:
        if m := re.search(rf"<!-- begin: {name} -->\n(.*?)<!-- end: {name} -->",
                          page.read_text(), re.S):
            return m[1]
    sys.exit(f"dashboard.py: no table `{name}' in README.md or specs/PROPERTIES")


class Page:
    def __init__(self, results):
        self.results, self.parts, self.fresh = results, [], {}

    def add(self, *parts):
        self.parts += parts

    def data(self, name):
        """A table of status.py, fresh or committed."""
        text = status.TABLES[name](self.results)
        self.fresh[name] = text is not None
        return from_markdown(text if text is not None else committed(name))

    def source(self, name):
        return ("<p>From this machine's last run.</p>" if self.fresh[name] else
                "<p>The committed table; there is no fresh run in build/results.</p>")


def links(paths):
    return "<br>".join(f"<code>{esc(p)}</code>" for p in paths)


def named(paths):
    """Figures by their name, lessons by that of their folder"""
    return "<br>".join(f"<code title='{esc(p)}'>"
                       f"{esc(p.parent.name if p.stem == 'README' else p.stem)}</code>"
                       for p in paths)


def counts(counter):
    """Each pair stays together"""
    return ", ".join(f"<span class=pair>{esc(n)} {c}</span>" for n, c in counter.most_common())


def gap(text="none"):
    return f"<span class=gap>{text}</span>"


def folded(title, items):
    if not items:
        return gap()
    return f"<details><summary>{esc(title)}</summary>{'<br>'.join(items)}</details>"


def followed(page, found):
    rows = []
    for name, p in found.items():
        clauses = [f"<code>{esc(f)}</code>: {esc(', '.join(c))}"
                   for f, c in p.clauses.items()]
        clauses += [f"lemma <code>{esc(l)}</code>" for l in p.lemmas]
        clauses += [f"Coq: <code>{esc(t)}</code>" for t in p.theorems]
        none = gap() if p.coded else "no code"
        rows.append([
            f"<b id={name}>{name}</b> {esc(p.name)}",
            folded(f"{len(p.clauses)} functions, {len(p.lemmas)} lemmas", clauses),
            f"{p.proved} of {p.goals}",
            counts(p.provers) or gap(),
            folded(f"{len(p.tests)} {'file' if len(p.tests) == 1 else 'files'}", [links([t]) for t in p.tests]) if p.tests else none,
            folded(f"{len(p.mutants)} mutants", [esc(m) for m in p.mutants]) if p.mutants else none,
            named(p.figures) or gap(), named(p.lessons) or gap()])
    page.add("<h2 id=trace>Each property, from claim to proof, test and picture</h2>",
             "<p>Goals are all those of the functions and lemmas that state the property. "
             "A mutant counts for the properties of the functions that it breaks. "
             "<i>None</i> is a gap; <i>no code</i>: a theorem of mathematics.</p>",
             table(["property", "stated in", "goals proved", "by", "tests",
                    "mutants", "figures", "lessons"], rows, [2], 3))


def proof(page):
    units = read_tsv(EXPECTED)
    files = {}
    for u in units:
        files.setdefault(u["file"], []).append(u)
    page.add("<h2 id=proof>The proof, function by function</h2>",
             "<p>From <code>proofs/results/goals.tsv</code>, written by a complete "
             "<code>make prove-accept</code>; CI proves everything again and fails where "
             "less is proved. Seconds are those of the provers.</p>")
    for name, mine in files.items():
        goals = sum(int(u["goals"]) for u in mine)
        done = sum(int(u["proved"]) for u in mine)
        mark = "good" if goals == done else "gap"
        title = "lemmas of specs/" if name == "specs" else name
        rows = [[f"<code>{esc(u['name'])}</code>", f"{u['proved']} of {u['goals']}",
                 esc(u["provers"].replace(":", " ")), u["seconds"]] for u in mine]
        page.add(f"<details><summary><code>{esc(title)}</code> "
                 f"<span class={mark}>{done} of {goals}</span></summary>",
                 table(["name", "goals proved", "by", "seconds"], rows, [1, 3]),
                 "</details>")
    return units


def accuracy(page):
    header, rows, numbers, _ = page.data("accuracy")
    drawn = []
    for row in rows:
        cells = [inline(c) for c in row]
        if re.fullmatch(r"[\d.]+", row[4]):
            width = min(float(row[4]), 1) * 100
            cells[4] = (f"<span class=scale><span class=bar style='width:{width:.1f}%'>"
                        f"</span></span>{row[4]}")
        drawn.append(cells)
    page.add("<h2 id=accuracy>Proved bounds beside measured errors</h2>",
             "<p>MPFR judges every value at 256 bits. The red line is the proved bound.</p>",
             page.source("accuracy"), table([inline(h) for h in header], drawn, [3, 5], 2))
    return rows


def plain(page, name, title, text):
    header, rows, numbers, rest = page.data(name)
    page.add(f"<h2 id={name}>{title}</h2><p>{text}</p>", page.source(name),
             table([inline(h) for h in header], [[inline(c) for c in r] for r in rows],
                   numbers), *(f"<p>{inline(l)}</p>" for l in rest))


def mutants(page):
    path = page.results / "mutants.tsv"
    page.add("<h2 id=mutants>Mutants</h2>",
             "<p>Small mistakes put into the code; each must lose a goal.</p>")
    if path.exists():
        rows = [[f"<code>{esc(r['mutant'])}</code>", f"<code>{esc(r['file'])}</code>",
                 esc(r["verdict"]), r["lost"], esc(r["detail"])] for r in read_tsv(path)]
        page.add(f"<p>{sum(r[2] == 'killed' for r in rows)} of {len(rows)} lost a goal.</p>",
                 "<details><summary>all</summary>",
                 table(["mutant", "file", "verdict", "goals lost", "which"], rows, [3]),
                 "</details>")
    else:
        page.add(f"<p>{gap('Not run here')}: <code>make mutants</code> takes hours.</p>")


def trust(page, axioms):
    page.add("<h2 id=trust>What is trusted</h2>",
             f"<p>Axioms of our own: <b class={'gap' if axioms else 'good'}>"
             f"{len(axioms) or 'none'}</b>, by a scan of every specification, source and "
             "Coq file (<code>proofs/scan.py</code>).</p>")
    if axioms:
        page.add(*(f"<p class=gap>{esc(a)}</p>" for a in axioms))
    versions = []
    for tool, command in [("Frama-C", ["frama-c", "-version"]), ("Why3", ["why3", "--version"]),
                          ("Coq", ["coqc", "--version"]), ("CVC5", ["cvc5", "--version"]),
                          ("CVC4", ["cvc4", "--version"]), ("Z3", ["z3", "--version"]),
                          ("Gappa", ["gappa", "--version"]), ("gcc", ["gcc", "--version"])]:
        try:
            said = subprocess.run(command, capture_output=True, text=True, check=False)
            line = next((l for l in (said.stdout + said.stderr).splitlines() if l.strip()), "-")
        except OSError:
            line = "not installed"
        versions.append([tool, esc(line)])
    page.add(table(["tool", "version here"], versions),
             "<p>Also trusted: the bridge from WP to Coq, the compiler, and a machine that "
             "computes as IEEE 754 says. <code>specs/SOUNDNESS.md</code> says what and why.</p>")


def build(results):
    page = Page(results)
    found = traceability.properties()
    axioms = scan.assumptions() or []
    units = proof(page)
    proofs, page.parts = page.parts, []
    rows = accuracy(page)
    bounds, page.parts = page.parts, []
    functions = sum(u["kind"] == "function" for u in units)
    goals = sum(int(u["goals"]) for u in units)
    done = sum(int(u["proved"]) for u in units)
    values = sum(int(r[3].replace(",", "")) for r in rows)
    broken = sum(int(r[5]) for r in rows)
    gaps = sum(bool(p.gaps()) for p in found.values())
    tiles = [(f"{done} of {goals}", f"goals proved, of {functions} functions and "
              f"{len(units) - functions} lemmas"),
             (len(axioms) or "no", "axioms of our own"),
             (f"{broken} of {values:,}", "measured values beyond their bound"),
             (f"{len(found) - gaps} of {len(found)}",
              "properties with nothing missing from claim to lesson")]
    page.add("<div class=tiles>", *(f"<div><b>{n}</b>{esc(t)}</div>" for n, t in tiles),
             "</div>")
    followed(page, found)
    page.parts += proofs + bounds
    mutants(page)
    plain(page, "subjects", "Verdicts on other programs",
          "What <code>softproof check</code> says: rows that are wrong, or the largest error.")
    plain(page, "compare", "Beside other libraries", "The largest error in units in the last place.")
    plain(page, "speed", "Speed", "Side by side in one run.")
    trust(page, axioms)
    names = [("trace", "properties"), ("proof", "proof"), ("accuracy", "accuracy"),
             ("mutants", "mutants"), ("subjects", "verdicts"), ("trust", "trust")]
    nav = "".join(f"<a href='#{i}'>{t}</a>" for i, t in names)
    return ("<!doctype html><html lang=en><meta charset=utf-8>"
            "<meta name=viewport content='width=device-width, initial-scale=1'>"
            f"<title>Softproof: what is proved</title><style>{STYLE}</style>\n"
            f"<h1>Softproof: what is proved</h1>\n<nav>{nav}</nav>\n"
            + "\n".join(page.parts) + "\n</html>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--results", type=Path, default=BUILD / "results")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    text = build(options.results)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text)
    print(f"{options.out}: {len(text) // 1000} kB")


if __name__ == "__main__":
    main()
