# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""--precision float: values and bounds against 60-digit truth, every format."""

import math
import random
import struct
from decimal import Decimal

import truth
from tap import check, equal
from tool import evaluate, write
from values import INF, enclosed, flat, load, number

FLOAT = ["--precision", "float"]
LARGEST = float.fromhex("0x1.fffffep127")


def rounded(x):
    """the float nearest to x"""
    return struct.unpack("<f", struct.pack("<f", x))[0]


def rows_for_truth():
    r = random.Random(20250102)
    rows = [[0.0], [-7.25], [5.0] * 7, [0.0, -INF], [-INF, -3.5, -INF, 2.25],
            [3e38, -3e38, 0.0], [0.0, -100.0, -103.5, -104.5, -150.0],
            [LARGEST, -LARGEST], [-LARGEST, 0.0, 0.0], [2.0**-149, -(2.0**-149), 1.0]]
    rows += [[r.uniform(-spread, spread) for _ in range(n)]
             for spread in (1e-6, 1.0, 30.0, 200.0) for n in (2, 5, 23)]
    return [[rounded(x) for x in z] for z in rows]


def hexadecimal(rows):
    return "".join(" ".join("-inf" if x == -INF else x.hex() for x in z) + "\n"
                   for z in rows)


def compare(name, args, rows, exact):
    """`exact` gives the true values of row k."""
    objects = load(evaluate(args + FLOAT + ["--bound", "--hex", "--format", "json"],
                            hexadecimal(rows)))
    ok, worst, bad = len(objects) == len(rows), 0.0, ""
    for k, (o, z) in enumerate(zip(objects, rows)):
        v = [number(x) for x in flat(o["result"])]
        b = [number(x) for x in flat(o["bound"])]
        true = exact(k, z)
        beyond = [math.isinf(x) and abs(t) > Decimal(LARGEST) for x, t in zip(v, true)]
        fits = all(y == INF for y, far in zip(b, beyond) if far and y != 0)
        keep = [i for i, far in enumerate(beyond) if not far]
        good, ratio = enclosed(*[[s[i] for i in keep] for s in (v, b, true)])
        worst = max(worst, ratio)
        if not (good and fits and all(x == rounded(x) for x in v)):
            ok, bad = False, f"row {z}\n{o}"
    check(ok, f"{name} of floats: within its bound (largest error/bound {worst:.4f})", bad)


def values():
    rows = rows_for_truth()
    first = lambda z: [1.0] + [0.0] * (len(z) - 1)
    label = ["--op", "xent", "--label", "0"]
    compare("softmax", ["--op", "softmax"], rows, lambda k, z: truth.softmax(z))
    for T in (0.1, 1.0, 3.7, 2.0**-900, 1e36, 2.0**900):    # some are no floats
        compare(f"softmax --temperature {T!r}",
                ["--op", "softmax", "--temperature", repr(T)], rows,
                lambda k, z: truth.softmax([Decimal(x) / Decimal(T) for x in z]))
    compare("softmax-cold", ["--op", "softmax-cold"], rows,
            lambda k, z: truth.uniform([x == max(z) for x in z]))
    compare("softmax-hot", ["--op", "softmax-hot"], rows,
            lambda k, z: truth.uniform([x != -INF for x in z]))
    compare("argmax", ["--op", "argmax"], rows, lambda k, z: [Decimal(z.index(max(z)))])
    compare("logsoftmax", ["--op", "logsoftmax"], rows, lambda k, z: truth.logsoftmax(z))
    compare("logsumexp", ["--op", "logsumexp"], rows, lambda k, z: [truth.logsumexp(z)])
    compare("entropy", ["--op", "entropy"], rows, lambda k, z: [truth.entropy(z)])
    compare("perplexity", ["--op", "perplexity"], rows, lambda k, z: [truth.perplexity(z)])
    compare("jacobian", ["--op", "jacobian"], rows, lambda k, z: flat(truth.jacobian(z)))
    r = random.Random(13)
    for name, size in (("largest", LARGEST), ("moderate", 5.0)):
        v = [[rounded(r.choice((size, r.uniform(-size, size), 0.0))) for _ in z] for z in rows]
        write("v.tsv", hexadecimal(v))
        compare(f"jacobian --times, {name}", ["--op", "jacobian", "--times", "v.tsv"], rows,
                lambda k, z, v=v: truth.jacobian_product(z, v[k]))
    compare("xent --label", label, rows, lambda k, z: [truth.loss(z, first(z))])
    compare("xent --label --gradient", label + ["--gradient"], rows,
            lambda k, z: truth.gradient(z, first(z)))
    compare("sigmoid", ["--op", "sigmoid"], rows,
            lambda k, z: [truth.sigmoid(x) for x in z])
    compare("logsigmoid", ["--op", "logsigmoid"], rows,
            lambda k, z: [truth.logsigmoid(x) for x in z])


