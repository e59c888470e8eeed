# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""The vectors as NPY files, byte for byte the same everywhere.

For each operation and format, rows one behind another: OP-FORMAT-logits, and
perhaps -targets, -labels (-1: targets), -smoothing; row k has the logits from
offsets[k] to offsets[k + 1]; -expected and -tolerance have their own offsets
where the result has another length. What is bf16 is stored as f4."""

import struct

TYPES = {"f64": ("<f8", "d"), "f32": ("<f4", "f"), "f16": ("<f2", "e"), "bf16": ("<f4", "f")}


def save(path, kind, code, numbers):
    head = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': ({len(numbers)},), }}"
    head += " " * (-(len(head) + 11) % 64) + "\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode()
                     + struct.pack(f"<{len(numbers)}{code}", *numbers))


def offsets(rows):
    result = [0]
    for row in rows:
        result.append(result[-1] + len(row))
    return result


def write(folder, op, vectors):
    for form, (kind, code) in TYPES.items():
        rows = [v for v in vectors if v["format"] == form]
        if not rows:
            continue

        def numbers(key):
            return [[float.fromhex(x) for x in v.get(key, [])] for v in rows]

        def put(name, kind, code, values):
            save(folder / f"{op}-{form}-{name}.npy", kind, code, values)

        z, expected = numbers("logits"), numbers("expected")
        put("logits", kind, code, sum(z, []))
        put("offsets", "<i8", "q", offsets(z))
        if offsets(z) != offsets(expected):
            put("expected-offsets", "<i8", "q", offsets(expected))
        put("expected", kind, code, sum(expected, []))
        put("tolerance", "<f8", "d", sum(numbers("tolerance"), []))
        if op.startswith("xent"):
            put("labels", "<i8", "q", [v.get("label", -1) for v in rows])
            put("smoothing", "<f8", "d", [float.fromhex(v.get("smoothing", "0")) for v in rows])
            targets = [y or [0.0] * len(x) for x, y in zip(z, numbers("targets"))]
            put("targets", kind, code, sum(targets, []))
