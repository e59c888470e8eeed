# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Good input: values and bounds against 60-digit truth, every format."""

import json
import math
import random
import struct
from collections import Counter
from decimal import Decimal

import truth
from tap import check, equal
from tool import evaluate, write

INF = math.inf
OPS = ["softmax", "softmax-online", "softmax-cold", "softmax-hot", "argmax", "logsoftmax",
       "logsumexp", "entropy", "perplexity", "jacobian", "sigmoid", "logsigmoid"]


def text(rows, separator="\t"):
    return "".join(separator.join(repr(x) for x in z) + "\n" for z in rows)


def bits(x):
    return struct.pack("<d", x)


def load(out):
    """JSON, where -0 keeps its sign"""
    return json.loads(out, parse_int=float)


def number(x):
    """A JSON number of the tool, as a double."""
    return float.fromhex(x) if isinstance(x, str) else float(x)


def flat(x):
    if isinstance(x, list):
        return [leaf for y in x for leaf in flat(y)]
    return [x]


def rows_for_truth():
    r = random.Random(20250101)
    rows = [
        [0.0], [-7.25], [1.0, 2.0, 3.0], [5.0] * 7, [1e308, -1e308, 0.0],
        [1.7e308, -1.7e308], [0.0, -INF], [-INF, -3.5, -INF, 2.25],
        [0.0, -708.5, -740.0, -744.0, -745.0, -746.0, -800.0],
        [0.0, -1e-300, 1e-300, 5e-324], [700.0, 699.999999999, 700.0],
        [0.0, -37.0], [0.0, -700.0], [-1e-5, 1e-5, 1e15, 1e15 + 0.125],
    ]
    for spread in (1e-9, 1.0, 30.0, 800.0):
        for n in (2, 5, 23):
            rows.append([r.uniform(-spread, spread) for _ in range(n)])
    return rows


def enclosed(values, bounds, exact):
    """Each value no further than its bound from the truth; the worst ratio."""
    ok = len(values) == len(bounds) == len(exact)
    worst = 0.0
    for v, b, t in zip(values, bounds, exact):
        if t.is_infinite():
            ok = ok and v == float(t) and b == 0
        elif math.isinf(v):
            ok = ok and b == INF and abs(t) > Decimal(1e307)  # overflow
        else:
            error = abs(Decimal(v) - t)
            ok = ok and error <= Decimal(b) and math.isfinite(b)
            if b > 0:
                worst = max(worst, float(error / Decimal(b)))
    return ok, worst


def compare(name, args, rows, exact):
    """`exact` gives the true values of row k, flat."""
    out = evaluate(args + ["--bound", "--format", "json"], text(rows))
    objects = load(out)
    ok = len(objects) == len(rows)
    worst = 0.0
    bad = ""
    for k, (o, z) in enumerate(zip(objects, rows)):
        v = [number(x) for x in flat(o["result"])]
        b = [number(x) for x in flat(o["bound"])]
        good, ratio = enclosed(v, b, exact(k, z))
        worst = max(worst, ratio)
        if not (good and o["line"] == k + 1 and o["n"] == len(z)):
            ok = False
            bad = f"row {z}\n{o}"
    check(ok, f"{name}: within its bound (largest error/bound {worst:.3f})", bad)


def random_targets(rows):
    r = random.Random(7)
    result = []
    for z in rows:
        w = [0.0 if x == -INF else r.random() for x in z]
        s = math.fsum(w)
        result.append([x / s for x in w])
    return result