def divergences():
    rows = rows_for_truth()
    r = random.Random(12)
    near = [[rounded(x + r.uniform(-1e-3, 1e-3)) if k % 3 else x for x in z]
            for k, z in enumerate(rows)]
    for name, w in (("near", near), ("itself", rows), ("reversed", [z[::-1] for z in rows]),
                    ("even", [[0.0] * len(z) for z in rows])):
        write("w.tsv", hexadecimal(w))
        compare(f"kl --against, {name}", ["--op", "kl", "--against", "w.tsv"], rows,
                lambda k, z, w=w: [truth.kl(z, w[k])])
    exact = ["--op", "kl", "--bound"] + FLOAT
    equal(evaluate(exact + ["--against=-inf,0"], "-3e38 0\n"), "inf\t0\n",
          "floats: kl is exactly inf where only the second logits mask")
    equal(evaluate(exact + ["--against=3e38,-3e38"], "-inf 0\n"), "inf\tinf\n",
          "floats: kl beyond the largest float")


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def cancelling():
    """Logits and float targets, each the closest to its sigmoid of 2000"""
    r = random.Random(3)

    def closest(spread):
        pairs = ((x, rounded(sigmoid(x))) for x in
                 (rounded(r.uniform(-spread, spread)) for _ in range(2000)))
        return min(pairs, key=lambda pair: abs(sigmoid(pair[0]) - pair[1]))

    return [closest(spread) for spread in (1e-3, 1.0, 5.0, 20.0) for _ in range(10)]


def binary():
    rows = rows_for_truth()
    y = [[(0.0, 1.0, 0.25, 2.0**-149)[(i + k) % 4] for i in range(len(z))]
         for k, z in enumerate(rows)]
    x, near = zip(*cancelling())
    rows, y = rows + [[-INF] * 4, list(x)], y + [[0.0, 1.0, 0.5, rounded(0.1)], list(near)]
    write("y.tsv", hexadecimal(y))
    target = ["--op", "binary-xent", "--target", "y.tsv"]
    compare("binary-xent", target, rows,
            lambda k, z: [truth.binary_loss(*pair) for pair in zip(z, y[k])])
    compare("binary-xent --gradient", target + ["--gradient"], rows,
            lambda k, z: [truth.binary_gradient(*pair) for pair in zip(z, y[k])])

    exact = ["--op", "binary-xent", "--gradient", "--hex", "--bound"] + FLOAT
    above = "0x1.00000100000000000001p-1"    # as a double, the middle of two floats
    write("above.tsv", above + "\n")
    for name in (above, "above.tsv"):
        equal(evaluate(exact + ["--target", name], "-inf\n"), "-0x1.000002p-1\t0x0p+0\n",
              f"floats: a target is rounded once, {'list' if name == above else 'file'}")


