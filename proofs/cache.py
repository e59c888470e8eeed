# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Caches of WP's results: an empty one for each proof, and one file of the
results of the last complete proof, committed, which `make replay' looks up.
`make prove' takes from it only which provers to try, and from proofs/hints.tsv
which of them, and which of Coq's tactics, to try first on a goal.

usage: cache.py [FILE]   Write the results of the last complete proof, by
                         default to proofs/cache.tsv.
"""
import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

import scan
from wp import BUILD, ROOT

CACHES = BUILD / "cache"
LAST = CACHES / "last"
COMMITTED = ROOT / "proofs/cache.tsv"
HINTS = ROOT / "proofs/hints.tsv"
ENTRY = re.compile(r'"prover": "([^"]*)", "verdict": "(\w+)"(?:, "time": ([\d.]+))?')


def fresh():
    """An empty cache; those of earlier runs are removed, save the last
    complete proof's and those of processes that still run."""
    for old in CACHES.glob("run-*"):
        runs = Path("/proc", old.name.rsplit("-", 1)[-1]).exists()
        if not runs and (not LAST.is_symlink() or LAST.resolve() != old.resolve()):
            shutil.rmtree(old, ignore_errors=True)
    new = CACHES / time.strftime(f"run-%Y%m%d-%H%M%S-{os.getpid()}")
    new.mkdir(parents=True)
    return new


def place(path, function):
    """Its folder; files may have functions of the same name."""
    return f"{path.stem}-{function}"


def keep(run_cache):
    for name in ("proof.tsv", "proof.json"):
        shutil.copy(BUILD / "results" / name, run_cache)
    LAST.unlink(missing_ok=True)
    LAST.symlink_to(run_cache.name)


def add(run_cache):
    """What a proof of a part found, in place of what the last complete proof
    has of it; hints are added to the committed ones. Its wall time stays."""
    last = LAST.resolve()
    known = {line for path in (HINTS, last / "coq/hints.tsv") if path.exists()
             for line in path.read_text().splitlines(True)}
    for folder in run_cache.glob("*/"):
        shutil.rmtree(last / folder.name, ignore_errors=True)
        shutil.copytree(folder, last / folder.name)
    with open(last / "coq/hints.tsv", "a") as hints:
        hints.writelines(sorted(known))
    new = (BUILD / "results/proof.tsv").read_text().splitlines()
    stay = scan.units() - {tuple(line.split("\t")[:2]) for line in new[1:]}
    old = (last / "proof.tsv").read_text().splitlines()
    kept = [line for line in old[1:] if tuple(line.split("\t")[:2]) in stay]
    (last / "proof.tsv").write_text("\n".join([old[0], *sorted(kept + new[1:])]) + "\n")
    part = json.loads((BUILD / "results/proof.json").read_text())
    whole = json.loads((last / "proof.json").read_text())
    whole["units"] = [u for u in whole["units"] if (u["file"], u["name"]) in stay] \
        + part["units"]
    whole["goals"] = sum(u["goals"] for u in whole["units"])
    whole["proved"] = sum(u["proved"] for u in whole["units"])
    (last / "proof.json").write_text(json.dumps(whole, indent=1) + "\n")


def pack(target):
    """Writes such a file: folder, goal, prover, seconds."""
    lines = []
    for folder in LAST.resolve().glob("*/"):
        for entry in folder.glob("*.json"):
            m = ENTRY.search(entry.read_text())
            if m and m[2] == "valid":
                lines.append(f"{folder.name}\t{entry.stem}\t{m[1]}\t{m[3] or 0}\n")
    if not lines:
        sys.exit("no complete proof to take results from: run `make prove'")
    target.write_text("".join(sorted(lines)))
    print(f"{len(lines)} results written to {target}")
    hints = LAST.resolve() / "coq/hints.tsv"
    if target == COMMITTED and hints.exists():
        HINTS.write_text("".join(sorted(set(hints.read_text().splitlines(True)))))


def read(source=COMMITTED):
    """folder -> [(goal, prover, seconds)]"""
    found = {}
    for line in source.read_text().splitlines() if source.exists() else []:
        folder, *result = line.split("\t")
        found.setdefault(folder, []).append(result)
    return found


def write(folder, goal, prover, verdict):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{goal}.json").write_text(json.dumps({"prover": prover, **verdict}))


def unpack(source):
    """A cache of what was proved, for a replay."""
    if not source.exists():
        sys.exit(f"no results in {source}: `make prove' and `make replay-update'"
                 " write them")
    root = CACHES / "replay"
    shutil.rmtree(root, ignore_errors=True)
    for folder, results in read(source).items():
        for goal, prover, seconds in results:
            write(root / folder, goal, prover,
                  {"verdict": "valid", "time": float(seconds)})
    return root


def successful(results):
    """The names of the provers that proved something."""
    return sorted({prover.split(":")[0] for _, prover, _ in results})


if __name__ == "__main__":
    pack(Path(sys.argv[1]) if len(sys.argv) > 1 else COMMITTED)