def accuracy():
    rows = rows_for_truth()
    write("z.tsv", text(rows))
    compare("softmax", ["--op", "softmax"], rows, lambda k, z: truth.softmax(z))
    compare("softmax-textbook", ["--op", "softmax-textbook"], rows,
            lambda k, z: truth.softmax(z))
    compare("softmax-online", ["--op", "softmax-online"], rows,
            lambda k, z: truth.softmax(z))
    for T in (0.1, 1.0, 3.7, 1e-300 * 2.0**100, 5e307 * 2.0**-130, 1e5, 2.0**900):
        compare(f"softmax --temperature {T!r}",
                ["--op", "softmax", "--temperature", repr(T)], rows,
                lambda k, z: truth.softmax([Decimal(x) / Decimal(T) for x in z]))
    compare("softmax-cold", ["--op", "softmax-cold"], rows,
            lambda k, z: truth.uniform([x == max(z) for x in z]))
    compare("softmax-hot", ["--op", "softmax-hot"], rows,
            lambda k, z: truth.uniform([x != -INF for x in z]))
    compare("argmax", ["--op", "argmax"], rows, lambda k, z: [Decimal(z.index(max(z)))])
    compare("logsoftmax", ["--op", "logsoftmax"], rows,
            lambda k, z: truth.logsoftmax(z))
    compare("logsumexp", ["--op", "logsumexp"], rows, lambda k, z: [truth.logsumexp(z)])
    compare("entropy", ["--op", "entropy"], rows, lambda k, z: [truth.entropy(z)])
    compare("perplexity", ["--op", "perplexity"], rows, lambda k, z: [truth.perplexity(z)])
    compare("jacobian", ["--op", "jacobian"], rows, lambda k, z: flat(truth.jacobian(z)))

    r = random.Random(12)
    v = [[r.choice((0.0, -1e290, r.uniform(-9, 9), 7.0)) for _ in z] for z in rows]
    for name, vectors in (("mixed", v), ("alike", [[3.5] * len(z) for z in rows]),
                          ("small", [[r.uniform(-5, 5) for _ in z] for z in rows])):
        vectors[0] = [-1e290]
        write("v.tsv", text(vectors))
        compare(f"jacobian --times, {name}", ["--op", "jacobian", "--times", "v.tsv"], rows,
                lambda k, z, v=vectors: truth.jacobian_product(z, v[k]))
    equal(evaluate(["--op", "jacobian", "--times", "1,-3", "--format", "json"], "2 2\n"),
          '[\n{"line": 1, "op": "jacobian-product", "n": 2, "result": [1, -1]}\n]\n',
          "jacobian --times: 1/4 ((1, -1), (-1, 1)) (1, -3)")

    first = lambda z: [1.0] + [0.0] * (len(z) - 1)
    label = ["--op", "xent", "--label", "0"]
    compare("xent --label", label, rows, lambda k, z: [truth.loss(z, first(z))])
    compare("xent --label --gradient", label + ["--gradient"], rows,
            lambda k, z: truth.gradient(z, first(z)))

    y = random_targets(rows)
    write("y.tsv", "# targets\n" + text(y))
    target = ["--op", "xent", "--target", "y.tsv"]
    compare("xent --target FILE", target, rows, lambda k, z: [truth.loss(z, y[k])])
    compare("xent --target FILE --gradient", target + ["--gradient"], rows,
            lambda k, z: truth.gradient(z, y[k]))

    r = random.Random(9)
    y = [[r.choice((0.0, 5e-324, r.random(), 1.0)) for _ in z] for z in rows]
    write("y.tsv", text(y))
    compare("xent --target FILE --gradient, targets of any sum", target + ["--gradient"],
            rows, lambda k, z: truth.gradient(z, y[k]))
    equal(evaluate(["--op", "xent", "--target", "1,0.5", "--gradient"], "3 3\n"),
          "-0.25\t0.25\n", "the gradient for a sum of 3/2")
    equal(evaluate(["--op", "xent", "--target", "1,1", "--gradient"], "3 3\n"), "0\t0\n",
          "no gradient where the loss is least")

    r = random.Random(11)
    near = [[x + r.uniform(-1e-3, 1e-3) * (k % 3) for x in z] for k, z in enumerate(rows)]
    for name, w in (("near", near), ("itself", rows),
                    ("reversed", [z[::-1] for z in rows]),
                    ("even", [[0.0] * len(z) for z in rows])):
        write("w.tsv", text(w))
        compare(f"kl --against FILE, {name}", ["--op", "kl", "--against", "w.tsv"], rows,
                lambda k, z: [truth.kl(z, w[k])])
    equal(evaluate(["--op", "kl", "--against", "5,5"], "5 5\n0 -inf\n0 0\n"),
          "0\n0.6931471805599453\n0\n", "kl against a list")
    equal(evaluate(["--op", "kl", "--against=-inf,0", "--bound"], "-9e9 0\n"), "inf\t0\n",
          "kl is exactly inf where only the second logits mask")

    compare("sigmoid", ["--op", "sigmoid"], rows, lambda k, z: [truth.sigmoid(x) for x in z])
    compare("logsigmoid", ["--op", "logsigmoid"], rows,
            lambda k, z: [truth.logsigmoid(x) for x in z])
    y = [[(0.0, 1.0, 0.25, 5e-324)[i % 4] for i in range(len(z))] for z in rows]
    write("y.tsv", text(y))
    target = ["--op", "binary-xent", "--target", "y.tsv"]
    compare("binary-xent", target, rows,
            lambda k, z: [truth.binary_loss(*pair) for pair in zip(z, y[k])])
    compare("binary-xent --gradient", target + ["--gradient"], rows,
            lambda k, z: [truth.binary_gradient(*pair) for pair in zip(z, y[k])])

    three = [z for z in rows if len(z) == 3]
    y = [0.125, 0.25, 0.625]
    compare("xent --target LIST", ["--op", "xent", "--target", "0.125,0.25, 0.625"],
            three, lambda k, z: [truth.loss(z, y)])
    equal(evaluate(["--op", "xent", "--target", "1"], "4\n5\n"), "0\n0\n",
          "a single number is a list")
    equal(evaluate(["--op", "xent", "--target", "0,1"], "0 -inf\n"), "inf\n",
          "loss of a masked class is inf")
    equal(evaluate(["--op", "xent", "--target", "1,0", "--bound"], "0 -inf\n")[:2], "0\t",
          "a target of 0 on a masked class adds nothing")
    equal(evaluate(["--op", "logsoftmax", "--bound"], "0 -inf\n").split("\n")[1],
          "-inf\t0", "a masked log-probability is exactly -inf")
    equal(evaluate(["--op", "logsoftmax", "--bound"], "-1e308 1.7e308\n").split("\n")[0],
          "-inf\tinf", "a log-probability that overflows has the bound inf")


