# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Cross-entropy of rows: labels, smoothing and reductions, against 60-digit truth."""

import json
import math
import random
from decimal import Decimal

import tool
import truth
from floats import FLOAT, LARGEST, hexadecimal, rounded
from tap import check, equal
from tool import evaluate, write
from values import INF, enclosed, flat, load, number

XENT = ["--op", "xent"]


def rows_for_truth():
    """Rows of five floats, which are the same to both precisions"""
    r = random.Random(77)
    rows = [[0.0] * 5, [100.0, 0.0, -100.0, 0.5, 0.25], [-INF, 1.0, 2.0, -INF, 3.0],
            [0.0, -104.0, -150.0, 88.0, 2.0**-149], [3e38, -3e38, 0.0, 1.0, 2.0]]
    rows += [[r.uniform(-s, s) for _ in range(5)] for s in (1e-6, 1.0, 30.0) for _ in range(4)]
    return [[rounded(x) for x in z] for z in rows]


def smoothed(n, label, part):
    part = Decimal(part)
    return [part / n + (1 - part) * (k == label) for k in range(n)]


def judge(name, args, rows, exact):
    """exact: the true values of all results, of doubles and of floats"""
    for extra, true in (([], exact[0]), (FLOAT, exact[1])):
        objects = load(evaluate(XENT + args + extra + ["--bound", "--hex", "--format", "json"],
                                hexadecimal(rows)))
        v = [number(x) for o in objects for x in flat(o["result"])]
        b = [number(x) for o in objects for x in flat(o["bound"])]
        beyond = [bool(extra) and math.isinf(x) and Decimal(LARGEST) < abs(t) < Decimal("inf")
                  for x, t in zip(v, true)]
        fits = all(y == INF for y, far in zip(b, beyond) if far)
        keep = [i for i, far in enumerate(beyond) if not far]
        ok, worst = enclosed(*[[s[i] for i in keep] for s in (v, b, true)])
        check(ok and fits and len(v) == len(true)
              and (not extra or all(x == rounded(x) for x in v)),
              f"xent {name}{' of floats' if extra else ''}: within its bound"
              f" (largest error/bound {worst:.3f})", objects)


def values():
    rows = rows_for_truth()
    n, r = 5, random.Random(5)
    labels = [k % n if rows[k][k % n] > -INF else 4 for k in range(len(rows))]
    labels[4] = 2                   # the loss 3e38, alone, not to hide the others
    given = ",".join(map(str, labels))
    hard = [[Decimal(int(k == label)) for k in range(n)] for label in labels]
    loss = [truth.loss(z, y) for z, y in zip(rows, hard)]
    judge("--labels", ["--labels", given], rows, [loss, loss])
    labels[4], hard[4], loss[4] = 0, [Decimal(int(k == 0)) for k in range(n)], Decimal(0)
    given = ",".join(map(str, labels))
    write("l.txt", "# two lines\n" + " ".join(map(str, labels[:7])) + "\n"
          + " ".join(map(str, labels[7:])) + "\n")
    judge("--labels FILE", ["--labels", "l.txt"], rows, [loss, loss])
    same = [x for z, y in zip(rows, hard) for x in truth.gradient(z, y)]
    judge("--labels --gradient", ["--labels", given, "--gradient"], rows, [same, same])

    left_out = [-100 if k % 3 == 1 else label for k, label in enumerate(labels)]
    some = [Decimal(0) if label < 0 else x for label, x in zip(left_out, loss)]
    ignore = ["--labels=" + ",".join(map(str, left_out)), "--ignore", "-100"]
    judge("--ignore", ignore, rows, [some, some])
    judge("--ignore a class", ["--labels", given, "--ignore", "1"], rows,
          2 * [[x * (label != 1) for label, x in zip(labels, loss)]])
    kept = [x for label, x in zip(left_out, loss) if label >= 0]
    judge("--ignore, sum", ignore + ["--reduction", "sum"], rows, 2 * [[sum(kept)]])
    judge("--ignore, mean", ignore + ["--reduction", "mean"], rows,
          2 * [[sum(kept) / len(kept)]])

    classes = [rounded(w) for w in (0.25, 1e-3, 3.0, 0.0, 7.5)]
    weight = [Decimal(classes[label]) for label in labels]
    total = sum(w * x for w, x in zip(weight, loss))
    weighted = ["--labels", given, "--weights", ",".join(map(repr, classes)), "--reduction"]
    judge("--weights, sum", weighted + ["sum"], rows, 2 * [[total]])
    judge("--weights, mean", weighted + ["mean"], rows, 2 * [[total / sum(weight)]])

    y = [[rounded(r.random()) if x > -INF else 0.0 for x in z] for z in rows]
    y[4] = [1.0, 0.0, 0.0, 0.0, 0.0]
    write("y.tsv", hexadecimal(y))
    soft = [truth.loss(z, t) for z, t in zip(rows, y)]
    judge("--target, sum", ["--target", "y.tsv", "--reduction", "sum"], rows, 2 * [[sum(soft)]])
    judge("--target, mean", ["--target", "y.tsv", "--reduction", "mean"], rows,
          2 * [[sum(soft) / len(soft)]])


