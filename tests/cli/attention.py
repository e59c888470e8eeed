# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""--op attention: values and bounds against 60-digit truth, shapes, errors."""

import math
import random
from decimal import Decimal

import tool
import truth
from floats import FLOAT, rounded
from tap import check, equal
from tool import evaluate, write
from values import INF, enclosed, flat, load, number, text

ATTENTION = ["--op", "attention", "--keys", "k.tsv", "--values", "v.tsv"]


def attention(Q, K, V, mask, scale, visible):
    """Row by row; 0 for a query that sees no key"""
    result = []
    for j, q in enumerate(Q):
        seen = [k for k in range(visible(j)) if mask is None or mask[j][k] > -INF]
        scores = [Decimal(scale) * sum(Decimal(x) * Decimal(y) for x, y in zip(q, K[k]))
                  + (Decimal(mask[j][k]) if mask else 0) for k in seen]
        p = truth.softmax(scores) if seen else []
        result.append([sum((w * Decimal(V[k][c]) for w, k in zip(p, seen)), Decimal(0))
                       for c in range(len(V[0]))])
    return result


def case(r, m, n, d, dv, size, mask):
    """Of floats, so that they are the same to both precisions"""
    number_in = lambda s: rounded(r.uniform(-s, s))
    matrix = lambda rows, cols, s: [[number_in(s) for _ in range(cols)]
                                    for _ in range(rows)]
    hide = [[-INF if r.random() < 0.3 else number_in(2) for _ in range(n)]
            for _ in range(m)] if mask else None
    return matrix(m, d, size), matrix(n, d, size), matrix(n, dv, 10.0), hide


def values():
    r = random.Random(41)
    for m, n, d, dv, size, mask, scale, causal in (
            (1, 1, 1, 1, 1.0, False, None, None), (3, 5, 4, 2, 3.0, False, None, None),
            (4, 4, 8, 3, 2.0, True, None, None), (5, 3, 2, 2, 1.0, False, 0.3, "start"),
            (5, 3, 2, 2, 1.0, True, -0.3, "end"), (2, 6, 3, 4, 40.0, True, 0.7, "end"),
            (2, 9, 16, 1, 1e3, False, 1e-6, "start")):
        Q, K, V, hide = case(r, m, n, d, dv, size, mask)
        write("k.tsv", text(K))
        write("v.tsv", text(V))
        args = ATTENTION + (["--mask", "mask.tsv"] if mask else [])
        args += ["--scale", repr(scale)] if scale is not None else []
        args += ["--causal", causal] if causal else []
        if mask:
            write("mask.tsv", text(hide))
        visible = {None: lambda j: n, "start": lambda j: min(n, j + 1),
                   "end": lambda j: max(0, n - m + j + 1)}[causal]
        true = attention(Q, K, V, hide, 1 / math.sqrt(d) if scale is None else scale, visible)
        for extra in ([], FLOAT, ["--online"]):
            objects = load(evaluate(args + extra + ["--bound", "--hex", "--format", "json"],
                                    text(Q)))
            results = [number(x) for o in objects for x in o["result"]]
            ok, worst = enclosed(results, [number(x) for o in objects for x in o["bound"]],
                                 flat(true))
            fits = extra != FLOAT or all(x == rounded(x) for x in results)
            check(ok and fits and [o["line"] for o in objects] == list(range(1, m + 1)),
                  f"attention {' '.join(args[6:] + extra)} {m}x{n}x{d}x{dv}: within its bound"
                  f" (largest error/bound {worst:.3f})", objects)


def heads():
    """Of H heads: each one as it is alone, and within its bound"""
    r = random.Random(43)
    for H, m, n, d, dv, mask, causal in ((1, 2, 3, 2, 1, False, None), (3, 2, 4, 3, 2, True, None),
                                         (4, 3, 3, 2, 2, False, "end"),
                                         (2, 3, 2, 1, 3, True, "start")):
        parts = [case(r, m, n, d, dv, 2.0, mask) for _ in range(H)]
        Q, K, V = (sum((p[k] for p in parts), []) for k in range(3))
        write("k.tsv", text(K))
        write("v.tsv", text(V))
        args = ATTENTION + ["--heads", str(H), "--scale", "0.5"]
        args += ["--causal", causal] if causal else []
        if mask:
            write("mask.tsv", text(sum((p[3] for p in parts), [])))
            args += ["--mask", "mask.tsv"]
        visible = {None: lambda j: n, "start": lambda j: min(n, j + 1),
                   "end": lambda j: max(0, n - m + j + 1)}[causal]
        true = [attention(*p, 0.5, visible) for p in parts]
        for extra in ([], FLOAT, ["--online"]):
            objects = load(evaluate(args + extra + ["--bound", "--hex", "--format", "json"],
                                    text(Q)))
            ok, worst = enclosed([number(x) for o in objects for x in o["result"]],
                                 [number(x) for o in objects for x in o["bound"]], flat(true))
            check(ok and len(objects) == H * m, f"attention {' '.join(args[6:] + extra)}: within"
                  f" its bound (largest error/bound {worst:.3f})", objects)
        certified = load(evaluate(args + ["--certified", "--format", "json"], text(Q)))
        ok = all(Decimal(c["lo"]) - abs(t) * Decimal("1e-45") <= t
                 <= Decimal(c["hi"]) + abs(t) * Decimal("1e-45")
                 for c, t in zip((c for o in certified for c in o["result"]), flat(true)))
        check(ok, f"certified attention of {H} heads")