def tsv_numbers(out):
    return [float.fromhex(x) if "x" in x else float(x) for x in out.split()]


def formats():
    rows = rows_for_truth()
    data = text(rows)
    commands = [["--op", op] for op in OPS] + [
        ["--op", "softmax", "--temperature", "0.3"],
        ["--op", "xent", "--label", "0"], ["--op", "xent", "--label", "0", "--gradient"]]
    for c in commands:
        name = " ".join(c[1:])
        ways = [
            tsv_numbers(evaluate(c, data)),
            tsv_numbers(evaluate(c + ["--hex"], data)),
            [number(x) for o in load(evaluate(c + ["--format", "json"], data))
             for x in flat(o["result"])],
            [number(x)
             for o in load(evaluate(c + ["--format=json", "--hex"], data))
             for x in flat(o["result"])],
            tsv_numbers(evaluate(c + ["--bound"], data))[::2],
            tsv_numbers(evaluate(c + ["--bound", "--hex"], data))[::2],
            tsv_numbers(evaluate(c + ["--input-format", "csv"], text(rows, ", "))),
        ]
        same = all([bits(x) for x in w] == [bits(x) for x in ways[0]] for w in ways)
        check(same, f"{name}: the same bits in every format")
        bounds = tsv_numbers(evaluate(c + ["--bound"], data))[1::2]
        json_bounds = [number(x) for o in load(
            evaluate(c + ["--bound", "--format", "json"], data)) for x in flat(o["bound"])]
        equal(json_bounds, bounds, f"{name}: the same bounds in TSV and JSON")

    equal(evaluate(["--op", "softmax"], "0 0\n3 3 3 3\n5\n"),
          "0.5\t0.5\n0.25\t0.25\t0.25\t0.25\n1\n", "TSV: a row a line, in order")
    equal(evaluate(["--op", "softmax", "--hex"], "0 0\n"), "0x1p-1\t0x1p-1\n", "--hex")
    equal(evaluate(["--op", "jacobian"], "0 0\n0 -inf\n7\n"),
          "0.25\t-0.25\n-0.25\t0.25\n\n0\t-0\n-0\t0\n\n0\n",
          "jacobian: a matrix in lines, a blank line between matrices")
    lines = evaluate(["--op", "softmax", "--bound"], "0 0\n-inf 1\n").split("\n")
    equal([len(x.split("\t")) for x in lines], [2, 2, 1, 2, 2, 1],
          "--bound: pairs, a blank line between rows")
    equal(lines[3], "0\t0", "--bound: a masked entry is exact")
    equal(evaluate(["--op", "softmax", "--format", "json"], "0 0\n\n-inf 1\n"),
          '[\n{"line": 1, "op": "softmax", "n": 2, "result": [0.5, 0.5]},\n'
          '{"line": 3, "op": "softmax", "n": 2, "result": [0, 1]}\n]\n', "JSON text")
    equal(evaluate(["--op", "logsoftmax", "--format", "json"], "-inf 1\n"),
          '[\n{"line": 1, "op": "logsoftmax", "n": 2, "result": ["-inf", 0]}\n]\n',
          "JSON: an infinity is a string")
    equal(evaluate(["--op", "logsumexp", "--format", "json", "--hex"], "2\n"),
          '[\n{"line": 1, "op": "logsumexp", "n": 1, "result": "0x1p+1"}\n]\n',
          "JSON: a hex float is a string")
    equal(json.loads(evaluate(["--op", "xent", "--label", "0", "--gradient", "--format",
                               "json"], "2\n"))[0]["op"], "xent-gradient",
          "JSON: the gradient has its own name")
    equal(json.loads(evaluate(["--op", "jacobian", "--format", "json"], "0 0\n"))[0]
          ["result"], [[0.25, -0.25], [-0.25, 0.25]], "JSON: a matrix is nested")


