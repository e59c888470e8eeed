# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""check: attention, in cases and in files, and choices that rounded sums decide."""

import json
import math
import random
import struct

import tool
from oracle import npy
from tap import check, equal
from tool import write


def to_float(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def parse(line):
    """Parameters, and the parts of numbers, of a case"""
    head, _, rest = line.partition(" : ")
    parameters = dict(word.split("=") for word in head.split()[1:-1])
    return parameters, [[float.fromhex(x) for x in part.split()] for part in rest.split(";")]


def attend(parameters, parts, mistake=None):
    """In double; 0 where no key counts"""
    n, scale = int(parameters["keys"]), float.fromhex(parameters["scale"])
    q, K, V = parts[:3]
    mask = parts[3] if len(parts) > 3 and mistake != "mask" else [0.0] * n
    d, dv = len(q), len(V) // n
    if mistake == "scale":
        scale = 1.0
    s = [scale * math.fsum(x * y for x, y in zip(q, K[k * d:])) + mask[k] for k in range(n)]
    if max(s) == -math.inf:
        return [math.nan if mistake == "nan" else 0.0] * dv
    e = [math.exp(x - max(s)) for x in s]
    return [math.fsum(e[k] * V[k * dv + c] for k in range(n)) / math.fsum(e)
            for c in range(dv)]


def answer(cases, mistake=None):
    return "".join(f"{x} = " + " ".join(map(repr, attend(*parse(x), mistake))) + "\n"
                   for x in cases.splitlines())


def cases():
    for form in ("f64", "f32", "f16", "bf16"):
        _, text, _ = tool.run(["gen", "--op", "attention", "--precision", form, "--level", "2",
                               "--count", "180"])
        # terms that cancel leave doubles nothing to spare
        grade = "sound" if form == "f64" else "rounded"
        code, out, _ = tool.run(["check", "--grade", grade], answer(text))
        equal(code, 0, f"attention {form}: in double, {grade}")
        for mistake in ("scale", "mask"):
            code, out, _ = tool.run(["check", "--format", "json"], answer(text, mistake))
            check(code == 1 and json.loads(out)["wrong"] >= 20,
                  f"attention {form}: no {mistake} is wrong", out)
        equal(tool.run(["check"], answer(text, "nan"))[0], 1, f"attention {form}: NaN for 0")
        equal(tool.run(["check", "--policy", "nan"], answer(text, "nan"))[0], 0,
              f"attention {form}: NaN by --policy nan")
    equal(tool.run(["check", "--grade", "rounded"], "attention keys=2 f64 : 1 ; 3 3 ; 1 2 = 1.5\n"
                   "attention keys=3 f64 : 1 ; 3 2 1 ; 7 7 7 = 7\n"
                   "attention keys=2 scale=0 f64 : 1 ; 3 4 ; 1 0x1.0000000000001p0 = 1\n")[0],
          0, "attention: rational values, one in the middle of two doubles")

    def bad(name, data, message):
        equal(tool.run(["check"], data), (2, "", f"softproof: <stdin>:{message}\n"), name)

    bad("attention without keys", "attention f32 : 1 ; 1 ; 1 = 1\n",
        '1:15: attention needs keys=N before: ":"')
    bad("attention of two parts", "attention keys=1 f32 : 1 ; 1 = 1\n",
        '1:30: query ";" keys ";" values are needed: "="')
    bad("attention of five parts", "attention keys=1 f32 : 1 ; 1 ; 1 ; 1 ; 1 = 1\n",
        '1:38: more numbers than the operation takes: ";"')
    bad("keys of another width", "attention keys=2 f32 : 1 2 ; 1 2 3 ; 1 2 = 1\n",
        '1:42: the numbers of the keys are not keys times those of the query: "="')
    bad("values for other keys", "attention keys=2 f32 : 1 ; 1 2 ; 1 2 3 = 1\n",
        '1:40: the numbers of the values are no multiple of keys: "="')
    bad("a mask for other keys", "attention keys=2 f32 : 1 ; 1 2 ; 1 2 ; 0 = 1\n",
        '1:42: as many numbers of the mask are needed as keys: "="')
    bad("no keys", "attention keys=0 f32 : 1 ; 1 ; 1 = 1\n",
        '1:11: not a parameter of this operation, or out of its range: "keys"')
    code, out, err = tool.run(["check"], "attention keys=1 f64 : inf ; 1 ; 1 = 1\n")
    equal((code, out, err), (2, "", "softproof: <stdin>, line 1: not a number from -2^400 to"
                                    " 2^400\n"), "an infinite query")


def rows_of(r, rows, columns):
    return [[to_float(r.gauss(0, 1)) for _ in range(columns)] for _ in range(rows)]


def files():
    r, m, n, d, dv = random.Random(5), 3, 4, 2, 2
    batches = [(rows_of(r, m, d), rows_of(r, n, d), rows_of(r, n, dv)) for _ in range(2)]
    hidden = [[-math.inf if r.random() < 0.4 else 0.0 for _ in range(n)] for _ in range(2 * m)]

    def save(name, numbers, shape):
        npy(name, "<f4", str(shape), struct.pack(f"<{len(numbers)}f", *numbers))

    def flat(i):
        return [x for b in batches for row in b[i] for x in row]

    def result(name, visible, mask=None):
        out = []
        for b, (Q, K, V) in enumerate(batches):
            for j, q in enumerate(Q):
                row = [0.0 if k < visible(j) else -math.inf for k in range(n)]
                if mask:
                    row = [x + y for x, y in zip(row, mask[b * m + j])]
                out += attend({"keys": n, "scale": (1 / math.sqrt(d)).hex()},
                              [q, sum(K, []), sum(V, []), row])
        save(name, list(map(to_float, out)), (2, m, dv))

    save("q.npy", flat(0), (2, m, d))
    save("k.npy", flat(1), (2, n, d))
    save("v.npy", flat(2), (2, n, dv))
    save("mask.npy", sum(hidden, []), (2, m, n))
    result("all.npy", lambda j: n)
    result("start.npy", lambda j: j + 1)
    result("end.npy", lambda j: j + 1 + n - m)
    result("masked.npy", lambda j: n, hidden)
    words = ["check", "--grade", "rounded", "--op", "attention", "--queries", "q.npy",
             "--keys", "k.npy", "--values", "v.npy", "--result"]
    for name, more in (("all", []), ("start", ["--causal", "start"]), ("end", ["--causal", "end"]),
                       ("masked", ["--mask", "mask.npy"])):
        equal(tool.run(words + [f"{name}.npy"] + more)[0], 0, f"attention in files: {name}")
        equal(tool.run(words + [f"{name}.npy", "--scale", "0.7"] + more)[0], 1,
              f"attention in files: {name}, another scale")
    equal(tool.run(words + ["end.npy", "--causal", "start"])[0], 1, "the other causal mask")
    equal(tool.run(words + ["q.npy"] + ["--values", "q.npy"]),
          (2, "", "softproof: q.npy: 2 times 3 rows of 2 numbers, expected: 2 times 4 of 2\n"),
          "values of another shape")
    for words, message in [
            (["--op", "attention", "--queries", "q.npy"],
             "--op attention needs --queries, --keys, --values and --result"),
            (["--op", "softmax", "--keys", "k.npy"],
             "--queries, --keys, --values, --mask, --scale and --causal need --op attention")]:
        equal(tool.run(["check"] + words),
              (2, "", f"softproof: {message}\nsoftproof: try 'softproof check --help'\n"),
              message)
    equal(tool.run(["gen", "--op", "attention", "--n", "33"])[0], 2, "gen: too many keys")


def choices():
    """Sums of binary32 probabilities, next to what they are compared with"""
    def grade(line):
        code, out, _ = tool.run(["check", "--format", "json", "--grade", "textbook"], line + "\n")
        return code, json.loads(out)["grade"]

    p = "f32 : 0.3 0.3 0.4"
    equal(grade(f"top-p threshold=0.7 {p} = 0.42857143 0 0.5714286"), (0, "faithful"),
          "top-p: the exact sum decides")
    equal(grade(f"top-p threshold=0.7 {p} = 0.3 0.3 0.4"), (0, "sound"),
          "top-p: a rounded sum may keep one more")
    equal(grade(f"top-p threshold=0.69 {p} = 0.3 0.3 0.4")[0], 1, "top-p: one too many")
    equal(grade(f"top-p threshold=0.71 {p} = 0.42857143 0 0.5714286")[0], 1, "top-p: one missing")
    equal(grade(f"top-p threshold=0.7 {p} = 0.5 0.5 0")[0], 1, "top-p: not the most probable")
    equal(grade(f"top-p threshold=0.7 {p} = 0 0 0")[0], 1, "top-p: nothing kept")
    equal(grade("top-p threshold=0.5 f32 : 0.5 0.25 0.25 = 1 0 0"), (0, "rounded"),
          "top-p: the sum is the threshold")
    equal(grade("top-p threshold=0.5 f32 : 0.5 0.25 0.25 = 0.6666667 0.33333334 0"),
          (0, "sound"), "top-p: and one more is not the definition's choice")
    near = 0.3 + 2 ** -26
    equal(grade(f"sample variate={near!r} {p} = 0"), (0, "sound"), "sample: next to the sum")
    equal(grade(f"sample variate={near!r} {p} = 1"), (0, "rounded"), "sample: the exact one")
    equal(grade(f"sample variate={near!r} {p} = 2")[0], 1, "sample: another")
    equal(grade(f"sample variate=0.5 {p} = 0")[0], 1, "sample: far from the sum")
    equal(grade(f"sample variate=0.5 {p} = -1")[0], 1, "sample: no index")
    equal(grade(f"sample variate={near!r} {p} = 0.5")[0], 1, "sample: no whole number")
    equal(grade("sample variate=0.5 f64 : 0.5 0.5 = 1e300")[0], 1, "sample: beyond all")
    equal(grade("sample variate=0x1.fffffep-1 f32 : 0.5 0 0.4375 0 = 2"), (0, "rounded"),
          "sample: the last one that has a probability")
    equal(grade("sample variate=0x1.fffffep-1 f32 : 0.5 0 0.4375 0 = 3")[0], 1,
          "sample: one without probability")


def run():
    cases()
    files()
    choices()