def kept():
    write("k.tsv", "1 2\n-1 0.5\n3 3\n")
    write("v.tsv", "1 10\n2 20\n4 40\n")
    write("mask.tsv", "0 -inf 0\n-inf -inf -inf\n0 0 0\n")
    write("keep.tsv", "1 0 1\n0 0 0\n1 1 1\n")
    Q = "0 0\n1 1\n0.25 -1\n"
    for extra in ([], FLOAT, ["--causal", "end"], ["--bound"], ["--certified"], ["--online"],
                  FLOAT + ["--online", "--certified"]):
        equal(evaluate(ATTENTION + ["--keep", "keep.tsv"] + extra, Q),
              evaluate(ATTENTION + ["--mask", "mask.tsv"] + extra, Q),
              f"attention --keep as --mask {' '.join(extra)}")
    equal(evaluate(ATTENTION + ["--keep", "keep.tsv"], Q).split("\n")[:2],
          ["2.5\t25", "0\t0"], "attention --keep: the mean of what is kept, and zeros")


def large_scores():
    """Where the error of the scores says nothing, the column does; bounds are numbers."""
    write("k.tsv", "1e20\n-1e20\n")
    write("v.tsv", "0 0 -3\n0 7 5\n")
    write("mask.tsv", "0 -1e30\n")
    for extra in ([], FLOAT):
        for args, name in ((ATTENTION, "large scores"),
                           (ATTENTION + ["--mask", "mask.tsv"], "a mask of -1e30")):
            args = args + extra + ["--bound"]
            q = 1e20 if name == "large scores" else 1e-20
            row, = load(evaluate(args + ["--format", "json"], f"{q!r}\n"))
            zero, seven, eight = row["bound"]
            check(row["result"] == [0, 0, -3] and zero == 0 and 7 <= seven < 7.001
                  and 8 <= eight < 8.001,
                  f"attention {' '.join(args[6:])}, {name}: the bound is what the column leaves",
                  row)
            if not extra:
                certified = evaluate(args[:-1] + ["--certified"], f"{q!r}\n")
                check(len(certified.splitlines()) == 3,
                      f"attention {' '.join(args[6:-1])}, {name}: certified", certified)
    write("hidden.tsv", "0 -inf\n")
    out = evaluate(ATTENTION + ["--mask", "hidden.tsv", "--bound"], "1e-20\n")
    check(all(0 <= float(line.split("\t")[1]) < 1e-14 for line in out.splitlines()),
          "attention with -inf for the hidden key: a small bound", out)


def errors():
    write("k.tsv", "1 2\n-1 0.5\n")
    write("v.tsv", "1 10\n2 20\n")
    equal(evaluate(ATTENTION, "0 0\n"), "1.5\t15\n", "attention: the mean for equal scores")
    equal(evaluate(ATTENTION + ["--causal", "end"], "0 0\n0 0\n0 0\n"),
          "0\t0\n1\t10\n1.5\t15\n", "attention: 0 for a query that sees no key")

    def bad(name, args, data, message, code=1):
        equal(tool.run(["eval"] + args, data), (code, "", f"softproof: {message}\n"), name)

    write("v3.tsv", "1\n2\n3\n")
    write("ragged.tsv", "1 2\n3\n")
    write("nothing.tsv", "# no numbers\n")
    write("nan.tsv", "0 nan\n")
    V3 = ["--op", "attention", "--keys", "k.tsv", "--values", "v3.tsv"]
    mask = lambda name: ATTENTION + ["--mask", name]
    bad("queries of another width", ATTENTION, "1 2 3\n",
        "k.tsv: numbers in a row: 2, <stdin>: numbers in a row: 3")
    bad("more values than keys", V3, "1 2\n", "v3.tsv: rows: 3, k.tsv: rows: 2")
    bad("a mask of another height", mask("k.tsv"), "1 2\n",
        "k.tsv: rows: 2, <stdin>: rows: 1")
    bad("a mask of another width", mask("v3.tsv"), "1 2\n3 4\n5 6\n",
        "v3.tsv: numbers in a row: 1, k.tsv: rows: 2")
    bad("a NaN in the mask", mask("nan.tsv"), "1 2\n",
        "nan.tsv:1:3: NaN or +inf in the mask")
    bad("a ragged matrix", mask("ragged.tsv"), "1 2\n",
        "ragged.tsv:2:1: numbers: 1, in the first row: 2")
    bad("an empty matrix", mask("nothing.tsv"), "1 2\n", "nothing.tsv: no numbers")
    bad("a mask of other numbers", ATTENTION + ["--keep", "k.tsv"], "1 2\n",
        "k.tsv:1:3: not 0 or 1")
    two = ATTENTION + ["--heads", "2"]
    bad("queries that two heads cannot share", two, "1 2\n",
        "<stdin>: rows: 1, not as many for each of 2 heads")
    write("k3.tsv", "1 2\n3 4\n5 6\n")
    bad("keys that two heads cannot share",
        ["--op", "attention", "--keys", "k3.tsv", "--values", "v3.tsv", "--heads", "2"],
        "1 2\n3 4\n", "k3.tsv: rows: 3, not as many for each of 2 heads")
    bad("a mask over all heads", two + ["--mask", "k.tsv"], "1 2\n3 4\n",
        "k.tsv: numbers in a row: 2, k.tsv: rows of a head: 1")
    bad("no such file", mask("absent.tsv"), "1 2\n", "absent.tsv: No such file or directory")
    bad("a query that is too large", ATTENTION, "0 1e121\n",
        "<stdin>:1:3: not a number from -2^400 to 2^400")
    bad("an infinite query", ATTENTION, "0 -inf\n",
        "<stdin>:1:3: not a number from -2^400 to 2^400")


def run():
    values()
    heads()
    kept()
    large_scores()
    errors()