def decoding():
    """Filters and sampling: their definitions, in exact arithmetic."""
    row = "0.125 0.5 0 0.25 0.125\n"
    top_k = lambda k: evaluate(["--op", "top-k", "--k", k], row)
    equal(top_k("1"), "0\t1\t0\t0\t0\n", "top-k: the largest")
    equal(top_k("2"), "0\t0.666666666666667\t0\t0.333333333333333\t0\n".replace(
        "0.666666666666667", repr(2 / 3)).replace("0.333333333333333", repr(1 / 3)),
        "top-k: two, renormalised")
    equal([x > "0" for x in top_k("3").split()], [True, True, False, True, False],
          "top-k: of equal ones the first")
    equal(top_k("9"), "0.125\t0.5\t0\t0.25\t0.125\n", "top-k: more than there are")
    top_p = lambda p: [x > "0" for x in evaluate(
        ["--op", "top-p", "--threshold", p], row).split()]
    equal(top_p("0.5"), [False, True, False, False, False], "top-p: reached by one")
    equal(top_p("0.50001"), [False, True, False, True, False], "top-p: by two")
    equal(top_p("1"), [True, True, False, True, True], "top-p 1: all but the zero")
    drawn = [evaluate(["--op", "sample", "--variate", x], row) for x in
             ("0", "0.12499", "0.125", "0.62499", "0.625", "0.875", "0.99999")]
    equal(drawn, ["0\n", "0\n", "1\n", "1\n", "3\n", "4\n", "4\n"],
          "sample: intervals of the running sum, never the zero")
    equal(evaluate(["--op", "sample", "--variate", "0.9", "--format", "json"], "1 0\n"),
          '[\n{"line": 1, "op": "sample", "n": 2, "result": 0}\n]\n', "sample in JSON")
    equal(load(evaluate(["--op", "binary-xent", "--target", "1", "--gradient",
                         "--format", "json"], "0\n"))[0]["op"], "binary-xent-gradient",
          "JSON: the binary gradient has its own name")


