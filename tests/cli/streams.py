# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Help, version, manual page, streams that fail, locale, progress."""

import os
import pty
import re
import shutil
import subprocess
import time

import tool
from tap import check, equal, skip

SOFT = ["eval", "--op", "softmax"]


def texts():
    with open(os.path.join(tool.root, "src", "softproof.h")) as f:
        version = re.search(r'SP_VERSION "(.*)"', f.read()).group(1)
    equal(tool.run(["--version"]), (0, f"softproof {version}\n", ""), "--version")
    code, out, err = tool.run(["--help"])
    check(code == 0 and out.startswith("usage: softproof") and err == "", "--help")
    code, out, err = tool.run(["eval", "--help"])
    check(code == 0 and out.startswith("usage: softproof eval") and err == "",
          "eval --help")
    equal(tool.run(["eval", "--op", "softmax", "--help"]), (0, out, ""),
          "eval --help after other options")

    page = os.path.join(tool.root, "src", "cli", "softproof.1")
    with open(page) as f:
        manual = f.read().replace("\\-", "-")
    listed = set(re.findall(r"--([a-z-]+)", out))
    documented = set(re.findall(r"\.It Fl -([a-z-]+)", manual)) - {"version"}
    equal(documented, listed, "the help and the manual list the same options")
    helps = "".join(tool.run([command, "--help"])[1] for command in ("gen", "check"))
    with open(page.replace(".1", "-check.1")) as f:
        manual_of_check = f.read().replace("\\-", "-")
    equal(set(re.findall(r"Fl -([a-z-]+)", manual_of_check)),
          set(re.findall(r"--([a-z-]+)", helps)) - {"help"},
          "the helps of gen and check and their manual list the same options")
    for op in ("softmax", "logsoftmax", "logsumexp", "jacobian", "xent"):
        check(re.search(rf"^  {op} ", out, re.M) and f".It Cm {op}\n" in manual,
              f"the help and the manual tell about {op}")
    if shutil.which("groff"):
        done = subprocess.run(["groff", "-ww", "-man", "-Tutf8", "-z", page,
                               page.replace(".1", "-check.1")],
                              stderr=subprocess.PIPE)
        equal((done.returncode, done.stderr), (0, b""), "the manual page has no faults")
    else:
        skip("the manual page has no faults", "no groff")


def shell(redirection, args, data=b"0 0\n"):
    """exit status and standard error of the tool under a redirection"""
    done = subprocess.run(["sh", "-c", f'exec "$0" "$@" {redirection}', tool.path] + args,
                          input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stderr.decode()


def failing_streams():
    full = (1, "softproof: standard output: No space left on device\n")
    if os.path.exists("/dev/full"):
        equal(shell(">/dev/full", SOFT), full, "a full disk")
        equal(shell(">/dev/full", SOFT, b"0 0\n" * 100000), full,
              "a full disk, long output")
        equal(shell(">/dev/full", ["--help"]), full, "a full disk, --help")
        equal(shell(">/dev/full", ["--version"]), full, "a full disk, --version")
        equal(shell(">/dev/full", ["eval", "--help"]), full, "a full disk, eval --help")
    else:
        skip("a full disk", "no /dev/full")
    closed = "softproof: standard input, output or error is closed\n"
    equal(shell(">&-", SOFT), (1, closed), "closed standard output")
    equal(shell("<&-", SOFT), (1, closed), "closed standard input")
    equal(shell("2>&-", SOFT), (1, ""), "closed standard error")


def temporary_file_limit():
    """The temporary file hits a size limit: an error, and no output."""
    command = 'ulimit -f 8; trap "" XFSZ; exec "$0" "$@"'
    done = subprocess.run(["sh", "-c", command, tool.path] + SOFT,
                          input=b"1 2 3\n" * 20000,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    equal((done.returncode, done.stdout, done.stderr.decode()),
          (1, b"", "softproof: temporary file: cannot be written; is the disk full?\n"),
          "a full temporary folder")


def memory_limit():
    """A Jacobian that does not fit in memory: an error at its row."""
    done = subprocess.run(
        ["sh", "-c", 'ulimit -v 2000000; exec "$0" "$@"', tool.path,
         "eval", "--op", "jacobian"],
        input=b"1 2\n" + b"0 " * 100000 + b"\n",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    equal((done.returncode, done.stdout, done.stderr.decode()),
          (1, b"", "softproof: <stdin>:2:1: not enough memory for the result\n"),
          "a Jacobian beyond the memory")


def locale():
    for name in ("de_DE.UTF-8", "tr_TR.UTF-8"):
        env = dict(os.environ, LC_ALL=name, LANG=name)
        equal(tool.run(SOFT, "0.5 0.5\n", env), (0, "0.5\t0.5\n", ""),
              f"the decimal point in {name}")


def terminal_output(seconds):
    """Standard error on a terminal while rows come in for some seconds."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([tool.path] + SOFT, stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=theirs)
    end = time.monotonic() + seconds
    while True:
        process.stdin.write(b"0 0\n" * 20000)
        process.stdin.flush()
        if time.monotonic() >= end:
            break
        time.sleep(0.05)
    process.stdin.close()
    out = process.stdout.read()
    process.wait()
    os.close(theirs)
    text = b""
    try:
        while True:
            block = os.read(ours, 65536)
            if not block:
                break
            text += block
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    return process.returncode, out[:8], text.decode()


def progress():
    code, out, text = terminal_output(2.8)
    ok = code == 0 and out == b"0.5\t0.5\n" \
        and re.fullmatch(r"(\rsoftproof: line \d+)+\r\x1b\[K", text)
    check(ok, "progress on a terminal after two seconds, wiped at the end",
          repr((code, out, text)))
    equal(terminal_output(0.1), (0, b"0.5\t0.5\n", ""), "no progress for a short run")


def run():
    texts()
    failing_streams()
    temporary_file_limit()
    memory_limit()
    locale()
    progress()