def smoothing():
    everything = rows_for_truth()
    rows = [z for z in everything if -INF not in z]
    for part in ("0.1", "1e-30", "1", "0"):
        label = [3] * len(rows)
        parts = float(part), rounded(float(part))
        y = [smoothed(5, 3, p) for p in parts]
        loss = [[truth.loss(z, t) for z in rows] for t in y]
        args = ["--label", "3", "--smoothing", part]
        judge(f"--smoothing {part}", args, rows, loss)
        judge(f"--smoothing {part} --gradient", args + ["--gradient"], rows,
              [[x for z in rows for x in truth.gradient(z, t)] for t in y])
        judge(f"--smoothing {part}, mean",
              args[2:] + ["--labels", ",".join(map(str, label)), "--reduction", "mean"],
              rows, [[sum(x) / len(x)] for x in loss])
        few = [k for k, z in enumerate(rows) if max(z) < 99]
        judge(f"--smoothing {part}, sum", args + ["--reduction", "sum"],
              [rows[k] for k in few], [[sum(x[k] for k in few)] for x in loss])
    masked = ["--label", "1", "--smoothing", "0.5"]
    for extra in ([], FLOAT):
        equal(evaluate(XENT + masked + extra + ["--bound"], "-inf 0 0\n"), "inf\t0\n",
              f"smoothing puts a target on a masked class {extra}")
        equal(evaluate(XENT + ["--label", "1", "--smoothing", "0"] + extra, "-inf 0\n"), "0\n",
              f"no smoothing puts none there {extra}")


def certified():
    rows = [[1.0, 2.0, 3.0], [0.0, 0.0, 0.0], [5.0, 1.0, 1.0]]
    text = "1 2 3\n0 0 0\n5 1 1\n"
    args = XENT + ["--labels=2,-1,0", "--ignore=-1", "--smoothing", "0.125", "--certified",
                   "--format", "json"]
    for extra, name, exact in (([], "xent", truth.loss), (["--gradient"], "xent-gradient",
                                                          truth.gradient)):
        out = json.loads(evaluate(args + extra, text))
        ok = [o["op"] for o in out] == [name] * 3 and [o["line"] for o in out] == [1, 2, 3]
        for o, z, label in zip(out, rows, (2, None, 0)):
            true = exact(z, smoothed(3, label, 0.125))
            for c, t in zip(o["result"], true if extra else [true]):
                t = Decimal(0) if label is None else t
                slack = abs(t) * Decimal("1e-50")
                ok = ok and Decimal(c["lo"]) - slack <= t <= Decimal(c["hi"]) + slack
        check(ok, f"certified {name} of labels", out)


def output():
    text = "1 2 3\n0 0 0\n"
    mean = XENT + ["--labels", "0,0", "--reduction", "mean"]
    log2 = repr(math.log(2))
    equal(evaluate(XENT + ["--labels", "0,1", "--reduction", "none"], "0 0\n4 4\n"),
          f"{log2}\n{log2}\n", "log 2 for equal logits")
    equal(evaluate(mean, "0 0\n4 4\n"), f"{log2}\n", "the mean of log 2")
    equal(evaluate(XENT + ["--labels", "0,1", "--reduction", "sum", "--format", "json"],
                   "# z\n0 -inf\n\n-inf 7\n"),
          '[\n{"line": 2, "op": "xent-sum", "n": 2, "rows": 2, "result": 0}\n]\n',
          "a sum in JSON")
    equal(json.loads(evaluate(mean + ["--format", "json", "--hex", "--bound"], text))[0]["op"],
          "xent-mean", "a mean in JSON")
    equal(evaluate(XENT + ["--labels", "0,1", "--reduction", "mean", "--bound"],
                   "0 0\n0 -inf\n"), "inf\t0\n", "the mean is exactly inf")
    equal(evaluate(XENT + ["--labels", "0,1", "--weights", "1,0", "--reduction", "mean"],
                   "0 -inf\n0 -inf\n"), "0\n", "a weight of 0 leaves the loss inf out")
    equal(evaluate(XENT + ["--labels", "9,0", "--ignore", "9"], "nan inf\n5 -inf\n"), "0\n0\n",
          "a row that is left out may hold anything")
    equal(evaluate(XENT + ["--labels", "0,0", "--weights", "1e-30,1e30", "--reduction", "mean"]
                   + FLOAT, "0 0\n0 0\n"), "0.6931472\n", "floats: any weight")


