#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Builds the page: one HTML file with the verified C as WebAssembly in it.

usage: build.py OUTPUT.html OUTPUT.wasm    Needs clang and wasm-ld (Debian: clang, lld)."""

import base64
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
html, wasm = map(Path, sys.argv[1:3])


def compile_core():
    # strides are for 64-bit sizes; the page has no tensors
    core = [f for f in sorted((ROOT / "src").glob("*.c")) if "strided" not in f.name]
    subprocess.run(
        ["clang", "--target=wasm32", "-std=c11", "-O2", "-ffreestanding", "-nostdlib",
         "-ffp-contract=off", "-Wall", "-Wextra", "-Werror", "-I", ROOT / "src",
         "-Wl,--no-entry", "-Wl,--strip-all", "-Wl,--gc-sections", "-o", wasm,
         HERE / "wasm.c", *core], check=True)


def main():
    compile_core()
    page = (HERE / "page.html").read_text()
    for mark, text in (("/* page.css */", (HERE / "page.css").read_text()),
                       ("/* core.js */", (HERE / "core.js").read_text()),
                       ("/* page.js */", (HERE / "page.js").read_text()),
                       ("WASM_BASE64", base64.b64encode(wasm.read_bytes()).decode())):
        if page.count(mark) != 1:
            sys.exit(f"build.py: {page.count(mark)} times {mark}")
        page = page.replace(mark, text)
    html.write_text(page)
    print(f"{html}: {html.stat().st_size} bytes, of these {wasm.stat().st_size}"
          " of WebAssembly as base64")


main()
