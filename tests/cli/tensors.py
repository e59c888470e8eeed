# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""--shape and --axis: against the plain operation on transposed rows, to the bit,
and against 60-digit truth; formats; errors."""

import json
import math
import random
import subprocess
from itertools import product

import tool
import truth
from floats import FLOAT, rounded
from tap import check, equal
from tool import evaluate, write
from values import INF, enclosed, flat, load, number, text

OPS = ["softmax", "logsoftmax", "logsumexp"]
SHAPES = [(1,), (5,), (1, 1), (3, 4), (4, 1), (1, 4), (2, 3, 4), (3, 1, 2), (2, 1, 1),
          (2, 3, 2, 4), (1, 2, 1, 3, 2), (7, 5, 3), (2,) * 7]


def along(shape, axis):
    """For each row: where its entries are, from the definition of row-major order."""
    flat_at = {index: k for k, index in enumerate(product(*map(range, shape)))}
    others = [range(n) for i, n in enumerate(shape) if i != axis]
    return [[flat_at[index[:axis] + (i,) + index[axis:]] for i in range(shape[axis])]
            for index in product(*others)]


def scattered(rows, places, count):
    result = [None] * count
    for row, where in zip(rows, places):
        for x, k in zip(row, where):
            result[k] = x
    return result


def lines(values, width):
    return [values[k:k + width] for k in range(0, len(values), width)]


def tsv(values, shape):
    """A line for each index of all axes but the last"""
    return "".join("\t".join(row) + "\n" for row in lines(values, shape[-1] if shape else 1))


def numbers(r, count, masked):
    spread = r.choice([1e-6, 1.0, 30.0, 1000.0])
    return [-INF if r.random() < masked else r.uniform(-spread, spread) for _ in range(count)]


def unmasked(z, places):
    """At least one logit of each row is finite."""
    for row in places:
        if all(z[k] == -INF for k in row):
            z[row[len(row) // 2]] = -0.5
    return z


def broken(r, z):
    """The numbers in lines of any length, with comments and blank lines between"""
    out, k = "", 0
    while k < len(z):
        n = r.randint(1, 6)
        out += r.choice(["", "", "# x\n", "\n"])
        out += " ".join(x.hex() if x > -INF else "-inf" for x in z[k:k + n]) + "\n"
        k += n
    return out


def expected(op, z, shape, axis, args=()):
    """Shape and values of the result, from the plain operation on rows that are
    transposed here"""
    places = along(shape, axis)
    out = evaluate(["--op", op, *args], text([[z[k] for k in row] for row in places]))
    rows = [line.split("\t") for line in out.splitlines()]
    if op == "logsumexp":
        return shape[:axis] + shape[axis + 1:], [x for row in rows for x in row]
    return shape, scattered(rows, places, len(z))


def same_as_rows():
    r = random.Random(31)
    for op in OPS:
        for shape in SHAPES:
            ok, bad = True, ""
            for axis in range(len(shape)):
                z = unmasked(numbers(r, math.prod(shape), r.choice([0, 0.4])),
                             along(shape, axis))
                for given, more in product((axis, axis - len(shape)),
                                           ((), ("--hex",), ("--hex", *FLOAT))):
                    args = ["--op", op, "--shape", ",".join(map(str, shape)),
                            "--axis", str(given), *more]
                    got = evaluate(args, broken(r, z))
                    to, values = expected(op, z, shape, axis, more)
                    if got != tsv(values, to):
                        ok, bad = False, f"{args}\n{got}\n{tsv(values, to)}"
            check(ok, f"{op} of a {shape} tensor along each axis: that of its rows", bad)


def within_bounds():
    r = random.Random(32)
    exact = {"softmax": truth.softmax, "logsoftmax": truth.logsoftmax,
             "logsumexp": lambda z: [truth.logsumexp(z)]}
    for op, shape, more in product(OPS, [(3, 4), (2, 3, 4), (2, 3, 2, 2)], ([], FLOAT)):
        worst, ok = 0.0, True
        for axis in range(len(shape)):
            places = along(shape, axis)
            z = [rounded(x) for x in unmasked(numbers(r, math.prod(shape), 0.3), places)]
            args = ["--op", op, "--shape", ",".join(map(str, shape)), "--axis", str(axis),
                    "--hex", *more]
            true = [exact[op]([z[k] for k in row]) for row in places]
            true = flat(true) if op == "logsumexp" else scattered(true, places, len(z))
            o = load(evaluate(args + ["--bound", "--format", "json"], text([z])))[0]
            v, b = ([number(x) for x in flat(o[name])] for name in ("result", "bound"))
            good, ratio = enclosed(v, b, true)
            plain = load(evaluate(["--op", op, "--bound", "--format", "json", "--hex", *more],
                                  text([[z[k] for k in row] for row in places])))
            plain = [[number(b) for b in flat(x["bound"])] for x in plain]
            plain = flat(plain) if op == "logsumexp" else scattered(plain, places, len(z))
            pairs = evaluate(args + ["--bound"], text([z])).splitlines()
            worst = max(worst, ratio)
            ok = ok and good and b == plain \
                and [[number(x) for x in pair.split("\t")] for pair in pairs] \
                == [list(pair) for pair in zip(v, b)]
        check(ok, f"{op}{' of floats' * bool(more)} of a {shape} tensor: the bounds of its"
                  " rows, which hold"
                  f" (largest error/bound {worst:.3f})")
    equal(evaluate(["--op", "logsoftmax", "--shape", "2,2", "--axis", "0", "--bound"],
                   "-1e308 0 1.7e308 -inf\n").splitlines()[::3],
          ["-inf\tinf", "-inf\t0"], "a tensor: overflow has the bound inf, a mask 0")


def formats():
    two = ["--shape", "2,3,2", "--axis", "-2"]
    z = "0 -inf 0 0 0 0  5 5 5 5 -inf 5\n"
    third = "0.3333333333333333"
    equal(evaluate(["--op", "softmax"] + two, z),
          f"{third}\t0\n{third}\t0.5\n{third}\t0.5\n0.5\t{third}\n0.5\t{third}\n0\t{third}\n",
          "a tensor in TSV: a line for each index of all axes but the last")
    equal(evaluate(["--op", "logsumexp"] + two, "0 -inf 0 -inf -inf 7 1 -inf -inf 2 -inf 2"),
          "0.6931471805599453\t7\n1\t2.6931471805599454\n", "logsumexp leaves the axis out")
    equal(evaluate(["--op", "logsumexp", "--shape", "2", "--axis", "0"], "0\n0\n"),
          "0.6931471805599453\n", "logsumexp along the only axis: one number")
    head = '[\n{"line": 2, "op": "logsumexp", "n": 4, "shape": '
    lse = ["--op", "logsumexp", "--format", "json"]
    equal(evaluate(lse + ["--shape", "4", "--axis", "-1"], "#\n3 -inf -inf -inf\n"),
          head + '[4], "axis": 0, "result": 3}\n]\n', "a tensor in JSON: one number")
    equal(evaluate(lse + ["--shape=2,1,2", "--axis=-1", "--hex"], "#\n3 -inf\n-inf 1\n"),
          head + '[2, 1, 2], "axis": 2, "result": [["0x1.8p+1"], ["0x1p+0"]]}\n]\n',
          "a tensor in JSON: hex floats are strings")
    o = json.loads(evaluate(["--op", "softmax", "--format", "json", "--bound"] + two, z))[0]
    check([o["shape"], o["axis"], o["n"], o["op"]] == [[2, 3, 2], 1, 12, "softmax"]
          and o["result"][0] == [[1 / 3, 0], [1 / 3, 0.5], [1 / 3, 0.5]]
          and [len(x) for x in o["bound"]] == [3, 3] and o["bound"][0][0][1] == 0,
          "a tensor in JSON: arrays in arrays, bounds too", o)
    csv = ["--op", "softmax", "--input-format", "csv", "--shape", "2,2", "--axis", "0"]
    equal(evaluate(csv, "0, 3, 0\n3\n"), "0.5\t0.5\n0.5\t0.5\n", "a tensor in CSV")
    write("tensor.tsv", "4 4\n")
    equal(evaluate(["--op", "softmax", "--shape", "1,2", "--axis", "1", "tensor.tsv"]),
          "0.5\t0.5\n", "a tensor from a file")
    ones = ",".join(["1"] * 31 + ["2"])
    equal(evaluate(["--op", "softmax", "--shape", ones, "--axis", "31"], "0 0\n"),
          "0.5\t0.5\n", "a tensor of 32 axes")
    z = [random.Random(33).choice([0.0, 1.0, -3.0]) for _ in range(2 * 200 * 300)]
    equal(evaluate(["--op", "softmax", "--shape", "2,200,300", "--axis", "1"], text([z])),
          tsv(expected("softmax", z, (2, 200, 300), 1)[1], (300,)), "a tensor of 120000")


def bad_input():
    def bad(name, shape, axis, data, message, args=("--op", "softmax")):
        result = tool.run(["eval", *args, "--shape", shape, "--axis", axis], data)
        equal(result, (1, "", f"softproof: {message}\n"), f"a tensor: {name}")

    bad("too few numbers", "2,3", "0", "1 2 3\n4 5\n", "<stdin>: numbers: 5, in --shape: 6")
    bad("no numbers", "2,3", "0", "# none\n", "<stdin>: numbers: 0, in --shape: 6")
    bad("too many numbers", "2,3", "0", "1 2 3\n\n4 5 6 7 8\nx\n",
        "<stdin>:3:1: numbers to the end of this line: 8, in --shape: 6")
    bad("a line too many", "2,3", "0", "1 2 3\n4 5 6\n7\n",
        "<stdin>:3:1: numbers to the end of this line: 7, in --shape: 6")
    bad("NaN", "2,2", "0", "1 2\n3 nan\n", "<stdin>:2:3: NaN among the logits")
    bad("+inf", "2,2", "0", "1 2 3 inf\n", "<stdin>:1:7: +inf among the logits")
    bad("a word", "2,2", "0", "1 2 3\nx\n", '<stdin>:2:1: not a number: "x"')
    bad("no file", "2", "0", "", "none.tsv: No such file or directory",
        ("--op", "softmax", "none.tsv"))
    write("masked.tsv", "# x\n1 2\n3 -inf 5\n6 7\n\n-inf 8 -inf 9 -inf\n")
    masked = "every logit is -inf in"
    for op, fmt in product(OPS, ("tsv", "json")):
        bad(f"all masked, {op}, {fmt}", "2,3,2", "1", "",
            f"masked.tsv:6:1: {masked} [1, :, 1]",
            ("--op", op, "--format", fmt, "--bound", "masked.tsv"))
    inf = "-inf -inf\n"
    bad("all masked, one axis", "2", "-1", inf, f"<stdin>:1:1: {masked} [:]")
    bad("all masked, the first axis", "2,2", "0", "1 -inf\n2 -inf\n",
        f"<stdin>:1:1: {masked} [:, 1]")
    bad("all masked, the last axis", "2,2", "1", "1 -inf\n" + inf,
        f"<stdin>:2:1: {masked} [1, :]")
    bad("all masked after 20000 rows", "20001,2", "1", "1 2\n" * 20000 + inf,
        f"<stdin>:20001:1: {masked} [20000, :]")
    bad("all masked, 32 axes", ",".join(["1"] * 30 + ["2", "2"]), "-2", "1 -inf\n2 -inf\n",
        f"<stdin>:1:1: {masked} [{'0, ' * 30}:, 1]")
    done = subprocess.run(["sh", "-c", 'ulimit -v 300000; exec "$0" "$@"', tool.path, "eval",
                           "--op", "softmax", "--shape", "67108864", "--axis", "0"],
                          input=b"1 2\n", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    equal((done.returncode, done.stdout, done.stderr),
          (1, b"", b"softproof: not enough memory for the tensor\n"),
          "a tensor beyond the memory")


def usage():
    def wrong(name, args, message, op="softmax"):
        result = tool.run(["eval", "--op", op] + args, "1 2\n")
        expected = f"softproof: {message}\nsoftproof: try 'softproof eval --help'\n"
        equal(result, (2, "", expected), f"usage: {name}")

    for s in ("", "0", "2,0", "-2", "+2", "2,", ",2", "2,,2", "2, 3", "2x3", "2.0", "x", "(2)",
              "2\n"):
        wrong(f"shape {s!r}", ["--axis", "0", "--shape", s],
              f'--shape: not whole numbers, at least 1, with commas between: "{s}"')
    for s in ("67108865", "8193,8192", "2,67108864", "4294967296,4294967296",
              "99999999999999999999999"):
        wrong(f"shape {s}", ["--axis", "0", "--shape", s],
              f'--shape: more than 2^26 numbers: "{s}"')
    many = ",".join(["1"] * 33)
    wrong("33 axes", ["--axis", "0", f"--shape={many}"], f'--shape: more than 32 axes: "{many}"')
    for a in ("", "-", "--1", "+1", "1.0", "x", "0x1", "1 ", "32", "-33",
              "99999999999999999999999", "-99999999999999999999999"):
        wrong(f"axis {a!r}", ["--shape", "2,3", f"--axis={a}"],
              f'--axis: not a whole number from -32 to 31: "{a}"')
    for a in ("3", "31", "-4", "-32"):
        wrong(f"axis {a} of three", ["--shape", "1,1,2", "--axis", a],
              f"--axis {a}: --shape has the axes from -3 to 2")
    wrong("axis 1 of one", ["--shape", "2", "--axis", "1"],
          "--axis 1: --shape has the axes from -1 to 0")
    both = "--shape and --axis go together"
    wrong("--axis alone", ["--axis", "0"], both)
    wrong("--shape alone", ["--shape", "2"], both)
    wrong("--axis without a value", ["--shape", "2", "--axis"], "--axis needs a value")
    wrong("--shape without a value", ["--axis", "0", "--shape"], "--shape needs a value")
    tensor = ["--shape", "2", "--axis", "0"]
    for op, more in (("entropy", []), ("jacobian", []), ("argmax", []), ("softmax-online", []),
                     ("xent", ["--label", "0"]), ("kl", ["--against", "1"]),
                     ("top-k", ["--k", "1"]),
                     ("attention", ["--keys", "k", "--values", "v"])):
        wrong(f"{op} of a tensor", tensor + more,
              "--shape needs --op softmax, logsoftmax or logsumexp", op)
    wrong("a tensor and a temperature", tensor + ["--temperature", "2"],
          "--shape and --temperature exclude each other")


def run():
    same_as_rows()
    within_bounds()
    formats()
    bad_input()
    usage()