def errors():
    def bad(name, args, data, message, code=1):
        more = "softproof: try 'softproof eval --help'\n" if code == 3 else ""
        equal(tool.run(["eval"] + XENT + args, data),
              (min(code, 2), "", f"softproof: {message}\n{more}"), name)

    two = "1 2\n3 4\n"
    write("l.txt", "0\n\n7\n")
    bad("a label in a file", ["--labels", "l.txt"], two,
        "l.txt:3:1: label out of range: 7, logits in <stdin>:2: 2")
    bad("a negative label", ["--labels=0,-1"], two,
        "--labels:1:1: label out of range: -1, logits in <stdin>:2: 2")
    bad("a smoothed label", ["--labels=0,2", "--smoothing", "0.1"], two,
        "--labels:1:1: label out of range: 2, logits in <stdin>:2: 2")
    bad("a label for all", ["--label=2", "--smoothing", "0.1"], two,
        "<stdin>:1:1: label out of range: --label 2, logits: 2")
    bad("a row that counts", ["--labels", "9,0", "--ignore", "9"], "1 2\nnan 1\n",
        "<stdin>:2:1: NaN among the logits")
    bad("a NaN without --ignore", ["--labels", "0,0"], "1 2\n1 nan\n",
        "<stdin>:2:3: NaN among the logits")
    bad("a masked row", ["--labels", "0,0"], "1 2\n-inf -inf\n",
        "<stdin>:2:1: every logit is -inf")
    bad("too few labels", ["--labels", "0"], two, "--labels: labels: 1, rows in <stdin>: 2")
    bad("ragged rows", ["--labels", "0,0"], "1 2\n3\n",
        "<stdin>:2:1: numbers: 1, in the first row: 2")
    bad("no rows", ["--labels", "0,0"], "", "<stdin>: no numbers")
    write("l.txt", "0 0.5\n")
    bad("half a label", ["--labels", "l.txt"], two,
        "l.txt:1:3: not a whole number from -2^53 to 2^53")
    bad("a list with a word", ["--labels", "0,x"], two, '--labels:1:3: not a number: "x"', 2)
    bad("no such file", ["--labels", "none"], two, "none: No such file or directory")
    for reduction in ("sum", "mean"):
        bad(f"all left out, {reduction}",
            ["--labels", "1,1", "--ignore", "1", "--reduction", reduction], two,
            "<stdin>: every weight is 0")
    weights = lambda w, *extra: ["--labels", "0,1", "--reduction", "sum", "--weights", w, *extra]
    outside = "a weight is NaN, negative or out of range"
    bad("too few weights", weights("1"), two, "--weights: weights: 1, <stdin>: logits in a row: 2")
    bad("a negative weight", weights("1,-1"), two, f"--weights:1:3: {outside}", 2)
    bad("a weight too large", weights("1,1e200"), two, f"--weights:1:3: {outside}", 2)
    bad("a weight of inf, floats", weights("1,inf", *FLOAT), two, f"--weights:1:3: {outside}", 2)
    write("w.txt", "1\nnan\n")
    bad("a NaN in a file", weights("w.txt"), two, f"w.txt:2:1: {outside}")
    bad("targets of another shape", ["--target", "w2.txt", "--reduction", "sum"], two,
        "w2.txt: No such file or directory")
    write("w2.txt", "1 0\n")
    bad("too few targets", ["--target", "w2.txt", "--reduction", "sum"], two,
        "w2.txt: 1 rows of 2 targets, <stdin>: 2 rows of 2 logits")
    bad("a short list", ["--target", "1", "--reduction", "sum"], two,
        "--target: targets: 1, <stdin>: logits in a row: 2")
    for s in ("-0.1", "1.5", "nan"):
        bad(f"smoothing {s}", ["--label", "0", f"--smoothing={s}"], two,
            f'--smoothing: the smoothing is not in [0, 1]: "{s}"', 3)
    bad("ignore", ["--labels", "0,0", "--ignore", "0.5"], two,
        '--ignore: not a whole number from -2^53 to 2^53: "0.5"', 3)
    bad("reduction", ["--label", "0", "--reduction", "max"], two,
        '--reduction: unknown value "max" (one of: none, sum, mean)', 3)
    for args, message in [
            (["--label", "0", "--labels", "0,0"],
             "--op xent needs one of --label, --labels and --target"),
            (["--label", "0", "--ignore", "0"], "--ignore needs --labels"),
            (["--target", "0,1", "--smoothing", "0"], "--smoothing needs --label or --labels"),
            (["--target", "0,1", "--weights", "0,1"], "--weights needs --label or --labels"),
            (["--label", "0", "--weights", "0,1"], "--weights needs --reduction sum or mean"),
            (["--label", "0", "--reduction", "sum", "--gradient"],
             "--gradient and --reduction exclude each other"),
            (["--label", "0", "--reduction", "sum", "--certified"],
             "--certified and --reduction exclude each other"),
            (["--labels", "-"], "only one input can be standard input"),
            (["--op", "softmax", "--reduction", "none"],
             "--labels, --ignore, --weights, --smoothing and --reduction need --op xent")]:
        bad(message, args, two, message, 3)


def run():
    values()
    smoothing()
    certified()
    output()
    errors()
