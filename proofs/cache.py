# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Caches of WP's results: an empty one for each proof, and one file of the
valid results of the last, committed for `make replay`.

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
    """Its folder; files may have functions of the same name."""
    return f"{path.stem}-{function}"


def keep(run_cache):
    LAST.unlink(missing_ok=True)
    LAST.symlink_to(run_cache.name)


def pack(target):
    """Writes such a file: goal, prover, seconds."""
    lines = set()
    for entry in LAST.resolve().glob("*/*.json"):
        if m := ENTRY.search(entry.read_text()):
            lines.add(f"{entry.stem}\t{m[1]}\t{m[2] or 0}\n")
    if not lines:
        sys.exit("no complete proof to take results from: run `make prove'")
    target.write_text("".join(sorted(lines)))
    print(f"{len(lines)} results written to {target}")


class Unpacked:
    """One folder for all: cache / NAME is the same folder for every NAME."""

    def __init__(self, folder):
        self.folder = folder

    def __truediv__(self, name):
        return self.folder


def unpack(source):
    folder = CACHES / "replay"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if not source.exists():
        sys.exit(f"no results in {source}: `make prove' and `make replay-update'"
                 " write them")
    for line in source.read_text().splitlines():
        goal, prover, seconds = line.split("\t")
        (folder / f"{goal}.json").write_text(json.dumps(
            {"prover": prover, "verdict": "valid", "time": float(seconds)}))
    return Unpacked(folder)


if __name__ == "__main__":
    pack(Path(sys.argv[1]) if len(sys.argv) > 1 else COMMITTED)