def targets():
    rows = rows_for_truth()
    r = random.Random(7)

    def some(z):
        y = [r.choice((0.0, 2.0**-149, r.random(), 1.0)) if x > -INF else 0.0 for x in z]
        return [rounded(t) for t in y]

    y = [some(z) for z in rows]
    near = [[rounded(float(p)) for p in truth.softmax(z)] for z in rows]  # p - y cancels
    rows, y = rows * 2, y + near
    rows, y = rows + [[0.0, -INF], [0.0, -INF]], y + [[1.0, 0.0], [0.5, 2.0**-40]]
    write("y.tsv", hexadecimal(y))
    target = ["--op", "xent", "--target", "y.tsv"]
    finite = rows[:-1]
    write("finite.tsv", hexadecimal(y[:-1]))
    compare("xent --target", ["--op", "xent", "--target", "finite.tsv"], finite,
            lambda k, z: [truth.loss(z, y[k])])
    compare("xent --target --gradient", target + ["--gradient"], rows,
            lambda k, z: truth.gradient(z, y[k]))
    exact = ["--op", "xent", "--hex", "--bound"] + FLOAT
    equal(evaluate(exact + ["--target", "0.5,1e-45"], "0 -inf\n"), "inf\t0x0p+0\n",
          "floats: a target on a masked class")


def probabilities():
    filtered = lambda option, x, row: evaluate(
        ["--op", {"k": "top-k", "threshold": "top-p"}[option], f"--{option}", x] + FLOAT, row)
    row = "0.125 0.5 0 0.25 0.125\n"
    equal(filtered("k", "1", row), "0\t1\t0\t0\t0\n", "floats: top-k, the largest")
    equal([rounded(float(x)) for x in filtered("k", "2", row).split()],
          [rounded(x) for x in (0.0, 2 / 3, 0.0, 1 / 3, 0.0)], "floats: top-k, rounded once")
    equal(filtered("threshold", "0.5", row), "0\t1\t0\t0\t0\n", "floats: top-p")
    equal(filtered("k", "4", "1 1 1e-45 1e-44\n"), "0.5\t0.5\t0\t5.60519e-45\n",
          "floats: a share that is lost")
    drawn = [evaluate(["--op", "sample", "--variate", x] + FLOAT, row)
             for x in ("0", "0.125", "0.625", "0.8749999", "0.87499999", "0.9999999")]
    equal("".join(drawn), "0\n1\n3\n3\n4\n4\n", "floats: sample")


def formats():
    data = hexadecimal(rows_for_truth())
    soft = ["--op", "softmax"] + FLOAT
    exact = [float.fromhex(x) for x in evaluate(soft + ["--hex"], data).split()]
    short = evaluate(soft, data).split()
    check([rounded(float(x)) for x in short] == exact
          and all(len(x.lstrip("-0.").replace(".", "").split("e")[0]) <= 9 for x in short),
          "floats: at most 9 digits, which read back as the same floats")
    near = "1 1.00000001 1.0000001\n0.99999999 1 -inf\n"
    equal([evaluate(["--op", op] + FLOAT, near) for op in ("argmax", "softmax-cold")],
          ["2\n0\n", "0\t0\t1\n0.5\t0.5\t0\n"],
          "floats: logits that are apart, or ties, as floats")
    equal(evaluate(["--op", "logsumexp"] + FLOAT, "0.1\n16777217\n1e-46\n"),
          "0.1\n16777216\n0\n", "floats: text is rounded to the nearest float")
    equal(evaluate(["--op", "logsoftmax", "--bound", "--hex"] + FLOAT,
                   f"{(-LARGEST).hex()} 0\n").split("\n")[0],
          "-0x1.fffffep+127\t0x1.000002p+103", "floats: the bound at the largest float")
    exact = evaluate(soft + ["--bound", "--hex"], "0.3 0\n").split()
    bound = evaluate(soft + ["--bound"], "0.3 0\n").split()
    equal([float(x) for x in bound[1::2]], [float.fromhex(x) for x in exact[1::2]],
          "floats: bounds are printed as doubles")


def run():
    values()
    divergences()
    binary()
    targets()
    probabilities()
    formats()
