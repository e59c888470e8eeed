# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""eval --certified: the nearest number of each format, in an enclosure 12 bits finer,
against 60-digit truth; and what --bound promises agrees with it."""

import json
import math
import struct
from decimal import Decimal
from fractions import Fraction

import attention
import tool
import truth
from tap import check, equal
from tool import evaluate, write
from values import INF, flat, number, text

ROWS = [[0.0], [2.0, 1.0, 0.0], [5.0] * 7, [40.0, 0.0], [0.0, -708.5, -745.0, -800.0],
        [1e4, -1e4], [3.0, -INF, 1.5], [-0.75, 0.0, 9.0, 9.0, -20.0]]
# name, bits, exponent of the least value, of the largest
FORMATS = {"double": (53, -1074, 1024), "float": (24, -149, 128), "half": (11, -24, 16),
           "bfloat16": (8, -133, 128)}
TRUTH_ERROR = Decimal("1e-45")


def exponent(x):
    """Of the power of 2 not above |x|"""
    e = abs(x).numerator.bit_length() - abs(x).denominator.bit_length()
    return e if Fraction(2) ** e <= abs(x) else e - 1


def unit(form, x):
    bits, least, _ = FORMATS[form]
    return Fraction(2) ** (least if x == 0 else max(exponent(x) - bits + 1, least))


def nearest(form, x):
    """The number of a format next to a decimal; ties to even, as Python rounds"""
    if x.is_infinite():
        return float(x)
    exact = Fraction(x)
    u = unit(form, exact)
    value = round(exact / u) * u
    if abs(value) >= Fraction(2) ** FORMATS[form][2]:
        return math.copysign(INF, x)
    return float(value)


def rounded(form, row):
    return [x if math.isinf(x) else nearest(form, Decimal(x)) for x in row]


def right(form, value, t):
    """What is wrong with a certified value whose truth is t, or None"""
    lo, hi = Decimal(value["lo"]), Decimal(value["hi"])
    if nearest(form, Decimal(number(value["value"]))) != nearest(form, t):
        return f"{value} is not next to {t}"
    if t.is_infinite():
        return None if lo == hi == t else f"{value} is not infinite"
    slack = abs(t) * TRUTH_ERROR
    if not lo - slack <= t <= hi + slack:
        return f"{value} does not enclose {t}"
    width = Fraction(hi) - Fraction(lo) - Fraction(2 * Decimal("1e-24") * abs(t))  # as printed
    return None if width <= unit(form, Fraction(t)) / 4096 else f"{value} is too wide"


def agrees(o, b):
    """Whether results and bounds of --bound meet certified values"""
    for c, x, e in zip(flat(o["result"]), flat(b["result"]), flat(b["bound"])):
        x, e = number(x), number(e)
        lo, hi = Decimal(c["lo"]), Decimal(c["hi"])
        if math.isinf(x) or math.isinf(e):
            continue
        if not lo - Decimal(e) <= Decimal(x) <= hi + Decimal(e):
            return False
    return len(flat(o["result"])) == len(flat(b["result"]))


def compare(name, args, exact, rows=ROWS):
    """exact: the true values of row k of logits, flat"""
    for form in FORMATS:
        z = [rounded(form, row) for row in rows]
        out = json.loads(evaluate(args + ["--certified", "--precision", form,
                                          "--format", "json"], text(z)))
        wrong = [w for k, o in enumerate(out) for c, t in zip(o["result"], flat(exact(k, z[k])))
                 if (w := right(form, c, t))]
        counts = all(len(o["result"]) == len(flat(exact(k, z[k]))) for k, o in enumerate(out))
        check(not wrong and counts and len(out) == len(rows), f"certified {name} {form}",
              "\n".join(wrong[:3]))
        if form == "double":
            bounds = json.loads(evaluate(args + ["--bound", "--format", "json"], text(z)))
            check(all(map(agrees, out, bounds)), f"{name}: --bound agrees with --certified")


def operations():
    one = lambda f: lambda _, z: [f(z)]
    for op in ("softmax", "logsoftmax"):
        compare(op, ["--op", op], lambda _, z, f=getattr(truth, op): f(z))
    compare("jacobian", ["--op", "jacobian"], lambda _, z: flat(truth.jacobian(z)),
            [z for z in ROWS if max(z) - min(z) < 32])  # 1 - p of 60 digits has as many right
    for op in ("logsumexp", "entropy", "perplexity"):
        compare(op, ["--op", op], one(getattr(truth, op)))
    compare("softmax at T = 1/4", ["--op", "softmax", "--temperature", "0.25"],
            lambda _, z: truth.softmax([Decimal(x) * 4 for x in z]))
    compare("sigmoid", ["--op", "sigmoid"], lambda _, z: map_all(truth.sigmoid, z))
    compare("logsigmoid", ["--op", "logsigmoid"], lambda _, z: map_all(truth.logsigmoid, z))
    label = ["--op", "xent", "--label", "0"]
    hard = lambda z: [1.0] + [0.0] * (len(z) - 1)
    finite = [z for z in ROWS if z[0] > -INF]
    compare("xent", label, lambda _, z: [truth.loss(z, hard(z))], finite)
    compare("xent-gradient", label + ["--gradient"], lambda _, z: truth.gradient(z, hard(z)),
            finite)
    write("y.tsv", text([[1 / 4] * len(z) for z in ROWS]))
    compare("xent-gradient of targets", ["--op", "xent", "--target", "y.tsv", "--gradient"],
            lambda _, z: truth.gradient(z, [0.25] * len(z)))
    write("w.tsv", text([[0.5 * i for i in range(len(z))] for z in ROWS]))
    second = lambda z: [0.5 * i for i in range(len(z))]
    compare("kl", ["--op", "kl", "--against", "w.tsv"],
            lambda _, z: [truth.kl(z, second(z))])
    binary = ["--op", "binary-xent", "--target", "y.tsv"]
    compare("binary-xent", binary, lambda _, z: [truth.binary_loss(x, 0.25) for x in z])
    compare("binary-xent-gradient", binary + ["--gradient"],
            lambda _, z: [truth.binary_gradient(x, 0.25) for x in z])


def map_all(f, z):
    return [f(x) for x in z]


def queries():
    Q, K = [[1.0, 0.5], [-40.0, 3.0], [0.0, 0.0]], [[1.0, 0.0], [0.25, 2.0], [1.0, 0.0]]
    V = [[1.0, 7.0], [2.0, 7.0], [-4.0, 7.0]]
    mask = [[0.0, -INF, 1.0], [0.0, 0.0, 0.0], [-INF, -INF, -INF]]
    write("k.tsv", text(K))
    write("v.tsv", text(V))
    write("mask.tsv", text(mask))
    words = attention.ATTENTION + ["--mask", "mask.tsv", "--scale", "0.75"]
    rows = attention.attention(Q, K, V, mask, 0.75, lambda _: 3)
    rows[1][1] = rows[0][1] = Decimal(7)  # a mean of equal values
    compare("attention", words, lambda k, _: rows[k], Q)


def tensors():
    z = [0.5 * k for k in range(12)]
    out = json.loads(evaluate(["--op", "softmax", "--shape", "2,3,2", "--axis", "1", "--certified",
                               "--format", "json"], text([z])))
    equal([o["index"] for o in out], ["[0, :, 0]", "[0, :, 1]", "[1, :, 0]", "[1, :, 1]"],
          "certified tensor: a result for each row")
    wrong = [w for o, first in zip(out, (0, 1, 6, 7))
             for c, t in zip(o["result"], truth.softmax(z[first:first + 6:2]))
             if (w := right("double", c, t))]
    check(not wrong, "certified tensor: values", wrong)
    out = evaluate(["--op", "logsumexp", "--shape", "2,2", "--axis", "0", "--certified",
                    "--precision", "half"], "1 2\n3 4\n")
    equal([line.split("\t")[0] for line in out.splitlines() if line],
          ["3.126953125", "4.125"], "certified tensor of halves")


def usage():
    for words, message in [
            (["--certified", "--bound"], "--bound and --certified exclude each other"),
            (["--precision", "half"], "--precision half and bfloat16 need --certified")]:
        equal(tool.run(["eval", "--op", "softmax"] + words),
              (2, "", f"softproof: {message}\nsoftproof: try 'softproof eval --help'\n"),
              message)
    equal(tool.run(["eval", "--op", "softmax", "--certified", "--precision", "half"], "1 7e4\n"),
          (1, "", "softproof: <stdin>:1:3: too large for binary16: \"7e4\"\n"), "a half too large")


def run():
    operations()
    queries()
    tensors()
    usage()
