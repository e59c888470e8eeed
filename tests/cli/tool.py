# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Runs the tool under test in a scratch folder."""

import contextlib
import os
import subprocess
import tempfile

path = "softproof"
root = "."


@contextlib.contextmanager
def scratch():
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def run(args, data=b"", env=None):
    """exit status, standard output, standard error"""
    if isinstance(data, str):
        data = data.encode()
    done = subprocess.run([path] + args, input=data, env=env, timeout=300,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def evaluate(args, data=b""):
    """Standard output of a run of eval that must succeed silently."""
    code, out, err = run(["eval"] + args, data)
    if code != 0 or err != "":
        raise RuntimeError(f"eval {args}: exit {code}, {err}")
    return out


def write(name, data):
    with open(name, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())
