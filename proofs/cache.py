# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Caches of WP's results: an empty one for each proof, and one file of the
valid results of the last, committed for `make replay`.

usage: cache.py   Write proofs/cache.tsv from the last complete proof.
"""
import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

from wp import BUILD, ROOT

CACHES = BUILD / "cache"
LAST = CACHES / "last"
COMMITTED = ROOT / "proofs/cache.tsv"
ENTRY = re.compile(r'"prover": "([^"]*)", "verdict": "valid"(?:, "time": ([\d.]+))?')


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
    """Its folder: a function of a header is proved in each file that uses it."""
    return f"{path.stem}-{function}"


def keep(run_cache):
    LAST.unlink(missing_ok=True)
    LAST.symlink_to(run_cache.name)


def pack():
    """Writes the committed file: goal, prover, seconds."""
    lines = set()
    for entry in LAST.resolve().glob("*/*.json"):
        if m := ENTRY.search(entry.read_text()):
            lines.add(f"{entry.stem}\t{m[1]}\t{m[2] or 0}\n")
    if not lines:
        sys.exit("no complete proof to take results from: run `make prove'")
    COMMITTED.write_text("".join(sorted(lines)))
    print(f"{len(lines)} results written to {COMMITTED.relative_to(ROOT)}")


class Unpacked:
    """One folder for all: cache / NAME is the same folder for every NAME."""

    def __init__(self, folder):
        self.folder = folder

    def __truediv__(self, name):
        return self.folder


def unpack():
    folder = CACHES / "replay"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if COMMITTED.exists():
        for line in COMMITTED.read_text().splitlines():
            goal, prover, seconds = line.split("\t")
            (folder / f"{goal}.json").write_text(json.dumps(
                {"prover": prover, "verdict": "valid", "time": float(seconds)}))
    return Unpacked(folder)


if __name__ == "__main__":
    pack()