def input_text():
    half = "0.5\t0.5\n"
    soft = lambda name, data, expected=half, args=(): equal(
        evaluate(["--op", "softmax", *args], data), expected, name)
    csv = ("--input-format", "csv")
    soft("CR LF", b"0\t0\r\n1\t1\r\n", half * 2)
    soft("CR at the end of the file", b"0\t0\r")
    soft("no newline at the end", b"0\t0")
    soft("byte order mark", b"\xef\xbb\xbf0\t0\n")
    soft("byte order mark before a comment", b"\xef\xbb\xbf# x\n0\t0\n")
    soft("comments and blank lines", b"# a\n\n0 0\n \t\n\r\n#b\xff,,\n1 1\n", half * 2)
    soft("blanks around and between", b"  0   \t  0  \n")
    soft("CSV with blanks and tabs", b" 0 ,\t0 \r\n\n", half, csv)
    soft("hex floats and signs", b"+0x1.8p1 3\n")
    soft("-inf in its spellings", b"-inf -INF -Infinity 1\n", "0\t0\t0\t1\n")
    soft("a number that underflows is rounded", b"1e-400 0\n")
    soft("a number of 4096 characters", b"0." + b"0" * 4094 + b" 0\n")
    soft("empty input", b"", "")
    equal(json.loads(evaluate(["--op", "softmax", "--format", "json"], b"# none\n")), [],
          "empty input: an empty JSON array")
    equal(evaluate(["--op", "logsumexp"], b"0.1\n-0x1p-1074\n1e-5\n123456789012345680\n"),
          "0.1\n-4.94065645841247e-324\n1e-05\n1.2345678901234568e+17\n",
          "the fewest digits that read back")


def long_rows():
    r = random.Random(99)
    few = [r.uniform(-50, 50) for _ in range(100)]
    z = [r.choice(few) for _ in range(1000000)]
    m = Decimal(max(z))
    e = {x: (Decimal(x) - m).exp() for x in set(z)}
    total = sum(e[x] * k for x, k in Counter(z).items())
    for name, args, data in (("TSV", [], text([z])),
                             ("CSV", ["--input-format", "csv"], text([z], ",")[:-1])):
        out = [float(x) for x in
               evaluate(["--op", "softmax", "--bound"] + args, data).split()]
        # equal logits, equal probabilities: few triples are left
        triples = sorted(set(zip(z, out[::2], out[1::2])))
        ok, worst = enclosed([v for _, v, _ in triples], [b for _, _, b in triples],
                             [e[x] / total for x, _, _ in triples])
        check(ok and len(out) == 2 * len(z) and len(triples) == len(e),
              f"a {name} row of 1e6 numbers: within its bound ({worst:.1e})")
    out = evaluate(["--op", "logsumexp", "--bound"], text([z])).split()
    check(enclosed([float(out[0])], [float(out[1])], [m + total.ln()])[0],
          "logsumexp of 1e6 numbers: within its bound")

    rows = [[float(k), 0.0] for k in range(20000)]
    out = evaluate(["--op", "logsumexp"], text(rows)).split("\n")
    ok = len(out) == 20001 and all(0 <= float(x) - k <= 0.7 for k, x in enumerate(out[:-1]))
    check(ok, "20000 rows come out in order")


def run():
    accuracy()
    formats()
    decoding()
    input_text()
    long_rows()
